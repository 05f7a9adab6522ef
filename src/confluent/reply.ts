import { asObject, parseObject } from '../json.ts';
import type { Redactor } from '../secret.ts';
import type { HttpReply } from '../tokens.ts';

/** What Confluent said with a 4xx. */
interface Refusal {
  /** One sentence with all of its errors, and the id by which its support can find the request. */
  readonly said: string;
  /** Each error as a line. */
  readonly lines: readonly string[];
  /** The words of each error: to search in, not to print. */
  readonly words: readonly string[];
  /** Whether it has the form that gateways use, and Confluent does not. */
  readonly isOfGateway: boolean;
}

/** An annotation is read on one screen; each error is in the log in full. */
const LONGEST_SAID = 500;

/** Of an error in the log: as much as its parts may come to. */
const LONGEST_ERROR = 1_000;

/** Of the errors in one reply: what a person will read. */
const MOST_ERRORS = 10;

/** More of a remote's text than this is not searched. */
const LONGEST_SEARCHED = 4_000;

/** Reads a 4xx: Confluent's error shape, all members optional; or RFC 6749's, or that of a gateway. */
export function readRefusal({ headers, body: text }: HttpReply, redactor: Redactor): Refusal {
  const body = parseObject(text);
  const list: unknown[] = Array.isArray(body?.errors) ? body.errors.slice(0, MOST_ERRORS) : [];
  const plain = { title: body?.error, detail: body?.error_description ?? body?.message };
  const ofList = list.map((error) => readError(error, redactor));
  const hasWords = ofList.some(({ line }) => line !== '');
  const errors = (hasWords ? ofList : [readError(plain, redactor)]).filter(({ line }) => line !== '');
  const lines = errors.map(({ line }) => line);
  const joined = redactor.clean(lines.map((line) => line.replace(/\.$/, '')).join('; '), LONGEST_SAID);
  const requestId = textOf(headers['x-request-id']);
  const errorId = ofList.find(({ id }) => id !== '')?.id;
  const id =
    requestId === '' && errorId !== undefined
      ? `error id: ${errorId}`
      : `x-request-id: ${requestId || 'none'}`;
  const start = joined === '' ? '' : `: ${joined}`;
  const stop = /[.!?…]$/.test(joined) ? '' : '.';
  return {
    said: `${start}${stop} (${redactor.clean(id)})`,
    lines,
    words: errors.map(({ words }) => words),
    isOfGateway: !body?.errors && !body?.error && body?.message !== undefined && requestId === '',
  };
}

function readError(value: unknown, redactor: Redactor) {
  const error = asObject(value);
  const source = asObject(error?.source);
  const [title, detail, code] = [textOf(error?.title), textOf(error?.detail), textOf(error?.code)];
  const [parameter, pointer] = [textOf(source?.parameter), textOf(source?.pointer)];
  const said = new Set([title, detail].filter((word) => word !== '').map((word) => redactor.clean(word)));
  const isRepeated = [title, textOf(error?.status)].some((other) => plainly(other) === plainly(code));
  const extras = Object.entries({ code: isRepeated ? '' : code, parameter, pointer })
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name} ${redactor.clean(text, 100)}`);
  const line = [...said].join(': ') + (extras.length === 0 ? '' : ` (${extras.join(', ')})`);
  return {
    // As a whole once more: two parts that are harmless may begin with `::` together.
    line: redactor.clean(line, LONGEST_ERROR),
    words: [title, detail, code, parameter, pointer].join('\n').slice(0, LONGEST_SEARCHED),
    id: textOf(error?.id),
  };
}

/** `not_found` says no more than `Not Found`, and `404` no more than the status. */
function plainly(text: string): string {
  return text.toLowerCase().replace(/[\s-]+/g, '_');
}

/** Empty for what is no text, or blank. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
