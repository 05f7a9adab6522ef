import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failureOf, gaveUp, timedOut, willTryAgain } from '../../../src/http/failure.ts';

const CERTIFICATE = 'the certificate of the proxy is not trusted';
const withCode = (code: unknown, message = 'x') => Object.assign(new Error(message), { code });

describe('failureOf', () => {
  // Codes of Node and of OpenSSL, as they come with an error of `http` or `tls`.
  const heals: Record<string, boolean> = {
    ECONNREFUSED: true,
    ECONNRESET: true,
    ENOTFOUND: true,
    EAI_AGAIN: true,
    EPIPE: true,
    ETIMEDOUT: true,
    ERR_SOCKET_CLOSED: true,
    CERT_HAS_EXPIRED: false,
    CERT_NOT_YET_VALID: false,
    DEPTH_ZERO_SELF_SIGNED_CERT: false,
    SELF_SIGNED_CERT_IN_CHAIN: false,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: false,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: false,
    ERR_TLS_CERT_ALTNAME_INVALID: false,
    ERR_TLS_HANDSHAKE_TIMEOUT: false,
    ERR_SSL_WRONG_VERSION_NUMBER: false,
    ERR_INVALID_CHAR: false,
    EPROTO: false,
    UNSPECIFIED: false,
    INVALID_CA: false,
    INVALID_PURPOSE: false,
    PATH_LENGTH_EXCEEDED: false,
    CRL_HAS_EXPIRED: false,
    EMFILE: true,
    ERR_STREAM_PREMATURE_CLOSE: true,
  };
  for (const [code, expected] of Object.entries(heals)) {
    test(`${code} ${expected ? 'heals' : 'does not heal'}`, () => {
      const cause = withCode(code);
      const failure = { code: 'UNREACHABLE', detail: code, heals: expected, cause };
      assert.deepEqual(failureOf(cause), failure);
    });
  }

  test('an error of TLS comes with the words of OpenSSL, not with those of a certificate', () => {
    const words: [string, string, string][] = [
      ['UNSPECIFIED', 'EE certificate key too weak', 'UNSPECIFIED (EE certificate key too weak)'],
      [
        'SELF_SIGNED_CERT_IN_CHAIN',
        'self-signed certificate in certificate chain; if the root CA is installed locally, try running Node.js with --use-system-ca',
        'SELF_SIGNED_CERT_IN_CHAIN (self-signed certificate in certificate chain)',
      ],
      [
        'ERR_TLS_CERT_ALTNAME_INVALID',
        'Hostname/IP does not match: ::error::',
        'ERR_TLS_CERT_ALTNAME_INVALID',
      ],
      ['EPROTO', 'write EPROTO C07C:error:0A00010B:SSL routines::wrong version number:', 'EPROTO'],
    ];
    for (const [code, message, detail] of words)
      assert.equal(failureOf(withCode(code, message)).detail, detail);
    const reason = 'unsafe legacy renegotiation disabled';
    const error = Object.assign(withCode('ERR_SSL_X', 'error:0A000152:SSL routines::x'), { reason });
    assert.equal(failureOf(error).detail, `ERR_SSL_X (${reason})`);
  });

  test('what is not HTTP is a reply that nobody expected', () => {
    const cause = withCode('HPE_INVALID_CONSTANT');
    assert.deepEqual(failureOf(cause), {
      code: 'UNEXPECTED_REPLY',
      detail: 'not HTTP (HPE_INVALID_CONSTANT)',
      heals: false,
      cause,
    });
    assert.equal(failureOf(withCode('X_HPE_Y')).code, 'UNREACHABLE');
  });

  test('an error without a code of its own is reported in our words, and heals', () => {
    const remote = '::error::words of a remote';
    for (const error of [new Error(remote), withCode(7, remote), { code: remote }, remote, undefined, null]) {
      const { detail, heals } = failureOf(error);
      assert.deepEqual([detail, heals], ['connection failed', true]);
    }
  });

  // As the package `tunnel` says it of a proxy; what comes after `cause=` is the message of Node.
  const proxies: [string, string, boolean][] = [
    ['statusCode=407', 'the proxy answered 407', false],
    ['statusCode=503', 'the proxy answered 503', true],
    ['cause=connect ECONNREFUSED 127.0.0.1:3128', 'ECONNREFUSED', true],
    ['cause=getaddrinfo ENOTFOUND proxy.example', 'ENOTFOUND', true],
    ['cause=getaddrinfo EAI_AGAIN proxy.example', 'EAI_AGAIN', true],
    ['cause=read ECONNRESET', 'ECONNRESET', true],
    ['cause=write EPROTO C07C:error:0A00010B:SSL routines::wrong version number:', 'EPROTO', false],
    ['cause=self-signed certificate; see --use-system-ca', CERTIFICATE, false],
    ['cause=unable to verify the first certificate', CERTIFICATE, false],
    ["cause=Hostname/IP does not match certificate's altnames: ::error::\n::error::", CERTIFICATE, false],
    ['cause=socket hang up', 'ECONNRESET', true],
    ['cause=', 'ECONNRESET', true],
    ['cause=connect ::error::', 'ECONNRESET', true],
    ['cause=connect E::error::', 'ECONNRESET', true],
    ['cause=::error:: connect ECONNREFUSED', 'ECONNRESET', true],
    ['cause=connect ECONNREFUSED::error::', 'ECONNRESET', true],
    ['statusCode=407 ::error::', 'ECONNRESET', true],
    ['statusCode=40', 'ECONNRESET', true],
    ['statusCode=abc', 'ECONNRESET', true],
    ['status=407', 'ECONNRESET', true],
  ];
  for (const [said, detail, heals] of proxies) {
    test(`a proxy: ${JSON.stringify(said)} is reported as ${detail}`, () => {
      const error = withCode('ECONNRESET', `tunneling socket could not be established, ${said}`);
      const fault = failureOf(error);
      assert.deepEqual([fault.code, fault.detail, fault.heals], ['UNREACHABLE', detail, heals]);
    });
  }

  test('no other error is taken for one of a proxy', () => {
    for (const message of ['statusCode=407', 'cause=connect ECONNREFUSED', 'self-signed certificate']) {
      assert.equal(failureOf(withCode('EPIPE', message)).detail, 'EPIPE');
    }
  });
});

