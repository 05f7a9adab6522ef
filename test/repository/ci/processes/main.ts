import { appendFileSync } from 'node:fs';
import { nodeProcesses } from './list.ts';

/** Remembers which processes of Node were there before the job started any. */
appendFileSync(process.env.GITHUB_STATE ?? '', `before=${[...nodeProcesses().keys()].join(' ')}\n`);
