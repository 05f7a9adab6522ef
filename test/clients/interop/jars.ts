import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { at } from '../../helpers/snippets.ts';
import { cache, inherited, once, requireTool } from './cache.ts';
import { type Command, run } from './program.ts';

const sources = join(import.meta.dirname, 'java');
const { JAVA_HOME } = process.env;
/** A tool of the JDK. */
export const jdk = (tool: string) => (JAVA_HOME ? join(JAVA_HOME, 'bin', tool) : tool);

/** Throws when the machine has no JDK. */
export async function requireJdk(): Promise<void> {
  await requireTool(jdk('javac'), '-version', 'a JDK, version 17 or later');
}

/** The class path of what a file of test/clients/interop/java lists, and of what that depends on. */
export async function jarsOf(pom: string): Promise<string> {
  return await resolved(await readFile(join(sources, pom), 'utf8'));
}

/**
 * The same for the dependencies of a document, and nothing else.
 *
 * @param dependencies elements `dependency` of a pom.xml
 */
export async function jarsNamed(dependencies: string): Promise<string> {
  const pom = await readFile(join(sources, 'pom-named.xml'), 'utf8');
  return await resolved(at(pom, { '<dependencies />': `<dependencies>${dependencies}</dependencies>` }));
}

async function resolved(pom: string): Promise<string> {
  const make = async (folder: string) => {
    await requireTool('mvn', '-version', 'Maven');
    await mkdir(folder, { recursive: true });
    const [file, list] = [join(folder, 'pom.xml'), join(folder, 'classpath')];
    await writeFile(file, pom);
    const repository = `-Dmaven.repo.local=${join(cache, 'maven')}`;
    const options = [repository, '-Dmdep.includeScope=runtime', `-Dmdep.outputFile=${list}`];
    const args = ['-B', '-q', '-f', file, 'dependency:build-classpath', ...options];
    await run({ file: 'mvn', args, env: inherited() }, 600);
  };
  const folder = await once('jars', [], make, pom);
  return await readFile(join(folder, 'classpath'), 'utf8');
}

/**
 * A Java command still without a program.
 *
 * @param allowedUrl the URL that Kafka 4 may open; it opens no other, be it for keys or for tokens
 */
export function jvm(classpath: string, allowedUrl?: string): Command {
  const properties = {
    'log4j2.configurationFile': join(sources, 'log4j2.properties'),
    ...(allowedUrl !== undefined && { 'org.apache.kafka.sasl.oauthbearer.allowed.urls': allowedUrl }),
  };
  const flags = Object.entries(properties).map(([name, value]) => `-D${name}=${value}`);
  return { file: jdk('java'), args: ['-Xmx512m', ...flags, '-cp', classpath] };
}

/**
 * A command that runs a program of test/clients/interop/java on this class path.
 *
 * @param name of its class
 * @param others classes that it needs, beside Trip
 */
export async function javaProgram(
  classpath: string,
  name: string,
  others: readonly string[] = [],
): Promise<Command> {
  const files = [name, 'Trip', ...others].map((one) => join(sources, `${one}.java`));
  const make = async (folder: string) => {
    const args = ['-parameters', '-cp', classpath, '-d', folder, ...files];
    await run({ file: jdk('javac'), args }, 120);
  };
  const classes = await once('classes', files, make, classpath);
  const { file, args } = jvm([classes, classpath].join(delimiter));
  return { file, args: [...args, name] };
}

/** A class path without the jars whose names begin so; throws when there are none. */
export function without(classpath: string, name: string): string {
  const jars = classpath.split(delimiter);
  const kept = jars.filter((jar) => !jar.includes(`/${name}-`));
  if (kept.length === jars.length) throw new Error(`no jar ${name} in ${classpath}`);
  return kept.join(delimiter);
}
