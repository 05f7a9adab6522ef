import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Every process of Node on this machine or in this container, but this one: command by pid. */
export function nodeProcesses(): Map<number, string> {
  const all = { linux: throughProc, win32: throughTasklist }[process.platform as string] ?? throughPs;
  const others = all().filter(([pid, program]) => pid !== process.pid && isNode(program));
  return new Map(others.map(([pid, program, command]) => [pid, command ?? program]));
}

type Found = [pid: number, program: string, command?: string];

/** The title of the token endpoint stands where its program would. */
const isNode = (program: string) => /(^|[/\\])node(\.exe)?$|^confluent-cloud-auth/i.test(program);

/** Small images have no ps. */
function throughProc(): Found[] {
  const partsOf = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
    } catch {
      return [];
    }
  };
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .map((pid) => [Number(pid), partsOf(pid)[0] ?? '', partsOf(pid).join(' ')]);
}

/** Without arguments: in a whole command, a path with blanks has no end. */
function throughPs(): Found[] {
  const lines = execFileSync('ps', ['-axww', '-o', 'pid=,comm='], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => {
    const [, pid, program = ''] = /^ *(\d+) (.*?) *$/.exec(line) ?? [];
    return [Number(pid), program];
  });
}

function throughTasklist(): Found[] {
  const rows = execFileSync('tasklist', ['/fo', 'csv', '/nh'], { encoding: 'utf8' }).split(/\r?\n/);
  return rows.map((row) => {
    const [, name = '', pid] = /^"([^"]*)","(\d+)"/.exec(row) ?? [];
    return [Number(pid), name];
  });
}
