import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { bare, formsOf, plain, urlSafe, wholesOf } from '../src/secret-forms.ts';

suite('the forms of a secret', () => {
  test('bare: without what cannot be printed', () => {
    assert.equal(bare('a secret, printable'), 'a secret, printable');
    assert.equal(bare('\x07\x1b'), '');
    assert.equal(bare('se\u200bcr\u0000et\u034f é'), 'secret é');
  });

  test('formsOf: as it is, made plain, in base64 without its end, and each long part', () => {
    const value = 'shorter.%41-0123456789abc>.?123456789abcdefg';
    const base64 = 'c2hvcnRlci4lNDEtMDEyMzQ1Njc4OWFiYz4uPzEyMzQ1Njc4OWFiY2RlZmc';
    assert.ok(Buffer.from(value).toString('base64').endsWith('='));
    assert.deepEqual(formsOf(value, value), [
      value,
      'shorter.A-0123456789abc>.?123456789abcdefg',
      'shorter.%2541-0123456789abc%3E.%3F123456789abcdefg',
      base64,
      base64,
      '%41-0123456789abc>',
      '?123456789abcdefg',
    ]);
  });

  test('formsOf: both alphabets of base64, without two signs at its end', () => {
    const value = '>>>???>>>???>';
    assert.deepEqual(formsOf(value, value).toSpliced(2, 1), [
      value,
      value,
      'Pj4+Pz8/Pj4+Pz8/Pg',
      'Pj4-Pz8_Pj4-Pz8_Pg',
    ]);
  });

  test('formsOf: a part of 16 characters says something, one of 15 does not', () => {
    const value = '0123456789abcdef.0123456789abcde';
    assert.deepEqual(formsOf(value, value).slice(5), ['0123456789abcdef']);
  });

  test('wholesOf: in base64 wherever the secret begins, without what belongs to its neighbours', () => {
    const value = 'abc+def/ghi.jklmnopqr';
    const forms = wholesOf(value, value);
    assert.deepEqual(forms, [
      'abc-def_ghi.jklmnopqr',
      'YWJjK2RlZi9naGkuamtsbW5vcHFy',
      'YytkZWYvZ2hpLmprbG1ub3',
      'YmMrZGVmL2doaS5qa2xtbm9',
    ]);
    for (const before of ['', 'x', 'xy', 'user:', 'user:pass:']) {
      const met = Buffer.from(`${before}${value}, and more`).toString('base64url');
      assert.ok(
        forms.some((form) => met.includes(form)),
        before,
      );
    }
  });

  test('urlSafe: one alphabet', () => {
    assert.equal(urlSafe('+a/b++//-_'), '-a_b--__-_');
  });

  test('plain: percent encoding and escapes are undone, three times', () => {
    assert.equal(plain('%61\\u0062\\x63 %zz'), 'abc %zz');
    assert.equal(plain('%2561'), 'a');
    assert.equal(plain('%252561'), 'a');
    assert.equal(plain('%25252561'), '%61');
    assert.equal(plain('a%e2b%00c'), 'a\u00e2bc');
  });
});
