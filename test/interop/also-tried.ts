/** What was tried by hand, with the token endpoint and tokens of 20 to 40 s, and is run by no test. */
export interface AlsoTried {
  readonly name: string;
  readonly version: string;
  /** What was seen. */
  readonly text: string;
}

const librdkafkaTried =
  'contains librdkafka: re-authenticates, recovers from one 503; calls time out when the token endpoint is gone';
const callbackTried = 'with a token callback in the program: re-authenticates';

export const ALSO_TRIED: readonly AlsoTried[] = [
  {
    name: '`Confluent.Kafka` for .NET',
    version: '2.16.0',
    text: "in a job of GitHub's runner, without a broker: gets its tokens and renews them",
  },
  {
    name: '`Confluent.SchemaRegistry` for .NET',
    version: '2.16.0',
    text: "in a job of GitHub's runner: 23 of 23 registrations over 45 s, a new token at 80 % of the lifetime; with 503s a call waits 63 s, then fails with `Failed to fetch token from server`",
  },
  {
    name: 'Schema Registry, Java',
    version: '8.3.1',
    text: 'compiled from its source (it is not on Maven Central): gets new tokens; one 503: no interruption',
  },
  {
    name: 'Schema Registry Maven plugin',
    version: '8.3.1',
    text: 'not on Maven Central: `register` and `test-compatibility` work',
  },
  {
    name: 'Gradle plugin `com.github.imflog.kafka-schema-registry-gradle-plugin`',
    version: '2.4.0',
    text: 'read, not run: passes `clientConfig` on unchanged',
  },
  {
    name: 'kafkactl',
    version: '5.20.0',
    text: 'built from its source: 19 of 19 pairs of `produce` and `consume` over 120 s, on tokens of 40 s; `test:interop` runs the script alone',
  },
  { name: 'Kafka Connect worker', version: '4.3.1', text: 'starts, and renews its tokens' },
  { name: '`rdkafka` for Rust', version: '0.39', text: librdkafkaTried },
  { name: '`@confluentinc/kafka-javascript`', version: '1.10.1', text: librdkafkaTried },
  { name: 'sarama (Go)', version: '1.61.1', text: callbackTried },
  { name: 'kafka-python', version: '3.0.12', text: callbackTried },
  { name: '`confluent-sql` (Python)', version: '0.7.0', text: 'one token, which it never renews' },
];
