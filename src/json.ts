/** The members of a JSON object, each still to be proved. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Parses text that must be a JSON object; undefined for anything else. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The value, if it is an object and neither null nor an array. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** Visible ASCII: safe in a header, a file command and a log, and all that a bearer token may hold (RFC 6750, 2.1). */
export function isVisibleAscii(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}

/** Tokens of a remote within these bounds are taken; a mask of less would hide the log. */
export const SHORTEST_TOKEN = 16;
/** Linux starts no process with a variable of more than 128 KiB; a longer one would break each later step. */
export const LONGEST_TOKEN = 64 * 1024;
