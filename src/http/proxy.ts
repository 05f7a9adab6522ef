import { checkBypass } from '@actions/http-client/lib/proxy';

/** The URL of a proxy. Its user info must not contain signs that end it, unless they are percent-encoded. */
const PROXY = /^https?:\/\/(?:(?:[^\s"'@/?#%]|%[0-9a-f]{2})*@)?[^\s"'@/?#]+\/?$/i;

/**
 * The proxy of a connection, for a message, or what is wrong with its URL: the toolkit ignores one that it cannot
 * read. Only the host is named: the URL may hold a password.
 * @param proxy the variable https_proxy
 */
export function throughProxy(url: URL, proxy: string): string {
  if (proxy === '' || url.protocol !== 'https:' || checkBypass(url)) return '';
  // `host:3128` is a URL with the scheme `host:`, of which the toolkit takes no host.
  const [, scheme, slashes] = /^([a-z][\w+.-]*):(\/\/)?/i.exec(proxy) ?? [];
  if (scheme && !/^https?$/i.test(scheme))
    return slashes
      ? ', https_proxy must begin with http:// or https://'
      : ', without a proxy: http:// is missing at the start of https_proxy';
  const full = scheme ? proxy : `http://${proxy}`;
  const isUrl = PROXY.test(full) && URL.canParse(full);
  if (isUrl) return `, through the proxy ${new URL(full).host}`;
  return ', https_proxy is not the URL of a proxy: write it without quotes and blanks, and percent-encode each # / ? % @ of its password';
}
