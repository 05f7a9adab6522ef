import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertFailed, assertGranted } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';
import { alter, html, json, oversized, type Reply, redirect, startServer } from '../servers/http.ts';
import { startRaw } from '../servers/tcp.ts';

// test/unit/github/id-token.test.ts holds which replies are refused. Here is what only a process shows: the
// exit code, masks before words, and that nothing is published.

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: unknown) => `${encode({ alg: 'RS256', kid: 'k' })}.${encode(claims)}.${'s'.repeat(340)}`;
const value = (text: unknown) => json(200, { value: text });
const good = jwt({ sub: 'x', exp: Math.floor(Date.now() / 1000) + 300 });
const withoutExp = jwt({ sub: 'x' });
const long = `a.${'bc'.repeat(40_000)}.d`;

const TABLE: [string, Reply, string, ...string[]][] = [
  ['HTML', html(200), 'no JSON object'],
  ['another good status', json(201, { value: good }), 'status 201', good],
  ['too large', oversized(1024 * 1024), 'more than 1 MiB'],
  ['a number', value(1), 'value is not text of visible ASCII'],
  ['a token of over 64 KiB', value(long), 'longer than 64 KiB', long],
  ['opaque text', value('opaque-token-of-another-kind'), 'not a JWT', 'opaque-token-of-another-kind'],
  [
    'a command',
    value(`${good}\n::set-output name=x::y`),
    'not text of visible ASCII',
    `${good}\n::set-output name=x::y`,
  ],
  ['letters beyond ASCII', value(`${good}é`), 'not text of visible ASCII', `${good}é`],
  ['no exp', value(withoutExp), 'without the claim exp', withoutExp],
];

suite('replies of GitHub that are not as promised', together, () => {
  for (const [name, reply, says, ...secrets] of TABLE) {
    test(name, async (t) => {
      const job = await startJob(t);
      job.secrets.push(...secrets);
      job.github.next(reply);
      const result = await job.main({ 'max-attempts': '1' });
      assertFailed(result, 'UNEXPECTED_REPLY', /GitHub/, says);
      for (const secret of secrets) {
        // If a value has line breaks, the runner would mask each of its lines.
        assert.equal(result.masks.includes(secret), !/\n/.test(secret), 'masked, although refused');
      }
      assert.deepEqual([job.github.tokenRequests().length, job.sts.requests.length], [1, 0]);
    });
  }

  test('a redirect: the request token goes nowhere', async (t) => {
    const job = await startJob(t);
    const body = JSON.stringify({ value: good });
    const elsewhere = await startServer({ handle: () => ({ status: 200, body }) });
    t.after(elsewhere.close);
    job.github.next(redirect(`${elsewhere.url}/x?audience=y`, 302));
    assertFailed(await job.main(), 'UNEXPECTED_REPLY', 'status 302, a redirect');
    assert.deepEqual([elsewhere.requests, job.sts.requests], [[], []]);
    assert.equal(job.github.tokenRequests().length, 1);
  });

  test('not HTTP', async (t) => {
    const job = await startJob(t);
    const headers = `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`;
    for (const noise of ['SSH-2.0-OpenSSH_9.6\r\n', headers]) {
      const raw = await startRaw(t, noise);
      const result = await job.main({}, { env: { ACTIONS_ID_TOKEN_REQUEST_URL: `http://${raw.host}/?a=b` } });
      assertFailed(result, 'UNEXPECTED_REPLY', 'not HTTP (HPE_');
      assert.equal(raw.sockets.length, 1);
    }
  });

  test('more members than promised, and claims beyond ASCII, are accepted', async (t) => {
    const job = await startJob(t, { claims: { environment: 'grüße-日本' } });
    job.github.next(alter((body) => ({ ...body, more: [1, { a: null }], __proto__: 1 })));
    assertGranted(await job.main());
  });
});
