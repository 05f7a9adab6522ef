import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { asObject, parseObject } from '../../src/json.ts';
import { anyText } from '../helpers/text.ts';

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

  for (const text of ['', ' ', '{', '[]', '[{}]', 'null', '1', '"{}"', '{"a":1}x', "{'a':1}", '<html>']) {
    test(`refuses ${JSON.stringify(text)}`, () => assert.equal(parseObject(text), undefined));
  }

  test('survives any text, and gives back any JSON object', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), anyText()), (text) => {
        const object = parseObject(text);
        if (object) assert.deepEqual(object, JSON.parse(text));
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (value) => {
        const text = JSON.stringify(value);
        assert.deepEqual(parseObject(text), JSON.parse(text));
      }),
    );
  });
});
