import {
  askedNext,
  consoleGone,
  flinkGone,
  javaGone,
  librdkafkaSays,
  librdkafkaText,
  springGone,
  streamsGone,
  timesOut,
  unnoticed,
} from './gone.ts';

export { ALSO_TRIED } from './also-tried.ts';

/** What the documents say of a client, and what the tests hold it to. */
export interface Facts {
  readonly id: string;
  readonly name: string;
  /** The least version that works. */
  readonly least: string;
  /** What it does when its token expires. */
  readonly refresh: 're-authenticates' | 'reconnects' | 'gets a new one';
  /** What one 503 does to it. */
  readonly unavailable: string;
  readonly gone: {
    /** Exit codes of our program, or of the tool: 2 when it says that it could not authenticate. */
    readonly codes: readonly number[];
    /** What it must have said. */
    readonly says: RegExp;
    readonly text: string;
  };
}

const reauthenticates = { refresh: 're-authenticates', unavailable: unnoticed } as const;
const getsANewOne = { refresh: 'gets a new one', unavailable: unnoticed } as const;

/** Every client of CLIENTS in clients.ts, in its order. */
export const FACTS: readonly Facts[] = [
  {
    id: 'java',
    name: 'Kafka, Java, with `client.credentials` properties',
    least: '4.1.0',
    ...reauthenticates,
    gone: javaGone,
  },
  {
    id: 'java-jaas',
    name: 'Kafka, Java, with JAAS options',
    least: '3.4.0',
    ...reauthenticates,
    gone: javaGone,
  },
  {
    id: 'java-3.9',
    name: 'Kafka 3.9, Java, with JAAS options',
    least: '3.4.0',
    ...reauthenticates,
    gone: javaGone,
  },
  {
    id: 'tools',
    name: "Kafka's command line tools",
    least: '4.1.0',
    ...reauthenticates,
    gone: consoleGone,
  },
  {
    id: 'tools-3.9',
    name: "Kafka's command line tools 3.9, with JAAS options",
    least: '3.6.2',
    ...reauthenticates,
    gone: consoleGone,
  },
  {
    id: 'python',
    name: '`confluent-kafka` for Python',
    least: '2.2.0',
    ...reauthenticates,
    gone: { codes: [2], says: librdkafkaSays, text: librdkafkaText },
  },
  {
    id: 'python-oldest',
    name: '`confluent-kafka` for Python, the least version',
    least: '2.2.0',
    ...reauthenticates,
    gone: { codes: [2], says: librdkafkaSays, text: librdkafkaText },
  },
  {
    id: 'go',
    name: '`confluent-kafka-go`',
    least: '2.2.0',
    ...reauthenticates,
    gone: { codes: [1], says: librdkafkaSays, text: librdkafkaText },
  },
  {
    id: 'javascript',
    name: '`@confluentinc/kafka-javascript`',
    least: '1.10.1',
    ...reauthenticates,
    gone: { codes: [1], says: /Failed to retrieve OIDC token/, text: librdkafkaText },
  },
  {
    id: 'kcat',
    name: 'kcat with OIDC',
    least: 'librdkafka 2.2.0',
    ...reauthenticates,
    gone: {
      // The reader ends by itself; its writer may have a token that is younger, and then ends well.
      codes: [0, 1],
      says: /All broker connections are down.*terminating/,
      text: 'works until its token expires; then says that all brokers are down, and exits with 1',
    },
  },
  {
    id: 'franz-go',
    name: 'franz-go',
    least: '1.22',
    ...reauthenticates,
    gone: { codes: [1], says: /connection refused|deadline exceeded|not read within/, text: timesOut },
  },
  {
    id: 'sarama',
    name: 'sarama',
    least: '1.61.1',
    ...reauthenticates,
    gone: { codes: [1], says: /connection refused/, text: timesOut },
  },
  {
    id: 'kafkajs',
    name: 'kafkajs',
    least: '2.2.4',
    refresh: 're-authenticates',
    unavailable: 'waits 5 s (the loop in the example)',
    gone: {
      // The consumer may be the first to need a token: then the snippet ends the process.
      codes: [1, 2],
      says: /fetch failed/,
      text: 'works until it has to re-authenticate, 10 s before its token expires; then every call of the producer fails, or the consumer stops (`CRASH`)',
    },
  },
  {
    id: 'aiokafka',
    name: 'aiokafka',
    least: '0.14.0',
    refresh: 'reconnects',
    unavailable: unnoticed,
    gone: {
      codes: [1],
      says: /Connection refused/,
      text: 'works until the tokens of its connections expire; then every call times out',
    },
  },
  {
    id: 'kafka-python',
    name: 'kafka-python',
    least: '3.0.12',
    ...reauthenticates,
    gone: { codes: [1], says: /Connection refused|KafkaTimeoutError|not read within/, text: timesOut },
  },
  {
    id: 'streams',
    name: 'Kafka Streams',
    least: '4.3.1',
    ...reauthenticates,
    gone: streamsGone,
  },
  {
    id: 'spring-boot',
    name: 'Spring Boot, by environment',
    least: '4.0.0',
    ...reauthenticates,
    gone: springGone,
  },
  {
    id: 'spring-boot-3.5',
    name: 'Spring Boot 3.5, by properties',
    least: '3.5.6',
    ...reauthenticates,
    gone: springGone,
  },
  {
    id: 'registry-python',
    name: 'Schema Registry, Python',
    least: '2.9.0',
    ...getsANewOne,
    gone: { codes: [1], says: /Connection refused/, text: askedNext },
  },
  {
    id: 'registry-go',
    name: 'Schema Registry, Go',
    least: '2.11.1',
    ...getsANewOne,
    gone: { codes: [1], says: /connection refused/, text: askedNext },
  },
  {
    id: 'registry-js',
    name: 'Schema Registry, JavaScript',
    least: '1.10.1',
    ...getsANewOne,
    gone: { codes: [1], says: /ECONNREFUSED/, text: 'every call fails' },
  },
  {
    id: 'registry-kafkajs',
    name: '`@kafkajs/confluent-schema-registry`',
    least: '4.1.0',
    refresh: 'gets a new one',
    unavailable: 'waits 5 s (the loop in the example)',
    gone: { codes: [1], says: /fetch failed/, text: 'every call fails' },
  },
  {
    id: 'flink-java',
    name: 'Flink Table API plugin, Java',
    least: '2.3-4',
    refresh: 'gets a new one',
    unavailable: 'the query fails, the next one works',
    gone: flinkGone,
  },
  {
    id: 'flink-python',
    name: 'Flink Table API plugin, Python',
    least: '2.3.3',
    refresh: 'gets a new one',
    unavailable: 'the query fails, the next one works',
    gone: flinkGone,
  },
];

/** The entry of a client; a client that has none fails its test. */
export function factsOf(id: string): Facts {
  const found = FACTS.find((facts) => facts.id === id);
  if (!found) throw new Error(`no facts of ${id} in test/clients/interop/table.ts`);
  return found;
}
