/**
 * kafkactl itself is not to be had as a Go module for these tests. So they hold the two files of the
 * document to what it reads: a configuration, and a script that prints a token with its extensions.
 */
import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'yaml';
import { snippet } from '../../helpers/snippets.ts';
import { type FakeGitHub, startGitHub } from '../../servers/github.ts';
import { verifierOf } from '../../servers/verify.ts';
import { startTokenEndpoint, type TokenEndpoint } from './endpoint.ts';
import { openGate } from './gate.ts';
import { environment } from './job.ts';
import { run } from './program.ts';

const page = 'docs/librdkafka.md';

describe('the files for kafkactl', { timeout: 120_000 }, () => {
  let folder: string;
  let github: FakeGitHub;
  let endpoint: TokenEndpoint;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interop-kafkactl-'));
    await writeFile(join(folder, 'token.sh'), snippet(page, 'kafkactl', 'bash'));
    await chmod(join(folder, 'token.sh'), 0o755);
    github = await startGitHub();
    endpoint = await startTokenEndpoint(github, 'confluent');
  });

  after(async () => {
    await endpoint?.stop();
    await github?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs the script as kafkactl does, which takes the path from its configuration. */
  const script = async (url: string) => {
    const config = parse(snippet(page, 'kafkactl', 'yaml'));
    const { mechanism, tokenprovider } = config.contexts.default.sasl;
    assert.equal(mechanism, 'oauth');
    assert.equal(tokenprovider.plugin, 'generic');
    const env = environment({ name: '', bootstrap: '', seconds: 0, login: { ...endpoint, url } });
    // It reads stdout alone.
    const args = ['-c', `${tokenprovider.options.script} 2>/dev/null`];
    const lines = await run({ file: 'sh', args, env, cwd: folder }, 60);
    return JSON.parse(lines.join('\n'));
  };

  test('print a token and its extensions, and nothing else', async () => {
    const { token, extensions, ...rest } = await script(endpoint.url);
    assert.equal((await verifierOf(github.issuer)(token)).aud, 'confluent');
    assert.deepEqual(extensions, { logicalCluster: 'lkc-abc', identityPoolId: 'pool-abc1' });
    assert.deepEqual(rest, {});
  });

  test('get over one 503', async (t) => {
    const gate = await openGate(endpoint.url);
    t.after(gate.close);
    gate.failNext();
    assert.match((await script(gate.url)).token, /^ey/);
    assert.deepEqual(gate.statuses, [503, 200]);
  });

  test('fail when the token endpoint is gone, without printing a token', async () => {
    const gate = await openGate(endpoint.url);
    await gate.close();
    await assert.rejects(script(gate.url), /ended with [1-9]/);
  });
});
