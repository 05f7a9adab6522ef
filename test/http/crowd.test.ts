import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Limit, runCrowd } from '../support/crowd.ts';

/** GitHub allows this many jobs in a matrix. */
const jobs = 256;

const LIMITS: Limit[] = [
  { perSecond: 5, kind: 'bucket', headers: { 'retry-after': '1' } },
  { perSecond: 5, kind: 'bucket', headers: {} },
  { perSecond: 5, kind: 'window', headers: { 'retry-after': '1' } },
  { perSecond: 5, kind: 'window', headers: { 'x-ratelimit-reset': '1' } },
];

// The table of docs/architecture.md (npm run crowd).
describe('a matrix of 256 jobs behind a limit of 5 exchanges a second', () => {
  for (const limit of LIMITS) {
    for (const within of [0, 6]) {
      test(`${limit.kind}, ${JSON.stringify(limit.headers)}, started within ${within} s: none is lost`, async () => {
        const { lost, most } = await runCrowd({ jobs, within, timeoutSeconds: 60 }, limit, 1);
        assert.equal(lost, 0);
        assert.ok(most < 12, `${most} requests`);
      });
    }
  }
});
