import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startRunner } from '../helpers/runner.ts';
import { samplesOf } from '../helpers/samples.ts';
import { startGitHub } from '../servers/github.ts';
import { startSts } from '../servers/sts.ts';

test('before there is a pool, the step of README with pool-none shows the claims, and filters for them', {
  timeout: 60_000,
}, async (t) => {
  const github = await startGitHub({ claims: { repository: 'octo-org/orders' } });
  const sts = await startSts({ issuer: github.issuer, pools: {} });
  const job = startRunner({ env: github.env });
  t.after(async () => {
    job.close();
    await Promise.all([github.close(), sts.close()]);
  });
  const [step] = samplesOf('README.md')[0]?.job.steps ?? [];
  const given = { ...(step?.with as Record<string, string>), 'identity-pool-id': 'pool-none' };
  const main = await job.main({ ...given, endpoint: sts.url });
  assert.equal(main.code, 1, main.transcript);
  const claims = {
    aud: 'https://api.confluent.cloud',
    repository_id: '456789',
    ref: 'refs/heads/main',
    event_name: 'push',
  };
  for (const [name, value] of Object.entries(claims)) {
    const line = new RegExp(`^ *\\W?${name}\\W+${value}`, 'm');
    assert.match(main.masked, line);
    assert.match(main.summary, line);
  }
  assert.match(main.masked, /claims\.repository_id == "456789"/);
});
