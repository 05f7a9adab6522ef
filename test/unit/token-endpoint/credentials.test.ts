import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readCredentials } from '../../../src/token-endpoint/form.ts';
import { isSame } from '../../../src/token-endpoint/handler.ts';
import { anyText } from '../../helpers/text.ts';

const read = (authorization: string | undefined, form: Record<string, string> = {}) =>
  readCredentials(authorization, new Map(Object.entries(form)));
const encode = (text: string) => Buffer.from(text).toString('base64');
const own = { clientId: 'id', clientSecret: 'secret' };
const basic = `Basic ${encode('id:secret')}`;

describe('readCredentials, from the form', () => {
  test('takes both parts, and not one alone', () => {
    assert.deepEqual(read(undefined, { client_id: 'id', client_secret: 'secret' }), own);
    assert.equal(read(undefined, { client_id: 'id' }), 'none');
    assert.equal(read(undefined, { client_secret: 'secret' }), 'none');
    assert.equal(read(undefined), 'none');
  });
});

describe('readCredentials, from the header', () => {
  const taken: Record<string, [string, typeof own]> = {
    'the scheme in another case': [basic.replace('Basic', 'bASIC'), own],
    'blanks before and behind': [`${basic.replace(' ', '   ')}  `, own],
    'one mark of padding': [`Basic ${encode('id:secrets1')}`, { ...own, clientSecret: 'secrets1' }],
    'two marks of padding': [`Basic ${encode('id:secrets')}`, { ...own, clientSecret: 'secrets' }],
    'no padding': [`Basic ${encode('id:secrets').replaceAll('=', '')}`, { ...own, clientSecret: 'secrets' }],
    'a colon in the secret': [`Basic ${encode('id:a:b')}`, { ...own, clientSecret: 'a:b' }],
    'an empty secret': [`Basic ${encode('id:')}`, { ...own, clientSecret: '' }],
    'an empty id': [`Basic ${encode(':secret')}`, { ...own, clientId: '' }],
    'the letters + and /': ['Basic aWQ6Pj4+Pz8/', { ...own, clientSecret: '>>>???' }],
    'the letters - and _ in their place': ['Basic aWQ6Pj4-Pz8_', { ...own, clientSecret: '>>>???' }],
  };
  for (const [name, [authorization, expected]] of Object.entries(taken)) {
    test(`takes ${name}`, () => assert.deepEqual(read(authorization), expected));
  }

  const refused = [
    ...['', 'Basic', 'Basic ', `Basic${encode('id:secret')}`, `Basic\t${encode('id:secret')}`],
    ...[`x${basic}`, ` ${basic}`, `${basic} x`, `${basic}, ${basic}`, `${basic}=x`, `${basic}\n`],
    ...[`Bearer ${encode('id:secret')}`, `Basic ${encode('no colon')}`, 'Basic id:secret', 'Basic ===='],
  ];
  for (const authorization of refused) {
    test(`finds none in ${JSON.stringify(authorization)}`, () => assert.equal(read(authorization), 'none'));
  }

  test('gives back any id without a colon, and any secret', () => {
    const id = anyText().filter((text) => !text.includes(':'));
    fc.assert(
      fc.property(id, anyText(), (clientId, clientSecret) => {
        const authorization = `Basic ${encode(`${clientId}:${clientSecret}`)}`;
        assert.deepEqual(read(authorization), { clientId, clientSecret });
      }),
    );
  });
});

describe('readCredentials, from both', () => {
  test('takes the same client_id once more, and no other', () => {
    assert.deepEqual(read(basic, { client_id: 'id' }), own);
    assert.equal(read(basic, { client_id: 'other' }), 'doubled');
    assert.equal(read('Bearer x', { client_id: 'id' }), 'doubled');
  });

  test('refuses a secret in the form beside any header', () => {
    for (const authorization of [basic, 'Bearer x', '']) {
      assert.equal(read(authorization, { client_secret: 'secret' }), 'doubled');
      assert.equal(read(authorization, { client_id: 'id', client_secret: 'secret' }), 'doubled');
    }
  });
});

describe('isSame', () => {
  test('takes no part of a text, and no more than it', () => {
    for (const other of ['', 'secre', 'secrets', 'SECRET', 'secret\0']) {
      assert.equal(isSame(other, 'secret'), false);
    }
  });
});
