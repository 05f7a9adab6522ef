import { filtersOf } from '../test/helpers/refusals.ts';
import { type Runner, type StepResult, startRunner } from '../test/helpers/runner.ts';
import { controlPlane } from '../test/servers/confluent-api/control-plane.ts';
import { there } from '../test/servers/confluent-api.ts';
import { GITHUB_ISSUER, plainSub, startGitHub } from '../test/servers/github.ts';
import { startSts } from '../test/servers/sts.ts';

/**
 * The main job as a workflow would run it: the built dist/ against stand-ins of GitHub and Confluent on
 * loopback, shown as the runner shows it, masks applied. Then the same with a pool that refuses, and once
 * more with the filter that the refusal printed.
 */
const POOL = 'pool-abc1';
const AUDIENCE = 'https://api.confluent.cloud';

console.log(`What is real: the action, built (dist/), each step in a process of its own, and the tokens, which are
signed and verified. What stands in on 127.0.0.1: GitHub's runner and its OIDC provider, Confluent's token
exchange and API. Nothing leaves this machine. Secrets are shown as the runner shows them: ***`);

const github = await startGitHub({ issuer: GITHUB_ISSUER });
const filter = `claims.aud == "${AUDIENCE}" && claims.sub == "${plainSub(github.claims)}"`;
const pools = { [POOL]: { filter } };
const apis = controlPlane({ pools: () => pools, blind: new Set(), ...there });
const sts = await startSts({ issuer: GITHUB_ISSUER, issuerAt: github.url, pools, apis });
const inputs = { 'identity-pool-id': POOL, endpoint: sts.url };

/** What a `run:` step would do with the token: call a Confluent Cloud API. */
const USE_TOKEN = `
  const token = process.env.CONFLUENT_CLOUD_ACCESS_TOKEN;
  console.log('CONFLUENT_CLOUD_ACCESS_TOKEN is', token || '(empty)');
  const reply = await fetch('${sts.url}/org/v2/environments', { headers: { authorization: 'Bearer ' + token } });
  console.log(reply.status, await reply.text());
`;

/** What a client does with the token endpoint: ask for a token, and later for another one. */
const ASK_TWICE = `
  const { TOKEN_URL, CLIENT_ID, CLIENT_SECRET } = process.env;
  const authorization = 'Basic ' + Buffer.from(CLIENT_ID + ':' + CLIENT_SECRET).toString('base64');
  for (const time of ['first', 'second']) {
    const body = new URLSearchParams({ grant_type: 'client_credentials' });
    const reply = await fetch(TOKEN_URL, { method: 'POST', headers: { authorization }, body });
    const { access_token: token, token_type: type, expires_in: seconds } = await reply.json();
    console.log(time + ' answer:', reply.status, type, 'token of', token.length, 'characters, for', seconds, 's');
  }
`;

const ACTION = 'uses: OWNER/confluent-cloud-auth@v1';
const POST = 'Post OWNER/confluent-cloud-auth@v1';

const accepted = await job(
  '1. A job whose identity pool accepts it, with a token endpoint',
  async (runner) => {
    const main = await step(ACTION, runner.main({ ...inputs, 'token-endpoint': 'true' }));
    const { outputs } = main;
    const hidden = ['access-token', 'subject-token', 'token-endpoint-client-secret'];
    show(
      'outputs',
      Object.fromEntries(Object.entries(outputs).map(([k, v]) => [k, hidden.includes(k) ? '***' : v])),
    );
    const call = await step(
      'run: call a Confluent Cloud API',
      runner.step(process.execPath, ['-e', USE_TOKEN]),
    );
    const env = {
      TOKEN_URL: outputs['token-endpoint-url'],
      CLIENT_ID: outputs['token-endpoint-client-id'],
      CLIENT_SECRET: outputs['token-endpoint-client-secret'],
    };
    const asking = runner.step(process.execPath, ['-e', ASK_TWICE], { env });
    const asked = await step('run: ask the token endpoint, twice', asking);
    const post = await step(POST, runner.post(main));
    const answers = asked.stdout.match(/answer: 200 Bearer/g) ?? [];
    const isListed = call.stdout.includes(there.environment);
    return [main, call, asked, post].every(({ code }) => code === 0) && isListed && answers.length === 2;
  },
);

const another = `claims.aud == "${AUDIENCE}" && claims.repository_id == "1" && claims.ref == "refs/heads/main"`;
sts.pools[POOL] = { filter: another };
let offered: string[] = [];
const refused = await job(
  '2. The same job, when the filter of the pool names another repository',
  async (runner) => {
    console.log(`\nfilter of ${POOL}: ${another}`);
    const main = await step(ACTION, runner.main(inputs));
    offered = filtersOf(main.masked.split('\n'));
    const missing = offered.filter((line) => !main.summary.includes(line));
    if (missing.length === 0) console.log('\nThe job summary has the same lines.');
    return main.code === 1 && offered.length > 0 && missing.length === 0;
  },
);

const pasted = offered[0] ?? '';
sts.pools[POOL] = { filter: pasted };
const fixed = await job(
  '3. The same job, with the first filter of that log pasted into the pool',
  async (runner) => {
    console.log(`\nfilter of ${POOL}: ${pasted}`);
    const main = await step(ACTION, runner.main(inputs));
    const post = await step(POST, runner.post(main));
    return main.code === 0 && post.code === 0;
  },
);

await Promise.all([github.close(), sts.close()]);
const isGood = accepted && refused && fixed;
process.exitCode = isGood ? 0 : 1;
console.log(
  isGood
    ? '\nAll three went as intended; the red error in the second is part of it: that pool had to refuse.'
    : '\nNot as intended: see above.',
);

async function job(title: string, steps: (runner: Runner) => Promise<boolean>): Promise<boolean> {
  console.log(`\n==== ${title}`);
  const runner = startRunner({ env: github.env });
  try {
    return await steps(runner);
  } finally {
    runner.close();
  }
}

async function step(title: string, running: Promise<StepResult>): Promise<StepResult> {
  const result = await running;
  console.log(`\n-- ${title}   (exit code ${result.code}, ${Math.round(result.ms)} ms)\n`);
  const debugOff = result.masked.split('\n').filter((line) => !line.startsWith('##[debug]'));
  console.log(debugOff.join('\n').trimEnd());
  return result;
}

function show(title: string, values: Readonly<Record<string, string>>): void {
  console.log(`\n${title}:`);
  for (const [name, value] of Object.entries(values)) console.log(`  ${name}: ${value}`);
}
