import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { echo, json, status } from '../fakes/http.ts';
// `inspect` looks at every run for commands and masks not of our making, unprintable characters and
// secrets; these tests only have to bring such texts in.
import { HOSTILE } from '../support/hostile.ts';
import { assertFailed, assertGranted, errorOf } from '../support/inspect.ts';
import { type Job, startJob, together } from '../support/job.ts';

const refusal = (words: Record<string, unknown>) => JSON.stringify({ errors: [words] });

/** The summary is one code block, and nothing in it ends that block early. */
function assertFenced(summary: string): void {
  const [, fence = '', body = ''] = /\n(`{3,})text\n(.*)\n\1\n$/s.exec(summary) ?? [];
  assert.ok(fence !== '' && !body.includes(fence), summary);
}

suite('hostile words', together, () => {
  for (const [name, words] of Object.entries(HOSTILE)) {
    test(`${name}: in a refusal, in the claims, and in the sub of a run that succeeds`, async (t) => {
      const claims = { environment: words, sub: words, ref: words, runner_environment: words };
      const { main, sts } = await startJob(t, { claims });
      sts.next(json(403, { errors: [{ title: words, detail: words, id: words }] }));
      const refused = await main();
      assertFailed(refused, 'CONFLUENT_REFUSED');
      assert.ok(errorOf(refused).length < 1500);
      assertFenced(refused.summary);
      const granted = await main();
      assertGranted(granted);
      assert.equal(granted.masked.split('\n').length, 1);
    });
  }

  test('in every member of a reply that is not as promised, of either remote', async (t) => {
    const { main, github, sts } = await startJob(t);
    const words = Object.values(HOSTILE).join('\n');
    const body = {
      value: 1,
      message: words,
      error: words,
      access_token: 1,
      token_type: words,
      [words]: words,
    };
    for (const code of [200, 302]) {
      github.next(json(code, body));
      assertFailed(await main(), 'UNEXPECTED_REPLY');
      sts.next(json(code, body, { location: 'http://127.0.0.1:1/::error::x' }));
      assertFailed(await main(), 'UNEXPECTED_REPLY');
    }
    github.next(json(403, body));
    assertFailed(await main(), 'GITHUB_REFUSED', 'status 403');
    sts.next(status(503, { body: words }), status(503, { body: words }));
    assertFailed(await main({ 'max-attempts': '1' }), 'UNAVAILABLE', 'answered 503');
  });
});

const half = (text: string) => Math.floor(text.length / 2);
const base64 = (text: string) => Buffer.from(text).toString('base64');

const ECHOES: Record<string, (token: string) => string> = {
  'as it is': (token) => token,
  'within words': (token) => `invalid token "${token}", sorry`,
  'twice, without a gap': (token) => token + token,
  'in base64': base64,
  'in base64url': (token) => Buffer.from(token).toString('base64url'),
  'as credentials': (token) => `Basic ${base64(`client:${token}`)}`,
  'percent-encoded': encodeURIComponent,
  'broken in the middle by a line break': (token) =>
    `${token.slice(0, half(token))}\n${token.slice(half(token))}`,
  'broken by a zero-width character': (token) =>
    `${token.slice(0, half(token))}\u200b${token.slice(half(token))}`,
  'in lines of 64': (token) => token.replace(/.{64}/g, '$&\r\n'),
  'base64 in lines of 76': (token) => base64(token).replace(/.{76}/g, '$&\n'),
  'cut short': (token) => token.slice(0, -8),
  'cut in the payload': (token) => `${token.slice(0, token.indexOf('.') + 100)}...`,
  'its end alone': (token) => token.slice(-200),
  'its signature alone': (token) => token.split('.')[2] ?? '',
  'behind so much that it is cut by our own limit': (token) => `${'z'.repeat(280)} ${token}`,
};

suite('echoes', together, () => {
  for (const [name, speak] of Object.entries(ECHOES)) {
    test(`the ID token, ${name}`, async (t) => {
      const { main, sts } = await startJob(t);
      const subject = (body: string) => speak(new URLSearchParams(body).get('subject_token') ?? '');
      sts.next(
        echo(400, ({ body }) => refusal({ title: subject(body), detail: subject(body), id: subject(body) })),
      );
      assertFailed(await main(), 'CONFLUENT_REFUSED');
    });
  }

  test('an access token that was never handed over, and the request token', async (t) => {
    const { main, github, sts, secrets } = await startJob(t);
    const secret = await github.sign({ sub: 'another' });
    secrets.push(secret);
    const requestToken = github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN as string;
    for (const detail of [secret, `{"access_token":"${secret}"}`, requestToken, base64(requestToken)]) {
      sts.next(json(400, { access_token: secret, errors: [{ detail }] }));
      assertFailed(await main(), 'CONFLUENT_REFUSED');
    }
  });

  test('the whole request', async (t) => {
    const { main, sts }: Job = await startJob(t);
    sts.next(echo(400, (seen) => refusal({ title: seen.body, detail: JSON.stringify(seen), id: seen.body })));
    assertFailed(await main(), 'CONFLUENT_REFUSED');
  });
});
