import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { at, snippet } from '../../helpers/snippets.ts';
import { cache, inherited, once, requireTool } from './cache.ts';
import { jarsOf, requireJdk } from './jars.ts';
import { run } from './program.ts';

export interface Toolchain {
  /** Jars of the broker, the Java client and the command line tools. */
  readonly classpath: string;
  /** Jars of the client and the tools of Kafka 3.9. */
  readonly classpath39: string;
  /** A Python that has the newest confluent-kafka, aiokafka and kafka-python. */
  readonly python: string;
  /** One that has the oldest confluent-kafka that the documents allow. */
  readonly oldPython: string;
  /** The folder of the Go programs. */
  readonly go: string;
  /** A folder below which Node.js finds the clients for JavaScript. */
  readonly modules: string;
  /** The folder of kcat. */
  readonly kcat: string;
}

const here = import.meta.dirname;

/** The machine brings the languages; what their programs need is downloaded once, out of git's sight. */
export async function prepareToolchain(): Promise<Toolchain> {
  await requireJdk();
  await mkdir(cache, { recursive: true });
  const [classpath, classpath39] = [await jarsOf('pom.xml'), await jarsOf('pom-3.9.xml')];
  const python = await createPython('python3', 'newest.txt');
  const oldPython = await createPython('python3.11', 'oldest.txt');
  const [go, modules, kcat] = [await buildGo(), await installModules(), await installKcat()];
  return { classpath, classpath39, python, oldPython, go, modules, kcat };
}

/**
 * A Python of its own with locked packages.
 *
 * @param tools a list of what builds packages that are published as source alone
 */
export async function createPython(version: string, requirements: string, tools?: string): Promise<string> {
  const lists = [tools, requirements].filter((name) => name !== undefined);
  const files = lists.map((name) => join(here, 'python', name));
  const made = await once('python', files, async (folder) => {
    // A wheel of that age is for that version only, and cannot be built from its source alone.
    await requireTool(version, '--version', `Python as "${version}" (3.10 or later; 3.11 beside it)`);
    await run({ file: version, args: ['-m', 'venv', '--clear', folder], env: inherited() }, 120);
    for (const file of files) {
      // Building goes with the tools of the first list, and not with what is newest today.
      const source = tools !== undefined && file === files.at(-1);
      const how = source ? '--no-build-isolation' : '--only-binary=:all:';
      const options = ['--quiet', how, '--require-hashes', '--requirement', file];
      const args = ['-m', 'pip', 'install', ...options];
      await run({ file: join(folder, 'bin/python'), args, env: inherited() }, 900);
    }
  });
  return join(made, 'bin/python');
}

const broker = {
  '"pkc-xxxxx.region.aws.confluent.cloud:9092"': 'os.Getenv("INTEROP_BOOTSTRAP")',
};
const noTls = { '\t"crypto/tls"\n': '', '\t\tkgo.DialTLSConfig(&tls.Config{}),\n': '' };
/** A program is compiled once, for brokers and registries on ports that only the test knows. */
const goSnippets = {
  confluent: at(snippet('docs/librdkafka.md', 'Go', 'go'), { ...broker, SASL_SSL: 'SASL_PLAINTEXT' }),
  franz: at(snippet('docs/librdkafka.md', 'franz-go', 'go'), { ...broker, ...noTls }),
  sarama: at(snippet('docs/librdkafka.md', 'sarama', 'go'), { 'TLS.Enable = true': 'TLS.Enable = false' }),
  registry: at(snippet('docs/schema-registry.md', 'Go', 'go'), {
    '"https://psrc-xxxxx.region.aws.confluent.cloud"': 'os.Getenv("INTEROP_BOOTSTRAP")',
  }),
};
/** Compiles the documents' snippets beside our programs. */
export async function buildGo(): Promise<string> {
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
    // The one script that is needed: it downloads a build for this Node.js, or makes one from the source.
    const node = dirname(process.execPath);
    const path = [node, process.env.PATH].join(delimiter);
    const env = { ...inherited(), PATH: path, npm_config_nodedir: dirname(node), CKJS_LINKING: 'dynamic' };
    const rebuild = ['rebuild', '@confluentinc/kafka-javascript'];
    await run({ file: 'npm', args: rebuild, env, cwd: folder }, 1800);
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
