import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Runner, type StepResult, saidBeforeMasked, withoutMasks } from './runner.ts';
import { sweep } from './secrets.ts';

/** All that the action ever says to the runner on its output. */
const SPOKEN = new Set(['add-mask', 'debug', 'endgroup', 'error', 'group', 'warning']);

/** Control, bidi and zero-width characters, and line separators; the line feed ends our own lines. */
const UNPRINTABLE = /[^\n\P{Cc}]|[\p{Cf}\u2028\u2029]/u;

/**
 * What must hold of every run of either stage, whatever the scenario.
 * @param masked secrets that the action has to mask, if it comes to know them
 * @param hidden a secret that the runner itself masks
 */
export function inspect(result: StepResult, masked: readonly string[], hidden: string): void {
  const { code, transcript } = result;
  assert.deepEqual([result.exitedBy, result.pipesHeld, result.stderr], ['exit', false, ''], transcript);
  assert.ok(code === 0 || code === 1, `exit code ${code}`);
  noSecretEscapes(result, [...masked, hidden]);
  for (const secret of masked) assert.deepEqual(saidBeforeMasked(transcript, secret), []);
  const foreign = result.masks.filter((mask) => !masked.some((secret) => secret.includes(mask)));
  assert.deepEqual(foreign, [], 'masks that somebody else asked for');
  speaksForItself(result);
  if (code === 1) leavesNothing(result);
}

function noSecretEscapes(result: StepResult, secrets: string[]): void {
  const { output, env, ...rest } = result.files;
  const published = result.code === 0 ? {} : { output, env };
  assert.deepEqual(sweep(secrets, { log: withoutMasks(result.transcript), ...rest, ...published }), []);
}

function speaksForItself({ code, transcript, commands }: StepResult): void {
  const strange = commands.filter(({ name }) => !SPOKEN.has(name));
  assert.deepEqual(strange, [], transcript);
  assert.doesNotMatch(withoutMasks(transcript), UNPRINTABLE);
  const errors = commands.filter(({ name }) => name === 'error');
  assert.equal(errors.length, code, transcript);
  const shown = transcript.split('\n').filter((line) => !line.startsWith('::debug::'));
  assert.deepEqual(
    shown.filter((line) => /^\s*at .*:\d+:\d+/.test(line)),
    [],
    'a stack trace outside the debug log',
  );
}

function leavesNothing(result: StepResult): void {
  assert.deepEqual([result.files.output, result.files.env, result.pipesHeld], ['', '', false]);
  assert.deepEqual(Object.keys(result.state), []);
  if (!errorOf(result).endsWith('[CONFLUENT_REFUSED]')) assert.equal(result.summary, '');
}

/** The text of the one error annotation. */
export function errorOf({ commands }: StepResult): string {
  return commands.find(({ name }) => name === 'error')?.value ?? '';
}

/** The step failed in this way, its message says all of this, and it has left nothing. */
export function assertFailed(result: StepResult, code: string, ...says: (RegExp | string)[]): void {
  assert.equal(result.code, 1, `should have failed with ${code}:\n${result.masked}`);
  const error = errorOf(result);
  assert.ok(error.endsWith(` [${code}]`), `not ${code}: ${error}`);
  for (const words of says) {
    if (typeof words === 'string') assert.ok(error.includes(words), `${words} is not in: ${error}`);
    else assert.match(error, words);
  }
  leavesNothing(result);
}

export function assertGranted(result: StepResult): void {
  assert.equal(result.code, 0, result.masked);
  assert.ok(result.outputs['access-token']);
}

/** What the log of a green step says; the group with the claims ends it. */
export function linesBeforeClaims({ masked }: StepResult): string[] {
  const [before = '', claims = '', ...more] = masked.split('\n##[group]Claims of the ID token\n');
  assert.deepEqual(more, []);
  assert.match(claims, /^ {2}iss .*\n {2}aud .*\n {2}sub [\s\S]*\n##\[endgroup\]$/, masked);
  return before.split('\n');
}

/** A process that main has killed is gone a moment later; one that stays is still there when the time is over. */
export async function assertNothingLeft(runner: Pick<Runner, 'leftBehind'>): Promise<void> {
  for (let count = 0; count < 3_000 && runner.leftBehind().length > 0; count++) await sleep(10);
  assert.deepEqual(runner.leftBehind(), [], 'a process that was left behind');
}
