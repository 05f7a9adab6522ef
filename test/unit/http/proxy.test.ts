import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { throughProxy } from '../../../src/http/proxy.ts';

const TARGET = new URL('https://api.example/');

describe('throughProxy', () => {
  const notAUrl =
    ', https_proxy is not the URL of a proxy: write it without quotes and blanks, and percent-encode each # / ? % @ of its password';
  const begin = ', https_proxy must begin with http:// or https://';
  const missing = ', without a proxy: http:// is missing at the start of https_proxy';
  const words: [string, string][] = [
    ['', ''],
    ['http://proxy.example:3128', ', through the proxy proxy.example:3128'],
    ['https://user:secret-word@proxy.example/', ', through the proxy proxy.example'],
    ['http://user:secret%2Fword@[::1]:3128', ', through the proxy [::1]:3128'],
    ['proxy', ', through the proxy proxy'],
    ['192.0.2.1:3128', ', through the proxy 192.0.2.1:3128'],
    ['proxy.example:3128', missing],
    ['user:secret-word@proxy.example:3128', missing],
    ['socks5://proxy.example:1080', begin],
    ['xhttp://proxy.example:1080', begin],
    ['httpx://proxy.example:1080', begin],
    ['"http://proxy.example:3128"', notAUrl],
    ["'http://proxy.example:3128'", notAUrl],
    ['http://user:secret#word@proxy.example:3128', notAUrl],
    ['http://user:secret/word@proxy.example:3128', notAUrl],
    ['http://user:secret?word@proxy.example:3128', notAUrl],
    ['http://user:secret%word@proxy.example:3128', notAUrl],
    ['http://user:secret%fword@proxy.example:3128', notAUrl],
    ['http://user:secret@word@proxy.example:3128', notAUrl],
    ['http://proxy.example:99999', notAUrl],
    ['no url at all', notAUrl],
  ];
  for (const [proxy, expected] of words) {
    test(`${proxy || 'none'}: what a message says`, () =>
      assert.equal(throughProxy(TARGET, proxy), expected));
  }

  test('names none for a host that it is not for', () => {
    for (const target of ['https://127.0.0.1/', 'http://api.example/'])
      assert.equal(throughProxy(new URL(target), 'http://proxy.example:3128'), '');
  });
});
