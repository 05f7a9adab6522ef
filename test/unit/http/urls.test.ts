import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isLoopback, parseSafeUrl } from '../../../src/http/urls.ts';

describe('isLoopback', () => {
  for (const host of ['127.0.0.1', '127.255.255.254', '127.1.2.3', '[::1]', 'localhost']) {
    test(`is ${host}`, () => assert.equal(isLoopback(host), true));
  }
  const others = [
    ...['127.0.0.1.nip.io', 'localhost.evil.com', 'localhost.', 'xlocalhost', 'a.localhost', '127.1', '127.'],
    ...['x127.0.0.1', '1127.0.0.1', '128.0.0.1', '0.0.0.0', '[::]', '::1', '[::2]', '[::ffff:7f00:1]', ''],
    ...['127.0.0.1\n', 'localhost\n', '10.0.0.1', '127.0.0.1.', '127a0b0c1'],
  ];
  for (const host of others) {
    test(`is not ${JSON.stringify(host)}`, () => assert.equal(isLoopback(host), false));
  }
});

describe('parseSafeUrl', () => {
  const accepted: [string, string][] = [
    ['https://api.confluent.cloud', 'https://api.confluent.cloud/'],
    ['HTTPS://API.Confluent.Cloud/', 'https://api.confluent.cloud/'],
    ['https://host.example:8443/base/path?x=1&y=2', 'https://host.example:8443/base/path?x=1&y=2'],
    ['https://host.example?x', 'https://host.example/?x'],
    ['https://[2001:db8::1]/a', 'https://[2001:db8::1]/a'],
    ['https://127.1', 'https://127.0.0.1/'],
    ['https://münchen.example', 'https://xn--mnchen-3ya.example/'],
    ['https://host/a@b', 'https://host/a@b'],
    ['http://127.0.0.1', 'http://127.0.0.1/'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
    ['http://127.255.3.4:1', 'http://127.255.3.4:1/'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
    ['http://localhost:80', 'http://localhost/'],
    ['http://LOCALHOST', 'http://localhost/'],
  ];
  for (const [text, href] of accepted) {
    test(`takes ${text}`, () => assert.equal(parseSafeUrl(text)?.href, href));
  }

  const refused = [
    ...['', 'https:', 'https://', 'https:///', 'https:/host', 'https:host', '//host', 'host'],
    ...['https:\\\\host', 'http:/127.0.0.1', 'http:localhost', 'http:///localhost', 'http:\\\\127.0.0.1'],
    ...['https://host\\path', 'https://a b', 'https://host/a b', 'https://ho\tst', 'ht\ttps://host'],
    ...['https://host/\n', '\nhttps://host', ' https://host', 'https://user@host', 'https://user:pass@host'],
    ...['https://:@host', 'https://a%40b', 'https://host#', 'https://host?x#f', 'https://host:99999'],
    ...['ftp://127.0.0.1', 'ws://localhost', 'data:text/plain,x', 'javascript:1', 'httpsx://host'],
    ...['xhttps://host', 'blob:https://host', 'http://api.confluent.cloud', 'http://127.0.0.1.nip.io'],
    ...['http://localhost.', 'http://evil.com/127.0.0.1', 'http://evil.com?localhost', 'http://xlocalhost'],
    ...['http://127.0.0.1@evil.com', 'http://127.1', 'http://2130706433', 'http://0x7f.0.0.1'],
    ...['http://0177.0.0.1', 'http://①②⑦.0.0.1', 'http://127.0.0.%31', 'http://ⓛocalhost', 'http://0.0.0.0'],
    ...['http://127。0。0。1', 'http://[0:0:0:0:0:0:0:1]', 'http://[::ffff:127.0.0.1]', 'http://[::1%25x]'],
    ...['http://[::1', 'http://::1', 'http://[::]', 'http://[::2]', 'http://169.254.169.254'],
  ];
  for (const text of refused) {
    test(`refuses ${JSON.stringify(text)}`, () => assert.equal(parseSafeUrl(text)?.href, undefined));
  }
});
