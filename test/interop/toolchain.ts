import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { at, snippet } from '../support/snippets.ts';
import { type Command, run } from './program.ts';

export interface Toolchain {
  readonly java: string;
  /** Jars of the broker, the Java client and the command line tools. */
  readonly classpath: string;
  /** Jars of the client and the tools of Kafka 3.9. */
  readonly classpath39: string;
  /** A Python that has the newest confluent-kafka and aiokafka. */
  readonly python: string;
  /** One that has the oldest confluent-kafka that the documents allow. */
  readonly oldPython: string;
  /** The folder of the Go programs. */
  readonly go: string;
  /** A folder below which Node.js finds kafkajs and Schema Registry's client. */
  readonly modules: string;
  /** The folder of kcat. */
  readonly kcat: string;
}

const here = import.meta.dirname;
const root = resolve(here, '../..');
const cache = join(root, 'node_modules/.cache/interop');

/** The machine brings the languages; what their programs need is downloaded once, out of git's sight. */
export async function prepareToolchain(): Promise<Toolchain> {
  const { JAVA_HOME } = process.env;
  const java = JAVA_HOME ? join(JAVA_HOME, 'bin/java') : 'java';
  await requireTool(java, '-version', 'a JDK, version 17 or later');
  await mkdir(cache, { recursive: true });
  const [classpath, classpath39] = [await resolveJars('java/pom.xml'), await resolveJars('java/pom-3.9.xml')];
  const python = await createPython('python3', 'newest.txt');
  const oldPython = await createPython('python3.11', 'oldest.txt');
  const [go, modules, kcat] = [await buildGo(), await installModules(), await installKcat()];
  return { java, classpath, classpath39, python, oldPython, go, modules, kcat };
}

/**
 * A Java command still without a program.
 *
 * @param allowedUrl the URL that Kafka 4 may open; it opens no other, be it for keys or for tokens
 */
export function jvm(java: string, classpath: string, allowedUrl?: string): Command {
  const properties = {
    'log4j2.configurationFile': join(here, 'java/log4j2.properties'),
    ...(allowedUrl !== undefined && { 'org.apache.kafka.sasl.oauthbearer.allowed.urls': allowedUrl }),
  };
  const flags = Object.entries(properties).map(([name, value]) => `-D${name}=${value}`);
  return { file: java, args: ['-Xmx512m', ...flags, '-cp', classpath] };
}

async function resolveJars(pom: string): Promise<string> {
  const path = join(here, pom);
  const file = join(cache, `classpath-${await fingerprint([path])}`);
  const known = existsSync(file) ? await readFile(file, 'utf8') : '';
  if (known !== '' && known.split(delimiter).every((jar) => existsSync(jar))) return known;
  await requireTool('mvn', '-version', 'Maven');
  const repository = `-Dmaven.repo.local=${join(cache, 'maven')}`;
  const options = [repository, '-Dmdep.includeScope=runtime', `-Dmdep.outputFile=${file}`];
  const args = ['-B', '-q', '-f', path, 'dependency:build-classpath', ...options];
  await run({ file: 'mvn', args, env: inherited() }, 600);
  return await readFile(file, 'utf8');
}

async function createPython(version: string, requirements: string): Promise<string> {
  const file = join(here, 'python', requirements);
  const made = await once('python', [file], async (folder) => {
    // A wheel of that age is for that version only, and cannot be built from its source alone.
    await requireTool(version, '--version', `Python as "${version}" (3.10 or later; 3.11 beside it)`);
    await run({ file: version, args: ['-m', 'venv', '--clear', folder], env: inherited() }, 120);
    const options = ['--quiet', '--only-binary=:all:', '--require-hashes', '--requirement', file];
    const args = ['-m', 'pip', 'install', ...options];
    await run({ file: join(folder, 'bin/python'), args, env: inherited() }, 300);
  });
  return join(made, 'bin/python');
}

const clients = 'docs/clients.md';
const broker = {
  '"pkc-xxxxx.region.aws.confluent.cloud:9092"': 'os.Getenv("INTEROP_BOOTSTRAP")',
};
const noTls = { '\t"crypto/tls"\n': '', '\t\tkgo.DialTLSConfig(&tls.Config{}),\n': '' };
/** A program is compiled once, for brokers and registries on ports that only the test knows. */
const goSnippets = {
  confluent: at(snippet(clients, 'librdkafka, Python, Go and .NET', 'go'), {
    ...broker,
    SASL_SSL: 'SASL_PLAINTEXT',
  }),
  franz: at(snippet(clients, 'Kafka clients that take a token from the program', 'go'), {
    ...broker,
    ...noTls,
  }),
  registry: at(snippet(clients, 'Schema Registry', 'go'), {
    '"https://psrc-xxxxx.region.aws.confluent.cloud"': 'os.Getenv("INTEROP_BOOTSTRAP")',
  }),
};

/** Compiles the documents' snippets beside our programs. */
async function buildGo(): Promise<string> {
  const source = join(here, 'go');
  const names = (await readdir(source, { recursive: true })).filter((name) => /\.(go|mod|sum)$/.test(name));
  const files = names.sort().map((name) => join(source, name));
  const made = await once(
    'go',
    files,
    async (folder) => {
      await requireTool('go', 'version', 'Go and a C compiler');
      await cp(source, folder, { recursive: true });
      for (const [name, code] of Object.entries(goSnippets)) {
        await writeFile(join(folder, name, 'snippet.go'), code);
      }
      const args = ['build', '-mod=readonly', '-o', 'bin/', './...'];
      await run({ file: 'go', args, env: inherited(), cwd: folder }, 900);
    },
    Object.values(goSnippets).join('\n'),
  );
  return join(made, 'bin');
}

async function installModules(): Promise<string> {
  const source = join(here, 'js');
  const files = ['package.json', 'package-lock.json', '.npmrc'].map((name) => join(source, name));
  const args = ['ci', '--ignore-scripts', '--no-fund', '--no-audit'];
  return await once('js', files, async (folder) => {
    await mkdir(folder, { recursive: true });
    for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
      await cp(join(source, name), join(folder, name));
    }
    await run({ file: 'npm', args, env: inherited(), cwd: folder }, 300);
  });
}

/** The machine's own kcat if it is built with OIDC, else Debian 13's, on a machine that has apt. */
async function installKcat(): Promise<string> {
  const own = await run({ file: 'kcat', args: ['-V'] }, 20).catch(() => []);
  if (own.join('\n').includes('oidc')) return '';
  const script = join(here, 'kcat.sh');
  const made = await once('kcat', [script], async (folder) => {
    await requireTool('apt-get', '--version', 'a kcat with OIDC (kcat -V lists oidc), or Debian');
    await run({ file: 'sh', args: [script, folder], env: inherited() }, 300);
  });
  return join(made, 'bin');
}

/** Makes a folder once for each state of these files; what was half made is made anew. */
async function once(
  name: string,
  files: readonly string[],
  make: (folder: string) => Promise<void>,
  more = '',
): Promise<string> {
  const folder = join(cache, `${name}-${await fingerprint(files, more)}`);
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return folder;
  await rm(folder, { recursive: true, force: true });
  await make(folder);
  await writeFile(complete, '');
  return folder;
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

async function fingerprint(files: readonly string[], more = ''): Promise<string> {
  const hash = createHash('sha256').update(more);
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
}
