/** Applies that take longer than tokens live, and longer than GitHub is there. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pass, type SeenRequest, status } from '../../servers/http.ts';
import { chain, documented, environment, schema, topic } from './configuration.ts';
import { type Folder, openFolder } from './terraform.ts';
import { type Job, type Remotes, startJob, startRemotes } from './terraform-job.ts';

const apply = ['apply', '-no-color', '-auto-approve'];

describe('a long apply', { timeout: 600_000, concurrency: true }, () => {
  test('outlives many tokens of both kinds', async (t) => {
    const life = 10;
    const remotes = await startRemotes(t, { idToken: life, accessToken: life });
    const job = await startJob(t, remotes, 'pool-a', { 'expires-in': String(life) });
    const resources = [
      environment('first'),
      topic('a', remotes),
      schema('b', remotes),
      topic('c', remotes),
      environment('last'),
    ];
    const folder = await openFolder(t, documented(chain(resources)));
    const { transcript } = await folder.succeed(apply, job.variables);
    assert.deepEqual(job.findings({ transcript }), []);
    await complete(folder, job, ['a', 'c']);

    const { confluent } = remotes;
    const data = [...confluent.kafka.requests, ...confluent.registry.requests];
    assert.ok(lasted(data) > 2 * life, `${lasted(data)} s`);
    assert.ok(tokensOf(data) >= 3, `${tokensOf(data)} ID tokens`);
    const control = confluent.sts.requests.filter(({ path }) => path.startsWith('/org/'));
    assert.ok(lasted(control) > 2 * life, `${lasted(control)} s`);
    assert.ok(tokensOf(control) >= 2, `${tokensOf(control)} access tokens`);
  });

  // The provider takes an ID token for stale with 180 s left, here after 20 s, and asks for one before each
  // request from then on. Without a token it would crash long before those 180 s are over.
  test('GitHub fails in the middle: the token that still lives carries it to its end', async (t) => {
    const remotes = await startRemotes(t, { idToken: 200 });
    const job = await startJob(t, remotes, 'pool-a');
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const folder = await openFolder(t, documented(chain(names.map((name) => topic(name, remotes)))));
    const { github } = remotes;
    const failures = 1000;
    failFromFirstTopic(remotes, failures);
    const { code, transcript } = await folder.run(apply, job.variables);
    assert.equal(code, 0, `the provider did not survive:\n${transcript}`);
    assert.doesNotMatch(transcript, /panic|crash/i);
    assert.ok(github.unused() < failures, 'nobody asked GitHub during the outage');
    await complete(folder, job, names);
  });

  // By default it asks the token endpoint 5 times, 5 s apart.
  test('GitHub fails for longer than tokens live: survived with 20 retries', async (t) => {
    const remotes = await startRemotes(t, { idToken: 20 });
    const job = await startJob(t, remotes, 'pool-a', { 'max-attempts': '1' });
    const names = ['a', 'b'];
    const folder = await openFolder(t, documented(chain(names.map((name) => topic(name, remotes)))));
    failFromFirstTopic(remotes, 14);
    const env = { ...job.variables, TF_PROVIDER_CONFLUENT_MAX_RETRIES: '20' };
    await folder.succeed(apply, env);
    assert.equal(remotes.github.unused(), 0);
    await complete(folder, job, names);
  });
});

/** From the first request to Kafka REST, GitHub fails so many times that it is asked for a token. */
function failFromFirstTopic({ github, confluent }: Remotes, times: number): void {
  confluent.kafka.next((request, response, context) => {
    github.next(...Array.from({ length: times }, () => status(503)));
    return pass(request, response, context);
  });
}

/** The state has what was asked for, and agrees with what is there. */
async function complete(folder: Folder, job: Job, topics: readonly string[]): Promise<void> {
  const { stdout } = await folder.succeed(['state', 'list'], job.variables);
  const found = [...stdout.matchAll(/^confluent_kafka_topic\.(\w+)$/gm)].map(([, name]) => name);
  assert.deepEqual(found, topics);
  await folder.succeed(['plan', '-no-color', '-detailed-exitcode'], job.variables);
}

/** Seconds from the first to the last. */
function lasted(requests: readonly SeenRequest[]): number {
  const times = requests.map(({ at }) => at);
  return (Math.max(...times) - Math.min(...times)) / 1000;
}

function tokensOf(requests: readonly SeenRequest[]): number {
  return new Set(requests.map(({ headers }) => headers.authorization)).size;
}
