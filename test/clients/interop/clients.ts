import { join, resolve } from 'node:path';
import { at, snippet } from '../../helpers/snippets.ts';
import { FLINK } from './flink.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { javaProgram } from './jars.ts';
import { type Client, environment, type Job, javaEnvironment, runJob } from './job.ts';
import { filledIn, java34, java41, pkc, plain } from './properties.ts';
import type { Toolchain } from './toolchain.ts';
import { runTools } from './tools.ts';

const kafkaJava = 'docs/kafka-java.md';
const librdkafka = 'docs/librdkafka.md';
const schemaRegistry = 'docs/schema-registry.md';
const here = import.meta.dirname;
const root = resolve(here, '../../..');

function javaClient(properties: string, version: 'classpath' | 'classpath39', allowed: boolean): Client {
  return async (tools, job) => {
    const env = allowed ? javaEnvironment(job) : {};
    const command = { ...(await javaProgram(tools[version], 'RoundTrip')), env };
    return await runJob(command, job, 'client.properties', filledIn(properties, job));
  };
}

function pythonClient(
  program: string,
  code: (job: Job) => string,
  python: 'python' | 'oldPython' = 'python',
): Client {
  // The oldest one is run with the properties, the newest with the Python of the document.
  const name = python === 'python' ? 'snippet.py' : 'client.properties';
  return (tools, job) => {
    const command = { file: tools[python], args: ['-B', join(here, 'python', program)] };
    return runJob(command, job, name, code(job));
  };
}

const goClient =
  (program: string): Client =>
  (tools, job) =>
    runJob({ file: join(tools.go, program), args: [] }, job, 'unused', '');

const jsClient =
  (program: string, code: (job: Job) => string, modules = ({ modules }: Toolchain) => modules): Client =>
  (tools, job) => {
    const env = { INTEROP_MODULES: modules(tools) };
    const command = { file: process.execPath, args: [join(here, 'js', program)], env };
    return runJob(command, job, 'snippet.js', code(job));
  };

const consoleTools = (nth: number) => snippet(kafkaJava, 'Command line tools', 'bash', nth);
const shell = (code: string, { name, bootstrap }: Job) => at(code, { [pkc]: bootstrap, orders: name });

function toolsClient(properties: string, version: 'classpath' | 'classpath39'): Client {
  // "Before 4.2 the option is …"
  const older = (code: string, option: string) =>
    version === 'classpath' ? code : at(code, { '--command-config': option });
  return (tools, job) =>
    runTools(tools, version, environment(job), {
      files: { 'client.properties': filledIn(properties, job) },
      writer: older(shell(consoleTools(0), job), '--producer.config'),
      reader: older(shell(consoleTools(1), job), '--consumer.config'),
      seconds: job.seconds,
    });
}

const kcat: Client = (tools, job) => {
  const writer = at(plain(snippet(librdkafka, 'kcat', 'bash'), job), { orders: job.name });
  const reader = at(writer, { '-P -t': '-C -u -q -o beginning -t' });
  // It takes stdin in blocks of 1 KiB, and sends what is in one when the next has come.
  const lines = (value: string) => [value, 'and the next block'].map((line) => line.padEnd(1023));
  const more = { files: {}, writer, reader, seconds: job.seconds, lines };
  return runTools(tools, 'classpath', environment(job), more);
};

const kafkajs = (bootstrap: string) =>
  at(snippet(librdkafka, 'kafkajs', 'js'), { [pkc]: bootstrap, 'ssl: true': 'ssl: false' });
const pythonCallbacks = 'aiokafka, kafka-python';
const aiokafka = (job: Job) => plain(snippet(librdkafka, pythonCallbacks, 'python'), job);

const librdkafkaProperties = (job: Job) => filledIn(snippet(librdkafka, 'Properties', 'properties'), job);

const psrc = 'https://psrc-xxxxx.region.aws.confluent.cloud';
const registry =
  (heading: string, language: string, nth = 0) =>
  (job: Job) =>
    at(snippet(schemaRegistry, heading, language, nth), { [psrc]: job.bootstrap });

/** Clients of a broker by the id that the table of the documents knows them by. */
export const KAFKA_CLIENTS = {
  java: javaClient(java41, 'classpath', true),
  'java-jaas': javaClient(java34, 'classpath', true),
  'java-3.9': javaClient(java34, 'classpath39', false),
  tools: toolsClient(java41, 'classpath'),
  'tools-3.9': toolsClient(java34, 'classpath39'),
  python: pythonClient('librdkafka.py', (job) => plain(snippet(librdkafka, 'Python', 'python'), job)),
  'python-oldest': pythonClient('librdkafka.py', librdkafkaProperties, 'oldPython'),
  go: goClient('confluent'),
  javascript: jsClient('javascript.js', (job) => plain(snippet(librdkafka, 'JavaScript', 'js'), job)),
  kcat,
  'franz-go': goClient('franz'),
  sarama: goClient('sarama'),
  kafkajs: jsClient('kafkajs.js', (job) => kafkajs(job.bootstrap) + snippet(librdkafka, 'kafkajs', 'js', 1)),
  aiokafka: pythonClient('aiokafka_trip.py', aiokafka),
  'kafka-python': pythonClient('kafka_python_trip.py', (job) => {
    return aiokafka(job) + snippet(librdkafka, pythonCallbacks, 'python', 1);
  }),
} satisfies Record<string, Client>;

/** Clients of Schema Registry, likewise. */
export const REGISTRY_CLIENTS = {
  'registry-python': pythonClient('registry_trip.py', registry('Python', 'python')),
  'registry-go': goClient('registry'),
  'registry-js': jsClient('registry.js', registry('JavaScript', 'js'), () => root),
  'registry-kafkajs': jsClient(
    'registry-kafkajs.js',
    (job) => kafkajs(pkc) + registry('JavaScript', 'js', 1)(job),
  ),
} satisfies Record<string, Client>;

/** A client that never asks for a second token. */
export const keepsItsToken: Client = pythonClient('librdkafka.py', librdkafkaProperties, 'oldPython');

/** All that the tests run, in the order of the table. */
export const CLIENTS = { ...KAFKA_CLIENTS, ...FRAMEWORKS, ...REGISTRY_CLIENTS, ...FLINK };
