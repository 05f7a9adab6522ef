import { plainSub, startGitHub } from '../test/fakes/github.ts';
import { type Runner, type StepResult, startRunner } from '../test/fakes/runner.ts';
import { startSts } from '../test/fakes/sts.ts';

/**
 * The main job as a workflow would run it: the built dist/ against stand-ins of GitHub and Confluent on
 * loopback, shown as the runner shows it, masks applied. Then the same with a pool that refuses.
 */
const POOL = 'pool-abc1';
const AUDIENCE = 'https://api.confluent.cloud';

const github = await startGitHub();
const filter = `claims.aud == "${AUDIENCE}" && claims.sub == "${plainSub(github.claims)}"`;
const sts = await startSts({ issuer: github.issuer, pools: { [POOL]: { filter } } });
const inputs = { 'identity-pool-id': POOL, endpoint: sts.url };

/** What a `run:` step would do with the token: call a Confluent Cloud API. */
const USE_TOKEN = `
  const token = process.env.CONFLUENT_CLOUD_ACCESS_TOKEN;
  console.log('CONFLUENT_CLOUD_ACCESS_TOKEN is', token || '(empty)');
  const reply = await fetch('${sts.url}/org/v2/environments', { headers: { authorization: 'Bearer ' + token } });
  console.log(reply.status, await reply.text());
`;

const accepted = await job('A job whose identity pool accepts it', async (runner) => {
  const main = await step('uses: OWNER/confluent-cloud-auth@v1', runner.main(inputs));
  show('outputs', { ...main.outputs, 'access-token': '***', 'subject-token': '***' });
  await step('run: call a Confluent Cloud API', runner.step(process.execPath, ['-e', USE_TOKEN]));
  await step('Post OWNER/confluent-cloud-auth@v1', runner.post(main));
  return main.code === 0;
});

sts.pools[POOL] = {
  filter: `claims.aud == "${AUDIENCE}" && claims.sub == "repo:octo-org/other:ref:refs/heads/main"`,
};
const refused = await job('The same job, when the filter of the pool does not match', async (runner) => {
  const main = await step('uses: OWNER/confluent-cloud-auth@v1', runner.main(inputs));
  console.log('\n-- job summary\n');
  console.log(main.summary);
  return main.code === 1;
});

await Promise.all([github.close(), sts.close()]);
process.exitCode = accepted && refused ? 0 : 1;

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
