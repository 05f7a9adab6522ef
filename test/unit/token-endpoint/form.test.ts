import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseForm, readCredentials } from '../../../src/token-endpoint/form.ts';
import { anyText } from '../../helpers/text.ts';

describe('parseForm', () => {
  test('decodes parameters, and leaves out those without a value', () => {
    const form = parseForm('gr%61nt_type=x&scope=&&flag&a=b=c&d=%41+b%2b');
    assert.deepEqual(Object.fromEntries(form ?? []), { grant_type: 'x', a: 'b=c', d: 'A b+' });
  });

  test('takes no parameter twice, be it empty or encoded', () => {
    for (const body of ['a=1&a=2', 'a=&a=', 'a&a=1', 'a=1&%61=2']) assert.equal(parseForm(body), undefined);
  });
});

describe('readCredentials', () => {
  const read = (authorization: string | undefined, form: Record<string, string> = {}) =>
    readCredentials(authorization, new Map(Object.entries(form)));
  const encode = (text: string) => Buffer.from(text).toString('base64');
  const own = { clientId: 'id', clientSecret: 'secret' };
  const basic = `Basic ${encode('id:secret')}`;

  test('takes both parts from the form, and not one alone', () => {
    assert.deepEqual(read(undefined, { client_id: 'id', client_secret: 'secret' }), own);
    for (const form of [{ client_id: 'id' }, { client_secret: 'secret' }, {}])
      assert.equal(read(undefined, form), 'none');
  });

  const accepted: Record<string, [string, typeof own]> = {
    'the scheme in another case': [basic.replace('Basic', 'bASIC'), own],
    'blanks before and behind': [`${basic.replace(' ', '   ')}  `, own],
    'two marks of padding': [`Basic ${encode('id:secrets')}`, { ...own, clientSecret: 'secrets' }],
    'no padding': [`Basic ${encode('id:secrets').replaceAll('=', '')}`, { ...own, clientSecret: 'secrets' }],
    'a colon in the secret': [`Basic ${encode('id:a:b')}`, { ...own, clientSecret: 'a:b' }],
    'an empty id': [`Basic ${encode(':secret')}`, { ...own, clientId: '' }],
    'the letters + and /': ['Basic aWQ6Pj4+Pz8/', { ...own, clientSecret: '>>>???' }],
    'the letters - and _ in their place': ['Basic aWQ6Pj4-Pz8_', { ...own, clientSecret: '>>>???' }],
  };
  for (const [name, [authorization, expected]] of Object.entries(accepted)) {
    test(`takes ${name} in the header`, () => assert.deepEqual(read(authorization), expected));
  }

  test('finds none in another header', () => {
    const refused = [
      ...['', 'Basic', 'Basic ', `Basic${encode('id:secret')}`, `Basic\t${encode('id:secret')}`],
      ...[`x${basic}`, ` ${basic}`, `${basic} x`, `${basic}=x`, `${basic}\n`],
      ...[`Bearer ${encode('id:secret')}`, `Basic ${encode('no colon')}`, 'Basic id:secret', 'Basic ===='],
    ];
    for (const authorization of refused) assert.equal(read(authorization), 'none', authorization);
  });

  test('gives back any id without a colon, and any secret', () => {
    const id = anyText().filter((text) => !text.includes(':'));
    fc.assert(
      fc.property(id, anyText(), (clientId, clientSecret) => {
        const authorization = `Basic ${encode(`${clientId}:${clientSecret}`)}`;
        assert.deepEqual(read(authorization), { clientId, clientSecret });
      }),
    );
  });

  test('takes the same client_id beside a header, and refuses another one, a secret or a second header', () => {
    assert.deepEqual(read(basic, { client_id: 'id' }), own);
    assert.equal(read(basic, { client_id: 'other' }), 'doubled');
    assert.equal(read('Bearer x', { client_id: 'id' }), 'doubled');
    assert.equal(read(`${basic}, ${basic}`, {}), 'doubled');
    for (const authorization of [basic, 'Bearer x', '']) {
      assert.equal(read(authorization, { client_id: 'id', client_secret: 'secret' }), 'doubled');
    }
  });
});
