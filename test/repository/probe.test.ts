import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { startJob } from '../helpers/job.ts';
import { sweep } from '../helpers/secrets.ts';
import { echo, empty, html, json, type Reply } from '../servers/http.ts';

const program = join(import.meta.dirname, '../../scripts/probe.ts');
const pools = { 'pool-a': 'true', 'pool-b': 'claims.repository_id == "1"' };

/** The job of probe.yml; `replies` of the STS come after that to the action. */
async function probe(t: TestContext, filters: Record<string, string>, ...replies: Reply[]) {
  const { github, sts, runner, main } = await startJob(t, { pools: filters });
  assert.equal((await main()).code, 0);
  const expired = await github.sign(
    { ...github.claims, aud: 'https://api.confluent.cloud' },
    { lifetime: -331 },
  );
  github.next(json(200, { value: expired }));
  sts.next(...replies);
  const env = { CONFLUENT_ENDPOINT: sts.url, POOL: 'pool-a', OTHER_POOL: 'pool-b' };
  const { code, stdout, stderr } = await runner.step(process.execPath, [program], { env });
  assert.deepEqual(sweep([...github.issued, ...sts.issued, expired], { stdout, stderr }), []);
  const answers = stdout.split('\n\n').map((text) => text.trim().split('\n| '));
  return { code, stdout, stderr, answers: new Map(answers.map(([name = '', ...lines]) => [name, lines])) };
}

suite('the probe of the real STS', () => {
  test('prints the claims and how each exchange is refused, and no token', async (t) => {
    const { code, stderr, answers } = await probe(t, pools);
    assert.deepEqual([code, stderr], [0, '']);
    const claims = answers.get('claims of the ID token');
    assert.ok(claims?.includes(`sub: "repo:octo-org/octo-repo:ref:refs/heads/main"`));
    assert.ok(claims?.some((line) => line.startsWith('job_workflow_ref: "octo-org/octo-repo/.github/')));
    assert.deepEqual(answers.get('a call with the access token'), ['status: 200']);
    const expected: Record<string, [status: number, words: RegExp]> = {
      'a filter that does not match': [403, /The claims do not satisfy the filter of identity pool pool-b\./],
      'an unknown pool': [400, /Identity pool pool-0000 does not exist\./],
      'two pool ids': [403, /filter of identity pool pool-b\./],
      'a lifetime of 901 s': [400, /expires_in must be a whole number from 1 to 900\./],
      'an unknown key': [401, /does not verify: no applicable key found/],
      'an expired ID token': [401, /claim timestamp check failed/],
    };
    for (const [name, [status, words]] of Object.entries(expected)) {
      const lines = answers.get(name) ?? [];
      assert.equal(lines[0], `status: ${status}`, name);
      assert.ok(lines.includes('body: JSON') && lines.includes(`errors.0.status: ${status}`), name);
      assert.match(lines.find((line) => line.startsWith('errors.0.detail')) ?? '', words);
    }
  });

  test('is red where the STS accepts what it must refuse', async (t) => {
    const { code, stdout } = await probe(t, { 'pool-a': 'true', 'pool-b': 'true' });
    assert.equal(code, 1);
    assert.match(stdout, /^::error::The STS accepted a filter that does not match\.$/m);
    assert.match(stdout, /^\| access_token: a string$/m);
  });

  test('tells the form of a body, and neither lets out a token nor obeys what it says', async (t) => {
    const hostile = echo(400, ({ body }) => {
      const token = new URLSearchParams(body).get('subject_token');
      return JSON.stringify({ '::error::a': `\n::error::b ##[error]c ${token}` });
    });
    const { stdout, answers } = await probe(t, pools, empty(500), html(502), hostile);
    assert.ok(answers.get('a filter that does not match')?.includes('body: empty'));
    assert.ok(answers.get('an unknown pool')?.some((line) => /^body: text of \d+ characters$/.test(line)));
    assert.ok(answers.get('two pool ids')?.includes('::error::a: \\n::error::b # #[error]c ***'));
    assert.doesNotMatch(stdout, /^::|##\[|eyJ/m);
  });
});
