/**
 * The two fake remotes as servers on fixed ports, for trying the action under any runner:
 *
 *   node scripts/node.mjs scripts/stand-ins.ts                   prints the environment that makes a runner use them
 *   node scripts/node.mjs scripts/stand-ins.ts --pool ID=FILTER  a pool to have instead of the two default ones; repeatable
 *
 * The line `ready` says that they listen. They end with the process.
 */
import { parseArgs } from 'node:util';
import { startGitHub } from '../test/servers/github.ts';
import { startSts } from '../test/servers/sts.ts';

const { values } = parseArgs({ options: { pool: { type: 'string', multiple: true } } });
const defaults = [
  'pool-demo=claims.aud == "https://api.confluent.cloud" && claims.repository_id == "456789"',
  'pool-of-others=claims.repository_id == "1"',
];
const pools = (values.pool ?? defaults).map((text) => {
  const [id, ...filter] = text.split('=');
  if (!id || filter.length === 0) throw new Error(`--pool takes ID=FILTER, not: ${text}`);
  return [id, { filter: filter.join('=') }] as const;
});
const github = await startGitHub({ port: 8480 });
const sts = await startSts({ port: 8481, issuer: github.issuer, pools: Object.fromEntries(pools) });

for (const [name, value] of Object.entries(github.env)) console.log(`export ${name}='${value}'`);
console.log(`export CONFLUENT_ENDPOINT='${sts.url}'`);
for (const [id, { filter }] of pools) console.log(`# ${id} admits ${filter}`);
console.log('ready');
