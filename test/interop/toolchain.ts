import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { type Command, run } from './program.ts';

export interface Toolchain {
  readonly java: string;
  /** Jars of the broker and of the Java client. */
  readonly classpath: string;
  /** A Python that has confluent-kafka. */
  readonly python: string;
}

const here = import.meta.dirname;
const cache = resolve(here, '../../node_modules/.cache/interop');
const pom = join(here, 'pom.xml');
const requirements = join(here, 'requirements.txt');

/** The machine brings Java, Maven and Python; what they need is downloaded once, out of git's sight. */
export async function prepareToolchain(): Promise<Toolchain> {
  const { JAVA_HOME } = process.env;
  const java = JAVA_HOME ? join(JAVA_HOME, 'bin/java') : 'java';
  await requireTool(java, '-version', 'a JDK, version 17 or later');
  await mkdir(cache, { recursive: true });
  const [classpath, python] = await Promise.all([resolveJars(), createPython()]);
  return { java, classpath, python };
}

/**
 * A Java command still without a program.
 *
 * @param allowedUrl the URL that Kafka 4 may open; it opens no other, be it for keys or for tokens
 */
export function jvm({ java, classpath }: Toolchain, allowedUrl: string): Command {
  const properties = {
    'log4j2.configurationFile': join(here, 'log4j2.properties'),
    'org.apache.kafka.sasl.oauthbearer.allowed.urls': allowedUrl,
  };
  const flags = Object.entries(properties).map(([name, value]) => `-D${name}=${value}`);
  return { file: java, args: ['-Xmx512m', ...flags, '-cp', classpath] };
}

async function resolveJars(): Promise<string> {
  const file = join(cache, `classpath-${await fingerprint(pom)}`);
  const known = existsSync(file) ? await readFile(file, 'utf8') : '';
  if (known !== '' && known.split(delimiter).every((jar) => existsSync(jar))) return known;
  await requireTool('mvn', '-version', 'Maven');
  const repository = `-Dmaven.repo.local=${join(cache, 'maven')}`;
  const options = [repository, '-Dmdep.includeScope=runtime', `-Dmdep.outputFile=${file}`];
  const args = ['-B', '-q', '-f', pom, 'dependency:build-classpath', ...options];
  await run({ file: 'mvn', args, env: inherited() }, 600);
  return await readFile(file, 'utf8');
}

async function createPython(): Promise<string> {
  const folder = join(cache, `python-${await fingerprint(requirements)}`);
  const python = join(folder, 'bin/python');
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return python;
  await requireTool('python3', '--version', 'Python 3.10 or later');
  await run({ file: 'python3', args: ['-m', 'venv', '--clear', folder], env: inherited() }, 120);
  const options = ['--quiet', '--only-binary=:all:', '--requirement', requirements];
  const args = ['-m', 'pip', 'install', ...options];
  await run({ file: python, args, env: inherited() }, 300);
  await writeFile(complete, '');
  return python;
}

async function requireTool(file: string, flag: string, name: string): Promise<void> {
  await run({ file, args: [flag], env: inherited() }, 60).catch((cause) => {
    throw new Error(`test:interop needs ${name}: "${file} ${flag}" failed`, { cause });
  });
}

/** Downloads go by the machine's own settings for proxies, mirrors and certificates. */
function inherited(): Record<string, string> {
  const all = Object.entries(process.env);
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function fingerprint(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
    .slice(0, 12);
}
