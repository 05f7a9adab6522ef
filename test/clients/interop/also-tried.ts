/** What no test runs: tried by hand with tokens of 20 to 40 s, or read in source and documentation. */
export interface AlsoTried {
  readonly name: string;
  readonly version: string;
  /** What was seen; what was only read is marked so. */
  readonly text: string;
}

const noExtensions = 'cannot: sends no SASL extensions, so no identity pool';

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
    text: '(read) passes `clientConfig` on unchanged',
  },
  {
    name: 'kafkactl',
    version: '5.20.0',
    text: 'built from its source: 19 of 19 pairs of `produce` and `consume` over 120 s, on tokens of 40 s; `test:clients` runs the script alone',
  },
  { name: 'Kafka Connect worker', version: '4.3.1', text: 'starts, and renews its tokens' },
  {
    name: '`rdkafka` for Rust',
    version: '0.39',
    text: 'contains librdkafka: re-authenticates, recovers from one 503; calls time out when the token endpoint is gone',
  },
  {
    name: 'kafka-python',
    version: '2.3.3',
    text: 'with the snippet: reconnects when its token expires; one 503: no interruption',
  },
  {
    name: '`confluent-sql` (Python)',
    version: '0.7.0',
    text: 'one token, which it never renews',
  },
  {
    name: 'Quarkus',
    version: '3.33',
    text: 'works by environment variables: the properties of Java with names that begin with `KAFKA_`; add `jose4j`',
  },
  { name: 'Micronaut', version: '4.10', text: 'works with the properties of Java' },
  {
    name: 'Telegraf',
    version: '1.37',
    text: 'works: its `secretstores.oauth2` asks the token endpoint',
  },
  {
    name: 'Pulumi, with its Confluent provider',
    version: '2.24.0',
    text: '(read) the argument `oauth`, as in [Terraform](terraform.md); put the client secret into `pulumi.secret()`. Tried with its engine: `refresh` and `destroy` need `--run-program`, else they ask at the port of the last `up`',
  },
  {
    name: 'Vector',
    version: '0.41',
    text: '(read) contains librdkafka: [its properties](librdkafka.md#properties)',
  },
  {
    name: 'Fluent Bit',
    version: '5.1',
    text: '(read) contains librdkafka: [its properties](librdkafka.md#properties)',
  },
  {
    name: "Flink's SQL connector for Kafka",
    version: '',
    text: '(read) the properties of Java; class names and the system property begin with `org.apache.flink.kafka.shaded.`',
  },
  { name: 'Jikkou, julie-ops', version: '', text: '(read) Java clients: [their properties](kafka-java.md)' },
  { name: 'rpk', version: '26.1.7', text: '(read) one token, which it never renews: 5 minutes' },
  { name: 'Redpanda Connect', version: '', text: 'one token, which it never renews' },
  {
    name: 'Confluent CLI',
    version: '4.66',
    text: 'cannot: it has no login with a token ([confluentinc/cli#3147](https://github.com/confluentinc/cli/issues/3147)). Use [REST](rest.md)',
  },
  { name: 'dbt-confluent', version: '0.4.1', text: 'cannot: API keys only' },
  { name: 'kaf', version: '', text: noExtensions },
  { name: 'OpenTelemetry Collector', version: '', text: noExtensions },
  {
    name: 'topicctl',
    version: '',
    text: 'cannot: no OAUTHBEARER, like every program with `segmentio/kafka-go`',
  },
  { name: "Karafka's gems", version: '', text: '(read) cannot: built without OIDC' },
  { name: 'kcctl', version: '', text: 'cannot: HTTP Basic authentication only' },
  { name: 'kafka-gitops', version: '', text: 'cannot: its Kafka client 2.4.0 has no OIDC' },
];
