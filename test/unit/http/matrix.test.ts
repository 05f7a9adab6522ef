import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { LIMITS, runMatrix, TOO_MANY } from '../../helpers/matrix.ts';

// Two scenes of the table of docs/architecture.md; `npm run test:matrix` plays all of them.
suite('a matrix of 256 jobs behind a limit of 5 exchanges a second', () => {
  const SCENES: [keyof typeof LIMITS, number][] = [
    ['429 with `Retry-After: 1`', 0],
    ['counted anew each second, `X-RateLimit-Reset: 1`', 6],
  ];
  for (const [name, within] of SCENES) {
    test(`${name}, started within ${within} s: none is lost`, async () => {
      const { lost, most } = await runMatrix(within, LIMITS[name], 1);
      assert.equal(lost, 0);
      assert.ok(most < TOO_MANY, `${most} requests`);
    });
  }
});
