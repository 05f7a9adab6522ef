import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { faultOf, timedOut } from '../../src/http/fault.ts';

const url = new URL('http://127.0.0.1:1/');
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

  test('a status is that of the proxy only at the end of the message', () => {
    const said = (message: string) => faultOf(withCode('ECONNRESET', message), url).detail;
    assert.equal(said('tunneling socket could not be established, statusCode=407'), 'the proxy answered 407');
    for (const other of ['statusCode=407 ::error::', 'statusCode=40', 'statusCode=abc', 'status=407']) {
      assert.equal(said(other), 'ECONNRESET');
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
