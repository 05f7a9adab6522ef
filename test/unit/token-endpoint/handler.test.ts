import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { STOP_PATH } from '../../../src/token-endpoint/address.ts';
import { type Backend, handle, isSame } from '../../../src/token-endpoint/handler.ts';
import { anyText } from '../../helpers/text.ts';
import {
  ACCESS_PATH,
  basic,
  CREDENTIALS,
  FORM,
  GRANT,
  ID_PATH,
  STOP_KEY,
} from '../../helpers/token-endpoint.ts';

const { clientId: id, clientSecret: secret } = CREDENTIALS;
const inForm = `client_id=${id}&client_secret=${secret}`;
const HOST = '127.0.0.1:4242';
const COUNTS = { served: 3, fetched: 2, refused: 1, lastCause: 'x', turnedAway: 1, lastReason: 'y' };
const AGAINST_CACHES = { 'cache-control': 'no-store', pragma: 'no-cache' };

interface Change {
  method?: string;
  target?: string;
  headers?: IncomingHttpHeaders;
  body?: string | undefined;
}

/** Answers a good request, but for what is given; says as well what the backend was told. */
async function answer(change: Change = {}, seconds: () => number = () => 299) {
  const events: string[] = [];
  const token = (name: string) => async () => {
    events.push(name);
    return { token: `${name}-token`, seconds: seconds() };
  };
  const backend: Backend = {
    host: HOST,
    credentials: CREDENTIALS,
    stopKey: STOP_KEY,
    tokens: new Map([
      [ID_PATH, token('id')],
      [ACCESS_PATH, token('access')],
    ]),
    statistics: () => COUNTS,
    onStop: () => void events.push('stop'),
  };
  const headers = { host: HOST, authorization: basic(), 'content-type': FORM, ...change.headers };
  const request = { method: 'POST', target: ID_PATH, body: GRANT, ...change, headers };
  const reply = await handle(request, backend);
  return { ...reply, events, json: reply.body === '' ? {} : JSON.parse(reply.body) };
}

