import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Ends the stand-in, and shows what it had to complain of. */
const { STATE_pid = '', RUNNER_TEMP = '' } = process.env;
console.log(readFileSync(join(RUNNER_TEMP, 'stand-ins.log'), 'utf8'));
if (STATE_pid) process.kill(Number(STATE_pid));