describe('timedOut', () => {
  test('heals, and says after how long', () => {
    const detail = 'no complete answer within 12.3 s';
    assert.deepEqual(timedOut(12_345), {
      code: 'TIMED_OUT',
      detail,
      heals: true,
    });
  });
});

describe('a failed connection, where the job has a proxy', () => {
  const told = (proxy: string, target = 'https://api.example/', outcome = timedOut(1_000)) =>
    willTryAgain(
      {
        remote: 'Confluent',
        url: new URL(target),
        attempts: { counted: 1, rateLimited: 0 },
        bounds: { maxAttempts: 5, timeoutSeconds: 60, proxy },
        outcome,
      },
      2_000,
    );
  const start = 'Confluent (api.example) timed out: no complete answer within 1.0 s';
  const end = '; attempt 2 of 5 in 2.0 s';
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
    ['http://user:secret@word@proxy.example:3128', notAUrl],
    ['http://proxy.example:99999', notAUrl],
    ['no url at all', notAUrl],
  ];
  for (const [proxy, expected] of words) {
    test(`${proxy || 'none'}: what the message says`, () => {
      assert.equal(told(proxy), `${start}${expected}${end}`);
      assert.doesNotMatch(told(proxy), /secret/);
    });
  }

  test('is not named for a host that it is not for, nor where a reply came', () => {
    const proxy = 'http://proxy.example:3128';
    assert.doesNotMatch(told(proxy, 'https://127.0.0.1/'), /proxy/);
    assert.doesNotMatch(told(proxy, 'http://api.example/'), /proxy/);
    const babble = failureOf(withCode('HPE_INVALID_CONSTANT'));
    assert.doesNotMatch(told(proxy, 'https://api.example/', babble), /proxy/);
  });

  test('the error of the step says it too', () => {
    const { message, code, remedy } = gaveUp({
      remote: 'GitHub',
      url: new URL('https://api.example/'),
      attempts: { counted: 5, rateLimited: 0 },
      bounds: { maxAttempts: 5, timeoutSeconds: 60, proxy: 'proxy.example:3128' },
      outcome: failureOf(withCode('ENOTFOUND')),
    });
    assert.equal(code, 'UNREACHABLE');
    assert.equal(message, `GitHub (api.example) could not be reached: ENOTFOUND${missing} (attempt 5 of 5).`);
    assert.doesNotMatch(remedy, /endpoint/, "which is Confluent's");
  });
});
