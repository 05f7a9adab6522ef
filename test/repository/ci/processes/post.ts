import { setTimeout as sleep } from 'node:timers/promises';
import { nodeProcesses } from './list.ts';

/** One that was just told to end may take a moment. */
const PATIENCE_MS = 3_000;

const before = new Set((process.env.STATE_before ?? '').split(' ').map(Number));
const leftOver = () => [...nodeProcesses()].filter(([pid]) => !before.has(pid));

const deadline = performance.now() + PATIENCE_MS;
while (leftOver().length > 0 && performance.now() < deadline) await sleep(100);
for (const [pid, command] of leftOver()) {
  console.log(`::error::Left over: process ${pid}, ${command}`);
  process.exitCode = 1;
}
