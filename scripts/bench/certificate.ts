import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tls } from '../../test/fakes/http.ts';

/** The environment of a step that trusts `cert`. */
export function writeCertificate(directory: string, { cert }: Tls): { NODE_EXTRA_CA_CERTS: string } {
  const path = join(directory, 'certificate.pem');
  writeFileSync(path, cert);
  return { NODE_EXTRA_CA_CERTS: path };
}
