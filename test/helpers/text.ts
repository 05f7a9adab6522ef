import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };
const toCharacter = (n: number) => String.fromCodePoint(n < SURROGATES.first ? n : n + SURROGATES.count);

/** Any code point but surrogates, every other one ASCII. */
const codePoint = fc.oneof(fc.nat(0x7f), fc.nat(0x10ffff - SURROGATES.count)).map(toCharacter);

/** Text of any characters, as fast-check's own unit `binary` has it; that takes a second to set up in each process. */
export function anyText(constraints: { readonly minLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ ...constraints, unit: codePoint });
}
