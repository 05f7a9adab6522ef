/** So long a piece of a token is no accident. */
const PIECE_LENGTH = 20;

/**
 * Looks for secrets in texts: as they are, encoded the usual ways, and by any 20 characters of them
 * in a row (of a JWT: of payload and signature, since all JWTs of a kind share their header).
 * @returns for each secret in each text the name of the text, the number of the secret and the words before it
 */
export function sweep(secrets: string[], texts: Record<string, string>): [string, number, string][] {
  if (secrets.some((secret) => secret.length < 4)) throw new Error('too short to be a secret');
  return Object.entries(texts).flatMap(([name, text]) =>
    secrets.flatMap((secret, index): [string, number, string][] => {
      const whole = formsOf(secret).map((form) => text.indexOf(form));
      const at = whole.find((position) => position >= 0) ?? findPiece(secret, text);
      return at < 0 ? [] : [[name, index, text.slice(Math.max(0, at - 40), at)]];
    }),
  );
}

function formsOf(secret: string): string[] {
  const percent = Buffer.from(secret).toString('hex').toUpperCase().replace(/../g, '%$&');
  const encoded = [...encodings(secret, 'base64'), ...encodings(secret, 'base64url')];
  return [secret, encodeURIComponent(secret), percent, ...encoded];
}

/** As itself and within something longer, as in `id:secret`: there it may start at any of 3 bits. */
function encodings(secret: string, encoding: 'base64' | 'base64url'): string[] {
  const shifted = ['', '.', '..'].map((before) => {
    const encoded = Buffer.from(before + secret).toString(encoding);
    // The first and last characters share bits with the neighbours.
    return encoded.replaceAll('=', '').slice(before === '' ? 0 : 4, -2);
  });
  return shifted.filter((value) => value.length >= 4);
}

function findPiece(secret: string, text: string): number {
  const parts = secret.split('.');
  const bodies = parts.length === 3 ? parts.slice(1) : [secret];
  const pieces = new Set(bodies.flatMap(windows));
  if (pieces.size === 0) return -1;
  for (let at = 0; at + PIECE_LENGTH <= text.length; at++) {
    if (pieces.has(text.slice(at, at + PIECE_LENGTH))) return at;
  }
  return -1;
}

function windows(text: string): string[] {
  const count = Math.max(0, text.length - PIECE_LENGTH + 1);
  return Array.from({ length: count }, (_, at) => text.slice(at, at + PIECE_LENGTH));
}
