import { largestDifference } from '../clock.ts';
import { ActionError } from '../errors.ts';
import { asObject, parseObject } from '../json.ts';
import type { Redactor } from '../secret.ts';
import type { Claims, Exchange, HttpReply } from '../tokens.ts';
import { causesOf, type Evidence, LIFETIME } from './causes.ts';
import { claimLines } from './claims.ts';
import { filterLines, type Texts } from './filters.ts';

/** One error of a refusal; texts are as the remote sent them, not cleaned. */
type RefusalError = Readonly<
  Record<'title' | 'detail' | 'code' | 'status' | 'parameter' | 'pointer' | 'id', string | undefined>
>;

/** What Confluent said with a 4xx. */
interface Refusal {
  readonly status: number;
  readonly errors: readonly RefusalError[];
  readonly requestId: string | undefined;
}

/** The claims that filters test, in the error itself; one of them may be long. */
const COMPARED = ['repository_id', 'ref', 'environment', 'event_name', 'aud'];
const LONGEST_COMPARED = 80;

/** An annotation is read on one screen; each error is in the log in full. */
const LONGEST_SAID = 500;
const LONGEST_CAUSE = 450;

/** Of an error in the log: as much as its parts may come to. */
const LONGEST_ERROR = 1_000;

/** Of the errors in one reply: what a person will read. */
const MOST_ERRORS = 10;

/** More of a remote's text than this is not searched. */
const LONGEST_SEARCHED = 4_000;

/** Makes any text safe to print. */
type Show = (text: unknown, longest?: number) => string;

/** An exchange that was refused. */
type Refused = Extract<Exchange, { refused: unknown }>;

/**
 * Explains a refusal: what Confluent said, causes for which there is evidence, the claims to compare with
 * the filter of the pool, and filters that this run would satisfy.
 * @returns the error of the step, and a group for the log and the job summary, safe to print
 */
export function explainRefusal(result: Refused, inputs: Evidence['inputs'], redactor: Redactor) {
  const show: Show = (text, longest = 100) => redactor.clean(text, longest);
  const refusal = readRefusal(result.refused);
  const { claims } = result.subject;
  const words = refusal.errors.map(wordsOf);
  const causes = causesOf({
    words: [...words, `status ${refusal.status}`],
    // On a 404, no claim was checked.
    claims: refusal.status === 404 ? {} : textsOf(claims),
    inputs,
    clockDifference: largestDifference(result.subject.clockDifference, result.clockDifference),
    show,
  });
  const [cause = ''] = causes;
  const errors = errorLines(refusal, show);
  const error = (fix: string) =>
    new ActionError('CONFLUENT_REFUSED', whatConfluentSaid(refusal, inputs, show), fix);
  if (words.length > 0 && words.every((text) => LIFETIME.test(text)))
    return { error: error(cause), title: 'How to fix the input expires-in', lines: [cause, ...errors] };
  const isKnown = cause !== '';
  const start = isKnown ? `Likely cause: ${show(cause, LONGEST_CAUSE)} ` : '';
  const lines = [
    ...(isKnown ? ['Likely causes, the most likely first:'] : []),
    ...causes.map((text, index) => `  ${index + 1}. ${text}`),
    ...errors,
    ...poolLines(claims, inputs.identityPoolId, redactor),
  ];
  return { error: error(start + comparison(claims, show)), title: 'How to fix the identity pool', lines };
}

/** What to compare, whether or not a cause is known: this action does not know the filter. */
function comparison(claims: Claims, show: Show): string {
  const compared = COMPARED.map((name) => {
    const value = claims[name] === undefined ? '(none)' : show(claims[name], LONGEST_COMPARED);
    return `${name} ${value}`;
  });
  return `The filter of the pool must be true for ${compared.join(', ')}. See the group "How to fix the identity pool" above.`;
}

