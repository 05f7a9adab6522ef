import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertUnnoticed, playOutage, type Scene } from '../../helpers/token-endpoint-outage.ts';

const LIVES = { id: 300_000, access: 900_000 };
const usual: Scene = {
  away: 'GitHub',
  way: 'at once',
  after: 59_000,
  lastsMs: 200_000,
  every: 20_000,
  lives: LIVES,
  // The longest pauses that there may be.
  random: () => 0.999,
};

/** Both kinds of token are fetched again within this time by any of the clients: one period of all. */
const PERIOD_MS = 200_000;
/** Steps that meet each second of the ID token's 60; a client that asks often takes long to play. */
const STEP_MS: Record<number, number> = { 1000: 26_300, 20000: 3_700, 100000: 7_900 };

function phases(every: number): number[] {
  const step = STEP_MS[every] as number;
  return Array.from({ length: Math.ceil(PERIOD_MS / step) }, (_, n) => 500 + n * step);
}

suite('token endpoint: 200 s without a remote, in the middle of a job', () => {
  for (const away of ['GitHub', 'Confluent'] as const) {
    for (const way of ['at once', 'silent'] as const) {
      for (const every of [1_000, 20_000, 100_000]) {
        test(`no client notices: ${away}, ${way}, a request every ${every / 1000} s`, async () => {
          for (const after of phases(every)) {
            const seen = await playOutage({ ...usual, away, way, after, every });
            assert.ok(seen.length >= 6);
            assertUnnoticed(seen, `away from ${after} ms on`);
          }
        });
      }
    }
  }

  test('just where a refresh is due, with any pauses between the tries', async () => {
    for (const random of [() => 0.01, () => 0.5, Math.random]) {
      for (const after of [59_990, 60_010, 179_990, 180_010]) {
        for (const way of ['at once', 'silent'] as const) {
          for (const away of ['GitHub', 'Confluent'] as const) {
            assertUnnoticed(
              await playOutage({ ...usual, random, after, way, away }),
              `${away} ${way} ${after}`,
            );
          }
        }
      }
    }
  });

  test('more than can be bridged is noticed: this test sees it', async () => {
    const seen = await playOutage({ ...usual, lastsMs: 260_000 });
    assert.ok(seen.some(({ failed }) => failed));
    assert.ok(seen.every(({ waited }) => waited <= 15_000));
    // It is over when the remote is back, without a client that would have to wait.
    assert.ok(seen.slice(-4).every(({ failed, waited }) => !failed && waited === 0));
  });
});
