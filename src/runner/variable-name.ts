const OF_THE_JOB =
  /^(PATH|HOME|SHELL|ENV|BASH_ENV|IFS|CI|NODE_OPTIONS|(LD|DYLD|GITHUB|RUNNER|ACTIONS|INPUT|STATE)_.*)$/;

/**
 * The name of an environment variable that the action may write, or empty text for none; undefined for
 * any other. Compared without case: Windows would take `Path` for `PATH`.
 */
export function parseVariableName(text: string): string | undefined {
  const isName = text === '' || /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
  return isName && !OF_THE_JOB.test(text.toUpperCase()) ? text : undefined;
}
