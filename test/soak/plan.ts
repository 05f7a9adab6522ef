import fc from 'fast-check';
import type { Env } from '../fakes/runner.ts';
import { type Behaviour, behaviour, prompt, silent } from './draw-behaviour.ts';
import { event, forged, harmless, impossible, type Surroundings } from './environment.ts';
import { badInputs, type DrawnInput, goodInputs, unknownPools } from './inputs.ts';

/** A request to the token endpoint, by somebody who knows the credentials or does not. */
export type Visit = 'ID token' | 'access token' | 'wrong secret' | 'wrong path' | 'no HTTP' | 'large body';

/** How a run goes: plain data, which a seed gives again. */
export interface Plan {
  readonly kind: keyof typeof KINDS;
  readonly timeoutSeconds: number;
  /** What each remote does with its requests in turn; after these, its ordinary work. */
  readonly github: readonly Behaviour[];
  readonly sts: readonly Behaviour[];
  readonly inputs: readonly DrawnInput[];
  readonly surroundings: Surroundings;
  readonly event: unknown;
  /** Both remotes on https; `strange` with a certificate that the step cannot know. */
  readonly tls: 'none' | 'known' | 'strange';
  /** undefined: no token endpoint. */
  readonly visits: readonly Visit[] | undefined;
  /** Forged for post; undefined: none is run unless main succeeded. */
  readonly post: Env | undefined;
}

const passive = fc.constant<readonly Behaviour[]>([]);
const list = (minLength: number) => fc.array(behaviour, { minLength, maxLength: 3 });
const visit = fc.constantFrom<Visit>(
  ...(['ID token', 'ID token', 'access token', 'access token', 'wrong secret'] as const),
  ...(['wrong path', 'no HTTP', 'large body'] as const),
);
const visits = fc.option(fc.array(visit, { maxLength: 3 }), { nil: undefined, freq: 2 });

const ordinary = {
  timeoutSeconds: fc.constant(30),
  github: passive,
  sts: passive,
  inputs: goodInputs,
  surroundings: harmless,
  event,
  tls: fc.constantFrom<Plan['tls']>('none', 'none', 'none', 'known'),
  visits,
  post: fc.oneof(fc.constant(undefined), fc.constant<Env>({}), forged),
};

/** Time enough for a busy machine, where a remote does not use it up by its silence. */
const patient = fc.constant(5);
const impatient = fc.constantFrom(1, 1, 2);
const early = { ...ordinary, timeoutSeconds: fc.constant(20) };

function replies(status: number, retryAfter: string): Behaviour {
  const headers: [string, string[]][] = [['retry-after', [retryAfter]]];
  return { kind: 'reply', status, headers, framing: 'length', body: { kind: 'nothing' }, delivery: prompt };
}

/** Kinds of runs, each with how often it is drawn and what is drawn for it. */
const KINDS = {
  /** Nothing is wrong that would keep a step from its work. */
  well: { weight: 4, draws: ordinary },
  /** Remotes that do anything. */
  wire: {
    weight: 14,
    draws: { ...ordinary, timeoutSeconds: patient, github: fc.oneof(passive, list(0)), sts: list(0) },
  },
  /** GitHub does anything, from the first request on. */
  github: { weight: 3, draws: { ...ordinary, timeoutSeconds: patient, github: list(1) } },
  /** A remote that falls silent in the middle of a reply. */
  silence: {
    weight: 2,
    draws: {
      ...ordinary,
      timeoutSeconds: impatient,
      github: fc.oneof(passive, fc.tuple(silent)),
      sts: fc.tuple(silent, silent),
    },
  },
  /** Identity pools that Confluent refuses. */
  pools: { weight: 1, draws: { ...early, inputs: unknownPools } },
  /** Inputs that must be refused. */
  inputs: { weight: 4, draws: { ...early, inputs: badInputs } },
  /** An environment in which nothing can be done. */
  environment: { weight: 3, draws: { ...early, surroundings: impossible } },
  /** Remotes that cannot prove who they are. */
  strangers: {
    weight: 1,
    draws: {
      ...early,
      tls: fc.constant<Plan['tls']>('strange'),
      surroundings: fc
        .constantFrom<Env>({}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })
        .map((variables) => ({ variables, places: {} })),
    },
  },
  /** A rate limit on either side, which is no attempt that counts. */
  limit: {
    weight: 1,
    draws: {
      ...ordinary,
      github: fc.constantFrom([], [replies(429, '0')]),
      sts: fc.constant([replies(429, '0')]),
      inputs: fc.constant([{ name: 'max-attempts', value: '1', bad: false }]),
    },
  },
  /** A remote that changes the protocol whenever it is asked. */
  upgrade: {
    weight: 1,
    draws: {
      ...ordinary,
      timeoutSeconds: impatient,
      sts: fc.constant([replies(101, '')]),
      inputs: fc.constant([{ name: 'max-attempts', value: '1', bad: false }]),
    },
  },
} as const;

function kindOf([kind, { weight, draws }]: [string, { weight: number; draws: object }]) {
  const arbitrary = fc.record({ kind: fc.constant(kind), ...draws }) as unknown as fc.Arbitrary<Plan>;
  return { weight, arbitrary };
}

const plan = fc.oneof(...Object.entries(KINDS).map(kindOf));

/** The run of a seed: always the same. */
export function drawPlan(seed: number): Plan {
  return fc.sample(plan, { seed, numRuns: 1 })[0] as Plan;
}
