import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { makeCertificate } from '../../test/fakes/certificate.ts';
import { startGitHub } from '../../test/fakes/github.ts';
import { startRunner } from '../../test/fakes/runner.ts';
import { startSts } from '../../test/fakes/sts.ts';
import { writeCertificate } from '../bench/certificate.ts';

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly ranges: readonly { readonly startOffset: number; readonly count: number }[];
    }[];
  }[];
}

/**
 * Runs main as a step of a job, with servers on loopback in place of GitHub and Confluent.
 * @param program path of the bundle
 * @returns where in the program the functions begin that this run has called, in characters
 */
export async function calledByMain(program: string): Promise<Set<number>> {
  const tls = makeCertificate();
  const github = await startGitHub({ tls });
  const pools = { 'pool-abc1': { filter: 'true' } };
  const sts = await startSts({ issuer: github.issuer, pools, tls, ca: tls.cert });
  const runner = startRunner({ env: github.env, dist: program });
  const folder = await mkdtemp(join(tmpdir(), 'called-'));
  try {
    const inputs = { 'identity-pool-id': 'pool-abc1', endpoint: sts.url };
    const env = { ...writeCertificate(runner.directory, tls), NODE_V8_COVERAGE: folder };
    const { code, transcript } = await runner.main(inputs, { env });
    if (code !== 0) throw new Error(`the bundle ended with exit code ${code}:\n${transcript}`);
    return await readStarts(folder, program);
  } finally {
    runner.close();
    await Promise.all([github.close(), sts.close(), rm(folder, { recursive: true })]);
  }
}

async function readStarts(folder: string, program: string): Promise<Set<number>> {
  const [name = ''] = await readdir(folder);
  const { result } = JSON.parse(await readFile(join(folder, name), 'utf8')) as Coverage;
  // By its name: how a link or a short name of Windows is resolved is up to Node's loader.
  const functions = result.find(({ url }) => url.endsWith(`/${basename(program)}`))?.functions;
  if (!functions) throw new Error(`no coverage of ${program}`);
  // The first range of a function is all of it.
  return new Set(functions.flatMap(({ ranges: [all] }) => (all && all.count > 0 ? all.startOffset : [])));
}