/** An error of RFC 6749, 5.2, that gave nothing away. */
function assertFault(reply: Awaited<ReturnType<typeof answer>>, status: number, error: string): void {
  assert.deepEqual([reply.status, reply.json.error, reply.events], [status, error, []]);
  const words = status === 401 ? 'the client credentials are missing or wrong' : reply.reason;
  assert.deepEqual(reply.json, { error, error_description: words });
  const { 'content-type': type, 'cache-control': cache, pragma } = reply.headers;
  assert.deepEqual([type, cache, pragma], ['application/json', ...Object.values(AGAINST_CACHES)]);
  // Printable, without quotes and backslashes, as 5.2 has it; and no words of the client.
  assert.match(String(reply.json.error_description), /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
  assert.ok(REASONS.includes(reply.reason ?? ''), reply.reason);
}

describe('the grant', () => {
  const good: Record<string, Change> = {
    'HTTP Basic': {},
    'the form': { headers: { authorization: undefined }, body: `${GRANT}&${inForm}` },
    'parameters that nobody knows': { body: `audience=x&${GRANT}&scope=https%3A%2F%2Fx%20y` },
    'a charset': { headers: { 'content-type': `${FORM.toUpperCase()} ; charset=utf-8` } },
    'a query': { target: `${ID_PATH}?x=1` },
    'localhost, in any case': { headers: { host: 'LocalHost:4242' } },
  };
  for (const [name, change] of Object.entries(good)) {
    test(`takes ${name}`, async () => {
      const { status, headers, body, events } = await answer(change);
      const length = String(Buffer.byteLength(body));
      const expected = { 'content-type': 'application/json', ...AGAINST_CACHES, 'content-length': length };
      assert.deepEqual([status, headers], [200, expected]);
      // Whole seconds really left, as a number: Terraform's provider panics on text.
      assert.equal(body, '{"access_token":"id-token","token_type":"Bearer","expires_in":299}');
      assert.deepEqual(events, ['id']);
    });
  }

  test('gives the other token on the other path', async () => {
    const { status, json, events } = await answer({ target: ACCESS_PATH });
    assert.deepEqual([status, json.access_token, events], [200, 'access-token', ['access']]);
  });

  test('is 503 where there is no token, whatever the cause', async () => {
    for (const trouble of [new Error('secret words'), undefined]) {
      const { status, body, headers, reason } = await answer({}, () => {
        throw trouble;
      });
      // librdkafka takes a body here for the beginning of its next reply's.
      assert.deepEqual([status, body, reason], [503, '', undefined]);
      const expected = { 'content-type': 'application/json', 'content-length': '0', 'retry-after': '5' };
      assert.deepEqual(headers, { ...expected, ...AGAINST_CACHES });
    }
  });
});

const without = { authorization: undefined };
const unauthorized: [string, Change][] = [
  ['no client credentials', { headers: without }],
  ['no client credentials', { headers: without, target: `${ID_PATH}?${inForm}` }],
  ['no client credentials', { headers: without, body: 'grant_type=x' }],
  ['wrong client id', { headers: { authorization: basic('another') } }],
  ['wrong client secret', { headers: { authorization: basic(id, 'x'.repeat(secret.length)) } }],
  ['wrong client secret', { headers: { authorization: basic(id, secret.slice(0, -1)) } }],
  ['wrong client secret', { headers: { authorization: basic(id, `${secret}x`) } }],
];

const unsupported = [
  'refresh_token',
  'CLIENT_CREDENTIALS',
  'urn:ietf:params:oauth:grant-type:token-exchange',
];
const wrong: [number, string, ...Change[]][] = [
  [400, 'more than one method of client authentication', { body: `${GRANT}&${inForm}` }],
  [400, 'a parameter is there more than once', { body: `${GRANT}&${GRANT}` }],
  [400, 'grant_type is missing', { body: '' }, { body: '', target: `${ID_PATH}?${GRANT}` }],
  [
    400,
    'grant_type must be client_credentials',
    ...unsupported.map((type) => ({ body: `grant_type=${type}` })),
  ],
  [
    404,
    'no such path',
    ...['/', '/oauth2', '/oauth2/token/', '/OAuth2/token', '//oauth2/token', '/oauth2/token%3F'].map(at),
    ...['/a/../oauth2/token', 'constructor', '__proto__', '*', `http://${HOST}${ID_PATH}`].map(at),
  ],
  [413, 'the body is larger than 16384 bytes', { body: undefined }, { body: undefined, target: STOP_PATH }],
  [
    415,
    'the content type must be application/x-www-form-urlencoded',
    ...[undefined, '', 'application/json', `${FORM}x`, `${FORM}, ${FORM}`].map((type) => ({
      headers: { 'content-type': type },
    })),
  ],
];
const REASONS = [
  ...[...unauthorized, ...wrong].map(([first, second]) => (typeof first === 'number' ? second : first)),
  ...[
    `Host must be ${HOST}`,
    'it came from a web page (Origin)',
    'the method must be POST',
    'wrong stop key',
  ],
];

describe('a request that is turned away', () => {
  for (const [reason, change] of unauthorized) {
    test(`invalid_client: ${reason} ${JSON.stringify(change)}`, async () => {
      const reply = await answer(change);
      assertFault(reply, 401, 'invalid_client');
      assert.match(reply.headers['www-authenticate'] ?? '', /^Basic realm="[^"]+"$/);
      assert.equal(reply.reason, reason);
    });
  }

  for (const [status, reason, ...changes] of wrong) {
    test(`${status}: ${reason}`, async () => {
      for (const change of changes) {
        const reply = await answer(change);
        const isType = reason === 'grant_type must be client_credentials';
        assertFault(reply, status, isType ? 'unsupported_grant_type' : 'invalid_request');
        assert.equal(reply.reason, reason, JSON.stringify(change));
      }
    });
  }

  test('405: any method but POST', async () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'post']) {
      for (const target of [ID_PATH, ACCESS_PATH, STOP_PATH]) {
        const reply = await answer({ method, target });
        assertFault(reply, 405, 'invalid_request');
        assert.equal(reply.headers.allow, 'POST');
      }
    }
  });

  const hosts = [
    ...[undefined, '', 'localhost:4243', 'localhost', 'localhost.:4242', 'localhost.evil.example:4242'],
    ...['127.0.0.1', '127.0.0.1:4243', '127.1:4242', '[::1]:4242', 'evil.example:4242', `${HOST}.`],
    ...[`x@${HOST}`, `${HOST}, ${HOST}`, `${HOST}, evil.example`, 'evil.localhost:4242', `evil.${HOST}`],
  ].map((host) => ({ host }));
  const origins = ['http://evil.example', 'null', '', `http://${HOST}`].map((origin) => ({ origin }));
  for (const headers of [...hosts, ...origins]) {
    test(`403: ${JSON.stringify(headers)}`, async () => {
      for (const target of [ID_PATH, ACCESS_PATH, STOP_PATH, '/']) {
        const authorization = target === STOP_PATH ? `Bearer ${STOP_KEY}` : basic();
        assertFault(await answer({ target, headers: { authorization, ...headers } }), 403, 'invalid_request');
      }
    });
  }

  test('gets a proper error whatever it is, and never a token', async () => {
    const text = anyText();
    const header = fc.option(fc.oneof(text, fc.constantFrom(FORM, basic(id, 'x'))), { nil: undefined });
    const target = fc.oneof(fc.constantFrom(ID_PATH, ACCESS_PATH, STOP_PATH), text);
    const grants = text.map((value) => `${GRANT}&client_secret=${value}`);
    const body = fc.option(fc.oneof(text, fc.constant(GRANT), grants), { nil: undefined });
    const strange = fc.asyncProperty(
      target,
      header,
      header,
      body,
      async (where, authorization, type, sent) => {
        const headers = { authorization, 'content-type': type };
        const reply = await answer({ target: where, body: sent, headers });
        assertFault(reply, reply.status, reply.json.error);
        assert.ok([400, 401, 404, 413, 415].includes(reply.status), String(reply.status));
      },
    );
    await fc.assert(strange, { numRuns: 300 });
  });
});

