import fc from 'fast-check';
import { type Words, words } from './words.ts';

/** A token that no honest remote would issue. */
export interface OddToken {
  readonly shape: 'text' | 'jwt' | 'lines' | 'unseen' | 'foreign';
  readonly length: number;
  /** Its characters follow from this, so that a replay has the same. */
  readonly salt: string;
}

export type Body =
  | { readonly kind: 'own' | 'nothing' | 'page' }
  | { readonly kind: 'token'; readonly token: OddToken }
  | { readonly kind: 'changed'; readonly members: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refusal'; readonly shape: 'errors' | 'oauth' | 'all'; readonly words: Words }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly words: Words }
  | { readonly kind: 'oversize'; readonly bytes: number };

/** When the bytes of a reply arrive, and how they end. */
export interface Delivery {
  readonly delayMs: number;
  /** The part of the bytes that is sent, 0 to 1. */
  readonly part: number;
  readonly pieces: number;
  readonly end: 'close' | 'reset' | 'silence';
}

/** What a remote does with one request. */
export type Behaviour =
  | { readonly kind: 'pass' }
  | { readonly kind: 'junk'; readonly says: Words; readonly delivery: Delivery }
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers: readonly (readonly [string, Words])[];
      readonly framing: 'length' | 'chunked' | 'close' | 'too short' | 'too long';
      readonly body: Body;
      readonly delivery: Delivery;
    };

const salt = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 });

const length = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1, 4, 8, 15, 16, 17, 64) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 5_000 }) },
  { weight: 2, arbitrary: fc.constantFrom(65_535, 65_536, 65_537, 70_000) },
  { weight: 1, arbitrary: fc.constant(100_000) },
);

const shape = fc.constantFrom<OddToken['shape']>('text', 'text', 'jwt', 'jwt', 'lines', 'unseen', 'foreign');
const token: fc.Arbitrary<OddToken> = fc.record({ shape, length, salt });

const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1, 900, 86_400, 86_401, 1e15, 1.5, '900', '', [], {}),
  fc.constantFrom<unknown>('bearer', 'BEARER', 'mac', '::add-mask::e', 'a\n::error::b'),
  fc.jsonValue({ maxDepth: 2 }),
);

const member = fc.constantFrom(
  ...[
    'value',
    'count',
    'access_token',
    'token_type',
    'issued_token_type',
    'expires_in',
    '__proto__',
    'errors',
  ],
);

const own: fc.Arbitrary<Body> = fc.constant({ kind: 'own' });
const oddToken: fc.Arbitrary<Body> = fc.record({ kind: fc.constant('token' as const), token });
const changed: fc.Arbitrary<Body> = fc.record({
  kind: fc.constant('changed' as const),
  members: fc.dictionary(member, odd, { minKeys: 1, maxKeys: 2 }),
});
const refusal: fc.Arbitrary<Body> = fc.record({
  kind: fc.constant('refusal' as const),
  shape: fc.constantFrom('errors' as const, 'errors' as const, 'oauth' as const, 'all' as const),
  words,
});
const oversize: fc.Arbitrary<Body> = fc.record({
  kind: fc.constant('oversize' as const),
  bytes: fc.constantFrom(1_000_000, 1_048_576, 1_048_577, 3_000_000),
});
const senseless: fc.Arbitrary<Body> = fc.oneof(
  fc.constantFrom<Body>({ kind: 'nothing' }, { kind: 'page' }),
  fc.record({ kind: fc.constant('json' as const), value: fc.jsonValue() }),
  fc.record({ kind: fc.constant('text' as const), words }),
);

const waits = fc.constantFrom(
  ...['0', '0', '0.3', '1', '2', '60', '999999999', '99999999999999999999', '-1', '1e3', 'soon', ''],
  ...['Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT', 'Mon, 1', '::error::x'],
);

const locations = fc.constantFrom(
  ...[
    '/',
    '//127.0.0.1:1/',
    'http://127.0.0.1:1/::error::x',
    'https://127.0.0.1:1',
    'file:///etc/passwd',
    '',
  ],
);

const header = fc.oneof(
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
) satisfies fc.Arbitrary<readonly [string, Words]>;

const status = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(400, 401, 403, 404, 409, 413, 422) },
  { weight: 3, arbitrary: fc.constantFrom(408, 429, 429, 500, 502, 503, 504, 520) },
  { weight: 2, arbitrary: fc.constantFrom(301, 302, 303, 307, 308) },
  { weight: 2, arbitrary: fc.constantFrom(101, 101, 201, 204, 206, 304) },
  { weight: 1, arbitrary: fc.constantFrom(100, 103, 200, 299, 418, 599, 600, 999) },
);

const delivery: fc.Arbitrary<Delivery> = fc.oneof(
  { weight: 10, arbitrary: fc.constant({ delayMs: 0, part: 1, pieces: 1, end: 'close' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      delayMs: fc.constantFrom(0, 0, 20, 80),
      part: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
      pieces: fc.constantFrom(1, 2, 7),
      end: fc.constantFrom<Delivery['end']>('close', 'close', 'reset'),
    }),
  },
);

const framing = fc.constantFrom<'length' | 'chunked' | 'close' | 'too short' | 'too long'>(
  ...(['length', 'length', 'length', 'chunked', 'close', 'too short', 'too long'] as const),
);

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

export const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ kind: 'pass' as const }) },
  { weight: 12, arbitrary: reply },
  { weight: 1, arbitrary: junk },
);

/** Part of a reply, and then no word and no end. */
export const silent: fc.Arbitrary<Behaviour> = fc
  .tuple(fc.oneof(reply, junk), fc.double({ min: 0, max: 0.99, noNaN: true }))
  .map(([drawn, part]) => ({ ...drawn, delivery: { ...drawn.delivery, part, end: 'silence' } }));
