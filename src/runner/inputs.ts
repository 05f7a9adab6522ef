import { ActionError, LONGEST_TIMEOUT_S } from '../errors.ts';
import { CONFLUENT_API, parseSafeUrl } from '../http/urls.ts';
import type { Env, Inputs } from '../tokens.ts';
import { OF_THE_JOB, parseVariableName } from './state.ts';

/** Maximum length of an input, in characters: far more than any needs. */
const LONGEST_INPUT = 2_000;

interface Rule<T> {
  readonly default: string;
  /** Completes the sentence "NAME must be …". */
  readonly accepted: string;
  /** Gives undefined for what is not accepted. */
  readonly parse: (text: string) => T | undefined;
}

/** The inputs of action.yml (a test holds them together). */
export const RULES = {
  'identity-pool-id': {
    default: '',
    accepted: 'one or more identity pool ids (letters, digits, - and _), comma-separated, such as pool-abc1',
    parse: parsePoolIds,
  },
  audience: {
    default: CONFLUENT_API,
    accepted: 'any text',
    parse: (text: string) => text,
  },
  'expires-in': wholeNumber('900', 1, 900, 'seconds'),
  endpoint: {
    default: CONFLUENT_API,
    accepted:
      'a base URL with https: (or http: to 127.0.0.0/8, [::1] or localhost), without user info, query, fragment or /sts/v1/oauth2/token',
    parse: parseEndpoint,
  },
  'environment-variable': {
    default: 'CONFLUENT_CLOUD_ACCESS_TOKEN',
    accepted: `empty or a name of A-Z, a-z, 0-9 and _ that does not begin with a digit, and none that the job depends on (${OF_THE_JOB.join(', ')})`,
    parse: parseVariableName,
  },
  'max-attempts': wholeNumber('5', 1, 10, 'attempts'),
  'timeout-seconds': wholeNumber('60', 1, LONGEST_TIMEOUT_S, 'seconds'),
  'token-endpoint': { default: 'false', accepted: 'true or false', parse: parseBoolean },
  'token-endpoint-port': {
    default: '0',
    accepted: '0 (any free port) or a whole number from 1024 to 65535, in plain decimal digits',
    parse: (text: string) => (text === '0' ? 0 : parseNumber(text, 1024, 65_535)),
  },
} satisfies Record<string, Rule<unknown>>;

type Name = keyof typeof RULES;

/**
 * Reads the inputs as the runner hands them over (`INPUT_NAME`, upper case, dashes kept).
 * @throws ActionError INVALID_INPUT that names every bad input with what is accepted. No value is repeated: it may
 * be a secret in the wrong place.
 */
export function parseInputs(env: Env): Inputs {
  const faults: string[] = [];
  const read = <N extends Name>(name: N) => {
    const { text, value } = readInput(env, name);
    if (value === undefined) faults.push(faultOf(name, text));
    return value as NonNullable<typeof value>;
  };
  const inputs = {
    identityPoolId: read('identity-pool-id'),
    audience: read('audience'),
    expiresIn: read('expires-in'),
    endpoint: read('endpoint'),
    environmentVariable: read('environment-variable'),
    maxAttempts: read('max-attempts'),
    timeoutSeconds: read('timeout-seconds'),
    tokenEndpoint: read('token-endpoint'),
    tokenEndpointPort: read('token-endpoint-port'),
  };
  if (faults.length > 0) throw notAccepted(faults);
  return inputs;
}

/** The value is undefined if the rule refuses the text. */
function readInput<N extends Name>(env: Env, name: N) {
  const { default: byDefault, parse } = RULES[name];
  const text = (env[`INPUT_${name.toUpperCase()}`] ?? byDefault).trim();
  const value = text.length > LONGEST_INPUT ? undefined : parse(text);
  return { text, value: value as ReturnType<(typeof RULES)[N]['parse']> };
}

/** A warning, if the variable that a failed step was to set has a value all the same. */
export function staleWarning(env: Env): string | undefined {
  const { value: name } = readInput(env, 'environment-variable');
  if (!name || !env[name]) return undefined;
  return `${name} still has the value that it had before this step: a later step that runs all the same uses that one. Give each use of this action an environment-variable of its own.`;
}

function faultOf(name: Name, text: string): string {
  const { default: byDefault, accepted } = RULES[name];
  // The runner hands over the default of an input whose name is misspelt.
  const misspelt = byDefault === '' ? ', or is its name misspelt' : '';
  if (text === '')
    return `${name} is empty: is the variable that it is read from defined for this job${misspelt}?`;
  if (text.length > LONGEST_INPUT) return `${name} must be of at most ${LONGEST_INPUT} characters`;
  return `${name} must be ${accepted}`;
}

function notAccepted(faults: readonly string[]): ActionError {
  const count = faults.length === 1 ? 'An input is' : `${faults.length} inputs are`;
  const message = `${count} not accepted: ${faults.join('; ')}`;
  return new ActionError(
    'INVALID_INPUT',
    message.endsWith('?') ? message : `${message}.`,
    'Correct the with: block of this step.',
  );
}

function wholeNumber(byDefault: string, least: number, most: number, unit: string): Rule<number> {
  return {
    default: byDefault,
    accepted: `a whole number of ${unit} from ${least} to ${most}, in plain decimal digits`,
    parse: (text) => parseNumber(text, least, most),
  };
}

function parseNumber(text: string, least: number, most: number): number | undefined {
  const number = /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}

function parseBoolean(text: string): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function parsePoolIds(text: string): string | undefined {
  const ids = text.split(',').map((id) => id.trim());
  const areIds = ids.every((id) => /^[A-Za-z0-9_-]+$/.test(id));
  return areIds ? ids.join(',') : undefined;
}

function parseEndpoint(text: string): string | undefined {
  const url = text.includes('?') ? undefined : parseSafeUrl(text);
  const base = url?.href.replace(/\/+$/, '');
  // The path of Confluent's STS comes after it.
  return base?.endsWith('/sts/v1/oauth2/token') ? undefined : base;
}
