/** What the Java client needs beside itself: the other class paths here have the broker's jars, which bring more. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, delimiter, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { at, snippet } from '../../helpers/snippets.ts';
import { type FakeGitHub, startGitHub } from '../../servers/github.ts';
import { type Broker, startBroker } from './broker.ts';
import { startTokenEndpoint, type TokenEndpoint } from './endpoint.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { jarsNamed, jarsOf, javaProgram, without } from './jars.ts';
import { type Job, javaEnvironment, runJob } from './job.ts';
import { filledIn, java34, java41 } from './properties.ts';
import { authentications, count, listener } from './story.ts';

const page = 'docs/kafka-java.md';
const text = readFileSync(resolve(import.meta.dirname, '../../..', page), 'utf8');
const dependencies = snippet(page, 'Dependencies', 'xml');
/** Seconds that a token lives. */
const lifetime = 20;

const jackson = {
  jar: 'jackson-databind',
  error: 'NoClassDefFoundError: com/fasterxml/jackson/databind/ObjectMapper',
};
const jose = {
  jar: 'jose4j',
  error: 'NoClassDefFoundError: org/jose4j/keys/resolvers/VerificationKeyResolver',
};
/** What `kafka-clients` and Jackson bring themselves. */
const brought = [
  'jackson-annotations',
  'jackson-core',
  'kafka-clients',
  'lz4-java',
  'slf4j-api',
  'snappy-java',
  'zstd-jni',
];

const versions = [
  { version: '3.4.0', properties: java34, needs: [jackson] },
  { version: '3.9.1', properties: java34, needs: [jackson] },
  { version: '4.0.0', properties: java34, needs: [jackson] },
  { version: '4.1.1', properties: java41, needs: [jackson, jose] },
  { version: '4.3.1', properties: java41, needs: [jackson, jose] },
];
type Version = (typeof versions)[number];

/** The document's dependencies that a version needs, and no more. */
async function jarsFor({ version, needs }: Version): Promise<string> {
  const all = at(dependencies, { '<version>4.3.1</version>': `<version>${version}</version>` });
  const each = all.match(/<dependency>.*?<\/dependency>/gs) ?? [];
  const named = ['kafka-clients', ...needs.map(({ jar }) => jar)];
  const kept = each.filter((one) => named.some((name) => one.includes(`>${name}<`)));
  assert.equal(kept.length, named.length);
  return await jarsNamed(kept.join('\n'));
}

async function roundTrip(jars: string, { properties }: Version, job: Job) {
  const command = { ...(await javaProgram(jars, 'RoundTrip')), env: javaEnvironment(job) };
  return await runJob(command, job, 'client.properties', filledIn(properties, job));
}

test('the lines for Gradle name what those for Maven name', () => {
  const coordinates = /<groupId>(.+)<\/groupId>\s*<artifactId>(.+)<\/artifactId>\s*<version>(.+)<\/version>/g;
  const lines = [...dependencies.matchAll(coordinates)].map(
    ([, ...parts]) => `implementation "${parts.join(':')}"\n`,
  );
  assert.equal(snippet(page, 'Dependencies', 'groovy'), lines.join(''));
});

describe('the Java client with the jars of the document alone', { timeout: 900_000, concurrency: 4 }, () => {
  let github: FakeGitHub;
  let endpoint: TokenEndpoint;
  let broker: Broker;

  before(async () => {
    github = await startGitHub({ lifetime });
    endpoint = await startTokenEndpoint(github, 'confluent');
    const { issuer } = github;
    const trust = { issuer, audience: 'confluent', jwksUrl: `${issuer}/.well-known/jwks` };
    const names = versions.map(({ version }) => listener(version));
    broker = await startBroker(await jarsOf('pom.xml'), trust, [...names, 'LACKING']);
  });

  after(async () => {
    await broker?.stop();
    await endpoint?.stop();
    await github?.close();
  });

  const job = (name: string): Job => ({
    name,
    bootstrap: broker.bootstrap(name),
    seconds: 3 * lifetime,
    login: endpoint,
  });

  for (const one of versions) {
    const { version, needs } = one;
    test(`kafka-clients ${version} works, and over several tokens`, async (t) => {
      const jars = await jarsFor(one);
      const names = jars.split(delimiter).map((jar) => basename(jar).replace(/-\d.*/, ''));
      assert.deepEqual(names.sort(), [...brought, ...needs.map(({ jar }) => jar)].sort());
      const outcome = await roundTrip(jars, one, job(listener(version)));
      const seen = broker.seen(listener(version));
      t.diagnostic(`${outcome.consumed} of ${outcome.produced} records; ${authentications(seen)}`);
      assert.equal(outcome.code, 0, outcome.output);
      assert.ok(outcome.consumed >= lifetime, outcome.output);
      assert.ok(count(seen, 'again') >= 4, authentications(seen));
      assert.equal(count(seen, 'refused'), 0);
    });

    for (const { jar, error } of needs) {
      test(`kafka-clients ${version} without ${jar} fails with the words of the document`, async () => {
        const outcome = await roundTrip(without(await jarsFor(one), jar), one, job('LACKING'));
        assertLacking(outcome, error);
      });
    }
  }

  for (const [id, lacking] of [
    ['streams', jose],
    ['spring-boot', jackson],
    ['spring-boot', jose],
    ['spring-boot-3.5', jackson],
  ] as const) {
    test(`${id} without ${lacking.jar} fails with the words of the document`, async () => {
      const { jars, run } = FRAMEWORKS[id];
      assertLacking(await run(without(await jars(), lacking.jar), job('LACKING')), lacking.error);
    });
  }
});

function assertLacking({ code, consumed, output }: Awaited<ReturnType<typeof runJob>>, error: string): void {
  assert.ok(output.includes(error), output);
  assert.notEqual(code, 0);
  assert.equal(consumed, 0);
  assert.ok(text.includes(error), `${page} lacks ${error}`);
}
