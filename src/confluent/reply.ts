import { asObject, parseObject } from '../json.ts';
import type { Redactor } from '../secret.ts';
import type { HttpReply } from '../tokens.ts';

/** What Confluent said with a 4xx. */
interface Refusal {
  /** A sentence with all of its errors, and the id by which Confluent's support can find the request. */
  readonly said: string;
  /** Each error as a line. */
  readonly lines: readonly string[];
  /** The words of each error: to search in, not to print. */
  readonly words: readonly string[];
  /** Whether it has the form that gateways use, and Confluent does not. */
  readonly isOfGateway: boolean;
}

/** Maximum of all errors in the annotation, in characters: it is read on one screen. */
const LONGEST_SAID = 500;

/** Maximum of one error in the log, in characters. */
const LONGEST_ERROR = 1_000;

/** Maximum number of errors of one reply: a person reads no more. */
const MOST_ERRORS = 10;

/** Maximum of a remote's text that is searched, in characters. */
const LONGEST_SEARCHED = 4_000;

/** Reads a 4xx: Confluent's error shape, all members optional; or RFC 6749's, or that of a gateway. */
export function readRefusal({ headers, body: text }: HttpReply, redactor: Redactor): Refusal {
  const body = parseObject(text);
  const list: unknown[] = Array.isArray(body?.errors) ? body.errors.slice(0, MOST_ERRORS) : [];
  const plain = { title: body?.error, detail: body?.error_description ?? body?.message };
  const all = [...list, plain].map((error) => readError(error, redactor));
  const errors = all.filter(({ line }) => line !== '');
  const lines = errors.map(({ line }) => line);
  const joined = lines.map((line) => line.replace(/\.$/, '')).join('; ');
  const sentence = redactor.clean(joined, LONGEST_SAID);
  const start = sentence === '' ? '' : `: ${sentence}`;
  const stop = /[.!?…]$/.test(sentence) ? '' : '.';
  const requestId = trimmed(headers['x-request-id']);
  const errorId = requestId === '' && all.find(({ id }) => id !== '')?.id;
  const id = errorId ? `error id: ${errorId}` : `x-request-id: ${requestId || 'none'}`;
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
  const title = trimmed(error?.title);
  const detail = trimmed(error?.detail);
  const code = trimmed(error?.code);
  const isRepeated = [title, trimmed(error?.status)].map(plainly).includes(plainly(code));
  const named = Object.entries({
    code: isRepeated ? '' : code,
    parameter: trimmed(source?.parameter),
    pointer: trimmed(source?.pointer),
  }).filter(([, text]) => text !== '');
  const said = [...new Set([title, detail])].filter((text) => text !== '').join(': ');
  const words = [title, detail, code, ...named.map(([, text]) => text)].join('\n');
  const extras = named.map(([name, text]) => `${name} ${text}`).join(', ');
  return {
    line: redactor.clean(extras === '' ? said : `${said} (${extras})`, LONGEST_ERROR),
    words: words.slice(0, LONGEST_SEARCHED),
    id: trimmed(error?.id),
  };
}

/** `not_found` says no more than `Not Found`, and `404` no more than the status. */
function plainly(text: string): string {
  return text.toLowerCase().replace(/[\s-]+/g, '_');
}

/** Empty for what is no text, or blank. */
function trimmed(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
