import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { empty, html, json, oversized, type Reply, redirect, startServer, status } from '../fakes/http.ts';
import { assertFailed, assertGranted } from '../support/inspect.ts';
import { startJob, together } from '../support/job.ts';
import { startRaw } from '../support/raw.ts';

const TOKEN = 'opaque-access-token-0123456789';
const good = {
  access_token: TOKEN,
  issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
  token_type: 'Bearer',
  expires_in: 900,
};
const without = (name: string) => json(200, { ...good, [name]: undefined });
const having = (change: Record<string, unknown>) => json(200, { ...good, ...change });
const raw = (expiresIn: string) => status(200, { body: JSON.stringify(good).replace('900', expiresIn) });

const BODIES: [string, Reply, string][] = [
  ['HTML', html(200), 'no JSON object'],
  ['empty', empty(200), 'no JSON object'],
  ['no content', status(204), 'status 204'],
  ['created', json(201, good), 'status 201'],
  ['partial', json(206, good), 'status 206'],
  ['truncated', status(200, { body: JSON.stringify(good).slice(0, -9) }), 'no JSON object'],
  ['an array', json(200, [good]), 'no JSON object'],
  ['text', json(200, TOKEN), 'no JSON object'],
  ['null', json(200, null), 'no JSON object'],
  ['too large', oversized(1024 * 1024), 'more than 1 MiB'],
  [
    'too large, without an end',
    status(200, { body: `{"access_token":"${'x'.repeat(1024 * 1024)}` }),
    '1 MiB',
  ],
];

/** Tokens that are no good, and masked nevertheless. */
const TOKENS = [
  'opaque\naccess-token-0123',
  'opaque-access-token-0123\n',
  'opaque-access-token-0123\r\n::set-output name=x::y',
  'opaque-access-token-0123\n::add-mask::zzzzz',
  'EOF\nopaque=access-token-0123\nEOF',
  'opaque access-token-0123',
  ' opaque-access-token-0123',
  'opaque-access-token-0123\t',
  'opaque-äccess-token-0123',
  'opaque-access-token-0123\u007f',
  'opaque-access-token-0123\u0000',
  'opaque-access-token-0123\u2028x',
  'opaque-access-token-0123\ud800',
];

const FIELDS: [string, Reply, string][] = [
  ...['access_token', 'issued_token_type', 'token_type', 'expires_in'].map(
    (name): [string, Reply, string] => [`no ${name}`, without(name), name],
  ),
  ...[null, 1, true, {}, [TOKEN], '', '  '].map((value): [string, Reply, string] => [
    `access_token ${JSON.stringify(value)}`,
    having({ access_token: value }),
    'access_token is not text',
  ]),
  ...['MAC', 'DPoP', 'Bearer ', '', 'N_A', 1, null, ['Bearer']].map((value): [string, Reply, string] => [
    `token_type ${JSON.stringify(value)}`,
    having({ token_type: value }),
    'token_type is not Bearer',
  ]),
  ...['urn:ietf:params:oauth:token-type:jwt', 'access_token', '', null, 1].map(
    (value): [string, Reply, string] => [
      `issued_token_type ${JSON.stringify(value)}`,
      having({ issued_token_type: value }),
      'issued_token_type is not the one asked for',
    ],
  ),
  ...['"900"', '0', '-1', '1.5', '1e9', '1e400', 'null', 'true', '[900]', '86401'].map(
    (value): [string, Reply, string] => [
      `expires_in ${value}`,
      raw(value),
      'expires_in is not a whole number',
    ],
  ),
];

suite('replies of Confluent that are not as promised', together, () => {
  for (const [name, reply, says] of [...BODIES, ...FIELDS]) {
    test(name, async (t) => {
      const job = await startJob(t);
      job.secrets.push(TOKEN);
      job.sts.next(reply);
      assertFailed(await job.main(), 'UNEXPECTED_REPLY', /Confluent/, says);
      assert.deepEqual([job.github.tokenRequests().length, job.sts.tokenRequests().length], [1, 1]);
    });
  }

  test('a token is masked before the rest of its reply is found wanting', async (t) => {
    const job = await startJob(t);
    job.secrets.push(TOKEN);
    for (const reply of [having({ token_type: 'MAC' }), raw('0'), json(201, good), json(302, good)]) {
      job.sts.next(reply);
      const result = await job.main();
      assertFailed(result, 'UNEXPECTED_REPLY');
      assert.ok(result.masks.includes(TOKEN));
    }
  });

  for (const token of TOKENS) {
    test(`a token that no header could carry: ${JSON.stringify(token)}`, async (t) => {
      const job = await startJob(t);
      job.secrets.push(token.toWellFormed());
      job.sts.next(having({ access_token: token }));
      const result = await job.main();
      assertFailed(result, 'UNEXPECTED_REPLY', 'access_token is not text of visible ASCII');
      // Of a value with line breaks the runner would mask each line by itself.
      assert.equal(result.masks.length > 1, !/[\r\n]/.test(token), 'masked, though no good');
    });
  }

  for (const code of [300, 301, 302, 303, 304, 307, 308]) {
    test(`redirect ${code}: the ID token goes nowhere`, async (t) => {
      const job = await startJob(t);
      const elsewhere = await startServer({ handle: () => ({ status: 200, body: JSON.stringify(good) }) });
      t.after(elsewhere.close);
      job.sts.next(redirect(`${elsewhere.url}/sts/v1/oauth2/token`, code));
      assertFailed(await job.main(), 'UNEXPECTED_REPLY', `status ${code}, a redirect`);
      assert.deepEqual(elsewhere.requests, []);
      assert.equal(job.sts.tokenRequests().length, 1);
    });
  }

  test('not HTTP', async (t) => {
    const job = await startJob(t);
    const server = await startRaw(t, '220 mail.example ESMTP\r\n');
    assertFailed(await job.main({ endpoint: server.url }), 'UNEXPECTED_REPLY', 'not HTTP (HPE_');
    assert.equal(server.connections(), 1);
  });

  const EDGES: [string, Record<string, unknown>][] = [
    ['opaque', {}],
    [
      'every sign of visible ASCII',
      { access_token: String.fromCharCode(...Array.from({ length: 94 }, (_, i) => i + 33)) },
    ],
    ['what looks like the end of a file command', { access_token: '<<EOF=ghadelimiter_%0A' }],
    ['the longest life', { expires_in: 86_400 }],
    ['the shortest', { expires_in: 1 }],
    [
      'a refresh token that nobody asked for',
      { refresh_token: 'refresh-token-0123456789', scope: '::error::x' },
    ],
  ];
  for (const [name, change] of EDGES) {
    test(`as promised, if only just: ${name}`, async (t) => {
      const job = await startJob(t);
      const reply = { ...good, ...change };
      job.secrets.push(
        reply.access_token,
        ...('refresh_token' in reply ? [String(reply.refresh_token)] : []),
      );
      job.sts.next(json(200, reply));
      const result = await job.main();
      assertGranted(result);
      const { 'access-token': token, 'expires-in': seconds } = result.outputs;
      assert.deepEqual([token, seconds], [reply.access_token, String(reply.expires_in)]);
      assert.ok(!JSON.stringify(result.outputs).includes('refresh-token'));
    });
  }
});
