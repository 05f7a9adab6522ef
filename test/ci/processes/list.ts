import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Every process of Node on this machine or in this container, but this one: command by pid. */
export function nodeProcesses(): Map<number, string> {
  const all = { linux: throughProc, win32: throughTasklist }[process.platform as string] ?? throughPs;
  const others = all().filter(([pid, command]) => pid !== process.pid && isNode(command));
  return new Map(others);
}

type Found = [pid: number, command: string];

const isNode = (command: string) => /(^|[/\\])node(\.exe)?$/i.test(command.split(' ')[0] ?? '');

/** Small images have no ps. */
function throughProc(): Found[] {
  const command = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    } catch {
      return '';
    }
  };
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .map((pid) => [Number(pid), command(pid)]);
}

function throughPs(): Found[] {
  const lines = execFileSync('ps', ['-axww', '-o', 'pid=,command='], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => {
    const [, pid, command = ''] = /^ *(\d+) (.*)$/.exec(line) ?? [];
    return [Number(pid), command];
  });
}

function throughTasklist(): Found[] {
  const rows = execFileSync('tasklist', ['/fo', 'csv', '/nh'], { encoding: 'utf8' }).split(/\r?\n/);
  return rows.map((row) => {
    const [, name = '', pid] = /^"([^"]*)","(\d+)"/.exec(row) ?? [];
    return [Number(pid), name];
  });
}
