/** The shortest run of hexadecimal digits that may be a piece of a secret. */
const SHORTEST_RUN = 40;

const fromHex = (digits: string) => Buffer.from(digits, 'hex').toString('latin1');

function withoutUnseen(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, '');
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, digits) => fromHex(digits));
}

function jsonDecoded(text: string): string {
  return text.replace(/\\u00([0-9a-f]{2})/gi, (_, digits) => fromHex(digits));
}

/** Of each run of digits both readings: nobody knows with which digit a byte begins. */
function hexDecoded(text: string): string {
  const runs = text.match(new RegExp(`[0-9a-f]{${SHORTEST_RUN},}`, 'gi')) ?? [];
  return runs.flatMap((digits) => [fromHex(even(digits)), fromHex(even(digits.slice(1)))]).join('\n');
}

function even(digits: string): string {
  return digits.slice(0, digits.length - (digits.length % 2));
}

/** A text as somebody could read it who looks for secrets in it. */
export function readings(text: string): string[] {
  const joined = withoutUnseen(text);
  return [...new Set([joined, percentDecoded(joined), jsonDecoded(joined), hexDecoded(joined)])];
}
