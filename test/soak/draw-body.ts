import fc from 'fast-check';
import { words } from './words.ts';

/** What an arbitrary gives. */
export type Drawn<A> = A extends fc.Arbitrary<infer T> ? Readonly<T> : never;

const salt = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 });

const length = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1, 4, 8, 15, 16, 17, 64) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 5_000 }) },
  { weight: 2, arbitrary: fc.constantFrom(65_535, 65_536, 65_537, 70_000) },
  { weight: 1, arbitrary: fc.constant(100_000) },
);

const shape = fc.constantFrom('text', 'text', 'jwt', 'jwt', 'lines', 'unseen', 'foreign');
/** A token that no honest remote would issue; its characters follow from the salt. */
const token = fc.record({ shape, length, salt });
export type OddToken = Drawn<typeof token>;

const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1, 900, 86_400, 86_401, 1e15, 1.5, '900', '', [], {}),
  fc.constantFrom<unknown>('bearer', 'BEARER', 'mac', '::add-mask::e', 'a\n::error::b'),
  fc.jsonValue({ maxDepth: 2 }),
);

const member = fc.constantFrom(
  ...['value', 'access_token', 'token_type', 'issued_token_type', 'expires_in', '__proto__', 'errors'],
);

export const own = fc.constant({ kind: 'own' as const });
export const oddToken = fc.record({ kind: fc.constant('token' as const), token });
export const changed = fc.record({
  kind: fc.constant('changed' as const),
  members: fc.dictionary(member, odd, { minKeys: 1, maxKeys: 2 }),
});
export const refusal = fc.record({
  kind: fc.constant('refusal' as const),
  shape: fc.constantFrom('errors' as const, 'errors' as const, 'oauth' as const, 'all' as const),
  words,
});
export const oversize = fc.record({
  kind: fc.constant('oversize' as const),
  bytes: fc.constantFrom(1_000_000, 1_048_576, 1_048_577, 3_000_000),
});
export const senseless = fc.oneof(
  fc.record({ kind: fc.constantFrom('nothing', 'page') }),
  fc.record({ kind: fc.constant('json' as const), value: fc.jsonValue() }),
  fc.record({ kind: fc.constant('text' as const), words }),
);

export type Body = Drawn<
  typeof own | typeof oddToken | typeof changed | typeof refusal | typeof oversize | typeof senseless
>;
