import { CLAIMS as JAVA_AND_FLINK } from '../clients/interop/claims.ts';

/** A snippet and who runs it. */
export interface Claim {
  readonly file: string;
  readonly heading: string;
  readonly language: string;
  /** How many blocks of this language are under the heading. */
  readonly count: number;
  /** The test that takes it out of the document and runs it; it names the heading. */
  readonly by: string;
}

const librdkafka = 'docs/librdkafka.md';
const registry = 'docs/schema-registry.md';
const rest = 'docs/rest.md';
const running = 'docs/running.md';
const setup = 'docs/setup.md';
const clientTest = 'test/clients/interop/clients.ts';
const goTest = 'test/clients/interop/toolchain.ts';
const kafkactlTest = 'test/clients/interop/kafkactl.test.ts';
const filterTest = 'test/repository/filters.test.ts';
const quickStartTest = 'test/clients/shell/quick-start.test.ts';
const restTest = 'test/clients/shell/rest.test.ts';
const runningTest = 'test/clients/shell/running.test.ts';
const setupTest = 'test/clients/shell/setup.test.ts';

const claim = (file: string, heading: string, language: string, count: number, by: string): Claim => ({
  file,
  heading,
  language,
  count,
  by,
});

/** Every snippet of the pages for users, but YAML without a script, and HCL. */
export const CLAIMS: readonly Claim[] = [
  ...JAVA_AND_FLINK,
  claim('README.md', 'Confluent Cloud auth', 'yaml', 1, quickStartTest),
  claim('README.md', 'Quick start', 'sh', 4, quickStartTest),
  claim('docs/clients.md', 'Write a properties file', 'yaml', 1, 'test/clients/shell/properties.test.ts'),
  claim(librdkafka, 'Properties', 'properties', 1, clientTest),
  claim(librdkafka, 'Python', 'python', 1, clientTest),
  claim(librdkafka, 'Go', 'go', 1, goTest),
  claim(librdkafka, 'JavaScript', 'js', 1, clientTest),
  claim(librdkafka, 'kcat', 'bash', 1, clientTest),
  claim(librdkafka, 'kafkactl', 'yaml', 1, kafkactlTest),
  claim(librdkafka, 'kafkactl', 'bash', 1, kafkactlTest),
  claim(librdkafka, 'kafkajs', 'js', 2, clientTest),
  claim(librdkafka, 'franz-go', 'go', 1, goTest),
  claim(librdkafka, 'sarama', 'go', 1, goTest),
  claim(librdkafka, 'aiokafka, kafka-python', 'python', 2, clientTest),
  claim(registry, 'Python', 'python', 1, clientTest),
  claim(registry, 'Go', 'go', 1, goTest),
  claim(registry, 'JavaScript', 'js', 2, clientTest),
  claim(rest, 'Confluent Cloud APIs', 'yaml', 1, restTest),
  claim(rest, 'Deploy a connector', 'yaml', 1, restTest),
  claim(rest, 'Produce a record', 'yaml', 1, restTest),
  claim(rest, 'Register a schema', 'yaml', 1, restTest),
  claim(rest, 'Start a Flink statement', 'yaml', 1, restTest),
  claim(rest, 'Longer', 'bash', 1, restTest),
  claim(running, 'GitHub Enterprise', 'bash', 1, runningTest),
  claim(running, 'A token endpoint that was left behind', 'sh', 1, runningTest),
  claim(setup, 'The branch main', 'text', 2, filterTest),
  claim(setup, 'One GitHub environment', 'text', 2, filterTest),
  claim(setup, 'Pull requests', 'text', 1, filterTest),
  claim(setup, 'Merge queue', 'text', 1, filterTest),
  claim(setup, 'Tags', 'text', 1, filterTest),
  claim(setup, 'One workflow of a monorepo', 'text', 1, filterTest),
  claim(setup, 'Both forms of `sub`', 'text', 1, filterTest),
  claim(setup, 'Reusable workflows', 'text', 2, filterTest),
  claim(setup, 'Several repositories on one pool', 'text', 1, filterTest),
  claim(setup, 'REST', 'bash', 1, setupTest),
  claim(setup, "Refresh GitHub's keys", 'bash', 1, setupTest),
];

/** What no test runs, and why not. */
export const NOT_RUN: readonly Omit<Claim, 'by'>[] = [
  // These are on Confluent's own Maven repository only; docs/tested.md says what was tried by hand.
  { file: registry, heading: 'Java', language: 'properties', count: 1 },
  { file: registry, heading: 'Maven', language: 'xml', count: 1 },
  { file: registry, heading: 'Gradle', language: 'groovy', count: 1 },
  // The registry of .NET packages is not one that these tests use. Tried by hand, too.
  { file: librdkafka, heading: '.NET', language: 'csharp', count: 1 },
  { file: registry, heading: '.NET', language: 'csharp', count: 1 },
  // Commands for the README's quick start and for contributors.
  { file: 'README.md', heading: 'Development', language: 'sh', count: 2 },
  // Needs an organisation of Confluent Cloud; tools.test.ts runs the module itself.
  { file: setup, heading: 'Terraform', language: 'sh', count: 1 },
];
