import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };
const toCharacter = (n: number) => String.fromCodePoint(n < SURROGATES.first ? n : n + SURROGATES.count);

/** Any code point but surrogates, every other one ASCII. */
const codePoint = fc.oneof(fc.nat(0x7f), fc.nat(0x10ffff - SURROGATES.count)).map(toCharacter);

/** Text of any characters, as fast-check's own unit `binary` has it; that takes a second to set up in each process. */
export function anyText(constraints: { readonly minLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ ...constraints, unit: codePoint });
}

/** Web addresses as people write them; `fc.webUrl` takes as long to set up. */
export function webUrl(...schemes: string[]): fc.Arbitrary<string> {
  const part = anyText({ minLength: 1 }).map(encodeURIComponent);
  const path = fc.array(part).map((parts) => parts.map((one) => `/${one}`).join(''));
  const query = fc.option(part, { nil: '' }).map((text) => text && `?${text}`);
  const port = fc.option(fc.nat(65_535), { nil: '' }).map((number) => number && `:${number}`);
  return fc
    .tuple(fc.constantFrom(...schemes), fc.domain(), port, path, query)
    .map(([scheme, ...rest]) => `${scheme}://${rest.join('')}`);
}
