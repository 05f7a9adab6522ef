import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { INTEROP_SECONDS, INTEROP_SNIPPET, INTEROP_MODULES } = process.env;

const patienceMs = 15_000;
const startUpMs = 60_000;

/** The document's snippet run as it stands; gives what it has defined under these names. */
export function load(...names) {
  const require = createRequire(join(INTEROP_MODULES, 'any.js'));
  const code = readFileSync(INTEROP_SNIPPET, 'utf8');
  return new Function('require', `${code}\nreturn { ${names} };`)(require);
}

const counters = { produced: 0, consumed: 0, last: 0, longest: 0 };
// A snippet may end the process, too.
process.on('exit', () => console.log(JSON.stringify(counters)));

/**
 * Writes a record a second and reads it back, for INTEROP_SECONDS. The last line of stdout and the
 * exit code are those of python/trip.py.
 */
export async function trip(write, read, isAuthentication = () => false) {
  const end = performance.now() + Number(INTEROP_SECONDS) * 1000;
  let code = 0;
  try {
    while (performance.now() < end) {
      const begun = performance.now();
      const ms = counters.consumed > 0 ? patienceMs : startUpMs;
      const value = `record ${counters.produced}`;
      await within(write(value), ms, `'${value}' was not acknowledged`);
      counters.produced++;
      await within(read(value), ms, `'${value}' was not read`);
      counters.consumed++;
      counters.last = Date.now();
      // The first one has to wait for the log-ins.
      if (counters.consumed > 1)
        counters.longest = Math.max(counters.longest, Math.round(performance.now() - begun));
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  } catch (error) {
    console.error(error);
    code = isAuthentication(error) ? 2 : 1;
  }
  process.exit(code);
}

async function within(work, ms, missing) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${missing} within ${ms} ms`)), ms);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
