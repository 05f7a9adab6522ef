import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { STOP_PATH } from '../../../src/token-endpoint/address.ts';
import {
  ACCESS_PATH,
  basic,
  CREDENTIALS,
  FORM,
  GRANT,
  ID_PATH,
  STOP_KEY,
} from '../../helpers/token-endpoint.ts';
import { answer, assertFault, type Change, HOST } from '../../helpers/token-endpoint-handler.ts';

const { clientId: id, clientSecret: secret } = CREDENTIALS;
const inForm = `client_id=${id}&client_secret=${secret}`;

describe('token endpoint: the grant', () => {
  const good: Record<string, Change> = {
    'HTTP Basic': {},
    'the scheme in another case': { headers: { authorization: [basic().replace('Basic', 'bASIC')] } },
    'percent-encoded Basic': {
      headers: { authorization: [basic(encodeURIComponent(id), encodeURIComponent(secret))] },
    },
    'the form': { headers: { authorization: undefined }, body: `${GRANT}&${inForm}` },
    'the form, all of it percent-encoded': {
      headers: { authorization: undefined },
      body: `${GRANT}&client_id=${percent(id)}&client_secret=${percent(secret)}`,
    },
    'Basic, with its client_id in the form again': { body: `${GRANT}&client_id=${id}` },
    'Basic, with parameters that are empty, hence absent': { body: `${GRANT}&client_id=&client_secret=` },
    'a scope': { body: `${GRANT}&scope=https%3A%2F%2Fx%2F.default%20y` },
    'an empty scope': { body: `${GRANT}&scope=` },
    'parameters that nobody knows': { body: `audience=x&${GRANT}&resource=y` },
    'a charset': { headers: { 'content-type': [`${FORM.toUpperCase()} ; charset=utf-8`] } },
    'a query': { target: `${ID_PATH}?x=1` },
  };
  for (const [name, change] of Object.entries(good)) {
    test(`takes ${name}`, async () => {
      const reply = await answer(change);
      assert.equal(reply.status, 200);
      assert.deepEqual(reply.headers, {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        pragma: 'no-cache',
        'content-length': String(Buffer.byteLength(reply.body)),
      });
      // Whole seconds really left, as a number: Terraform's provider panics on text.
      assert.equal(reply.body, '{"access_token":"id-token","token_type":"Bearer","expires_in":299}');
      assert.deepEqual(reply.events, ['id']);
    });
  }

  test('gives the other token on the other path', async () => {
    const reply = await answer({ target: ACCESS_PATH });
    assert.deepEqual(
      [reply.status, reply.json.access_token, reply.events],
      [200, 'access-token', ['access']],
    );
  });

  test('turns trouble behind it into 503, whatever it was', async () => {
    for (const trouble of [new Error('secret words'), undefined]) {
      const reply = await answer({}, () => {
        throw trouble;
      });
      // librdkafka takes a body here for the beginning of its next reply's.
      assert.deepEqual([reply.status, reply.body], [503, '']);
      const against = { 'cache-control': 'no-store', pragma: 'no-cache' };
      const headers = {
        'content-type': 'application/json',
        'content-length': '0',
        'retry-after': '5',
        ...against,
      };
      assert.deepEqual(reply.headers, headers);
    }
  });
});

