import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Env } from '../fakes/runner.ts';
import { plainWords } from './words.ts';

/** What stands where a file of the runner should be. */
export type Place = 'absent' | 'empty name' | 'nowhere' | 'directory' | 'full disk' | 'fifo';

/** The environment of a step, as far as it differs from a runner's. */
export interface Surroundings {
  /** undefined takes a variable away. */
  readonly variables: Env;
  readonly places: Readonly<Record<string, Place>>;
}

/** Without one of these a step can publish nothing. */
export const COMMAND_FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE'];
const OTHER_FILES = ['GITHUB_STEP_SUMMARY', 'GITHUB_EVENT_PATH', 'GITHUB_PATH'];
/** Without these the job can ask for no ID token. */
const PERMISSION = ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'];

const spare = fc.constantFrom(
  ...['GITHUB_ACTOR', 'GITHUB_EVENT_NAME', 'GITHUB_WORKFLOW_REF', 'GITHUB_REPOSITORY', 'GITHUB_SHA', 'CI'],
  ...['HOME', 'PATH', 'RUNNER_TEMP', 'RUNNER_OS', 'GITHUB_WORKSPACE', 'GITHUB_ACTIONS'],
);

const said = fc.oneof(fc.constant(undefined), fc.constant(''), plainWords);

const STATE = ['variable', 'sha256', 'port', 'stop-key', 'role'].map(
  (name) => `STATE_confluent-cloud-auth-${name}`,
);
const DIGEST_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** State that an earlier step has forged. */
export const forged: fc.Arbitrary<Env> = fc.dictionary(
  fc.constantFrom(...STATE, 'STATE_isPost'),
  fc.oneof(fc.constantFrom('PATH', 'BASH_ENV', 'true', '0', '1', '99999', DIGEST_OF_NOTHING), plainWords),
  { minKeys: 1, maxKeys: 4 },
);

const proxies = fc.dictionary(
  fc.constantFrom('https_proxy', 'HTTPS_PROXY', 'http_proxy', 'no_proxy', 'ALL_PROXY'),
  fc.constantFrom('http://user:pass@127.0.0.1:1', '::', '*', 'socks5://127.0.0.1:1', ''),
  { minKeys: 1, maxKeys: 3 },
);

const place = fc.constantFrom<Place>('absent', 'empty name', 'nowhere', 'directory', 'full disk', 'fifo');
const none = { variables: {}, places: {} };
const variables = (env: fc.Arbitrary<Env>) =>
  env.map((drawn): Surroundings => ({ variables: drawn, places: {} }));
const variable = (name: string, ...values: string[]) =>
  variables(fc.constantFrom(...values).map((value) => ({ [name]: value })));
const placed = (files: readonly string[]) =>
  fc
    .dictionary(fc.constantFrom(...files), place, { minKeys: 1, maxKeys: 1 })
    .map((places): Surroundings => ({ variables: {}, places }));

/** Odd, but a step can do its work in it. */
export const harmless: fc.Arbitrary<Surroundings> = fc.oneof(
  { weight: 8, arbitrary: fc.constant(none) },
  { weight: 2, arbitrary: variables(forged) },
  { weight: 2, arbitrary: variables(proxies) },
  { weight: 2, arbitrary: variables(fc.dictionary(spare, said, { minKeys: 1, maxKeys: 2 })) },
  { weight: 1, arbitrary: variables(fc.constant({ RUNNER_DEBUG: '1', NODE_TLS_REJECT_UNAUTHORIZED: '0' })) },
  { weight: 2, arbitrary: placed(OTHER_FILES) },
);

/** A step must fail in it, before it asks anybody. */
export const impossible: fc.Arbitrary<Surroundings> = fc.oneof(
  placed(COMMAND_FILES),
  variables(
    fc.dictionary(fc.constantFrom(...PERMISSION), fc.constantFrom(undefined, ''), { minKeys: 1, maxKeys: 2 }),
  ),
  variable(
    'ACTIONS_ID_TOKEN_REQUEST_URL',
    'http://192.0.2.1/?a=b',
    'http://127.0.0.1\n::error::x',
    'ftp://a',
  ),
  variable('ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'a b', 'a\r\nhost: x', '\u00e9', '::add-mask::e f'),
);

/** The environment itself, with files made in the job's directory. */
export function realise({ variables: env, places }: Surroundings, directory: string): Env {
  const paths = Object.entries(places).map(([name, at]) => [
    name,
    pathOf(at, join(directory, `odd-${name}`)),
  ]);
  return { ...env, ...Object.fromEntries(paths) };
}

function pathOf(place: Place, spot: string): string | undefined {
  switch (place) {
    case 'absent':
      return undefined;
    case 'empty name':
      return '';
    case 'nowhere':
      return `${spot}/none`;
    case 'directory':
      mkdirSync(spot);
      return spot;
    case 'full disk':
      return process.platform === 'linux' ? '/dev/full' : undefined;
    case 'fifo':
      makeFifo(spot);
      return spot;
  }
}

function makeFifo(path: string): void {
  // Windows has none; a file that cannot be appended to stands in for it there.
  if (process.platform === 'win32') mkdirSync(path);
  else execFileSync('mkfifo', [path]);
}

export const event: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant({}),
  fc.jsonValue(),
  plainWords.map((login) => ({ pull_request: { user: { login }, head: { repo: null }, base: {} } })),
);
