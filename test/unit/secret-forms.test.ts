import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { bare, KnownSecrets, plain } from '../../src/secret-forms.ts';

/** No two of its runs of ten characters are the same. */
const SECRET = Array.from({ length: 70 }, (_, at) => at.toString(36).padStart(2, '0')).join('');
const OTHER = Array.from({ length: 70 }, (_, at) => (999 - at).toString(36)).join('');

function knowing(...secrets: string[]) {
  const known = new KnownSecrets();
  for (const secret of secrets) known.add(secret);
  return (text: string) => known.hide(text, '***');
}

suite('text made plain', () => {
  test('bare takes out what cannot be printed', () => {
    assert.equal(bare('a secret, printable'), 'a secret, printable');
    assert.equal(bare('\x07\x1b'), '');
    assert.equal(bare('se\u200bcr\u0000et\u034f é'), 'secret é');
    assert.equal(bare('a\x07\x1bb', ' '), 'a b');
    for (const invisible of [
      '\ufe00',
      '\u3164',
      '\u115f',
      '\u17b4',
      '\u180b',
      '\ufff0',
      '\u{e0100}',
      '\u2028',
    ])
      assert.equal(bare(`a${invisible}b`), 'ab');
  });

  test('plain undoes percent encoding and JSON escapes, once', () => {
    assert.equal(plain('%61\\u0062c\\u006A%6A %zz'), 'abcjj %zz');
    assert.equal(plain('\\"a\\/b\\\\c\\d'), '"a/b\\c\\d');
    assert.equal(plain('%2561'), '%61');
    assert.equal(plain('a%e2b%00c'), 'a\u00e2bc');
  });
});

suite('known secrets in a text', () => {
  test('20 characters in a row are hidden, 19 are not, from wherever they are', () => {
    const hide = knowing(OTHER, SECRET);
    for (let from = 0; from + 20 <= SECRET.length; from++) {
      for (const before of ['', '#', '#'.repeat(10)])
        assert.equal(hide(`${before}${SECRET.slice(from, from + 20)}#`), `${before}***#`, `from ${from}`);
      const short = `#${SECRET.slice(from, from + 19)}#`;
      assert.equal(hide(short), short, `from ${from}`);
    }
  });

  test('every piece is hidden as a whole, at the beginning, at the end and beside another', () => {
    const hide = knowing(SECRET);
    for (const piece of [SECRET, SECRET.slice(0, 20), SECRET.slice(-20), SECRET.slice(7, 90)]) {
      assert.equal(hide(`${piece}#${piece}`), '***#***');
      assert.equal(hide(piece), '***');
    }
    assert.equal(hide(`${SECRET.slice(3, 33)}${SECRET.slice(3, 33)}`), '******');
    const repeated = 'abcdefghij-abcdefghijklmnopqrst';
    assert.equal(knowing(repeated)(repeated.slice(11)), '***');
  });

  test('a secret that is added after a search is found as well', () => {
    const known = new KnownSecrets();
    known.add(SECRET);
    known.hide('a text', '***');
    known.add(OTHER);
    assert.equal(known.hide(`${OTHER.slice(5, 30)}#${SECRET.slice(5, 30)}`, '***'), '***#***');
  });

  test('a short secret is hidden as a whole, the longest first', () => {
    const hide = knowing('0123456789abcdef', '0123456789abcdefg');
    assert.equal(hide('x0123456789abcdefgx 0123456789abcdef'), 'x***x ***');
    assert.equal(hide('0123456789abcde'), '0123456789abcde');
  });

  test('a secret that reads like an escape is found as it is, and in plain text', () => {
    const secret = '%41-0123456789abc';
    assert.equal(knowing(secret)(plain(secret)), '***');
    assert.equal(knowing(secret)(secret), '***');
  });

  test('base64 of a secret is hidden in either alphabet', () => {
    for (const secret of [SECRET, '>>>???>>>???>>>?', 'abc+def/ghi.jklmnopqr'])
      for (const encoding of ['base64', 'base64url'] as const)
        assert.equal(knowing(secret)(Buffer.from(secret).toString(encoding)).replace(/=+$/, ''), '***');
  });

  test('base64 of a secret behind something else is hidden but for the groups at its ends', () => {
    // Of the last two, 20 characters of base64 are between the groups at the ends.
    for (const [before, secret, shown] of [
      ['user:', SECRET, 'dXNlcjow***'],
      ['user-1:', SECRET, 'dXNlci0xOjAw***'],
      ['ab', SECRET.slice(0, 19), 'YWIw***'],
      ['a', SECRET.slice(0, 20), 'YTAw***'],
    ] as const) {
      const text = Buffer.from(`${before}${secret}, and more`).toString('base64');
      const line = knowing(secret)(text);
      assert.ok(line.startsWith(shown), `${before}: ${line}`);
      assert.ok(line.length - shown.length <= 24, `${before}: ${line}`);
    }
  });

  test('the text around it stays as it is, slashes and signs included', () => {
    assert.equal(knowing(SECRET)(`+/+/${SECRET.slice(0, 20)} + / `), '+/+/*** + / ');
  });

  test('invisible characters of a secret do not hide it', () => {
    assert.equal(knowing(`${SECRET.slice(0, 40)}\u200b${SECRET.slice(40)}`)(SECRET), '***');
  });

  test('nothing is hidden where nothing is known', () => {
    const hide = knowing();
    for (const text of ['', 'Stryker was here', SECRET, SECRET.repeat(9)]) assert.equal(hide(text), text);
  });

  test('whatever pieces a text has, no 20 characters in a row of any form are left', () => {
    const alphabet = fc.constantFrom('ab', 'abcdefgh', 'abcdefghijklmnopqrstuvwxyz0123456789+/-_');
    const secret = alphabet.chain((unit) =>
      fc.string({ unit: fc.constantFrom(...unit), minLength: 16, maxLength: 90 }),
    );
    const scene = fc.array(secret, { minLength: 1, maxLength: 3 }).chain((secrets) => {
      const forms = secrets.flatMap((value) => [
        value,
        encodeURIComponent(value),
        Buffer.from(value).toString('base64url'),
      ]);
      const piece = fc
        .tuple(fc.constantFrom(...forms), fc.nat(90), fc.integer({ min: 10, max: 60 }))
        .map(([form, from, length]) => form.slice(from, from + length));
      const part = fc.oneof({ weight: 3, arbitrary: piece }, fc.string({ maxLength: 12 }), secret);
      return fc.record({ secrets: fc.constant(secrets), forms: fc.constant(forms), parts: fc.array(part) });
    });
    const sameAlphabet = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_');
    fc.assert(
      fc.property(scene, ({ secrets, forms, parts }) => {
        const line = sameAlphabet(knowing(...secrets)(parts.join('')));
        for (const form of forms.map(sameAlphabet))
          for (let from = 0; from + 20 <= form.length; from++)
            assert.ok(!line.includes(form.slice(from, from + 20)), line);
      }),
      { numRuns: 400 },
    );
  });
});
