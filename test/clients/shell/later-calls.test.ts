/** What comes after a green step, by the words of docs/troubleshooting.md, each made with the stand-ins. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { SchemaRegistryClient } from '@confluentinc/schemaregistry';
import { snippet } from '../../helpers/snippets.ts';
import { there } from '../../servers/confluent-api.ts';
import { startSts } from '../../servers/sts.ts';
import { startJob } from './step.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../../docs/troubleshooting.md'), 'utf8');
const [, table = ''] = text.split('## The step is green, but a later call fails');

/** The row has these words, and so has what was printed. */
function assertRow(words: readonly string[], cause: RegExp, printed: string): void {
  const row = table.split('\n').find((line) => words.every((word) => line.includes(`\`${word}\``)));
  assert.ok(row, `no row has ${words.join(' and ')}`);
  assert.match(row, cause);
  for (const word of words) assert.ok(printed.includes(word), `${word} is not in ${printed}`);
}

const get = (token: string, url: string, ...headers: string[]) => `
printf 'Authorization: Bearer %s\\n' "${token}" |
  curl --fail-with-body --silent --show-error --header @- ${headers.map((one) => `--header '${one}'`).join(' ')} ${url}
`;
const pool = 'Confluent-Identity-Pool-Id: pool-abc1';

describe('a later call', { timeout: 120_000 }, () => {
  test('to api.confluent.cloud with the ID token: 401', async (t) => {
    const { main, confluent, bash } = await startJob(t);
    const url = `${confluent.sts.url}/org/v2/environments`;
    const step = await bash(get(main.outputs['subject-token'] ?? '', url));
    assertRow(
      ['The requested URL returned error: 401', '"code":"unauthorized"'],
      /wrong one/,
      step.transcript,
    );
  });

  test('to Kafka REST with the access token, or without the pool: 401', async (t) => {
    const { main, confluent, bash } = await startJob(t);
    const url = `${confluent.kafka.url}/kafka/v3/clusters/${there.kafkaCluster}/topics`;
    const { 'access-token': access = '', 'subject-token': id = '' } = main.outputs;
    for (const script of [get(access, url, pool), get(id, url), get('', url, pool)]) {
      const step = await bash(script);
      assertRow(['error: 401', '"error_code":40101'], /in place of the ID token/, step.transcript);
    }
    assert.equal((await bash(get(id, url, pool))).code, 0);
  });

  test("to Schema Registry, by Confluent's client, with the access token or the wrong cluster: 401", async (t) => {
    const { main, confluent } = await startJob(t);
    process.env.no_proxy = '127.0.0.1';
    const subjects = (token: string, logicalCluster: string) =>
      new SchemaRegistryClient({
        baseURLs: [confluent.registry.url],
        bearerAuthCredentials: {
          credentialsSource: 'STATIC_TOKEN',
          token,
          logicalCluster,
          identityPoolId: 'pool-abc1',
        },
      } as ConstructorParameters<typeof SchemaRegistryClient>[0]).getLatestSchemaMetadata('orders-value');
    const { 'access-token': access = '', 'subject-token': id = '' } = main.outputs;
    for (const [token, cluster] of [
      [access, there.registry],
      [id, 'lsrc-other'],
    ] as const) {
      const said = await subjects(token, cluster).then(String, String);
      assertRow(['Error code: 401'], /target-sr-cluster/, said);
    }
  });

  test('by a pool without the role: 403', async (t) => {
    const { main, confluent, bash } = await startJob(t);
    confluent.blind.add('pool-abc1');
    const url = `${confluent.sts.url}/org/v2/environments`;
    const step = await bash(get(main.outputs['access-token'] ?? '', url));
    assertRow(['error: 403', 'Forbidden Access'], /a role/, step.transcript);
  });

  test('that lists what the pool may not see: an empty list', async (t) => {
    const { github, runner, bash } = await startJob(t);
    const sts = await startSts({ issuer: github.issuer, pools: { 'pool-abc1': { filter: 'true' } } });
    t.after(() => sts.close());
    const main = await runner.main({ 'identity-pool-id': 'pool-abc1', endpoint: sts.url });
    const step = await bash(get(main.outputs['access-token'] ?? '', `${sts.url}/org/v2/environments`));
    assert.equal(step.code, 0, step.transcript);
    assertRow(['"data":[]'], /without a role/, step.transcript);
  });

  test('to the token endpoint, which refuses it or is not there', async (t) => {
    const { main, bash } = await startJob(t, { 'token-endpoint': 'true' });
    const output = (name: string) => main.outputs[`token-endpoint-${name}`] ?? '';
    const ask = (url: string, secret = output('client-secret'), ...more: string[]) =>
      `curl --silent --show-error --user '${output('client-id')}:${secret}' ${more.join(' ')} \
        --data grant_type=client_credentials "${url}"`;
    const url = output('url');
    const refusals: [string[], RegExp, string][] = [
      [['invalid_client', 'credentials are missing or wrong'], /empty/, ask(url, '')],
      [['no such path'], /two URLs/, ask(`${url}/more`)],
      [['Host must be'], /forwarded port/, ask(url, undefined, "--header 'Host: endpoint:8123'")],
      [['connect to server'], /has ended/, ask('http://127.0.0.1:1/oauth2/token')],
    ];
    for (const [words, cause, script] of refusals) assertRow(words, cause, (await bash(script)).transcript);
    assert.match((await bash(ask(url))).stdout, /"access_token"/);
  });

  test('with an empty variable: its name', async (t) => {
    const { bash } = await startJob(t);
    const step = await bash(snippet('docs/rest.md', 'Longer', 'bash'), { TOKEN_URL: '' });
    assert.notEqual(step.code, 0);
    assert.match(step.stderr, /TOKEN_URL/);
    assertRow(['parameter null or not set'], /misspelt output/, step.stderr);
  });

  test('that fails before a pipe without pipefail: the words of jq', async (t) => {
    const { confluent, bash } = await startJob(t);
    const script = `${get('', `${confluent.sts.url}/org/v2/environments`).trim()} | jq '.data[]'`;
    const plain = await bash(script);
    assertRow(['Cannot iterate over null'], /shell: bash/, plain.transcript);
  });
});