describe('token endpoint: refusals', () => {
  const wrong: Record<string, Change> = {
    'no credentials': { headers: { authorization: undefined } },
    'another secret': { headers: { authorization: [basic(id, 'x'.repeat(secret.length))] } },
    'half a secret': { headers: { authorization: [basic(id, secret.slice(0, -1))] } },
    'more than the secret': { headers: { authorization: [basic(id, `${secret}x`)] } },
    'an empty secret': { headers: { authorization: [basic(id, '')] } },
    'another id': { headers: { authorization: [basic('another')] } },
    'both in turn': { headers: { authorization: [basic(secret, id)] } },
    'the stop key': { headers: { authorization: [basic(id, STOP_KEY)] } },
    'a bearer': { headers: { authorization: [`Bearer ${secret}`] } },
    'the stop key as a bearer': { headers: { authorization: [`Bearer ${STOP_KEY}`] } },
    'no colon': { headers: { authorization: [`Basic ${Buffer.from(id + secret).toString('base64')}`] } },
    'no base64': { headers: { authorization: [`Basic ${id}:${secret}`] } },
    'only a scheme': { headers: { authorization: ['Basic'] } },
    'an empty header': { headers: { authorization: [''] } },
    'only an id in the form': { headers: { authorization: undefined }, body: `${GRANT}&client_id=${id}` },
    'only a secret in the form': {
      headers: { authorization: undefined },
      body: `${GRANT}&client_secret=${secret}`,
    },
    'another secret in the form': {
      headers: { authorization: undefined },
      body: `${GRANT}&client_id=${id}&client_secret=x`,
    },
    'credentials in the query': { headers: { authorization: undefined }, target: `${ID_PATH}?${inForm}` },
    'no credentials and a wrong grant': { headers: { authorization: undefined }, body: 'grant_type=x' },
  };
  for (const [name, change] of Object.entries(wrong)) {
    test(`invalid_client: ${name}`, async () => {
      const reply = await answer(change);
      assertFault(reply, 401, 'invalid_client');
      assert.match(reply.headers['www-authenticate'] ?? '', /^Basic realm="[^"]+"$/);
    });
  }

  test('says what is wrong with the credentials', async () => {
    const reasonOf = async (name: string) => (await answer(wrong[name])).reason;
    assert.equal(await reasonOf('no credentials'), 'no client credentials');
    assert.equal(await reasonOf('another id'), 'wrong client id');
    assert.equal(await reasonOf('another secret'), 'wrong client secret');
  });

  const invalid: Record<string, Change> = {
    'Basic and a secret in the form': { body: `${GRANT}&client_secret=${secret}` },
    'Basic and both in the form': { body: `${GRANT}&${inForm}` },
    'Basic and another client_id': { body: `${GRANT}&client_id=another` },
    'a bearer and both in the form': { headers: { authorization: ['Bearer x'] }, body: `${GRANT}&${inForm}` },
    'two Authorization headers': { headers: { authorization: [basic(), basic()] } },
    'two grants': { body: `${GRANT}&${GRANT}` },
    'two secrets': {
      headers: { authorization: undefined },
      body: `${GRANT}&${inForm}&client_secret=${secret}`,
    },
    'two ids': { headers: { authorization: undefined }, body: `${GRANT}&client_id=${id}&${inForm}` },
    'two scopes': { body: `${GRANT}&scope=a&scope=b` },
    'no grant': { body: '' },
    'a grant without a value': { body: 'grant_type=' },
    'a grant in the query': { body: '', target: `${ID_PATH}?${GRANT}` },
  };
  for (const [name, change] of Object.entries(invalid)) {
    test(`invalid_request: ${name}`, async () => assertFault(await answer(change), 400, 'invalid_request'));
  }

  for (const type of [
    'refresh_token',
    'password',
    'CLIENT_CREDENTIALS',
    'urn:ietf:params:oauth:grant-type:token-exchange',
  ]) {
    test(`unsupported_grant_type: ${type}`, async () => {
      const body = `grant_type=${encodeURIComponent(type)}`;
      const reply = await answer({ body });
      assertFault(reply, 400, 'unsupported_grant_type');
    });
  }

  for (const target of [
    '/',
    '/oauth2',
    '/oauth2/token/',
    '/OAuth2/token',
    '//oauth2/token',
    '/oauth2/token%3F',
    '/a/../oauth2/token',
    'constructor',
    '__proto__',
    '*',
    `http://${HOST}${ID_PATH}`,
  ]) {
    test(`404: ${target}`, async () => assertFault(await answer({ target }), 404, 'invalid_request'));
  }

  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'post', 'PATCH']) {
    test(`405: ${method}`, async () => {
      for (const target of [ID_PATH, ACCESS_PATH, STOP_PATH]) {
        const reply = await answer({ method, target });
        assertFault(reply, 405, 'invalid_request');
        assert.equal(reply.headers.allow, 'POST');
      }
    });
  }

  test('413: a body that was too large', async () => {
    for (const target of [ID_PATH, STOP_PATH]) {
      assertFault(await answer({ target, body: undefined }), 413, 'invalid_request');
    }
  });

  for (const types of [
    undefined,
    [''],
    ['application/json'],
    ['text/plain'],
    [`${FORM}x`],
    ['multipart/form-data; boundary=x'],
    [FORM, FORM],
  ]) {
    test(`415: ${types}`, async () => {
      assertFault(await answer({ headers: { 'content-type': types } }), 415, 'invalid_request');
    });
  }
});

function percent(text: string): string {
  return Buffer.from(text).toString('hex').replace(/../g, '%$&');
}
