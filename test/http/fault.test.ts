import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { faultOf, timedOut } from '../../src/http/fault.ts';

const url = new URL('http://127.0.0.1:1/');
const CERTIFICATE = 'the certificate of the proxy is not trusted';
const withCode = (code: unknown, message = 'x') => Object.assign(new Error(message), { code });

describe('faultOf', () => {
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
  };
  for (const [code, expected] of Object.entries(heals)) {
    test(`${code} ${expected ? 'heals' : 'does not heal'}`, () => {
      const cause = withCode(code);
      const fault = { kind: 'fault', code: 'UNREACHABLE', detail: code, heals: expected, cause };
      assert.deepEqual(faultOf(cause, url), fault);
    });
  }

  test('what is not HTTP is a reply that nobody expected', () => {
    const cause = withCode('HPE_INVALID_CONSTANT');
    assert.deepEqual(faultOf(cause, url), {
      kind: 'fault',
      code: 'UNEXPECTED_REPLY',
      detail: 'not HTTP (HPE_INVALID_CONSTANT)',
      heals: false,
      cause,
    });
    assert.equal(faultOf(withCode('X_HPE_Y'), url).code, 'UNREACHABLE');
  });

  test('an error without a code of its own is told in our words, and heals', () => {
    const remote = '::error::words of a remote';
    for (const error of [new Error(remote), withCode(7, remote), { code: remote }, remote, undefined, null]) {
      const { detail, heals } = faultOf(error, url);
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
    test(`a proxy: ${JSON.stringify(said)} is told as ${detail}`, () => {
      const error = withCode('ECONNRESET', `tunneling socket could not be established, ${said}`);
      const fault = faultOf(error, url);
      assert.deepEqual([fault.code, fault.detail, fault.heals], ['UNREACHABLE', detail, heals]);
    });
  }

  test('no other error speaks for a proxy', () => {
    for (const message of ['statusCode=407', 'cause=connect ECONNREFUSED', 'self-signed certificate']) {
      assert.equal(faultOf(withCode('EPIPE', message), url).detail, 'EPIPE');
    }
  });
});

describe('timedOut', () => {
  test('heals, and says after how long', () => {
    const detail = 'no complete answer within 12.3 s';
    assert.deepEqual(timedOut(12_345, new URL('https://a.example')), {
      kind: 'fault',
      code: 'TIMED_OUT',
      detail,
      heals: true,
    });
  });
});
