import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Exit, run } from '../../helpers/spawn.ts';

export interface Scripts {
  /** Runs the text as a file, in an environment that owes nothing to ours but the PATH. */
  bash(code: string, env?: Readonly<Record<string, string>>): Promise<Exit>;
  /** What every curl of these scripts was called with: what any process of the machine can read. */
  curlArguments(): string;
}

// On the PATH before the real one, which it is replaced by once it has written down its arguments.
const recordingCurl = `#!/usr/bin/env bash
printf '%s\\n' "$@" >> "$CURL_LOG"
PATH=\${PATH#*${delimiter}} exec curl "$@"
`;

/** A folder in which scripts run, gone when the test is over. */
export function startScripts(t: TestContext): Scripts {
  const folder = mkdtempSync(join(tmpdir(), 'scripts-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const log = join(folder, 'curl.log');
  writeFileSync(log, '');
  writeFileSync(join(folder, 'curl'), recordingCurl);
  chmodSync(join(folder, 'curl'), 0o755);
  const file = join(folder, 'script.sh');
  return {
    bash(code, env = {}) {
      writeFileSync(file, code);
      const path = `${folder}${delimiter}${process.env.PATH}`;
      const all = { PATH: path, HOME: folder, CURL_LOG: log, no_proxy: '127.0.0.1', ...env };
      return run('bash', [file], { env: all, cwd: folder, timeoutMs: 60_000 });
    },
    curlArguments: () => readFileSync(log, 'utf8'),
  };
}
