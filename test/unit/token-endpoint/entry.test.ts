import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import {
  ACCESS_PATH,
  ask,
  configFor,
  STOP_KEY,
  startRemotes,
  together,
} from '../../helpers/token-endpoint.ts';
import { startServe } from '../../helpers/token-endpoint-process.ts';
import { status } from '../../servers/http.ts';

suite('the process of the token endpoint', together, () => {
  test('ends with an error on a line that is no configuration', async (t) => {
    for (const words of ['', '{', '[]']) {
      const { said, ended, stderr } = await startServe(t, words);
      assert.equal(said.error.code, 'TOKEN_ENDPOINT');
      assert.deepEqual([await ended, stderr()], [0, '']);
    }
  });

  test('ends, and tells the cause, where it gets no ID token', async (t) => {
    const remotes = await startRemotes(t);
    remotes.github.next(status(403), status(403));
    const { said, ended } = await startServe(t, JSON.stringify(configFor(remotes)), { published: false });
    assert.equal(said.error.code, 'GITHUB_REFUSED');
    assert.match(said.error.message, /^The token endpoint got no ID token\. GitHub refused .* status 403/);
    assert.equal(await ended, 0);
  });

  test('can be stopped before main has published', async (t) => {
    const config = JSON.stringify(configFor(await startRemotes(t)));
    const { said, ended } = await startServe(t, config, { published: false });
    const headers = { authorization: `Bearer ${STOP_KEY}` };
    assert.equal((await ask(said.port, { path: '/stop', headers })).status, 200);
    assert.equal(await ended, 0);
  });

  test('ends, and has given nothing, when main ends before it has published', async (t) => {
    const remotes = await startRemotes(t);
    const config = JSON.stringify(configFor(remotes));
    const { said, hangUp, ended, stderr } = await startServe(t, config, { published: false });
    const waiting = assert.rejects(ask(said.port, { path: ACCESS_PATH }), { code: 'ECONNRESET' });
    assert.equal((await ask(said.port, { method: 'PUT' })).status, 405);
    hangUp();
    assert.equal(await ended, 0);
    await waiting;
    assert.deepEqual([remotes.sts.requests, stderr()], [[], '']);
  });

  test('lives on when main ends after it has published, for 6 h 30 min, which pass here at once', async (t) => {
    const passed = join(tmpdir(), `passed-${process.pid}`);
    const preload = `import { existsSync, rmSync } from 'node:fs';
      const real = setTimeout; const life = 6.5 * 3600_000;
      globalThis.setTimeout = (run, ms, ...rest) => {
        if (ms !== life) return real(run, ms, ...rest);
        return setInterval(() => existsSync(${JSON.stringify(passed)}) && (rmSync(${JSON.stringify(passed)}), run()), 20);
      };`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(preload)}`;
    const config = JSON.stringify(configFor(await startRemotes(t)));
    const { said, child, ended } = await startServe(t, config, { env: { NODE_OPTIONS } });
    for (let n = 0; n < 20; n++) assert.equal((await ask(said.port)).status, 200);
    assert.equal(child.exitCode, null);
    await writeFile(passed, '');
    assert.equal(await ended, 0);
  });
});
