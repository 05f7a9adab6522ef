import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ActionError } from '../../src/errors.ts';
import { runPost } from '../../src/post.ts';
import { type SaveState, saveExported, saveTokenEndpoint } from '../../src/runner/state.ts';
import type { Env } from '../../src/tokens.ts';
import { closedPort, json, startServer } from '../servers/http.ts';
import { recorder } from '../servers/recorder.ts';

const NAME = 'CONFLUENT_CLOUD_ACCESS_TOKEN';
const NONE = { served: 0, fetched: 0, refused: 0, lastCause: '', turnedAway: 0, lastReason: '' };

/** The environment of post, with what main has saved. */
function saved(what: (save: SaveState) => void): Record<string, string> {
  const env: Record<string, string> = {};
  what((name, value) => {
    env[`STATE_${name}`] = value;
  });
  return env;
}

/** After a main that exported this variable. */
function afterMain(variable = NAME): Record<string, string> {
  return { [variable]: 'the-token', ...saved((save) => saveExported(save, variable, 'the-token')) };
}

/** After a main that started a token endpoint. */
function withEndpoint(port: number): Record<string, string> {
  return saved((save) => saveTokenEndpoint(save, port, 'the-key'));
}

describe('runPost', { concurrency: true }, () => {
  test('empties the variable that main exported', async () => {
    const { runner, said } = recorder();
    await runPost(afterMain('MY_TOKEN'), runner);
    assert.deepEqual(said, [
      ['exportVariable', 'MY_TOKEN', ''],
      ['info', 'Emptied MY_TOKEN for the steps after this one.'],
    ]);
  });

  const silent: Record<string, Env> = {
    'somebody else has set the variable since': { ...afterMain(), [NAME]: 'another' },
    'the variable is gone': { ...afterMain(), [NAME]: undefined },
    'the state has no digest': { ...afterMain(), 'STATE_confluent-cloud-auth-sha256': '' },
    'main exported nothing, or failed': { [NAME]: 'x' },
    'the state names a variable that the job depends on': afterMain('NODE_OPTIONS'),
  };
  for (const [name, env] of Object.entries(silent)) {
    test(`says nothing if ${name}`, async () => {
      const { runner, said } = recorder();
      await runPost(env, runner);
      assert.deepEqual(said, []);
    });
  }

  test('says what the token endpoint has done, and takes it for ended', async (t) => {
    const other = await startServer();
    t.after(() => other.close());
    const tail = ', 1 request turned away: : :error::x';
    for (const [turnedAway, shown] of [
      [0, ''],
      [1, tail],
    ] as const) {
      other.next(json(200, { ...NONE, served: 3, fetched: 1, turnedAway, lastReason: '::error::x' }));
      const { runner, said } = recorder();
      await runPost(withEndpoint(other.port), runner);
      assert.deepEqual(said, [
        ['info', `Token endpoint: 3 tokens served, 1 token fetched, 0 requests refused${shown}`],
      ]);
    }
    const [stop] = other.requests;
    assert.deepEqual([stop?.path, stop?.headers.authorization], ['/stop', 'Bearer the-key']);
  });

  test('warns of requests for which there was no token, with the last cause, cleaned', async (t) => {
    const other = await startServer();
    t.after(() => other.close());
    const jwt = `${'a'.repeat(30)}.${'b'.repeat(30)}.${'c'.repeat(30)}`;
    for (const [refused, lastCause, requests, shown] of [
      [1, 'GitHub answered 503', '1 request', 'GitHub answered 503'],
      [2, `\n::error::${jwt}${' x'.repeat(500)}`, '2 requests', /^: :error::\*\*\*( x){100,}…$/],
    ] as const) {
      other.next(json(200, { ...NONE, served: 1, fetched: 1, refused, lastCause }));
      const { runner, of } = recorder();
      await runPost(withEndpoint(other.port), runner);
      assert.deepEqual(of('info'), [
        [`Token endpoint: 1 token served, 1 token fetched, ${requests} refused`],
      ]);
      const [[warning] = []] = of('warning') as [string][];
      const [before, cause = ''] = (warning ?? '').split(' The last cause: ');
      assert.equal(before, `The token endpoint had no token for ${requests}.`);
      if (typeof shown === 'string') assert.equal(cause, shown);
      else assert.match(cause, shown);
    }
  });

  test('warns where the token endpoint is gone, or somebody else has its port', async (t) => {
    const other = await startServer();
    t.after(() => other.close());
    for (const port of [await closedPort(), other.port]) {
      const { runner, said } = recorder();
      await runPost(withEndpoint(port), runner);
      const [[method, line] = [], ...others] = said;
      assert.deepEqual([method, others], ['warning', []]);
      assert.match(
        String(line),
        new RegExp(`^The token endpoint on port ${port} had ended before the job did`),
      );
    }
    assert.equal(other.requests.length, 1);
  });

  test('warns once, is green, and empties the variable, where no answer comes for 5 s', async (t) => {
    const other = await startServer({ handle: () => new Promise(() => {}) });
    t.after(() => other.close());
    const { runner, said } = recorder();
    const warnings: string[] = [];
    const warning = (message: string) => void warnings.push(message);
    const { platform } = process;
    t.after(() => Object.defineProperty(process, 'platform', { value: platform }));
    Object.defineProperty(process, 'platform', { value: 'win32' });
    const ended = runPost({ ...afterMain('MY_TOKEN'), ...withEndpoint(other.port) }, { ...runner, warning });
    // Before the endpoint is asked: what has its port now could hold up post.
    assert.equal(said.length, 2);
    await ended;
    const words = `The token endpoint on port ${other.port} did not answer the request to end within 5 s. Its process may still run: on a self-hosted runner, end it by hand (its name is node.exe).`;
    assert.deepEqual([warnings, said.length], [[words], 2]);
  });

  test('warns where the variable keeps its token, and why', async () => {
    const { runner, said } = recorder();
    const allOrNothing = () => {
      throw new ActionError('RUNNER_FILES', 'GITHUB_ENV cannot be written (ENOSPC).', '');
    };
    await runPost(afterMain('MY_TOKEN'), { ...runner, allOrNothing });
    const line =
      'MY_TOKEN keeps its token for the steps after this one. GITHUB_ENV cannot be written (ENOSPC).';
    assert.deepEqual(said, [['warning', line]]);
  });

  test('empties the variable, and ends the token endpoint, though the log cannot be written', async (t) => {
    const other = await startServer();
    t.after(() => other.close());
    other.next(json(200, NONE));
    const { runner, of } = recorder();
    const info = () => {
      throw new Error('EPIPE');
    };
    await assert.rejects(
      runPost({ ...afterMain(), ...withEndpoint(other.port) }, { ...runner, info }),
      /EPIPE/,
    );
    assert.deepEqual([of('exportVariable'), other.requests.length], [[[NAME, '']], 1]);
  });
});
