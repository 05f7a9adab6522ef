import assert from 'node:assert/strict';
import { type StepResult, withoutMasks } from '../fakes/runner.ts';
import { sweep } from '../fakes/secrets.ts';
import { errorOf, inspect } from '../support/inspect.ts';
import { COMMAND_FILES } from './environment.ts';
import type { Remotes } from './lane.ts';
import type { Plan } from './plan.ts';
import { readings } from './readings.ts';

const SHORTEST_TOKEN = 16;
const LONGEST_TOKEN = 64 * 1024;
/** A shorter text may stand in a log by chance. */
const SHORTEST_SOUGHT = 8;

/** Everything that the remotes handed out in this run, good or not. */
export function secretsOf({ github, sts, odd }: Remotes): string[] {
  return [...new Set([...github.issued, ...sts.issued, ...odd])].filter(
    (text) => text.length >= SHORTEST_SOUGHT,
  );
}

/** What holds of every step: how it ends, what it says and hides. */
export function checkStep(result: StepResult, plan: Plan, secrets: string[], requestToken: string): void {
  assert.ok(!result.timedOut, `still running after ${result.ms.toFixed(0)} ms`);
  if (result.code === 1) assert.match(errorOf(result), /\[\w+\]$/, 'an error without its code');
  const own = plan.visits === undefined ? [] : result.masks.filter(isOwnKey).slice(0, 2);
  const masks = result.masks.filter((mask) => !own.includes(mask));
  inspect({ ...result, masks, stderr: withoutWarning(result.stderr, plan) }, secrets, requestToken);
  const log = readings(withoutMasks(result.transcript)).join('\n');
  assert.deepEqual(sweep([...secrets, ...own, requestToken], { log }), [], 'a secret in another form');
  checkMasks(masks, secrets);
}

/** The token endpoint has two keys of its own making, 32 bytes each, of which one is published. */
function isOwnKey(mask: string): boolean {
  return /^[\w-]{43}$/.test(mask);
}

function checkMasks(masks: readonly string[], secrets: readonly string[]): void {
  const short = masks.filter((mask) => mask.length < SHORTEST_TOKEN);
  assert.deepEqual(short, [], 'masks that would hide the log');
  const broken = secrets.filter((secret) => /[\r\n]/.test(secret));
  const lines = broken.flatMap((secret) => secret.split(/[\r\n]+/));
  const byLine = masks.filter((mask) => lines.includes(mask));
  assert.deepEqual(byLine, [], 'masks of single lines');
}

/** Node's own word of warning, where the variable is drawn. */
function withoutWarning(stderr: string, { surroundings }: Plan): string {
  if (surroundings.variables.NODE_TLS_REJECT_UNAUTHORIZED === undefined) return stderr;
  const lines = stderr
    .split('\n')
    .filter((line) => !/NODE_TLS_REJECT_UNAUTHORIZED|--trace-warnings/.test(line));
  return lines.join('\n').trim();
}

/** What holds of main: all outputs or none, and the end that the kind of the run demands. */
export function checkMain(result: StepResult, plan: Plan, remotes: Remotes): void {
  if (result.code === 0) isWhole(result, plan, remotes);
  const error = errorOf(result);
  assert.doesNotMatch(error, /\[INTERNAL\]/);
  const demanded = demandedEnd(plan);
  const end = result.code === 0 ? '[granted]' : error;
  if (demanded) assert.match(end, demanded);
  const asked = [...remotes.github.requests, ...remotes.sts.requests];
  const said = asked.map(({ method, path, headers }) => `${method} ${path} by ${headers['user-agent']}`);
  if (asksNobody(plan)) assert.deepEqual(said, [], 'somebody was asked');
}

function demandedEnd(plan: Plan): RegExp | undefined {
  switch (plan.kind) {
    case 'well':
    case 'limit':
      return /^\[granted\]$/;
    case 'pools':
      return /\[CONFLUENT_REFUSED\]$/;
    case 'inputs':
      return /\[INVALID_INPUT\]$/;
    case 'environment':
      return withoutCommandFile(plan)
        ? /\[RUNNER_FILES\]$/
        : /\[(NO_PERMISSION|FORK_PULL_REQUEST|DEPENDABOT|GITHUB_REFUSED|INVALID_INPUT)\]$/;
    case 'strangers':
      return /\[UNREACHABLE\]$/;
    case 'upgrade':
      return /\[(UNEXPECTED_REPLY|UNREACHABLE|UNAVAILABLE|TIMED_OUT)\]$/;
    default:
      return undefined;
  }
}

function withoutCommandFile({ surroundings }: Plan): boolean {
  return Object.keys(surroundings.places).some((name) => COMMAND_FILES.includes(name));
}

function asksNobody(plan: Plan): boolean {
  if (plan.kind === 'environment') return !withoutCommandFile(plan);
  return plan.kind === 'inputs' || plan.kind === 'strangers';
}

const ALWAYS = ['access-token', 'expires-at', 'expires-in', 'subject-token', 'token-type'];
const OF_THE_ENDPOINT = ['token-endpoint-client-id', 'token-endpoint-client-secret', 'token-endpoint-url'];

/** All outputs, each of them what it says; the variable, if there is to be one, and the state for post. */
function isWhole(result: StepResult, { inputs, visits }: Plan, { github, sts, odd }: Remotes): void {
  const { outputs, exported, state, masks } = result;
  const endpoint = visits === undefined ? [] : OF_THE_ENDPOINT;
  assert.deepEqual(Object.keys(outputs).sort(), [...ALWAYS, ...endpoint].sort());
  const { 'access-token': access = '', 'subject-token': subject = '' } = outputs;
  assert.ok([...sts.issued, ...odd].includes(access), 'an access token that nobody issued');
  assert.ok([...github.issued, ...odd].includes(subject), 'an ID token that nobody issued');
  for (const token of [access, subject, ...endpoint.slice(1, 2).map((name) => outputs[name] ?? '')]) {
    assert.ok(token.length >= SHORTEST_TOKEN && token.length <= LONGEST_TOKEN, `a token of ${token.length}`);
    assert.ok(masks.includes(token), 'a token that is not masked');
  }
  const given = inputs.find(({ name }) => name === 'environment-variable')?.value;
  const variable = given ?? 'CONFLUENT_CLOUD_ACCESS_TOKEN';
  assert.deepEqual(exported, variable === '' ? {} : { [variable]: access });
  assert.equal(Object.keys(state).length, (variable === '' ? 0 : 2) + (endpoint.length === 0 ? 0 : 2));
}

/** What holds of post, whatever main did: it is green, and leaves no token in the environment. */
export function checkPost(result: StepResult, main: StepResult, forged: boolean): void {
  assert.equal(result.code, 0, result.transcript);
  assert.deepEqual([result.files.output, result.files.state, result.summary], ['', '', '']);
  const variables = main.code === 0 && !forged ? Object.keys(main.exported) : [];
  if (!forged) assert.deepEqual(Object.keys(result.exported), variables);
  for (const [name, value] of Object.entries(result.exported)) {
    assert.equal(value, '');
    assert.doesNotMatch(name, /^(PATH|BASH_ENV)$/i);
  }
}
