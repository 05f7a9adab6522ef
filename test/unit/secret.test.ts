import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { format, inspect } from 'node:util';
import fc from 'fast-check';
import { Redactor, Secret, tokenFault } from '../../src/secret.ts';
import { sweep } from '../helpers/secrets.ts';
import { anyText } from '../helpers/text.ts';

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyZXBvOmEvYiJ9.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg';

/** A redactor that knows these secrets, with what it asked the runner to mask. */
function knowing(...secrets: string[]) {
  const masked: string[] = [];
  const redactor = new Redactor((value) => masked.push(value));
  for (const secret of secrets) redactor.protect(secret);
  return { redactor, masked };
}

describe('Secret', () => {
  test('gives its value through reveal only', () => {
    const secret = new Secret(TOKEN);
    assert.equal(secret.reveal(), TOKEN);
    const holder = { token: secret, list: [secret] };
    const printings = [
      `${secret}${[secret, secret].join()}`,
      JSON.stringify(holder, null, 2),
      inspect(holder, { depth: 9, showHidden: true, getters: true }),
      inspect(secret, { customInspect: false, showHidden: true }),
      format('%s %o %O %j', secret, holder, holder, holder),
      inspect(new Error('x', { cause: secret })),
      inspect({ ...secret }) + JSON.stringify({ ...secret }),
      Reflect.ownKeys(secret).join() + Object.entries(secret).join(),
      inspect(structuredClone(secret)),
    ];
    for (const text of printings) assert.deepEqual(sweep([TOKEN], { text }), [], text);
  });
});

describe('tokenFault', () => {
  test('finds none in 16 to 65,536 characters from ! to ~, and one in every other character', () => {
    for (let code = 0; code < 0x180; code++) {
      const expected = code >= 0x21 && code <= 0x7e ? undefined : 'not text of visible ASCII';
      const character = String.fromCharCode(code);
      assert.equal(tokenFault(character.repeat(16)), expected, `code ${code}`);
      assert.equal(tokenFault(`a${character}${'b'.repeat(14)}`), expected, `code ${code} inside`);
    }
    assert.equal(tokenFault('x'.repeat(65_536)), undefined);
  });

  test('says what is wrong', () => {
    const others: [unknown, string][] = [
      [undefined, 'not text of visible ASCII'],
      [['a-token-in-an-array'], 'not text of visible ASCII'],
      ['', 'not text of visible ASCII'],
      ['a-token-with-a-line-break\n', 'not text of visible ASCII'],
      ['x'.repeat(15), 'shorter than 16 characters'],
      ['x'.repeat(65_537), 'longer than 64 KiB'],
    ];
    for (const [text, fault] of others) assert.equal(tokenFault(text), fault);
  });
});

