import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { jvm } from './jars.ts';
import type { Outcome } from './job.ts';
import { type Program, start } from './program.ts';
import type { Toolchain } from './toolchain.ts';

export interface Pair {
  /** Files that the scripts find where they run. */
  readonly files: Readonly<Record<string, string>>;
  /** A bash script that writes each line of its stdin as a record. */
  readonly writer: string;
  /** One that prints each record as a line. */
  readonly reader: string;
  readonly seconds: number;
  /** The lines that make the writer send a value; the value itself unless told. */
  readonly lines?: (value: string) => readonly string[];
}

const patience = 15;
/** To start two JVMs; afterwards a record is to be there within the patience. */
const startUp = 60;
/** How long Kafka's console producer may hold on to a record at its end: its default and some more. */
const ending = 150;

/** Command line tools as a client: one writes a record a second, the other reads it back. */
export async function runTools(
  tools: Toolchain,
  version: 'classpath' | 'classpath39',
  env: Readonly<Record<string, string>>,
  pair: Pair,
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'interop-tools-'));
  const bash = (script: string) => {
    const path = [folder, tools.kcat, process.env.PATH].filter(Boolean).join(delimiter);
    return start({ file: 'bash', args: ['-c', script], env: { ...env, PATH: path }, cwd: folder });
  };
  let reader: Program | undefined;
  let writer: Program | undefined;
  try {
    for (const [name, text] of Object.entries(pair.files)) await writeFile(join(folder, name), text);
    await kafkaScripts(tools, version, folder);
    writer = bash(pair.writer);
    reader = bash(pair.reader);
    const counters = await trip(writer, reader, pair);
    writer.end();
    const code = await writer.exit(ending);
    const output = [...writer.lines, '--- reader', ...reader.lines].join('\n');
    return { code, ...counters, output };
  } finally {
    await Promise.all([writer?.stop(), reader?.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
}

async function trip(writer: Program, reader: Program, { seconds, lines = (value) => [value] }: Pair) {
  const counters = { produced: 0, consumed: 0, last: 0, longest: 0 };
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const begun = performance.now();
    const value = `record ${counters.produced}`;
    for (const line of lines(value)) writer.write(line);
    const arrived = reader.line(new RegExp(`^${value} *$`), counters.consumed === 0 ? startUp : patience);
    const lost = await arrived.then(() => false).catch(() => true);
    if (lost) break;
    counters.produced++;
    counters.consumed++;
    counters.last = Date.now();
    if (counters.consumed > 1)
      counters.longest = Math.max(counters.longest, Math.round(performance.now() - begun));
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return counters;
}

/**
 * Kafka's scripts, which its jars lack: like the originals they start a class with the JVM options
 * of KAFKA_OPTS.
 */
async function kafkaScripts(tools: Toolchain, version: 'classpath' | 'classpath39', folder: string) {
  const classes = {
    'kafka-console-producer.sh': `${version === 'classpath' ? 'org.apache.' : ''}kafka.tools.ConsoleProducer`,
    'kafka-console-consumer.sh': 'org.apache.kafka.tools.consumer.ConsoleConsumer',
  };
  const { file, args } = jvm(tools[version]);
  for (const [name, type] of Object.entries(classes)) {
    const script = `#!/bin/sh\nexec ${[file, ...args].map(quoted).join(' ')} $KAFKA_OPTS ${type} "$@"\n`;
    await writeFile(join(folder, name), script);
    await chmod(join(folder, name), 0o755);
  }
}

const quoted = (text: string) => `'${text}'`;
