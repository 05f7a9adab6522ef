import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseForm } from '../../../src/token-endpoint/form.ts';

describe('parseForm', () => {
  test('reads the parameters, and leaves out those without a value', () => {
    const form = parseForm('grant_type=client_credentials&scope=&&flag&a=b=c');
    assert.deepEqual(
      [...(form ?? [])],
      [
        ['grant_type', 'client_credentials'],
        ['a', 'b=c'],
      ],
    );
  });

  test('decodes percent encoding and plus signs', () => {
    assert.equal(parseForm('a=%41+b%2b')?.get('a'), 'A b+');
    assert.equal(parseForm('gr%61nt=x')?.get('grant'), 'x');
  });

  test('takes no parameter twice, be it empty or encoded', () => {
    for (const body of ['a=1&a=2', 'a=&a=', 'a&a=1', 'a=1&%61=2']) assert.equal(parseForm(body), undefined);
  });

  test('reads any body as URLSearchParams does', () => {
    const unit = fc.constantFrom(...'ab=&%+41?é;/');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), (body) => {
        const expected = [...new URLSearchParams(body)];
        const names = expected.map(([name]) => name);
        const isDoubled = names.length !== new Set(names).size;
        const form = parseForm(body);
        assert.equal(form === undefined, isDoubled);
        if (form)
          assert.deepEqual(
            [...form],
            expected.filter(([, value]) => value !== ''),
          );
      }),
      { numRuns: 2000 },
    );
  });
});
