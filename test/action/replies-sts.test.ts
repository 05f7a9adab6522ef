import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertFailed, assertGranted } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';
import { html, json, type Reply, redirect, startServer, status } from '../servers/http.ts';
import { startRaw } from '../servers/tcp.ts';

// test/unit/confluent/exchange.test.ts holds which replies are refused. Here is what only a process shows: the
// exit code, masks before words, and that nothing is published.

const TOKEN = 'opaque-access-token-0123456789';
const good = { access_token: TOKEN, token_type: 'Bearer', expires_in: 900 };
const having = (change: Record<string, unknown>) => json(200, { ...good, ...change });

const REPLIES: [string, Reply, string][] = [
  ['HTML', html(200), 'no JSON object'],
  ['no content', status(204), 'status 204'],
  ['no token', having({ access_token: undefined }), 'access_token is not text'],
  [
    'too large, without an end',
    status(200, { body: `{"access_token":"${'x'.repeat(1024 * 1024)}` }),
    'more than 1 MiB',
  ],
];

/** Tokens that are refused. Each is masked, unless it has a line break: the runner would mask its lines. */
const TOKENS = [
  'opaque-access-token-0123\n::add-mask::zzzzz',
  'EOF\nopaque=access-token-0123\nEOF',
  'opaque-access-token-0123\u0000',
  'opaque-access-token-0123\u2028x',
  'opaque-access-token-0123\ud800',
];

suite('replies of Confluent that are not as promised', together, () => {
  for (const [name, reply, says] of REPLIES) {
    test(name, async (t) => {
      const job = await startJob(t);
      job.secrets.push(TOKEN);
      job.sts.next(reply);
      assertFailed(await job.main({ 'max-attempts': '1' }), 'UNEXPECTED_REPLY', /Confluent/, says);
      assert.deepEqual([job.github.tokenRequests().length, job.sts.tokenRequests().length], [1, 1]);
    });
  }

  test('a token is masked before the rest of its reply is checked', async (t) => {
    const job = await startJob(t);
    job.secrets.push(TOKEN);
    for (const reply of [having({ token_type: 'MAC' }), json(302, good)]) {
      job.sts.next(reply);
      const result = await job.main();
      assertFailed(result, 'UNEXPECTED_REPLY');
      assert.ok(result.masks.includes(TOKEN));
    }
  });

  test('a token that no header could carry', async (t) => {
    const job = await startJob(t);
    for (const token of TOKENS) {
      job.secrets.push(token.toWellFormed());
      job.sts.next(having({ access_token: token }));
      const result = await job.main();
      assertFailed(result, 'UNEXPECTED_REPLY', 'access_token is not text of visible ASCII');
      assert.equal(result.masks.length > 1, !/[\r\n]/.test(token), JSON.stringify(token));
    }
  });

  test('a token of one letter, which is not masked: its mask would hide the log', async (t) => {
    const job = await startJob(t);
    job.sts.next(having({ access_token: 'e' }));
    const result = await job.main();
    assertFailed(result, 'UNEXPECTED_REPLY', 'access_token is shorter than 16 characters');
    assert.ok(!result.masks.includes('e'));
  });

  test('a redirect: the ID token goes nowhere', async (t) => {
    const job = await startJob(t);
    const elsewhere = await startServer({ handle: () => ({ status: 200, body: JSON.stringify(good) }) });
    t.after(elsewhere.close);
    job.sts.next(redirect(`${elsewhere.url}/sts/v1/oauth2/token`, 307));
    assertFailed(await job.main(), 'UNEXPECTED_REPLY', 'status 307, a redirect');
    assert.deepEqual(elsewhere.requests, []);
    assert.equal(job.sts.tokenRequests().length, 1);
  });

  test('not HTTP', async (t) => {
    const job = await startJob(t);
    const server = await startRaw(t, '220 mail.example ESMTP\r\n');
    assertFailed(await job.main({ endpoint: `http://${server.host}` }), 'UNEXPECTED_REPLY', 'not HTTP (HPE_');
    assert.equal(server.sockets.length, 1);
  });

  const everySign = String.fromCharCode(...Array.from({ length: 94 }, (_, i) => i + 33));
  const EDGES: [string, Record<string, unknown>][] = [
    ['every sign of visible ASCII, and the longest life', { access_token: everySign, expires_in: 86_400 }],
    ['what looks like the end of a file command', { access_token: '<<EOF=ghadelimiter_%0A' }],
    ['a refresh token', { refresh_token: 'refresh-token-0123456789', scope: '::error::x' }],
  ];
  for (const [name, change] of EDGES) {
    test(`accepted: ${name}`, async (t) => {
      const job = await startJob(t);
      const reply = { ...good, ...change };
      job.secrets.push(reply.access_token, 'refresh-token-0123456789');
      job.sts.next(json(200, reply));
      const result = await job.main();
      assertGranted(result);
      const { 'access-token': token, 'expires-in': seconds } = result.outputs;
      assert.deepEqual([token, seconds], [reply.access_token, String(reply.expires_in)]);
      assert.ok(!JSON.stringify(result.outputs).includes('refresh-token'));
    });
  }
});
