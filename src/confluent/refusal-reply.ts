import { asObject, parseObject } from '../json.ts';
import type { HttpReply, Refusal, RefusalError } from '../tokens.ts';

/** Of the errors in one reply: what a person will read. */
const MOST_ERRORS = 10;

/** What a 4xx says: Confluent's error shape, all members optional; or RFC 6749's, should a gateway answer. */
export function readRefusal(reply: HttpReply): Refusal {
  const body = parseObject(reply.body);
  const list = Array.isArray(body?.errors) ? body.errors.slice(0, MOST_ERRORS) : [];
  const told = list
    .map(readError)
    .filter((error) => Object.values(error).some((value) => value !== undefined));
  const plain = { title: text(body?.error), detail: text(body?.error_description) };
  const isPlain = told.length === 0 && (plain.title ?? plain.detail) !== undefined;
  return {
    status: reply.status,
    errors: isPlain ? [plain] : told,
    requestId: text(reply.headers['x-request-id']),
  };
}

function readError(value: unknown): RefusalError {
  const error = asObject(value);
  const source = asObject(error?.source);
  return {
    title: text(error?.title),
    detail: text(error?.detail),
    code: text(error?.code),
    status: text(error?.status),
    parameter: text(source?.parameter),
    pointer: text(source?.pointer),
    id: text(error?.id),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
