import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertFailed, assertGranted, errorOf, linesBeforeClaims } from '../helpers/inspect.ts';
import { type Job, startJob, together } from '../helpers/job.ts';
// `inspect` looks at every run for commands and masks not of our making, unprintable characters and
// secrets; these tests only have to bring such texts in.
import { HOSTILE } from '../servers/hostile.ts';
import { echo, json, status } from '../servers/http.ts';

const refusal = (words: Record<string, unknown>) => JSON.stringify({ errors: [words] });

/** The summary is one code block, and nothing in it ends that block early. */
function assertFenced(summary: string): void {
  const [, fence = '', body = ''] = /\n(`{3,})text\n(.*)\n\1\n$/s.exec(summary) ?? [];
  assert.ok(fence !== '' && !body.includes(fence), summary);
}

suite('hostile words', together, () => {
  const ALL = Object.entries(HOSTILE);
  for (let first = 0; first < ALL.length; first += 4) {
    const some = ALL.slice(first, first + 4);
    const words = some.map(([, text]) => text);
    test(`in a refusal, in claims, in the sub of a good run: ${some.map(([name]) => name)}`, async (t) => {
      const [environment = '', sub = '', ref = '', runner_environment = ''] = words;
      const { main, github, sts } = await startJob(t, {
        claims: { environment, sub, ref, runner_environment },
      });
      sts.next(json(403, { errors: words.map((text) => ({ title: text, detail: text, id: text })) }));
      const refused = await main();
      assertFailed(refused, 'CONFLUENT_REFUSED');
      assert.ok(errorOf(refused).length < 1500);
      assertFenced(refused.summary);
      for (const text of words) {
        github.claims = { ...github.claims, sub: text };
        const granted = await main();
        assertGranted(granted);
        assert.equal(linesBeforeClaims(granted).length, 1);
      }
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

/** As it is, in codes, in pieces: test/unit/secret.test.ts holds each by itself. */
const FORMS: ((token: string) => string)[] = [
  (token) => token,
  (token) => `invalid token "${token}", sorry`,
  (token) => token + token,
  base64,
  (token) => Buffer.from(token).toString('base64url'),
  (token) => `Basic ${base64(`client:${token}`)}`,
  encodeURIComponent,
  (token) => `${token.slice(0, half(token))}\n${token.slice(half(token))}`,
  (token) => `${token.slice(0, half(token))}\u200b${token.slice(half(token))}`,
  (token) => token.replace(/.{64}/g, '$&\r\n'),
  (token) => base64(token).replace(/.{76}/g, '$&\n'),
  (token) => token.slice(0, -8),
  (token) => `${token.slice(0, token.indexOf('.') + 100)}...`,
  (token) => token.slice(-200),
  (token) => token.split('.')[2] ?? '',
  (token) => `${'z'.repeat(280)} ${token}`,
];

suite('echoes', together, () => {
  test('the ID token, in a title, in a detail and in an id', async (t) => {
    const { main, sts } = await startJob(t);
    for (const forms of [FORMS.slice(0, 8), FORMS.slice(8)]) {
      const errors = (token: string) =>
        forms.map((speak) => ({ title: speak(token), detail: speak(token), id: speak(token) }));
      const subject = (body: string) => new URLSearchParams(body).get('subject_token') ?? '';
      sts.next(echo(400, ({ body }) => JSON.stringify({ errors: errors(subject(body)) })));
      assertFailed(await main(), 'CONFLUENT_REFUSED');
    }
  });

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