describe('Redactor', () => {
  test('protect asks for a mask at once, hide for none; both remember the secret and give it', () => {
    const { masked, redactor } = knowing();
    assert.equal(redactor.protect('the-protected-token').reveal(), 'the-protected-token');
    assert.equal(redactor.hide('the-hidden-token').reveal(), 'the-hidden-token');
    assert.deepEqual(masked, ['the-protected-token']);
    assert.equal(redactor.clean('the-protected-token, the-hidden-token'), '***, ***');
  });

  test('asks for no mask that would do harm: of a short text, of blanks, or of each line by itself', () => {
    const lines = [`${'x'.repeat(20)}\n${'y'.repeat(20)}`, `a\r${'b'.repeat(20)}`, `${TOKEN}\n`];
    assert.deepEqual(knowing('', 'e', 'x'.repeat(15), '\n', ' '.repeat(40), ...lines).masked, []);
    assert.deepEqual(knowing('x'.repeat(16)).masked, ['x'.repeat(16)]);
  });

  test('takes no blanks, no short text and no few letters among blanks for a secret', () => {
    const few = `ab${' '.repeat(30)}`;
    const { redactor } = knowing('', ' ', '\t\n', '\u200b', '\u0000', 'e', few);
    const text = `some letters, IA==, 1${few}2`;
    assert.equal(redactor.clean(text), text);
  });

  test('knows a token as long as a variable may be; a longer one is masked, and not searched for', () => {
    const text = randomBytes(48 * 1024).toString('base64url');
    assert.equal(text.length, 64 * 1024);
    assert.equal(knowing(text).redactor.clean(text.slice(-300)), '***');
    const { masked, redactor } = knowing(`${text}x`);
    assert.deepEqual(masked, [`${text}x`]);
    assert.equal(redactor.clean(text.slice(-300)), text.slice(-300));
  });

  test('hides every unknown JWT, also one that shares its header with a known token', () => {
    const other = TOKEN.replace('c2ln', 'AAAA');
    assert.equal(knowing().redactor.clean(`${TOKEN}, ${other}`), '***, ***');
    const [header] = TOKEN.split('.');
    const sibling = `${header}.${'p'.repeat(40)}.${'s'.repeat(40)}`;
    assert.equal(knowing(TOKEN).redactor.clean(`<${sibling}>`), '<***>');
  });

  test('takes three parts of 16 characters for a JWT, and no shorter ones', () => {
    const jwt = (length: number) => ['h', 'p', 's'].map((letter) => letter.repeat(length)).join('.');
    assert.equal(knowing().redactor.clean(`<${jwt(16)}>`), '<***>');
    assert.equal(knowing().redactor.clean(jwt(15)), jwt(15));
  });

  const codes = (prefix: string) =>
    [...TOKEN].map((character) => prefix + character.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  const forms: [string, string][] = [
    ['broken over two lines', `${TOKEN.slice(0, 30)}\r\n${TOKEN.slice(30)}`],
    ['with every character apart', [...TOKEN].join('\u2060\u0000')],
    ['percent-encoded, every character', codes('%')],
    ['in JSON escapes', codes('\\u00')],
    ['cut, with invisible characters inside', [...TOKEN.slice(1, -1)].join('\u200b')],
  ];
  for (const [name, said] of forms) {
    test(`hides a secret ${name}`, () => {
      assert.equal(knowing(TOKEN).redactor.clean(`before ${said} after`), 'before *** after');
    });
  }

  test('hides a piece that holds an escape itself, whatever stands around it', () => {
    const value = 'ab%41cd%5Aefgh"ijklmnop"qrstuvwxyz0123';
    const piece = value.slice(1, -4);
    const units = [...piece].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    for (const form of [piece, JSON.stringify(piece).slice(1, -1), encodeURIComponent(piece), units.join('')])
      assert.equal(knowing(value).redactor.clean(`<${form}>`), '<***>', form);
  });

  test('hides a percent-encoded secret behind a percent sign that is none of its own', () => {
    const value = '85_QQ3=M76Mf8c=hQh~';
    assert.doesNotMatch(knowing(value).redactor.clean(`%${encodeURIComponent(value)}`), /QQ3/);
  });

  test('hides a secret that itself has invisible characters or half a surrogate pair', () => {
    for (const secret of [
      'tok\u200ben-1234-5678-9012',
      'line1-abcdefgh\nline2-def',
      'abc\ud800defgh-12345678',
    ])
      assert.equal(knowing(secret).redactor.clean(`<${secret}>`), '<***>');
  });

  const circle: unknown[] = [];
  circle.push(circle);
  const cleaned: [string, unknown, string][] = [
    ['line breaks', 'a\r\nb\nc\u2028d\u2029e\u0085f', 'a b c d e f'],
    ['escapes of a terminal', '\u001b[31mred', '[31mred'],
    ['writing backwards', 'a\u202eb\u2066c', 'a b c'],
    ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
    ['blanks around', '  a  ', 'a'],
    ['a command at the start', '::error::x', ': :error::x'],
    ['a command after blanks', ' \t\n::error::x', ': :error::x'],
    ['a command after zero width', '\u200b\ufeff::error::x', ': :error::x'],
    ['colons inside', 'a::b', 'a::b'],
    ['brackets', 'x ##[error]y', 'x # #[error]y'],
    ['more number signs', '####[error]', '### #[error]'],
    ['number signs alone', '## a', '## a'],
    ['a number', 42, '42'],
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['what has no text', circle, '(no text)'],
  ];
  for (const [name, text, expected] of cleaned) {
    test(`cleans ${name}`, () => assert.equal(knowing().redactor.clean(text), expected));
  }

  test('makes no command by putting a split secret together', () => {
    const { redactor } = knowing('secret-token-1234');
    assert.equal(redactor.clean('#\u200b#\u200b[error]secret\u200b-token-1234'), '# #[error]***');
    assert.equal(redactor.clean(':\u200b:error::secret\u200b-token-1234'), ': :error::***');
  });

  test('cuts by characters, after hiding', () => {
    const { redactor } = knowing('secret-token-1234');
    assert.equal(redactor.clean('x'.repeat(301)), `${'x'.repeat(299)}…`);
    assert.equal(redactor.clean('x'.repeat(300)), 'x'.repeat(300));
    assert.equal(redactor.clean('😀'.repeat(11), 10), `${'😀'.repeat(9)}…`);
    assert.equal(redactor.clean('12345 secret-token-1234', 12), '12345 ***');
    assert.equal(redactor.clean('1234567 secret-token-1234', 10), '1234567 *…');
  });

  // What is counted is work, not time: others may be busy.
  test('cleans any text in a bounded time, whatever secrets are accepted', { timeout: 600_000 }, () => {
    const fill = (unit: string, length: number) => unit.repeat(length / unit.length + 1).slice(0, length);
    const random = randomBytes(48 * 1024).toString('base64url');
    const texts = ['A'.repeat(19), 'A'.repeat(10), 'abcdefghijkabcdefgh'].map((part) => `${part}B`);
    for (const unit of ['A', 'abcdefghijk', random]) {
      const { redactor } = knowing(fill(unit, 65_536));
      for (const text of unit === random ? [random] : [unit, ...texts]) {
        const start = process.cpuUsage();
        redactor.clean(fill(text, 1_000_000), 2_000);
        const { user, system } = process.cpuUsage(start);
        assert.ok((user + system) / 1_000 < 10_000, `${unit.slice(0, 30)}: ${text.slice(0, 30)}`);
      }
    }
  });
});

describe('Redactor.clean, whatever is said', () => {
  const anyCodeUnits = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units));
  // RFC 6750, 2.1; what has no letter or digit is no token.
  const secret = fc
    .string({
      unit: fc.constantFrom(...'abcdefghijkLMNOPQR0123456789-._~+/='),
      minLength: 16,
      maxLength: 60,
    })
    .filter((text) => /[A-Za-z0-9]{2}/.test(text));
  const invisible = fc.constantFrom(...'\u200b\u200d\u2060\ufeff\u00ad\u202e\u034f\u3164\u0000\n');
  const spoken = fc.constantFrom(
    ...[...':#[ \t\u2028\u0085.%…`', '::', '##[', '\r\n', '\u001b[2K', '***', '\ud800', '😀'],
    ...['error::', 'add-mask]', '::set-output name=x::y'],
  );
  const formsOf = (value: string) => [
    value,
    encodeURIComponent(value),
    Buffer.from(value).toString('base64url'),
    Buffer.from(value).toString('base64').replace(/=+$/, ''),
  ];

  /** A secret as somebody may repeat it: as it is, encoded, and with an invisible character at every step. */
  const echo = (value: string) =>
    fc
      .tuple(fc.constantFrom(...formsOf(value)), invisible, fc.integer({ min: 1, max: 90 }))
      .map(([form, character, step]) => form.replace(new RegExp(`.{${step}}`, 'g'), `$&${character}`));

  const scene = fc.array(secret, { minLength: 1, maxLength: 3 }).chain((secrets) => {
    const part = fc.oneof(...secrets.map(echo), anyCodeUnits, spoken, invisible, anyText());
    const said = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
    return fc.record({ secrets: fc.constant(secrets), said, longest: fc.integer({ min: 1, max: 400 }) });
  });

  test('it is one line of printable characters, without a command or a secret, no longer than asked', () => {
    fc.assert(
      fc.property(scene, ({ secrets, said, longest }) => {
        const { redactor } = knowing(...secrets);
        const line = redactor.clean(said, longest);
        assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        assert.ok([...line].length <= longest);
        assert.ok(!line.trimStart().startsWith('::'));
        assert.ok(!line.includes('##['));
        const whole = redactor.clean(said, 10_000);
        for (const form of secrets.flatMap(formsOf)) assert.ok(!whole.includes(form));
      }),
      { numRuns: 1000 },
    );
  });
});