describe('the end', () => {
  test('comes with the stop key alone', async () => {
    for (const authorization of [
      ...[undefined, basic(), basic(id, STOP_KEY), 'Bearer x', 'Bearer', `Bearer ${secret}`],
      ...[`xBearer ${STOP_KEY}`, `Bearer ${STOP_KEY} x`, `Bearer ${STOP_KEY}, Bearer ${STOP_KEY}`],
    ]) {
      const reply = await answer({ target: STOP_PATH, headers: { authorization } });
      assertFault(reply, 401, 'invalid_client');
      assert.match(reply.headers['www-authenticate'] ?? '', /^Bearer realm=/);
    }
    for (const authorization of [`bearer ${STOP_KEY}`, `Bearer   ${STOP_KEY}`]) {
      const { status, json, events } = await answer({ target: STOP_PATH, headers: { authorization } });
      assert.deepEqual([status, json, events], [200, COUNTS, ['stop']]);
    }
  });
});

test('secrets are compared in constant time', (t) => {
  const compare = t.mock.method(crypto, 'timingSafeEqual');
  syncBuiltinESMExports();
  try {
    for (const other of ['', 'secre', 'secrets', 'SECRET', 'secret\0'])
      assert.equal(isSame(other, 'secret'), false);
    assert.equal(isSame('secret', 'secret'), true);
  } finally {
    compare.mock.restore();
    syncBuiltinESMExports();
  }
  assert.equal(compare.mock.callCount(), 6);
});

function at(target: string): Change {
  return { target };
}
