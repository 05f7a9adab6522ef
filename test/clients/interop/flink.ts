import { readdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { snippet } from '../../helpers/snippets.ts';
import { javaProgram, jdk } from './jars.ts';
import { evaluated, type Run, runJob, type Step } from './job.ts';
import { run } from './program.ts';
import { createPython } from './toolchain.ts';

const page = 'docs/flink.md';
const [javaStep] = parse(snippet(page, 'Flink', 'yaml')) as [Step];
const [pythonStep] = parse(snippet(page, 'Python', 'yaml')) as [Step];

/** A Python with the plugin, which also brings the plugin's jars for Java. */
const python = () => createPython('python3.11', 'flink.txt', 'build.txt');

async function jars(): Promise<string> {
  const library = join(
    dirname(dirname(await python())),
    'lib/python3.11/site-packages/confluent_pyflink/lib',
  );
  const names = (await readdir(library)).filter((name) => name.endsWith('.jar'));
  return names.map((name) => join(library, name)).join(delimiter);
}

/**
 * JVM options by which a plugin trusts the gateway.
 *
 * @param certificate a file of PEM
 * @param folder takes the trust store
 */
export async function trusting(certificate: string, folder: string): Promise<string> {
  const [store, password] = [join(folder, 'trust.p12'), 'changeit'];
  const out = ['-keystore', store, '-storetype', 'PKCS12', '-storepass', password];
  const args = ['-importcert', '-noprompt', '-alias', 'gateway', '-file', certificate, ...out];
  await run({ file: jdk('keytool'), args }, 60);
  return `-Djavax.net.ssl.trustStore=${store} -Djavax.net.ssl.trustStorePassword=${password}`;
}

/** The gateway's address in place of Confluent's, which the plugin makes of cloud and region. */
const address = (url: string, prefix = '') => ({ [`${prefix}ENDPOINT_TEMPLATE`]: url });

/**
 * The plugins by the id that the table of the documents knows them by, with the environment of the
 * document.
 *
 * @param options of the JVM that speaks to the gateway
 */
export const FLINK = {
  'flink-java': (options: string): Run => {
    return async (job) => {
      const own = { ...address(job.bootstrap), JAVA_TOOL_OPTIONS: options };
      const env = { ...evaluated(javaStep, job.login), ...own };
      return await runJob({ ...(await javaProgram(await jars(), 'FlinkTrip')), env }, job, 'unused', '');
    };
  },
  'flink-python': (options: string): Run => {
    return async (job) => {
      const own = { ...address(job.bootstrap, 'CONFLUENT_'), JAVA_TOOL_OPTIONS: options };
      const env = { ...evaluated(pythonStep, job.login), ...own };
      const args = ['-B', join(import.meta.dirname, 'python/flink_trip.py')];
      return await runJob({ file: await python(), args, env }, job, 'unused', '');
    };
  },
};
