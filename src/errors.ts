/** Every way a step can fail. The codes are stable: docs/troubleshooting.md has an entry for each. */
export const ERROR_CODES = [
  'INVALID_INPUT',
  'NO_PERMISSION',
  'FORK_PULL_REQUEST',
  'DEPENDABOT',
  'GITHUB_REFUSED',
  'CONFLUENT_REFUSED',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'UNREACHABLE',
  'TIMED_OUT',
  'UNEXPECTED_REPLY',
  'TOKEN_ENDPOINT',
  'RUNNER_FILES',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * A failure that a person meets: what happened, and its remedy.
 * Neither text may hold a secret or uncleaned words of a remote.
 */
export class ActionError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string;
  /** Wait the remote asked for that exceeds the deadline (ms); otherwise 0. */
  readonly waitMs: number;

  constructor(code: ErrorCode, message: string, remedy: string, cause?: unknown, waitMs = 0) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ActionError';
    this.code = code;
    this.remedy = remedy;
    this.waitMs = waitMs;
  }
}

/** Maximum length of a message. What comes after it, the remedy and the code, must not be cut off. */
const LONGEST_MESSAGE = 1_200;

/** What was thrown, as one line: message, remedy and code. The caller cleans it before printing. */
export function describe(thrown: unknown): string {
  if (thrown instanceof ActionError) {
    const { message, remedy, code } = thrown;
    const shown = message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
    return `${shown} ${remedy} [${code}]`;
  }
  const what = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : 'something threw no error';
  return `A fault of this action, not of your workflow: ${what}. Please report it with the debug log. [INTERNAL]`;
}

/** The maximum of the input timeout-seconds. */
export const LONGEST_TIMEOUT_S = 600;

/** The end of a remedy that may also be a longer time; nothing where the input has its maximum, or that is too short. */
export function orRaise(timeoutSeconds: number, needed = 0): string {
  const helps = timeoutSeconds < LONGEST_TIMEOUT_S && needed < LONGEST_TIMEOUT_S;
  return helps ? `, or raise timeout-seconds (${timeoutSeconds}).` : '.';
}

/** The workflow command for what was thrown, for use where the toolkit may be what has failed. */
export function commandOf(level: 'error' | 'warning', thrown: unknown): string {
  return `::${level}::${describe(thrown).replace(/\s+/g, ' ')}`;
}
