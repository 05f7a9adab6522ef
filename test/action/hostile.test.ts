import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertFailed, assertGranted, errorOf, linesBeforeClaims } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';
// `inspect` looks at every run for commands and masks not of our making, unprintable characters and
// secrets; these tests only have to bring such texts in.
import { HOSTILE } from '../servers/hostile.ts';
import { echo, json } from '../servers/http.ts';

suite('hostile words', together, () => {
  const ALL = Object.entries(HOSTILE);
  for (const some of [ALL.slice(0, 8), ALL.slice(8)]) {
    const words = some.map(([, text]) => text);
    test(`in claims, and in refusals of both remotes: ${some.map(([name]) => name)}`, async (t) => {
      const names = [
        ...['environment', 'sub', 'ref', 'runner_environment', 'event_name', 'job_workflow_ref'],
        ...['workflow_ref', 'repository'],
      ];
      const claims = Object.fromEntries(words.map((text, n) => [names[n], text]));
      const { main, github, sts } = await startJob(t, { claims });
      sts.next(json(403, { errors: words.map((text) => ({ title: text, detail: text, id: text })) }));
      const refused = await main();
      assertFailed(refused, 'CONFLUENT_REFUSED');
      assert.ok(errorOf(refused).length < 1500);
      github.next(json(403, { message: words.join('\n') }));
      assertFailed(await main(), 'GITHUB_REFUSED', 'status 403');
      const granted = await main();
      assertGranted(granted);
      assert.equal(linesBeforeClaims(granted).length, 1);
    });
  }
});

const half = (text: string) => Math.floor(text.length / 2);

/** test/unit/secret.test.ts holds these and more, each by itself. */
const FORMS: ((token: string) => string)[] = [
  (token) => `invalid token "${token}", sorry`,
  (token) => Buffer.from(`client:${token}`).toString('base64'),
  (token) => `${token.slice(0, half(token))}\u200b${token.slice(half(token))}`,
  (token) => token.slice(-200),
];

suite('echoes', together, () => {
  test('the request, and the ID token in pieces and codes', async (t) => {
    const { main, sts } = await startJob(t);
    const subject = (body: string) => new URLSearchParams(body).get('subject_token') ?? '';
    const speak = (text: string) => ({ title: text, detail: text, id: text });
    const errors = (token: string) => FORMS.map((form) => speak(form(token)));
    sts.next(echo(400, ({ body }) => JSON.stringify({ errors: errors(subject(body)) })));
    sts.next(
      echo(400, (seen) => JSON.stringify({ errors: [speak(seen.body), speak(JSON.stringify(seen))] })),
    );
    for (let count = 0; count < 2; count++) assertFailed(await main(), 'CONFLUENT_REFUSED');
  });

  test('an access token that was never handed over, and the request token', async (t) => {
    const { main, github, sts, secrets } = await startJob(t);
    const secret = await github.sign({ sub: 'another' });
    secrets.push(secret);
    const details = [secret, github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN];
    sts.next(json(400, { access_token: secret, errors: details.map((detail) => ({ detail })) }));
    assertFailed(await main(), 'CONFLUENT_REFUSED');
  });

  test('a fault of ours: its message, its stack and its cause are cleaned', async (t) => {
    const { main } = await startJob(t);
    const script = `Date.prototype.toISOString = () => {
      const words = '\\u202e' + process.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
      throw new Error(words, { cause: new Error('why: ' + words) });
    };`;
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
    const result = await main({}, { env });
    assertFailed(result, 'INTERNAL');
    const debug = result.commands.filter(({ name }) => name === 'debug').map(({ value }) => value);
    assert.ok(debug.includes('Error: why: ***'), result.transcript);
  });
});
