import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpointOf, startEndpointJob } from '../helpers/token-endpoint-job.ts';

const AHEAD_MS = 600_000;

// test/unit/main.test.ts and test/unit/http/wait.test.ts hold what else follows from a wrong clock.
test('600 s ahead: one warning, expires-at in the time of the runner, and tokens from the cache', async (t) => {
  const script = `const now = Date.now; Date.now = () => now() + ${AHEAD_MS};`;
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
  const { main, post, github } = await startEndpointJob(t, env);
  const before = Date.now() + AHEAD_MS;
  const result = await main();
  const after = Date.now() + AHEAD_MS;
  assert.equal(result.code, 0, result.transcript);
  const warnings = result.commands.filter(({ name }) => name === 'warning').map(({ value }) => value);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? '', /is \d+ s ahead of the clock of GitHub.*NTP/);
  const until = Date.parse(result.outputs['expires-at'] ?? '') - 900_000;
  assert.ok(until >= before - 1000 && until <= after, result.outputs['expires-at']);
  const { ask } = endpointOf(result);
  for (let count = 0; count < 3; count++) {
    const { status, json: body } = await ask();
    assert.equal(status, 200);
    assert.ok(body.expires_in > 200 && body.expires_in <= 300, String(body.expires_in));
  }
  assert.equal(github.issued.length, 2);
  await post(result);
});
