import type { RefusalError } from '../tokens.ts';
import type { Case } from './evidence.ts';

/** An annotation is read on one screen; each error is in the log in full. */
const LONGEST_SAID = 700;

/** What Confluent said, as one sentence and the id that its support can find the request by. */
export function whatConfluentSaid(given: Case): string {
  const { refusal, inputs, show } = given;
  const errors = refusal.errors.map((error) => errorText(error, given)).filter((text) => text !== '');
  const joined = errors
    .map((text, at) => (at < errors.length - 1 ? text.replace(/\.$/, '') : text))
    .join('; ');
  const said = errors.length === 0 ? '' : `: ${show(joined, LONGEST_SAID)}`;
  const end = /[.!?…]$/.test(said) ? '' : '.';
  const pool = show(inputs.identityPoolId, 100);
  return `Confluent refused the exchange for identity pool ${pool} with status ${refusal.status}${said}${end} (${idOf(given)})`;
}

/** The errors of the reply, a line for each, if there is more than one. */
export function errorLines(given: Case): string[] {
  const { errors } = given.refusal;
  if (errors.length < 2) return [];
  return [
    'Errors in the reply:',
    ...errors.map((error) => `  ${errorText(error, given) || '(without words)'}`),
  ];
}

function errorText(error: RefusalError, { show }: Case): string {
  const { title, detail, code, parameter, pointer } = error;
  const words = new Set([title, detail].filter((word) => word !== undefined).map((word) => show(word, 300)));
  const extras = [
    ['code', code === undefined || isTold(code, [title, error.status]) ? undefined : code],
    ['parameter', parameter],
    ['pointer', pointer],
  ].flatMap(([name, value]) => (value === undefined ? [] : `${name} ${show(value, 100)}`));
  const text = [...words].join(': ');
  return extras.length === 0 ? text : `${text} (${extras.join(', ')})`.trimStart();
}

/** `not_found` says no more than `Not Found`, and `404` no more than the status. */
function isTold(code: unknown, others: readonly unknown[]): boolean {
  const plain = (value: unknown) =>
    String(value)
      .toLowerCase()
      .replace(/[\s-]+/g, '_');
  return others.some((other) => typeof other === 'string' && plain(other) === plain(code));
}

function idOf({ refusal: { requestId, errors }, show }: Case): string {
  const errorId = errors.find(({ id }) => id !== undefined)?.id;
  if (requestId === undefined && errorId !== undefined) return `error id: ${show(errorId, 100)}`;
  return `x-request-id: ${requestId === undefined ? 'none' : show(requestId, 100)}`;
}
