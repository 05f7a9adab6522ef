import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { type Runner, startRunner } from '../../helpers/runner.ts';
import { type FakeGitHub, startGitHub } from '../../servers/github.ts';
import { type Answer, json, type Reply, send } from '../../servers/http.ts';
import { type FakeSts, startSts } from '../../servers/sts.ts';
import { run } from './program.ts';
import { buildGo } from './toolchain.ts';

/** What the SDK's program prints. */
interface Said {
  readonly openapi: string;
  readonly status: number;
  readonly error?: string;
  readonly granted: Readonly<Record<string, string | number>>;
  readonly refused?: { readonly errors: readonly SaidError[] };
}
interface SaidError extends Readonly<Partial<Record<'id' | 'status' | 'code' | 'title' | 'detail', string>>> {
  readonly source?: { readonly parameter?: string; readonly pointer?: string };
}

const seconds = '600';
const everyMember = [
  {
    id: 'ed42afdc-f0d5-4c0d-b428-9fc6ed6e279d',
    status: '400',
    code: 'wrong_organization',
    title: 'Invalid Pool',
    detail: 'The pool is of another organization.',
    source: { parameter: 'identity_pool_id', pointer: '/identity_pool_id' },
  },
  { title: 'Second', detail: 'There is more to say.' },
];

describe("Confluent's own client and the action at one STS", { timeout: 600_000 }, () => {
  let sdk: string;
  let github: FakeGitHub;
  let sts: FakeSts;
  let job: Runner;

  before(async () => {
    sdk = join(await buildGo(), 'sts');
    github = await startGitHub();
    const pools = { 'pool-a': { filter: 'true' }, 'pool-b': { filter: 'claims.ref == "refs/tags/v1"' } };
    sts = await startSts({ issuer: github.issuer, pools, cap: Number(seconds) });
    job = startRunner({ env: github.env });
  });

  after(async () => {
    job?.close();
    await sts?.close();
    await github?.close();
  });

  /** The SDK with the ID token that the action had, and the same reply again. */
  async function both(pool: string, lifetime = seconds, reply?: Reply) {
    let answer: Answer = { status: 0 };
    const first: Reply = async (_request, response, context) => {
      answer = await context.normal();
      send(response, answer);
    };
    const again: Reply = (_request, response) => send(response, answer);
    sts.next(reply ?? first, reply ?? again);
    const inputs = { 'identity-pool-id': pool, 'expires-in': lifetime, endpoint: sts.url };
    const action = await job.main(inputs);
    const asked = { ENDPOINT: sts.url, IDENTITY_POOL_ID: pool, EXPIRES_IN: lifetime };
    const env = { ...asked, SUBJECT_TOKEN: github.issued.at(-1) ?? '' };
    const said = JSON.parse((await run({ file: sdk, args: [], env }, 60)).join('')) as Said;
    assert.equal(sts.unused(), 0);
    return { action, said, requests: sts.tokenRequests().slice(-2), body: JSON.parse(answer.body ?? '{}') };
  }

  test('send the same request, and understand the same grant', async () => {
    const { action, said, requests, body } = await both('pool-a');
    const [ours, theirs] = requests.map(({ method, path, headers, body }) => ({
      method,
      path,
      type: headers['content-type'],
      accept: headers.accept,
      pairs: [...new URLSearchParams(body)].sort(),
    }));
    assert.deepEqual(ours, theirs);

    assert.equal(action.code, 0, action.transcript);
    const { outputs } = action;
    assert.deepEqual(said.granted, {
      access_token: outputs['access-token'],
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: outputs['token-type'],
      expires_in: Number(outputs['expires-in']),
    });
    assertValid(said, 'sts.v1.TokenExchangeReply', body);

    const request = parse(said.openapi).components.schemas['sts.v1.TokenExchangeRequest'];
    const unsent = new Set(Object.keys(request.properties));
    for (const [name] of ours?.pairs ?? []) assert.ok(unsent.delete(name), name);
    assert.deepEqual([...unsent], ['api_version', 'kind', 'id', 'metadata']);
  });

  const refusals: [string, number, () => ReturnType<typeof both>][] = [
    ['an unknown pool', 400, () => both('pool-nope')],
    ['a filter that does not match', 403, () => both('pool-b')],
    ['a lifetime above the maximum', 400, () => both('pool-a', '900')],
    [
      'an ID token of another issuer',
      401,
      () => {
        github.next(async (_request, response) => {
          const value = await github.sign({ ...github.claims, iss: 'https://else.where', aud: 'confluent' });
          github.issued.push(value);
          send(response, { status: 200, body: JSON.stringify({ value }) });
        });
        return both('pool-a');
      },
    ],
  ];
  for (const [name, status, ask] of refusals) {
    test(`understand the same refusal: ${name}`, async () => {
      const { action, said, body } = await ask();
      assertShown(action, said, status);
      assertValid(said, 'Failure', body);
    });
  }

  test('understand every member of the errors', async () => {
    const { action, said } = await both('pool-a', seconds, json(400, { errors: everyMember }));
    assertShown(action, said, 400);
    assert.deepEqual(said.refused?.errors, everyMember);
    assertValid(said, 'Failure', { errors: everyMember });
    // The reply lacks an id of the request.
    for (const text of ['code wrong_organization', `error id: ${everyMember[0]?.id}`])
      assert.ok(action.masked.includes(text), action.masked);
  });
});

/** What the SDK has decoded stands in the log of the action. */
function assertShown(action: Awaited<ReturnType<Runner['main']>>, said: Said, status: number): void {
  assert.equal(action.code, 1, action.transcript);
  assert.equal(said.status, status, JSON.stringify(said.error));
  const errors = said.refused?.errors ?? [];
  assert.notEqual(errors.length, 0, said.error);
  for (const { title, detail, source } of errors) {
    for (const text of [`status ${status}`, title, detail, source?.parameter, source?.pointer]) {
      if (text !== undefined) assert.ok(action.masked.includes(text), `${text}\n${action.masked}`);
    }
  }
}

/** By the OpenAPI file that the SDK's module brings. */
function assertValid({ openapi }: Said, schema: string, body: unknown): void {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    formats: { int32: { type: 'number', validate: isInt32 } },
  });
  ajv.addSchema(parse(openapi), 'openapi');
  const validate = ajv.getSchema(`openapi#/components/schemas/${schema}`);
  assert.ok(validate?.(body), JSON.stringify(validate?.errors));
}

const isInt32 = (value: number) => Number.isInteger(value) && Math.abs(value) < 2 ** 31;
