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

const clients = 'docs/clients.md';
const setup = 'docs/setup.md';
const clientTest = 'test/interop/clients.ts';
const jobTest = 'test/interop/job.ts';
const goTest = 'test/interop/toolchain.ts';
const curlTest = 'test/interop/curl.test.ts';
const workflowTest = 'test/docs/workflows.test.ts';
const javascriptTest = 'test/docs/javascript.test.ts';
const filterTest = 'test/docs/filters.test.ts';
const sampleTest = 'test/docs/samples.test.ts';
const setupTest = 'test/shell/setup.test.ts';

const claim = (file: string, heading: string, language: string, count: number, by: string): Claim => ({
  file,
  heading,
  language,
  count,
  by,
});

/** Every snippet of the two documents but those of the sections below. */
export const CLAIMS: readonly Claim[] = [
  claim(clients, 'Clients and the token endpoint', 'yaml', 1, jobTest),
  claim(clients, 'Kafka, Java', 'yaml', 1, jobTest),
  claim(clients, 'Kafka, Java', 'properties', 3, clientTest),
  claim(clients, "Kafka's command line tools", 'bash', 2, clientTest),
  claim(clients, 'librdkafka, Python, Go and .NET', 'properties', 1, clientTest),
  claim(clients, 'librdkafka, Python, Go and .NET', 'python', 1, clientTest),
  claim(clients, 'librdkafka, Python, Go and .NET', 'go', 1, goTest),
  claim(clients, 'kcat', 'bash', 1, clientTest),
  claim(clients, 'Kafka clients that take a token from the program', 'js', 1, clientTest),
  claim(clients, 'Kafka clients that take a token from the program', 'go', 1, goTest),
  claim(clients, 'Kafka clients that take a token from the program', 'python', 1, clientTest),
  claim(clients, 'Schema Registry', 'python', 1, clientTest),
  claim(clients, 'Schema Registry', 'go', 1, goTest),
  claim(clients, 'Schema Registry', 'js', 1, javascriptTest),
  claim(clients, 'Kafka REST', 'bash', 1, curlTest),
  claim(clients, 'curl, for Confluent Cloud APIs', 'bash', 1, curlTest),
  claim(setup, 'See the claims of your job', 'yaml', 1, workflowTest),
  claim(setup, 'See the claims of your job', 'text', 1, 'test/docs/claims-step.test.ts'),
  claim(setup, 'The branch main', 'text', 1, filterTest),
  claim(setup, 'One GitHub environment', 'text', 1, sampleTest),
  claim(setup, 'Pull requests', 'text', 1, sampleTest),
  claim(setup, 'Tags', 'text', 1, sampleTest),
  claim(setup, 'Both forms of `sub`', 'text', 1, filterTest),
  claim(setup, 'Reusable workflows', 'text', 1, filterTest),
  claim(setup, 'Several repositories on one pool', 'text', 1, filterTest),
  claim(setup, 'Confluent CLI', 'sh', 1, curlTest),
  claim(setup, 'Changing the filter', 'sh', 1, curlTest),
  claim(setup, 'REST', 'bash', 1, setupTest),
  claim(setup, "Refresh GitHub's keys", 'bash', 1, setupTest),
  claim(setup, 'The workflow', 'yaml', 1, workflowTest),
];

/** A section of the second level whose snippets the tests of Terraform run. */
export const TERRAFORM = 'Terraform';

/** What no test runs, and why not. */
export const NOT_RUN: readonly Omit<Claim, 'by'>[] = [
  // Confluent's Schema Registry client for Java is on Confluent's own Maven repository only. The
  // document says that it was tried by hand.
  { file: clients, heading: 'Schema Registry', language: 'properties', count: 1 },
];
