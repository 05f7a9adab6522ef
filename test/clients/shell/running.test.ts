/** The scripts of docs/running.md. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { at, snippet } from '../../helpers/snippets.ts';
import { run } from '../../helpers/spawn.ts';
import { startGitHub } from '../../servers/github.ts';

const page = 'docs/running.md';

test('the issuer tells its JWKS URI', async (t) => {
  const github = await startGitHub();
  t.after(() => github.close());
  const code = at(snippet(page, 'GitHub Enterprise', 'bash'), {
    'https://HOSTNAME/_services/token': github.issuer,
  });
  const env = { PATH: process.env.PATH ?? '', no_proxy: '127.0.0.1' };
  const exit = await run('bash', ['-c', code], { env, cwd: tmpdir(), timeoutMs: 30_000 });
  assert.equal(exit.stdout.trim(), `${github.issuer}/.well-known/jwks`, exit.transcript);
});

test('a process by the title of the token endpoint is found, and ended', async (t) => {
  // With a mark of its own, so that no token endpoint of another test is ended.
  const mark = `confluent-cloud-auth mark ${process.pid}`;
  const code = `process.title = ${JSON.stringify(mark)}; console.log(); setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ['-e', code, 'x'.repeat(80)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  t.after(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  const script = snippet(page, 'A token endpoint that was left behind', 'sh');
  const own = script.replaceAll("'^confluent-cloud-auth'", `'^${mark}'`);
  assert.equal(own.split(mark).length, 3, 'both commands');
  const ended = once(child, 'exit');
  const exit = await run('sh', ['-c', own], {
    env: { PATH: process.env.PATH ?? '' },
    cwd: tmpdir(),
    timeoutMs: 30_000,
  });
  assert.match(exit.stdout, new RegExp(`^${child.pid} `, 'm'), exit.transcript);
  assert.deepEqual(await ended, [null, 'SIGTERM']);
});
