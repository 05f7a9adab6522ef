import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { matches } from '../fakes/cel.ts';
import { startDataPlane } from '../fakes/confluent-api/data-plane.ts';
import { kafkaRest } from '../fakes/confluent-api/kafka-rest.ts';
import { startGitHub } from '../fakes/github.ts';
import { type StepResult, startRunner } from '../fakes/runner.ts';
import { startSts } from '../fakes/sts.ts';
import { at, snippet } from '../support/snippets.ts';
import { openGate } from './gate.ts';

const clients = 'docs/clients.md';
const setup = 'docs/setup.md';
const timeout = 120_000;

/** A job with the token endpoint behind a gate, and what runs a script in it as a runner does. */
async function startScripts(t: TestContext) {
  const github = await startGitHub();
  const sts = await startSts({ issuer: github.issuer, pools: { 'pool-abc1': { filter: 'true' } } });
  const job = startRunner({ env: github.env });
  const given = { 'identity-pool-id': 'pool-abc1', endpoint: sts.url, 'token-endpoint': 'true' };
  const main = await job.main(given);
  assert.equal(main.code, 0, main.transcript);
  const output = (name: string) => main.outputs[`token-endpoint-${name}`] ?? '';
  const gate = await openGate(output('url'));
  const topics = new Map([['orders', { name: 'orders', partitions: 6, configs: {} }]]);
  const routes = kafkaRest('lkc-abc', topics);
  const rest = await startDataPlane({ issuer: github.issuer, pools: () => sts.pools, routes });
  t.after(async () => {
    await gate.close().catch(() => {});
    await job.post(main);
    job.close();
    await Promise.all([github.close(), sts.close(), rest.close()]);
  });
  const env = {
    TOKEN_URL: gate.url,
    CLIENT_ID: output('client-id'),
    CLIENT_SECRET: output('client-secret'),
  };
  const bash = (code: string) => {
    const file = join(job.directory, 'script.sh');
    writeFileSync(file, code);
    // The runner's default for `run:`, with none of the options of `shell: bash`.
    return job.step('bash', ['-e', file], { env, timeoutMs: timeout });
  };
  return { github, sts, rest, gate, bash };
}

type Scripts = Awaited<ReturnType<typeof startScripts>>;

const kafkaTopics = {
  name: 'Kafka REST',
  code: ({ rest }: Scripts) =>
    at(snippet(clients, 'Kafka REST', 'bash'), {
      'https://pkc-xxxxx.region.aws.confluent.cloud': rest.url,
    }),
  said: /"topic_name":"orders"/,
  arrived: ({ rest }: Scripts) => rest.requests.length,
  issued: ({ github }: Scripts) => github.issued,
};
const cloudApi = {
  name: 'curl, for Confluent Cloud APIs',
  code: ({ sts }: Scripts) =>
    at(snippet(clients, 'curl, for Confluent Cloud APIs', 'bash'), {
      'https://api.confluent.cloud': sts.url,
    }),
  said: /"kind":"EnvironmentList"/,
  arrived: ({ sts }: Scripts) => sts.requests.filter(({ method }) => method === 'GET').length,
  issued: ({ sts }: Scripts) => sts.issued,
};

/** The script got its answer, with one token that it masked before anything could print it. */
function assertMasked(step: StepResult, said: RegExp, issued: readonly string[]): void {
  assert.equal(step.code, 0, step.transcript);
  assert.match(step.stdout, said);
  assert.equal(step.masks.length, 1);
  assert.ok(issued.includes(step.masks[0] ?? ''), 'another value was masked');
  for (const token of issued) assert.ok(!step.masked.includes(token), 'a token is in the log');
}

describe('scripts of the documents', { timeout: 4 * timeout }, () => {
  for (const { name, code, said, arrived, issued } of [kafkaTopics, cloudApi]) {
    test(`${name}: masks the token and uses it`, async (t) => {
      const scripts = await startScripts(t);
      assertMasked(await scripts.bash(code(scripts)), said, issued(scripts));
    });

    test(`${name}: gets over one 503`, async (t) => {
      const scripts = await startScripts(t);
      scripts.gate.failNext();
      assertMasked(await scripts.bash(code(scripts)), said, issued(scripts));
      assert.deepEqual(scripts.gate.statuses, [503, 200]);
    });

    test(`${name}: fails at once when the token endpoint is gone`, async (t) => {
      const scripts = await startScripts(t);
      await scripts.gate.close();
      const step = await scripts.bash(code(scripts));
      assert.notEqual(step.code, 0);
      assert.deepEqual(step.masks, []);
      assert.equal(arrived(scripts), 0);
    });

    test(`${name}: without pipefail an old jq would let it go on`, async (t) => {
      const scripts = await startScripts(t);
      await scripts.gate.close();
      const step = await scripts.bash(at(code(scripts), { 'set -euo pipefail\n': '' }));
      const old = /^jq-1\.[0-6]/.test((await scripts.bash('jq --version')).stdout);
      assert.equal(arrived(scripts), old ? 1 : 0, step.transcript);
      assert.notEqual(step.code, 0);
    });
  }

  test('Confluent CLI, of the set-up: knows every command and flag', async (t) => {
    const scripts = await startScripts(t);
    const folder = join(import.meta.dirname, 'bin');
    const code = snippet(setup, 'Confluent CLI', 'sh') + snippet(setup, 'Changing the filter', 'sh');
    const step = await scripts.bash(`PATH="${folder}${delimiter}$PATH"\n${code}`);
    assert.equal(step.code, 0, step.transcript);
    const calls = step.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      calls.map(({ command }) => command),
      ['login', 'iam provider create', 'iam pool create', 'iam rbac role-binding create', 'iam pool update'],
    );
    assert.ok(matches(calls[2].flags.filter, production));
    assert.match(calls[3].flags.principal, /^User:pool-/);
    assert.ok(matches(calls[4].flags.filter, { ...production, environment: 'production' }));
  });
});

const production = {
  aud: 'https://api.confluent.cloud',
  repository_id: '456789',
  ref: 'refs/heads/main',
  event_name: 'push',
};