function poolLines(claims: Claims, identityPoolId: string, redactor: Redactor): string[] {
  const pool = /^pool-[\w-]+$/.test(identityPoolId) ? identityPoolId : 'pool-…';
  return [
    'This command shows the filter of the pool (op-… is the id of its provider: confluent iam provider list):',
    `  confluent iam pool describe ${pool} --provider op-…`,
    'The filter must be true for the claims of the ID token that was sent:',
    ...claimLines(claims, redactor),
    `If it is: the pool must be of this organisation, the issuer of its provider exactly ${redactor.clean(claims.iss, 100)}, and its JWKS current.`,
    ...filterLines(textsOf(claims), pool, redactor),
  ];
}

function textsOf(claims: Claims): Texts {
  const texts = Object.entries(claims).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts) as Texts;
}

/** What a 4xx says: Confluent's error shape, all members optional; or RFC 6749's, should a gateway answer. */
export function readRefusal({ status, headers, body: text }: HttpReply): Refusal {
  const body = parseObject(text);
  const list = Array.isArray(body?.errors) ? body.errors.slice(0, MOST_ERRORS) : [];
  const plain = { title: body?.error, detail: body?.error_description };
  const read = (values: readonly unknown[]) =>
    values.map(readError).filter((error) => Object.values(error).some((value) => value !== undefined));
  const errors = read(list);
  return {
    status,
    errors: errors.length > 0 ? errors : read([plain]),
    requestId: textOf(headers['x-request-id']),
  };
}

function readError(value: unknown): RefusalError {
  const error = asObject(value);
  const source = asObject(error?.source);
  return {
    title: textOf(error?.title),
    detail: textOf(error?.detail),
    code: textOf(error?.code),
    status: textOf(error?.status),
    parameter: textOf(source?.parameter),
    pointer: textOf(source?.pointer),
    id: textOf(error?.id),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function wordsOf({ title, detail, code, parameter, pointer }: RefusalError): string {
  return [title, detail, code, parameter, pointer].join('\n').slice(0, LONGEST_SEARCHED);
}

/** What Confluent said, as one sentence and the id that its support can find the request by. */
function whatConfluentSaid(refusal: Refusal, inputs: Evidence['inputs'], show: Show): string {
  const errors = refusal.errors.map((error) => errorText(error, show)).filter((text) => text !== '');
  const joined = errors.map((text) => text.replace(/\.$/, '')).join('; ');
  const said = errors.length === 0 ? '' : `: ${show(joined, LONGEST_SAID)}`;
  const end = /[.!?…]$/.test(said) ? '' : '.';
  const pool = show(inputs.identityPoolId);
  return `Confluent refused the exchange for identity pool ${pool} with status ${refusal.status}${said}${end} (${idOf(refusal, show)})`;
}

/** The errors of the reply, a line for each, if there is more than one. */
function errorLines({ errors }: Refusal, show: Show): string[] {
  if (errors.length < 2) return [];
  // As a whole once more: two parts that are harmless may begin with `::` together.
  const texts = errors.map((error) => show(errorText(error, show), LONGEST_ERROR));
  return ['Errors in the reply:', ...texts.map((text) => `  ${text || '(without words)'}`)];
}

function errorText(error: RefusalError, show: Show): string {
  const { title, detail, code, parameter, pointer } = error;
  const words = new Set([title, detail].filter((word) => word !== undefined).map((word) => show(word, 300)));
  const extras = [
    ['code', isSaid(code, [title, error.status]) ? undefined : code],
    ['parameter', parameter],
    ['pointer', pointer],
  ].flatMap(([name, value]) => (value === undefined ? [] : `${name} ${show(value)}`));
  const text = [...words].join(': ');
  return extras.length === 0 ? text : `${text} (${extras.join(', ')})`.trimStart();
}

/** `not_found` says no more than `Not Found`, and `404` no more than the status. */
function isSaid(code: string | undefined, others: readonly (string | undefined)[]): boolean {
  const plain = (text: string | undefined) => text?.toLowerCase().replace(/[\s-]+/g, '_');
  return others.some((other) => plain(other) === plain(code));
}

function idOf({ requestId, errors }: Refusal, show: Show): string {
  const errorId = errors.find(({ id }) => id !== undefined)?.id;
  return requestId === undefined && errorId !== undefined
    ? `error id: ${show(errorId)}`
    : `x-request-id: ${show(requestId ?? 'none')}`;
}
