import type { RunnerOptions } from '../fakes/runner.ts';
import { openLane } from './lane.ts';
import { type Outcome, runOnce } from './run.ts';

export interface Soak {
  readonly runs: number;
  readonly seed: number;
  /** Runs at the same time. */
  readonly together: number;
  /** Other programs than those of action.yml. */
  readonly program?: RunnerOptions;
  readonly onOutcome?: (outcome: Outcome) => void;
  /** No run is started after one whose outcome is this. */
  readonly until?: (outcome: Outcome) => boolean;
}

/**
 * The seed of one run of many. The first is the seed itself, so `1 SEED` replays a single run; the others
 * are spread by a finaliser of a hash (that of MurmurHash3), for near seeds draw alike.
 */
export function seedOf(seed: number, run: number): number {
  if (run === 0) return seed;
  let hash = (seed + Math.imul(run, 0x9e3779b1)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Runs the built action against remotes, inputs and environments drawn from the seed; gives how each run ended. */
export async function soak({
  runs,
  seed,
  together,
  program = {},
  onOutcome,
  until,
}: Soak): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let started = 0;
  const work = async () => {
    const lane = openLane();
    try {
      while (started < runs) {
        const outcome = await runOnce(seedOf(seed, started++), lane, program);
        onOutcome?.(outcome);
        outcomes.push(outcome);
        if (until?.(outcome)) started = runs;
      }
    } finally {
      await lane.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(together, runs) }, work));
  return outcomes;
}
