import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { asObject, parseObject } from '../../src/json.ts';

describe('asObject', () => {
  test('gives an object back, and undefined for all else', () => {
    const object = { a: 1 };
    assert.equal(asObject(object), object);
    for (const other of [null, undefined, [], [{}], 'text', '', 0, 1, true, () => {}]) {
      assert.equal(asObject(other), undefined);
    }
  });
});

describe('parseObject', () => {
  test('parses an object', () => {
    assert.deepEqual(parseObject(' {"a":[1,null],"b":{}} '), { a: [1, null], b: {} });
  });

  for (const text of ['', '{', '[{}]', 'null', '1', '"{}"', '{"a":1}x', '<html>']) {
    test(`refuses ${JSON.stringify(text)}`, () => assert.equal(parseObject(text), undefined));
  }
});
