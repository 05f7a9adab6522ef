import type { RefusalError } from '../tokens.ts';
import type { Case } from './evidence.ts';

/** An annotation is read on one screen; each error is in the log in full. */
const LONGEST_SAID = 700;
/** Of an error in the log: as much as its parts may come to. */
const LONGEST_ERROR = 1_000;

/** What Confluent said, as one sentence and the id that its support can find the request by. */
export function whatConfluentSaid(given: Case): string {
  const { refusal, inputs, show } = given;
  const errors = refusal.errors.map((error) => errorText(error, given)).filter((text) => text !== '');
  const joined = errors.map((text) => text.replace(/\.$/, '')).join('; ');
  const said = errors.length === 0 ? '' : `: ${show(joined, LONGEST_SAID)}`;
  const end = /[.!?…]$/.test(said) ? '' : '.';
  const pool = show(inputs.identityPoolId, 100);
  return `Confluent refused the exchange for identity pool ${pool} with status ${refusal.status}${said}${end} (${idOf(given)})`;
}

/** The errors of the reply, a line for each, if there is more than one. */
export function errorLines(given: Case): string[] {
  const { refusal, show } = given;
  if (refusal.errors.length < 2) return [];
  // As a whole once more: two parts that are harmless may begin with `::` together.
  const texts = refusal.errors.map((error) => show(errorText(error, given), LONGEST_ERROR));
  return ['Errors in the reply:', ...texts.map((text) => `  ${text || '(without words)'}`)];
}

function errorText(error: RefusalError, { show }: Case): string {
  const { title, detail, code, parameter, pointer } = error;
  const words = new Set([title, detail].filter((word) => word !== undefined).map((word) => show(word, 300)));
  const extras = [
    ['code', isTold(code, [title, error.status]) ? undefined : code],
    ['parameter', parameter],
    ['pointer', pointer],
  ].flatMap(([name, value]) => (value === undefined ? [] : `${name} ${show(value, 100)}`));
  const text = [...words].join(': ');
  return extras.length === 0 ? text : `${text} (${extras.join(', ')})`.trimStart();
}

/** `not_found` says no more than `Not Found`, and `404` no more than the status. */
function isTold(code: unknown, others: readonly unknown[]): boolean {
  const plain = (value: unknown) =>
    typeof value === 'string' ? value.toLowerCase().replace(/[\s-]+/g, '_') : value;
  return others.some((other) => plain(other) === plain(code));
}

function idOf({ refusal: { requestId, errors }, show }: Case): string {
  const errorId = errors.find(({ id }) => id !== undefined)?.id;
  if (requestId === undefined && errorId !== undefined) return `error id: ${show(errorId, 100)}`;
  return `x-request-id: ${requestId === undefined ? 'none' : show(requestId, 100)}`;
}
