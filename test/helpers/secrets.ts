/** A secret, or a piece of one, where it should not be. */
export interface Finding {
  /** Name of the text it was found in. */
  readonly text: string;
  /** Position of the secret in the list given. */
  readonly secret: number;
  readonly form: 'plain' | 'base64' | 'base64url' | 'percent-encoded' | 'piece';
  readonly at: number;
  /** The words before it, to find the culprit. */
  readonly context: string;
}

/** So long a piece of a token is no accident. */
const pieceLength = 20;

/**
 * Looks for secrets in texts: as they are, encoded the usual ways, and by any 20 characters of them
 * in a row (of a JWT: of payload and signature, since all JWTs of a kind share their header).
 */
export function sweep(secrets: string[], texts: Record<string, string>): Finding[] {
  if (secrets.some((secret) => secret.length < 4)) throw new Error('too short to be a secret');
  return Object.entries(texts).flatMap(([name, text]) =>
    secrets.flatMap((secret, index) => {
      const found = findSecret(secret, text);
      if (!found) return [];
      const context = text.slice(Math.max(0, found.at - 40), found.at);
      return [{ text: name, secret: index, ...found, context }];
    }),
  );
}

type Hit = Pick<Finding, 'form' | 'at'>;

function findSecret(secret: string, text: string): Hit | undefined {
  const forms: [Finding['form'], string[]][] = [
    ['plain', [secret]],
    ['percent-encoded', [encodeURIComponent(secret), percentAll(secret)]],
    ['base64', encodings(secret, 'base64')],
    ['base64url', encodings(secret, 'base64url')],
  ];
  for (const [form, values] of forms) {
    const at = values.map((value) => text.indexOf(value)).find((index) => index >= 0);
    if (at !== undefined) return { form, at };
  }
  const at = findPiece(secret, text);
  return at < 0 ? undefined : { form: 'piece', at };
}

function percentAll(secret: string): string {
  return Buffer.from(secret).toString('hex').toUpperCase().replace(/../g, '%$&');
}

/** As itself and within something longer, as in `id:secret`: there it may start at any of 3 bits. */
function encodings(secret: string, encoding: 'base64' | 'base64url'): string[] {
  const shifted = ['', '.', '..'].map((before) => {
    const encoded = Buffer.from(before + secret)
      .toString(encoding)
      .replaceAll('=', '');
    // The first and last characters share bits with the neighbours.
    return encoded.slice(before === '' ? 0 : 4, -2);
  });
  return shifted.filter((value) => value.length >= 4);
}

function findPiece(secret: string, text: string): number {
  const parts = secret.split('.');
  const bodies = parts.length === 3 ? parts.slice(1) : [secret];
  const pieces = new Set(bodies.flatMap(windows));
  if (pieces.size === 0) return -1;
  for (let at = 0; at + pieceLength <= text.length; at++) {
    if (pieces.has(text.slice(at, at + pieceLength))) return at;
  }
  return -1;
}

function windows(text: string): string[] {
  const count = Math.max(0, text.length - pieceLength + 1);
  return Array.from({ length: count }, (_, at) => text.slice(at, at + pieceLength));
}
