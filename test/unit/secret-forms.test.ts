import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { bare, Forms, plain } from '../../src/secret-forms.ts';

/** No two of its runs of ten characters are the same. */
const SECRET = Array.from({ length: 70 }, (_, at) => at.toString(36).padStart(2, '0')).join('');
const OTHER = Array.from({ length: 70 }, (_, at) => (999 - at).toString(36)).join('');

function knowing(...secrets: string[]) {
  const forms = new Forms();
  for (const secret of secrets) forms.add(secret);
  return (text: string) => forms.hide(text, '***');
}

suite('text made plain', () => {
  test('bare: without what cannot be printed', () => {
    assert.equal(bare('a secret, printable'), 'a secret, printable');
    assert.equal(bare('\x07\x1b'), '');
    assert.equal(bare('se\u200bcr\u0000et\u034f é'), 'secret é');
    assert.equal(bare('a\x07\x1bb', ' '), 'a b');
  });

  test('plain: percent encoding and JSON escapes are undone, once', () => {
    assert.equal(plain('%61\\u0062c %zz'), 'abc %zz');
    assert.equal(plain('\\"a\\/b\\\\c\\d'), '"a/b\\c\\d');
    assert.equal(plain('%2561'), '%61');
    assert.equal(plain('a%e2b%00c'), 'a\u00e2bc');
  });
});

suite('known secrets in a text', () => {
  test('20 characters in a row are hidden, 19 are not, from wherever they are', () => {
    const hide = knowing(OTHER, SECRET);
    for (let from = 0; from + 20 <= SECRET.length; from++) {
      assert.equal(hide(`#${SECRET.slice(from, from + 20)}#`), '#***#', `from ${from}`);
      const short = `#${SECRET.slice(from, from + 19)}#`;
      assert.equal(hide(short), short, `from ${from}`);
    }
  });

  test('at the beginning, at the end, and as the whole', () => {
    const hide = knowing(SECRET);
    for (const piece of [SECRET, SECRET.slice(0, 20), SECRET.slice(-20), SECRET.slice(7, 90)]) {
      assert.equal(hide(`${piece}#`), '***#');
      assert.equal(hide(`#${piece}`), '#***');
      assert.equal(hide(`${piece}#${piece}`), '***#***');
      assert.equal(hide(piece), '***');
    }
  });

  test('a short secret is hidden as a whole, in its longest form', () => {
    const hide = knowing('0123456789abcdef', '0123456789abcdefg');
    assert.equal(hide('x0123456789abcdefgx 0123456789abcdef'), 'x***x ***');
    assert.equal(hide('0123456789abcde'), '0123456789abcde');
  });

  test('a secret that reads like an escape is found in plain text too', () => {
    const secret = '%41-0123456789abc';
    assert.equal(knowing(secret)(plain(secret)), '***');
    assert.equal(knowing(secret)(secret), '***');
  });

  test('in either alphabet of base64, also behind something else', () => {
    for (const secret of [SECRET, '>>>???>>>???>>>?', 'abc+def/ghi.jklmnopqr'])
      for (const encoding of ['base64', 'base64url'] as const)
        assert.equal(knowing(secret)(Buffer.from(secret).toString(encoding)).replace(/=+$/, ''), '***');
    for (const before of ['x', 'xy', 'user:', 'user:pass:']) {
      const text = Buffer.from(`${before}${SECRET}, and more`).toString('base64');
      const shown = knowing(SECRET)(text);
      assert.match(shown, /^.{1,20}\*\*\*.{1,24}$/, before);
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
});
