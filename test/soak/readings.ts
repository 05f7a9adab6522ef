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

/** A text, and what one who looks for secrets in it can decode. */
export function readings(text: string): string[] {
  const joined = withoutUnseen(text);
  return [joined, percentDecoded(joined), jsonDecoded(joined)];
}
