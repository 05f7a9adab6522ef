import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { startRunner } from '../helpers/runner.ts';
import { ACCESS_PATH, HANG_MS, startRemotes } from '../helpers/token-endpoint.ts';
import { endpointOf } from '../helpers/token-endpoint-job.ts';
import { DIST } from '../helpers/token-endpoint-process.ts';
import { reset, status } from '../servers/http.ts';

test('the token endpoint needs no file of this action after its start', { timeout: HANG_MS }, async (t) => {
  const { github, sts } = await startRemotes(t);
  const own = startRunner();
  t.after(() => own.close());
  const copy = join(own.directory, 'dist');
  cpSync(dirname(DIST), copy, { recursive: true });
  const runner = startRunner({ env: github.env, dist: join(copy, 'index.js') });
  t.after(() => runner.close());
  const inputs = { 'identity-pool-id': 'pool-a', endpoint: sts.url, 'token-endpoint': 'true' };
  const { ask } = endpointOf(await runner.main(inputs));
  rmSync(copy, { recursive: true });
  // The retry, and the connection error, have modules of their own.
  sts.next(status(503), reset());
  assert.equal((await ask({ path: ACCESS_PATH })).status, 200);
});
