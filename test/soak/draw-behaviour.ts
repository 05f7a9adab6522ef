import fc from 'fast-check';
import { type Body, changed, type Drawn, oddToken, oversize, own, refusal, senseless } from './draw-body.ts';
import { type Words, words } from './words.ts';

/** When the bytes of a reply arrive, and how they end. */
export interface Delivery {
  readonly delayMs: number;
  /** The part of the bytes that is sent, 0 to 1. */
  readonly part: number;
  readonly pieces: number;
  readonly end: 'close' | 'reset' | 'silence';
}

const waits = fc.constantFrom(
  ...['0', '0', '0.3', '1', '2', '60', '999999999', '99999999999999999999', '-1', '1e3', 'soon', ''],
  ...['Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT', 'Mon, 1', '::error::x'],
);

const locations = fc.constantFrom('/', '//127.0.0.1:1/', 'http://127.0.0.1:1/::error::x', 'file:///x', '');

const header: fc.Arbitrary<readonly [string, Words]> = fc.oneof(
  fc.tuple(
    fc.constantFrom('retry-after', 'x-ratelimit-reset'),
    waits.map((text) => [text]),
  ),
  fc.tuple(
    fc.constant('location'),
    locations.map((text) => [text]),
  ),
  fc.tuple(fc.constantFrom('x-request-id', 'date', 'content-type', 'server', 'set-cookie'), words),
  fc.constant(['content-encoding', ['gzip']] as const),
);

const status = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(400, 401, 403, 404, 409, 413, 422) },
  { weight: 3, arbitrary: fc.constantFrom(408, 429, 429, 500, 502, 503, 504, 520) },
  { weight: 2, arbitrary: fc.constantFrom(301, 302, 303, 307, 308) },
  { weight: 2, arbitrary: fc.constantFrom(101, 101, 201, 204, 206, 304) },
  { weight: 1, arbitrary: fc.constantFrom(100, 103, 200, 299, 418, 599, 600, 999) },
);

/** All at once, as a rule. */
export const prompt: Delivery = { delayMs: 0, part: 1, pieces: 1, end: 'close' };

const delivery = fc.oneof(
  { weight: 10, arbitrary: fc.constant(prompt) },
  {
    weight: 4,
    arbitrary: fc.record<Delivery>({
      delayMs: fc.constantFrom(0, 0, 20, 80),
      part: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
      pieces: fc.constantFrom(1, 2, 7),
      end: fc.constantFrom('close', 'close', 'reset'),
    }),
  },
);

const framing = fc.constantFrom('length', 'length', 'chunked', 'close', 'too short', 'too long');

const replyWith = (statuses: fc.Arbitrary<number>, body: fc.Arbitrary<Body>) =>
  fc.record({
    kind: fc.constant('reply' as const),
    status: statuses,
    headers: fc.array(header, { maxLength: 2 }),
    framing,
    body,
    delivery,
  });

const reply = fc.oneof(
  { weight: 3, arbitrary: replyWith(fc.constant(200), fc.oneof(oddToken, oddToken, changed, own, oversize)) },
  { weight: 1, arbitrary: replyWith(fc.constant(200), senseless) },
  { weight: 4, arbitrary: replyWith(status, refusal) },
  { weight: 2, arbitrary: replyWith(status, fc.oneof(senseless, oddToken)) },
);

const junk = fc.record({ kind: fc.constant('junk' as const), says: words, delivery });

/** What a remote does with one request. */
export const behaviour = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ kind: 'pass' as const }) },
  { weight: 12, arbitrary: reply },
  { weight: 1, arbitrary: junk },
);

export type Behaviour = Drawn<typeof behaviour>;

/** Part of a reply, and then no word and no end. */
export const silent: fc.Arbitrary<Behaviour> = fc
  .tuple(fc.oneof(reply, junk), fc.double({ min: 0, max: 0.99, noNaN: true }))
  .map(([drawn, part]) => ({ ...drawn, delivery: { ...drawn.delivery, part, end: 'silence' } }));
