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
    assert.equal(new Secret(TOKEN).reveal(), TOKEN);
  });

  const secret = new Secret(TOKEN);
  const holder = { token: secret, list: [secret] };
  const printings: [string, () => string][] = [
    ['toString', () => secret.toString()],
    ['a template literal', () => `${secret}`],
    ['concatenation', () => `Bearer ${String(secret)}`],
    ['join', () => [secret, secret].join()],
    ['JSON', () => JSON.stringify(secret)],
    ['JSON of what holds it', () => JSON.stringify(holder, null, 2)],
    ['inspect', () => inspect(secret)],
    ['inspect of what holds it', () => inspect(holder, { depth: 9, showHidden: true, getters: true })],
    ['inspect without custom inspection', () => inspect(secret, { customInspect: false, showHidden: true })],
    ['format %s', () => format('%s', secret)],
    ['format %o', () => format('%o', holder)],
    ['format %O', () => format('%O', holder)],
    ['format %j', () => format('%j', holder)],
    ['format of a rest', () => format('x', secret, holder)],
    ['cause of an error', () => inspect(new Error('x', { cause: secret }))],
    ['member of an error', () => inspect(Object.assign(new Error('x'), { secret }))],
    ['spread', () => inspect({ ...secret }) + JSON.stringify({ ...secret })],
    ['Object.assign', () => inspect(Object.assign({}, secret))],
    ['keys', () => Reflect.ownKeys(secret).join() + Object.entries(secret).join()],
    ['structuredClone', () => inspect(structuredClone(secret))],
    ['Map and Set', () => inspect(new Map([['a', new Set([secret])]]), { depth: 9 })],
    ['message of an error', () => String(new Error(`bad ${secret}`).stack)],
  ];
  for (const [name, print] of printings) {
    test(`does not show in: ${name}`, () => {
      assert.deepEqual(sweep([TOKEN], { [name]: print() }), []);
    });
  }

  test('shows as stars', () => {
    assert.deepEqual([`${secret}`, JSON.stringify(secret), inspect(secret)], ['***', '"***"', '***']);
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
  test('protect masks at once, hide does not ask for a mask; both give the secret', () => {
    const masked: string[] = [];
    const redactor = new Redactor((value) => masked.push(value));
    assert.equal(redactor.protect('the-protected-token').reveal(), 'the-protected-token');
    assert.equal(redactor.hide('the-hidden-token').reveal(), 'the-hidden-token');
    assert.deepEqual(masked, ['the-protected-token']);
    assert.equal(redactor.clean('the-protected-token, the-hidden-token'), '***, ***');
  });

  for (const blank of ['', ' ', '\t\n', '\u200b', '\u0000']) {
    test(`does not take ${JSON.stringify(blank)} for a secret`, () => {
      const { redactor } = knowing(blank);
      assert.equal(redactor.clean('some words, IA==, to print'), 'some words, IA==, to print');
    });
  }

  test('asks for no mask of blanks, which would hide every blank of the log', () => {
    assert.deepEqual(knowing('', ' ', '\n', ' '.repeat(40), `${TOKEN}\n${TOKEN}`).masked, []);
  });

  test('takes a few letters among many blanks for no secret', () => {
    const { redactor } = knowing(`ab${' '.repeat(30)}`);
    const text = `1ab${' '.repeat(30)}2`;
    assert.equal(redactor.clean(text), text);
  });

  test('knows a token as long as a variable may be, and none that is longer', () => {
    const text = randomBytes(48 * 1024).toString('base64url');
    assert.equal(text.length, 64 * 1024);
    assert.equal(knowing(text).redactor.clean(text.slice(-300)), '***');
    const { redactor } = knowing(`${text}x`);
    assert.equal(redactor.clean(text.slice(-300)), text.slice(-300));
    const encoded = Buffer.from(`${text}x`).toString('base64').slice(0, 300);
    assert.equal(redactor.clean(encoded), encoded);
  });

  test('says of what has no text that it has none', () => {
    const { redactor } = knowing(TOKEN);
    const circle: unknown[] = [];
    circle.push(circle);
    for (const value of [circle, 1n, { toJSON: () => assert.fail() }]) {
      assert.equal(redactor.clean(value), '(no text)');
    }
    assert.equal(redactor.clean(undefined), 'undefined');
  });

  const opaque = '~~~tok?en>>>/with+signs=';
  const codes = (prefix: string) =>
    [...TOKEN].map((character) => prefix + character.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  const forms: [string, string, string][] = [
    ['as it is', TOKEN, TOKEN],
    ['percent-encoded', opaque, encodeURIComponent(opaque)],
    ['in base64', opaque, Buffer.from(opaque).toString('base64')],
    ['in base64url', opaque, Buffer.from(opaque).toString('base64url')],
    ['payload only', TOKEN, TOKEN.split('.')[1] ?? ''],
    ['signature only', TOKEN, TOKEN.split('.')[2] ?? ''],
    ['with a zero-width space', TOKEN, `${TOKEN.slice(0, 30)}\u200b${TOKEN.slice(30)}`],
    ['broken over two lines', TOKEN, `${TOKEN.slice(0, 30)}\r\n${TOKEN.slice(30)}`],
    ['every character apart', TOKEN, [...TOKEN].join('\u2060\u0000')],
    ['as an unknown JWT', 'another-token-1234', TOKEN],
    ['percent-encoded, every character', TOKEN, codes('%')],
    ['in JSON escapes', TOKEN, codes('\\u00')],
    ['in JSON escapes of capitals', TOKEN, codes('\\u00').toUpperCase().replaceAll('U', 'u')],
    ...['\u034f', '\ufe00', '\u3164', '\u115f', '\u17b4', '\u180b', '\ufff0', '\u{e0100}'].map(
      (invisible): [string, string, string] => [
        `with U+${invisible.codePointAt(0)?.toString(16)} inside`,
        TOKEN,
        [...TOKEN].join(invisible),
      ],
    ),
  ];
  for (const [name, secret, said] of forms) {
    test(`hides a secret ${name}`, () => {
      const { redactor } = knowing(secret);
      assert.match(redactor.clean(`before ${said} after`), /^before \*\*\*=* after$/);
    });
  }

  test('hides every unknown JWT, not just the first', () => {
    const other = TOKEN.replace('c2ln', 'AAAA');
    assert.equal(knowing().redactor.clean(`${TOKEN}, ${other}`), '***, ***');
  });

  test('hides any 20 characters in a row, wherever they were cut out, and no 19', () => {
    const value = 'abcdefghijklmnopqrstuvwxyz0123456789';
    const { redactor } = knowing(value);
    for (let from = 0; from + 20 <= value.length; from++) {
      assert.equal(redactor.clean(`<${value.slice(from, from + 20)}>`), '<***>');
      assert.equal(redactor.clean(value.slice(from, from + 19)), value.slice(from, from + 19));
    }
    assert.equal(redactor.clean(`<${value.slice(3, -3)}> and`), '<***> and');
    assert.equal(redactor.clean(`<${value.slice(3, 24)}|${value.slice(3, 24)}>`), '<***|***>');
  });

  test('hides a piece with invisible characters inside', () => {
    const value = 'abcdefghijklmnopqrstuvwxyz0123456789';
    const said = [...value.slice(1, -1)].join('\u200b');
    assert.equal(knowing(value).redactor.clean(`<${said}>`), '<***>');
  });

  test('hides a piece that holds an escape itself, whatever stands around it', () => {
    const value = 'ab%41cd%5Aefgh"ijklmnop"qrstuvwxyz0123';
    const piece = value.slice(1, -4);
    const units = [...piece].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    for (const form of [piece, JSON.stringify(piece).slice(1, -1), encodeURIComponent(piece), units.join('')])
      assert.equal(knowing(value).redactor.clean(`<${form}>`), '<***>', form);
  });

  test('hides a percent-encoded secret behind a percent sign that is none of its own', () => {
    const value = '85_QQ3=M76Mf8c=hQh~';
    const { redactor } = knowing(value);
    assert.doesNotMatch(redactor.clean(`%${encodeURIComponent(value)}`), /QQ3/);
  });

  test('hides a secret in base64 behind a user name of any length', () => {
    const value = 'a-secret-that-is-long-enough';
    for (const user of ['', 'u', 'us', 'use', 'user']) {
      const line = knowing(value).redactor.clean(Buffer.from(`${user}:${value}`).toString('base64'));
      assert.deepEqual(sweep([value], { line }), []);
      assert.match(line, /\*\*\*/);
    }
  });

  test('hides the longer of two secrets that begin alike', () => {
    assert.equal(
      knowing('token-1-long-enough', 'token-1-long-enough-and-longer').redactor.clean(
        '<token-1-long-enough-and-longer>',
      ),
      '<***>',
    );
  });

  test('hides a secret that itself has invisible characters or half a surrogate pair', () => {
    for (const secret of [
      'tok\u200ben-1234-5678-9012',
      'line1-abcdefgh\nline2-def',
      'abc\ud800defgh-12345678',
    ]) {
      const { redactor } = knowing(secret);
      assert.equal(redactor.clean(`<${secret}>`), '<***>');
    }
  });

  const cleaned: [string, unknown, string][] = [
    ['line breaks', 'a\r\nb\nc\u2028d\u2029e\u0085f', 'a b c d e f'],
    ['escapes of a terminal', '\u001b[31mred', '[31mred'],
    ['writing backwards', 'a\u202eb\u2066c', 'a b c'],
    ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
    ['blanks around', '  a  ', 'a'],
    ['command at the start', '::error::x', ': :error::x'],
    ['command after blanks', ' \t\n::error::x', ': :error::x'],
    ['command after zero width', '\u200b\ufeff::error::x', ': :error::x'],
    ['colons inside', 'a::b', 'a::b'],
    ['brackets', 'x ##[error]y', 'x # #[error]y'],
    ['more number signs', '####[error]', '### #[error]'],
    ['number signs alone', '## a', '## a'],
    ['a number', 42, '42'],
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
  ];
  for (const [name, text, expected] of cleaned) {
    test(`cleans ${name}`, () => {
      assert.equal(knowing().redactor.clean(text), expected);
    });
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

  test('asks for no mask that would do harm: of a short text, or of each line by itself', () => {
    const { masked, redactor } = knowing(
      'e',
      'x'.repeat(15),
      `${'x'.repeat(20)}\n${'y'.repeat(20)}`,
      `a\r${'b'.repeat(20)}`,
    );
    assert.deepEqual(masked, []);
    assert.equal(redactor.clean('here is the letter e'), 'here is the letter e');
    assert.deepEqual(knowing('x'.repeat(16)).masked, ['x'.repeat(16)]);
  });

  test('masks a token of over 64 KiB, and makes no forms of it', () => {
    const long = 'ab'.repeat(32 * 1024 + 1);
    const { masked, redactor } = knowing(long);
    assert.deepEqual(masked, [long]);
    assert.equal(redactor.clean(long.slice(0, 100)), long.slice(0, 100));
  });

  test('cleans any text in a bounded time, whatever secrets are accepted', () => {
    const random = (length: number) => randomBytes(length).toString('base64url').slice(0, length);
    const kinds: [string, (length: number) => string][] = [
      ['random', random],
      ['one letter', (length) => 'a'.repeat(length)],
      ['a period of 11', (length) => 'abcdefghijk'.repeat(length / 11 + 1).slice(0, length)],
      ['a period of 22', (length) => 'abcdefghijklmnopqrstuv'.repeat(length / 22 + 1).slice(0, length)],
      [
        'a JWT',
        (length) => [9, 4, 9].map((part) => random(Math.max(1, Math.floor(length / 3) - part))).join('.'),
      ],
    ];
    for (const [kind, make] of kinds) {
      for (const length of [16, 1_000, 8_000, 65_536]) {
        const secrets = [make(length), make(length), make(length), make(length)];
        const { redactor } = knowing(...secrets);
        const whole = secrets[0] as string;
        const texts = [whole, make(8_000), '%61'.repeat(3_000), '\\u0061'.repeat(2_000)];
        for (const text of texts) {
          const start = performance.now();
          redactor.clean(text, 2_000);
          // Far more than it takes; with a search from each character it would be hours.
          assert.ok(performance.now() - start < 10_000, `${kind}, ${length}`);
        }
      }
    }
  });

  // A test of effort, not of time: with a search from every character this runs for hours.
  test('copes with a megabyte of anything', { timeout: 60_000 }, () => {
    const { redactor } = knowing(TOKEN);
    for (const unit of ['a', 'a.', '-\u200b', `${'a'.repeat(16)}.`, '\u0000', '##[', '::', '\ud800']) {
      assert.ok(redactor.clean(unit.repeat(1_000_000 / unit.length)).length <= 600);
    }
  });
});

describe('Redactor.clean, whatever is said', () => {
  const anyCodeUnits = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units));
  const b64token = (minLength: number) =>
    fc.string({
      unit: fc.constantFrom(...'abcdefghijkLMNOPQR0123456789-._~+/='),
      minLength,
      maxLength: 60,
    });
  // RFC 6750, 2.1; what has no letter or digit is no token.
  const secret = b64token(16).filter((text) => /[A-Za-z0-9]{2}/.test(text));
  const invisible = fc.constantFrom(
    '\u200b',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u202e',
    '\u034f',
    '\u3164',
    '\u0000',
    '\n',
  );
  const spoken = fc.constantFrom(
    ...['::', ':', '##[', '#', '[', ' ', '\t', '\r\n', '\u2028', '\u0085', '\u001b[2K', '***', '…', '.', '%'],
    ...['error::', 'add-mask]', '::set-output name=x::y', '\ud800', '😀', '`'],
  );

  /** A secret as an attacker would repeat it: as it is, encoded, and with invisible characters inside. */
  const echo = (value: string) =>
    fc
      .tuple(
        fc.constantFrom(
          value,
          encodeURIComponent(value),
          Buffer.from(value).toString('base64url'),
          Buffer.from(value).toString('base64').replace(/=+$/, ''),
        ),
        fc.array(fc.tuple(fc.nat(), invisible), { maxLength: 5 }),
      )
      .map(([form, inserted]) =>
        inserted.reduce((text, [at, character]) => {
          const place = at % (text.length + 1);
          return text.slice(0, place) + character + text.slice(place);
        }, form),
      );

  const scene = fc.array(secret, { minLength: 1, maxLength: 3 }).chain((secrets) => {
    const part = fc.oneof(...secrets.map(echo), anyCodeUnits, spoken, invisible, anyText());
    const said = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
    return fc.record({ secrets: fc.constant(secrets), said, longest: fc.integer({ min: 1, max: 400 }) });
  });

  test('it is one line of printable characters, speaks no command and is no longer than asked', () => {
    fc.assert(
      fc.property(scene, ({ secrets, said, longest }) => {
        const line = knowing(...secrets).redactor.clean(said, longest);
        assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        assert.ok([...line].length <= longest);
        assert.ok(!line.trimStart().startsWith('::'));
        assert.ok(!line.includes('##['));
        assert.ok(line.isWellFormed());
      }),
      { numRuns: 3000 },
    );
  });

  test('it holds no known secret in any form', () => {
    fc.assert(
      fc.property(scene, ({ secrets, said }) => {
        const line = knowing(...secrets).redactor.clean(said, 10_000);
        for (const value of secrets) {
          assert.ok(!line.includes(value));
          assert.ok(!line.includes(encodeURIComponent(value)));
          assert.ok(!line.includes(Buffer.from(value).toString('base64url')));
          assert.ok(!line.includes(Buffer.from(value).toString('base64')));
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('an echo with invisible characters inside is hidden as a whole', () => {
    const echoed = secret.chain((value) => fc.tuple(fc.constant(value), echo(value)));
    fc.assert(
      fc.property(echoed, ([value, said]) => {
        assert.equal(knowing(value).redactor.clean(`<${said}>`), '<***>');
      }),
    );
  });

  test('words without a secret stay as they are', () => {
    const words = fc.string({ unit: fc.constantFrom(...'abc xyz,.;!?äß漢😀(){}"\'') });
    fc.assert(
      fc.property(words, (said) => {
        assert.equal(knowing('Unrelated-Token').redactor.clean(said), said.trim());
      }),
    );
  });
});
