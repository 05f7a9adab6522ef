import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failureOf, timedOut } from '../../../src/http/failure.ts';

const CERTIFICATE = 'the certificate of the proxy is not trusted';
const withCode = (code: unknown, message = 'x') => Object.assign(new Error(message), { code });

describe('failureOf', () => {
  // Codes of Node and of OpenSSL, as they come with an error of `http` or `tls`.
  const healing = [
    ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'EMFILE'],
    ...['ERR_SOCKET_CLOSED', 'ERR_STREAM_PREMATURE_CLOSE'],
  ];
  const final = [
    ...['CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNSPECIFIED'],
    ...['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_INVALID_CHAR', 'EPROTO'],
    ...['INVALID_CA', 'PATH_LENGTH_EXCEEDED'],
  ];
  for (const code of [...healing, ...final]) {
    const heals = healing.includes(code);
    test(`${code} ${heals ? 'heals' : 'does not heal'}`, () => {
      const cause = withCode(code);
      assert.deepEqual(failureOf(cause), { code: 'UNREACHABLE', detail: code, heals, cause });
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
      ['ERR_TLS_X', 'Hostname/IP does not match: ::error::', 'ERR_TLS_X'],
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
    const detail = 'not HTTP (HPE_INVALID_CONSTANT)';
    assert.deepEqual(failureOf(cause), { code: 'UNEXPECTED_REPLY', detail, heals: false, cause });
    assert.equal(failureOf(withCode('X_HPE_Y')).code, 'UNREACHABLE');
  });

  test('an error without a code of its own is reported in our words, and heals', () => {
    const remote = '::error::words of a remote';
    for (const error of [new Error(remote), withCode(7, remote), { code: remote }, remote, undefined]) {
      const { detail, heals } = failureOf(error);
      assert.deepEqual([detail, heals], ['connection failed', true]);
    }
  });

  // As the package `tunnel` says it of a proxy; what comes after `cause=` is the message of Node.
  const proxies: [string, string, boolean][] = [
    ['statusCode=407', 'the proxy answered 407', false],
    ['statusCode=408', 'the proxy answered 408', true],
    ['statusCode=429', 'the proxy answered 429', true],
    ['statusCode=522', 'the proxy answered 522', true],
    ['cause=connect ECONNREFUSED 127.0.0.1:3128', 'ECONNREFUSED', true],
    ['cause=getaddrinfo EAI_AGAIN proxy.example', 'EAI_AGAIN', true],
    ['cause=read ETIMEDOUT', 'ETIMEDOUT', true],
    ['cause=write EPROTO C07C:error:0A00010B:SSL routines::wrong version number:', 'EPROTO', false],
    ['cause=self-signed certificate; see --use-system-ca', CERTIFICATE, false],
    ["cause=Hostname/IP does not match certificate's altnames: ::error::\n::error::", CERTIFICATE, false],
    ['cause=socket hang up', 'ECONNRESET', true],
    ['cause=connect E::error::', 'ECONNRESET', true],
    ['cause=::error:: connect ECONNREFUSED', 'ECONNRESET', true],
    ['cause=connect ECONNREFUSED::error::', 'ECONNRESET', true],
    ['statusCode=407 ::error::', 'ECONNRESET', true],
    ['statusCode=40', 'ECONNRESET', true],
    ['status=407', 'ECONNRESET', true],
  ];
  for (const [said, detail, heals] of proxies) {
    test(`a proxy: ${JSON.stringify(said)} is reported as ${detail}`, () => {
      const error = withCode('ECONNRESET', `tunneling socket could not be established, ${said}`);
      const failure = failureOf(error);
      assert.deepEqual([failure.code, failure.detail, failure.heals], ['UNREACHABLE', detail, heals]);
    });
  }

  test('no other error is taken for one of a proxy', () => {
    for (const message of ['statusCode=407', 'cause=connect ECONNREFUSED', 'self-signed certificate'])
      assert.equal(failureOf(withCode('EPIPE', message)).detail, 'EPIPE');
  });
});

test('a timeout heals, and says after how long', () => {
  const detail = 'no complete answer within 12.3 s';
  assert.deepEqual(timedOut(12_345), { code: 'TIMED_OUT', detail, heals: true });
});
