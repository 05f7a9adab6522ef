/** How a job writes a properties file, with the snippets of the documents as that file. */
import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { snippet } from '../../helpers/snippets.ts';
import { startJob } from './step.ts';

const files = [
  snippet('docs/librdkafka.md', 'Properties', 'properties'),
  snippet('docs/schema-registry.md', 'Java', 'properties'),
];

test('the file has the values in place of their names, and nobody else can read it', {
  timeout: 60_000,
}, async (t) => {
  const job = await startJob(t, { 'token-endpoint': 'true' });
  const yaml = snippet('docs/clients.md', 'Write a properties file', 'yaml');
  for (const text of files) {
    writeFileSync(join(job.runner.directory, 'workspace', 'client.properties'), text);
    const step = await job.step(yaml, {});
    assert.equal(step.code, 0, step.transcript);
    const path = join(job.runner.directory, 'temp', 'client.properties');
    const { outputs } = job.main;
    const expected = text
      .replace('TOKEN_URL', outputs['token-endpoint-url'] as string)
      .replace('CLIENT_ID', outputs['token-endpoint-client-id'] as string)
      .replace('CLIENT_SECRET', outputs['token-endpoint-client-secret'] as string);
    assert.equal(readFileSync(path, 'utf8'), expected);
    assert.notEqual(expected, text);
    if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o600);
  }
});
