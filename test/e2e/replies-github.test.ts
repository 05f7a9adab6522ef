import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alter,
  empty,
  html,
  json,
  oversized,
  type Reply,
  redirect,
  startServer,
  status,
} from '../fakes/http.ts';
import { assertFailed, assertGranted } from '../support/inspect.ts';
import { startJob, together } from '../support/job.ts';
import { startRaw } from '../support/raw.ts';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: unknown) => `${encode({ alg: 'RS256', kid: 'k' })}.${encode(claims)}.${'s'.repeat(340)}`;
const value = (text: unknown) => json(200, { value: text });
const exp = Math.floor(Date.now() / 1000) + 300;
const good = jwt({ sub: 'x', exp });

const long = `a.${'bc'.repeat(40_000)}.d`;
const TABLE: [string, Reply, string | RegExp, ...string[]][] = [
  ['HTML', html(200), 'no JSON object'],
  ['empty', empty(200), 'no JSON object'],
  ['no content', status(204), 'status 204'],
  ['another good status', json(201, { value: good }), 'status 201', good],
  ['truncated', status(200, { body: '{"count":1,"value":"eyJhbGciOi' }), 'no JSON object'],
  ['an array', alter((body) => [body]), 'no JSON object'],
  ['text', json(200, good), 'no JSON object'],
  ['null', json(200, null), 'no JSON object'],
  ['two objects', status(200, { body: '{"value":"a"}{"value":"b"}' }), 'no JSON object'],
  ['too large', oversized(1024 * 1024), 'more than 1 MiB'],
  ['no value', alter(({ count }) => ({ count })), 'no text in the field value'],
  ['the value another way', alter(({ value: token }) => ({ Value: token })), 'no text in the field value'],
  ['a number', value(1), 'no text in the field value'],
  ['a null value', value(null), 'no text in the field value'],
  ['an object', value({ token: good }), 'no text in the field value'],
  ['a list', value([good]), 'no text in the field value'],
  ['no text', value(''), /field value/],
  ['blanks', value(' '.repeat(20)), /field value/],
  ['a short token', value('a.b.c'), 'less than 16 characters'],
  ['a token of over 64 KiB', value(long), 'more than 64 KiB', long],
  ['two parts', value('aaaaaaaa.bbbbbbbb'), 'no JWT', 'aaaaaaaa.bbbbbbbb'],
  ['four parts', value(`${good}.d`), 'no JWT', `${good}.d`],
  ['an empty part', value(good.replace(/\.s+$/, '.')), 'no JWT', good.replace(/\.s+$/, '.')],
  ['opaque text', value('opaque-token-of-another-kind'), 'no JWT', 'opaque-token-of-another-kind'],
  ['a line break', value(good.replace('.', '.\n')), 'no JWT', good.replace('.', '.\n')],
  ['a command', value(`${good}\n::set-output name=x::y`), 'no JWT', `${good}\n::set-output name=x::y`],
  ['a blank', value(`${good} `), 'no JWT', `${good} `],
  ['letters beyond ASCII', value(`${good}é`), 'no JWT', `${good}é`],
  [
    'a payload that is no JSON',
    value(`aaaa.${'b'.repeat(20)}.cccc`),
    'no JWT',
    `aaaa.${'b'.repeat(20)}.cccc`,
  ],
  ['a payload that is a list', value(jwt([1])), 'no JWT', jwt([1])],
  ['no exp', value(jwt({ sub: 'x' })), 'without the claim exp', jwt({ sub: 'x' })],
  ['an exp of text', value(jwt({ exp: String(exp) })), 'without the claim exp', jwt({ exp: String(exp) })],
];

suite('replies of GitHub that are not as promised', together, () => {
  for (const [name, reply, says, ...secrets] of TABLE) {
    test(name, async (t) => {
      const job = await startJob(t);
      job.secrets.push(...secrets);
      job.github.next(reply);
      const result = await job.main();
      assertFailed(result, 'UNEXPECTED_REPLY', /GitHub/, says);
      for (const secret of secrets) {
        // Of a value with line breaks the runner would mask each line by itself.
        assert.equal(result.masks.includes(secret), !/\n/.test(secret), 'masked, though no good');
      }
      assert.deepEqual([job.github.tokenRequests().length, job.sts.requests.length], [1, 0]);
    });
  }

  for (const code of [300, 301, 302, 303, 304, 307, 308]) {
    test(`redirect ${code}: the request token goes nowhere`, async (t) => {
      const job = await startJob(t);
      const elsewhere = await startServer({
        handle: () => ({ status: 200, body: JSON.stringify({ value: good }) }),
      });
      t.after(elsewhere.close);
      job.github.next(redirect(`${elsewhere.url}/x?audience=y`, code));
      assertFailed(await job.main(), 'UNEXPECTED_REPLY', `status ${code}, a redirect`);
      assert.deepEqual([elsewhere.requests, job.sts.requests], [[], []]);
      assert.equal(job.github.tokenRequests().length, 1);
    });
  }

  const NOISE: [string, string][] = [
    ['SSH-2.0-OpenSSH_9.6\r\n', 'not HTTP (HPE_'],
    ['HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n', 'not HTTP (HPE_'],
    [`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`, 'not HTTP (HPE_'],
  ];
  for (const [noise, says] of NOISE) {
    test(`not HTTP: ${noise.slice(0, 40).trim()}`, async (t) => {
      const job = await startJob(t);
      const raw = await startRaw(t, noise);
      const result = await job.main({}, { env: { ACTIONS_ID_TOKEN_REQUEST_URL: `${raw.url}/?a=b` } });
      assertFailed(result, 'UNEXPECTED_REPLY', says);
      assert.equal(raw.connections(), 1);
    });
  }

  test('more members than promised, and a payload beyond ASCII, are no harm', async (t) => {
    const job = await startJob(t, { claims: { environment: 'grüße-日本' } });
    job.github.next(alter((body) => ({ ...body, more: [1, { a: null }], __proto__: 1 })));
    assertGranted(await job.main());
  });
});
