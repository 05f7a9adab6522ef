import fc from 'fast-check';
import { plainWords } from './words.ts';

/** The longest input that is read, in characters. */
const LONGEST = 2_000;

const LOOPBACK = 'http://127.0.0.1/';

/** One input as drawn. */
export interface DrawnInput {
  readonly name: string;
  /** For `endpoint`: what follows the address of the remote, unless `bad`. */
  readonly value: string;
  /** The step must refuse it. */
  readonly bad: boolean;
}

/** Of each input: values that are accepted, and values that are not. */
const VALUES: Readonly<Record<string, { good: readonly string[]; bad: readonly string[] }>> = {
  'identity-pool-id': {
    good: ['pool-a', ' pool-a\n', 'pool-a,pool-b', 'pool-a , pool-b'],
    bad: ['', ' ', ',', 'pool a', 'pool-a,', 'pool-a;pool-b', 'pool-\u00e4'],
  },
  audience: {
    good: ['', 'confluent', 'a'.repeat(LONGEST), 'a b&audience=c#d', '\u{1f511}'],
    bad: [],
  },
  'expires-in': {
    good: ['1', '60', '899', '900', ' 900 '],
    bad: ['', '0', '901', '-1', '1.5', '1e2', '060', '\u0663', '9'.repeat(400), 'NaN'],
  },
  endpoint: {
    good: ['', '/', '//', `${'/'.repeat(1_500)}`],
    bad: [
      ...['', 'api.confluent.cloud', 'http://192.0.2.1', 'http://127.1', 'http://a:b@127.0.0.1'],
      ...['http://127.0.0.1?x', 'http://127.0.0.1\\x', `http://127.0.0.1${'/'.repeat(120_000)}`],
    ],
  },
  'environment-variable': {
    good: ['', 'MY_TOKEN', '_', 'a1'],
    bad: ['1A', 'A-B', 'A B', 'PATH', 'Path', 'GITHUB_TOKEN', 'NODE_OPTIONS', 'LD_PRELOAD', 'A=B', '\u00c4'],
  },
  'max-attempts': { good: ['1', '2', '3'], bad: ['', '0', '11', '-1', '2.0', '1e0', 'two'] },
  'timeout-seconds': { good: ['1', '2'], bad: ['', '0', '601', '1e2', '-1', '99999999999', 'Infinity'] },
  'token-endpoint': { good: ['false'], bad: ['', 'True', 'yes', '1', 'true,false'] },
  'token-endpoint-port': { good: ['0'], bad: ['', '80', '1023', '65536', '-1', '08080', '1e4'] },
};

const isShort = (text: string) => text.length <= LONGEST;
const isSimple = (name: string) => name !== 'endpoint' && name !== 'timeout-seconds';

function goodOf(name: string): fc.Arbitrary<DrawnInput> {
  const known = fc.constantFrom(...(VALUES[name]?.good ?? []));
  const value = name === 'audience' ? fc.oneof(known, plainWords.filter(isShort)) : known;
  return value.map((text) => ({ name, value: text, bad: false }));
}

function badOf(name: string): fc.Arbitrary<DrawnInput> {
  const tooLong = fc
    .tuple(fc.constantFrom('1', 'a', 'a,', '/', '::error::'), fc.constantFrom(LONGEST + 2, 10_000, 120_000))
    .map(
      ([unit, size]) => (name === 'endpoint' ? LOOPBACK : '') + unit.repeat(Math.ceil(size / unit.length)),
    );
  const known = VALUES[name]?.bad ?? [];
  const refused = known.length === 0 ? [] : [fc.constantFrom(...known), plainWords.filter(neverGood)];
  return fc.oneof(tooLong, ...refused).map((value) => ({ name, value, bad: true }));
}

/** Words that happen to be a number, a name or nothing might be good. */
function neverGood(text: string): boolean {
  return !/^[\s\w,-]*$/.test(text) && !/^\s*https?:/i.test(text);
}

const names = Object.keys(VALUES);

/** A few inputs that are good, whatever their name. */
export const goodInputs: fc.Arbitrary<readonly DrawnInput[]> = fc
  .subarray(names.filter(isSimple), { maxLength: 4 })
  .chain((some) => fc.tuple(...[...some, 'endpoint'].map(goodOf)));

/** Identity pools that are accepted, and that Confluent does not know. */
export const unknownPools: fc.Arbitrary<readonly DrawnInput[]> = fc
  .constantFrom('pool-z', 'pool-a,pool-z', 'p'.repeat(LONGEST), 'pool-z,'.repeat(280).slice(0, -1))
  .map((value) => [{ name: 'identity-pool-id', value, bad: false }]);

/** One or two inputs that must be refused, among good ones. */
export const badInputs: fc.Arbitrary<readonly DrawnInput[]> = fc
  .subarray(names, { minLength: 1, maxLength: 2 })
  .chain((some) => fc.tuple(...some.map(badOf)));

/** The `with:` block, on these remotes. */
export function inputsOf(
  drawn: readonly DrawnInput[],
  remote: string,
  more: Readonly<Record<string, string>>,
): Record<string, string> {
  const values = drawn.map(({ name, value, bad }): [string, string] => [
    name,
    name === 'endpoint' && !bad ? remote + value : value,
  ]);
  return { 'identity-pool-id': 'pool-a', endpoint: remote, ...more, ...Object.fromEntries(values) };
}
