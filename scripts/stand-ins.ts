/**
 * The two fake remotes as servers on fixed ports, for trying the action under any runner:
 *
 *   node scripts/node.mjs scripts/stand-ins.ts
 *
 * It prints the environment that makes a runner use both. Its options:
 *
 *   --issuer URL      Confluent's side alone, trusting the ID tokens of that issuer
 *   --pool ID=FILTER  a pool to have instead of the two default ones; repeatable
 *   --port N          Confluent's side on this port, not on 8481
 *   --certificate F   Confluent's side on https, with a certificate that it writes to F
 *
 * The line `ready` says that they listen. They end with the process.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeCertificate } from '../test/fakes/certificate.ts';
import { startGitHub } from '../test/fakes/github.ts';
import { startSts } from '../test/fakes/sts.ts';

const { values } = parseArgs({
  options: {
    issuer: { type: 'string' },
    pool: { type: 'string', multiple: true },
    port: { type: 'string', default: '8481' },
    certificate: { type: 'string' },
  },
});
const github = values.issuer === undefined ? await startGitHub({ port: 8480 }) : undefined;
const issuer = values.issuer ?? github?.issuer ?? '';

const defaults = [
  'pool-demo=claims.aud == "https://api.confluent.cloud" && claims.repository_id == "456789"',
  'pool-of-others=claims.repository_id == "1"',
];
const pools = (values.pool ?? defaults).map((text) => {
  const [id, ...filter] = text.split('=');
  if (!id || filter.length === 0) throw new Error(`--pool takes ID=FILTER, not: ${text}`);
  return [id, { filter: filter.join('=') }] as const;
});
const tls = values.certificate === undefined ? undefined : makeCertificate();
if (values.certificate && tls) writeFileSync(values.certificate, tls.cert);
const port = Number(values.port);
const sts = await startSts({ port, issuer, pools: Object.fromEntries(pools), tls });

for (const [name, value] of Object.entries(github?.env ?? {})) console.log(`export ${name}='${value}'`);
console.log(`export CONFLUENT_ENDPOINT='${sts.url}'`);
for (const [id, { filter }] of pools) console.log(`# ${id} admits ${filter}`);
console.log('ready');
