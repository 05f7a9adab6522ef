import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { join } from 'node:path';
import type { Tls } from './http.ts';

// Just enough DER to write one certificate. Node makes keys but no certificates, openssl is not on
// every machine, and a private key does not belong in a repository, be it for tests.

function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const octets = (body: Buffer) => der(0x04, body);
const bits = (body: Buffer) => der(0x03, Buffer.from([0]), body);

function alternativeName(host: string): Buffer {
  return isIPv4(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host));
}

function time(days: number): Buffer {
  const at = new Date(Date.now() + days * 86_400_000).toISOString();
  return der(0x18, Buffer.from(`${at.slice(0, 19).replace(/[-T:]/g, '')}Z`));
}

/** Where every server of the tests listens. */
export const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1'];

/**
 * A key and a self-signed certificate, good for a day. A step trusts it by `trust`, the fake STS by `ca`.
 *
 * @param names host names and IPv4 addresses that it is for, and no others
 * @param isWeak with a key of RSA that OpenSSL finds too short
 */
export function makeCertificate(names = LOOPBACK, isWeak = false): Tls {
  const { publicKey, privateKey } = isWeak
    ? generateKeyPairSync('rsa', { modulusLength: 1024 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = isWeak
    ? sequence(oid('2a864886f70d01010b'), der(0x05))
    : sequence(oid('2a8648ce3d040302'));
  // OpenSSL looks among the trusted ones by this name: two of one name hide each other.
  const commonName = sequence(oid('550403'), der(0x0c, Buffer.from(randomBytes(8).toString('hex'))));
  const name = sequence(der(0x31, commonName));
  const hosts = sequence(...names.map(alternativeName));
  const isAuthority = sequence(der(0x01, Buffer.from([0xff])));
  const extensions = sequence(
    sequence(oid('551d11'), octets(hosts)),
    sequence(oid('551d13'), der(0x01, Buffer.from([0xff])), octets(isAuthority)),
  );
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    // A first byte without its top bit: serial numbers are positive.
    der(0x02, Buffer.from([1]), randomBytes(8)),
    algorithm,
    name,
    sequence(time(-1), time(1)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const certificate = sequence(content, algorithm, bits(sign('sha256', content, privateKey)));
  const lines = certificate.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    ...(isWeak ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
  };
}

/**
 * The environment of a step that trusts these certificates.
 * @param directory of the job; the file of certificates is written there
 */
export function trust(directory: string, ...certificates: readonly Tls[]): { NODE_EXTRA_CA_CERTS: string } {
  const path = join(directory, 'authorities.pem');
  writeFileSync(path, certificates.map(({ cert }) => cert).join(''));
  return { NODE_EXTRA_CA_CERTS: path };
}
