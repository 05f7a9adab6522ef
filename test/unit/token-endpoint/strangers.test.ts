import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { STOP_PATH } from '../../../src/token-endpoint/address.ts';
import { isSame } from '../../../src/token-endpoint/handler.ts';
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
import { answer, assertFault, COUNTS, HOST } from '../../helpers/token-endpoint-handler.ts';

const { clientId: id, clientSecret: secret } = CREDENTIALS;

describe('token endpoint: strangers', () => {
  const hosts = [
    undefined,
    [''],
    ['localhost:4243'],
    ['localhost'],
    ['localhost.:4242'],
    ['localhost.evil.example:4242'],
    ['127.0.0.1'],
    ['127.0.0.1:4243'],
    ['127.1:4242'],
    ['[::1]:4242'],
    ['evil.example:4242'],
    [`${HOST}.`],
    [`x@${HOST}`],
    [`${HOST}, ${HOST}`],
    [HOST, HOST],
    [HOST, 'evil.example'],
  ];
  for (const headers of [
    ...hosts.map((host) => ({ host })),
    { origin: ['http://evil.example'] },
    { origin: ['null'] },
    { origin: [''] },
    { origin: [`http://${HOST}`] },
  ]) {
    test(JSON.stringify(headers), async () => {
      for (const target of [ID_PATH, ACCESS_PATH, STOP_PATH, '/']) {
        const authorization = target === STOP_PATH ? [`Bearer ${STOP_KEY}`] : [basic()];
        assertFault(await answer({ target, headers: { authorization, ...headers } }), 403, 'invalid_request');
      }
    });
  }

  test('end nothing without the stop key', async () => {
    for (const authorization of [
      undefined,
      [basic()],
      [basic(id, STOP_KEY)],
      ['Bearer x'],
      ['Bearer'],
      [`Bearer ${secret}`],
      [`xBearer ${STOP_KEY}`],
      [`Bearer ${STOP_KEY} x`],
      [`Bearer ${STOP_KEY}`, `Bearer ${STOP_KEY}`],
    ]) {
      const reply = await answer({ target: STOP_PATH, headers: { authorization } });
      assertFault(reply, 401, 'invalid_client');
      assert.match(reply.headers['www-authenticate'] ?? '', /^Bearer realm=/);
    }
    for (const authorization of [`bearer ${STOP_KEY}`, `Bearer   ${STOP_KEY}`]) {
      const reply = await answer({ target: STOP_PATH, headers: { authorization: [authorization] } });
      assert.deepEqual([reply.status, reply.json, reply.events], [200, COUNTS, ['stop']]);
    }
  });

  test('are told apart in constant time', (t) => {
    const compare = t.mock.method(crypto, 'timingSafeEqual');
    syncBuiltinESMExports();
    try {
      assert.deepEqual([isSame('', 'secret'), isSame('secret', 'secret')], [false, true]);
    } finally {
      compare.mock.restore();
      syncBuiltinESMExports();
    }
    assert.equal(compare.mock.callCount(), 2);
  });

  test('get a proper error whatever they send, and never a token', async () => {
    const text = anyText();
    const lists = fc.option(
      fc.array(fc.oneof(text, fc.constantFrom(FORM, basic(id, 'x'))), { maxLength: 2 }),
      { nil: undefined },
    );
    const target = fc.oneof(fc.constantFrom(ID_PATH, ACCESS_PATH, STOP_PATH), text);
    const body = fc.option(
      fc.oneof(
        text,
        fc.constant(GRANT),
        text.map((value) => `${GRANT}&client_secret=${value}`),
      ),
      { nil: undefined },
    );
    const strange = fc.asyncProperty(target, lists, lists, body, async (where, authorization, type, sent) => {
      const reply = await answer({
        target: where,
        body: sent,
        headers: { authorization, 'content-type': type },
      });
      assertFault(reply, reply.status, reply.json.error);
      assert.ok([400, 401, 404, 413, 415].includes(reply.status), String(reply.status));
    });
    await fc.assert(strange, { numRuns: 300 });
  });
});
