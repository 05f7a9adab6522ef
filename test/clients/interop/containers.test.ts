import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type FakeGitHub, startGitHub } from '../../servers/github.ts';
import { startTokenEndpoint, type TokenEndpoint } from './endpoint.ts';
import { type Command, run } from './program.ts';

/**
 * Containers are, to a network, namespaces. Those of Linux itself need no engine: one of its own is
 * what `docker run` gives, and joining another's is what `--network host` or `container:ID` does.
 */
describe('what reaches the token endpoint', { timeout: 120_000 }, () => {
  let github: FakeGitHub;
  let endpoint: TokenEndpoint;

  before(async () => {
    github = await startGitHub();
    endpoint = await startTokenEndpoint(github, 'confluent');
  });

  after(async () => {
    await endpoint?.stop();
    await github?.close();
  });

  const ask = (host?: string) => fetching(endpoint, host);

  test('a process in the same network namespace gets a token', async () => {
    assert.equal((await run(ask(), 30)).join(), '200');
  });

  test('a process in one of its own, with a loopback of its own, is refused the connection', async () => {
    await assert.rejects(run(separately(ask()), 30), /ECONNREFUSED/);
  });

  test('a process that joins the namespace of the token endpoint gets a token', async () => {
    const { file, args, env } = ask();
    const joined = [`--net=/proc/${process.pid}/ns/net`, file, ...args];
    assert.equal((await run(separately({ file: 'nsenter', args: joined, env }), 30)).join(), '200');
  });

  test('a forwarded port does not help: another host name is refused', async () => {
    const { port } = new URL(endpoint.url);
    assert.equal((await run(ask(`host.docker.internal:${port}`), 30)).join(), '403');
  });
});

/** A command in a network namespace of its own, its loopback up; only root may make one. */
function separately({ file, args, env = {} }: Command): Command {
  const script = 'ip link set lo up && exec "$0" "$@"';
  const unshared = ['unshare', '--net', 'sh', '-c', script, file, ...args];
  if (process.getuid?.() === 0) return { file: 'unshare', args: unshared.slice(1), env };
  const sudo = ['--non-interactive', `--preserve-env=${Object.keys(env)}`];
  return { file: 'sudo', args: [...sudo, ...unshared], env };
}

/** Asks for a token and prints the status of the answer. */
function fetching({ url, clientId, clientSecret }: TokenEndpoint, host?: string) {
  const script = `
    const { TOKEN_URL, HOST, CLIENT_ID, CLIENT_SECRET } = process.env;
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...(HOST && { host: HOST }) };
    const options = { method: 'POST', headers, agent: false, auth: CLIENT_ID + ':' + CLIENT_SECRET };
    const request = require('http').request(TOKEN_URL, options, (r) => console.log(r.resume().statusCode));
    request.on('error', (error) => { console.error(error); process.exitCode = 1; });
    request.end('grant_type=client_credentials');`;
  const env = { TOKEN_URL: url, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, HOST: host ?? '' };
  return { file: process.execPath, args: ['-e', script], env };
}
