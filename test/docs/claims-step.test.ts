import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGitHub } from '../fakes/github.ts';
import { startRunner } from '../fakes/runner.ts';
import { startSts } from '../fakes/sts.ts';
import { samplesOf } from '../support/samples.ts';
import { snippet } from '../support/snippets.ts';

const heading = 'See the claims of your job';

test('before there is a pool, the step of docs/setup.md shows the claims', { timeout: 60_000 }, async (t) => {
  const github = await startGitHub({ claims: { repository: 'octo-org/orders' } });
  const sts = await startSts({ issuer: github.issuer, pools: {} });
  const job = startRunner({ env: github.env });
  t.after(async () => {
    job.close();
    await Promise.all([github.close(), sts.close()]);
  });
  const sample = samplesOf('docs/setup.md').find(({ name }) => name.includes(heading));
  const [step] = sample?.job.steps ?? [];
  const main = await job.main({ ...(step?.with as Record<string, string>), endpoint: sts.url });
  assert.equal(main.code, 1, main.transcript);
  const lines = snippet('docs/setup.md', heading, 'text').trimEnd().split('\n');
  assert.equal(lines.length, 6);
  for (const line of lines) {
    assert.ok(main.masked.includes(line), `the log lacks: ${line}`);
    assert.ok(main.summary.includes(line), `the summary lacks: ${line}`);
  }
});
