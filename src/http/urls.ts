/** The API of Confluent Cloud: where the exchange is, and the audience of the ID token, unless told. */
export const CONFLUENT_API = 'https://api.confluent.cloud';

/** 127.0.0.0/8, `[::1]` and `localhost`, exactly; expects the host name as `URL` writes it. */
export function isLoopback(hostname: string): boolean {
  return (
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname) || hostname === '[::1]' || hostname === 'localhost'
  );
}

/**
 * An absolute `https:` URL, or `http:` to a loopback host, without user info and fragment. Text that the URL
 * parser would repair (blanks, backslashes, a missing `//`, `127.1`) is refused.
 */
export function parseSafeUrl(text: string): URL | undefined {
  if (!/^https?:\/\/[^\s\\@#/?]+([/?][^\s\\#]*)?$/i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol === 'https:') return url;
  const asWritten = text.toLowerCase().startsWith(`http://${url.hostname}`);
  return asWritten && isLoopback(url.hostname) ? url : undefined;
}
