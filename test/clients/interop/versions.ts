import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');

function found(file: string, pattern: RegExp): string {
  const version = pattern.exec(read(file))?.[1];
  if (version === undefined) throw new Error(`${file} has nothing like ${pattern}`);
  return version;
}

const kafka = (pom: string) =>
  found(`java/${pom}`, /<artifactId>kafka_2\.13<\/artifactId>\s*<version>(.+?)</);
const springBoot = (pom: string) =>
  found(`java/${pom}`, /<artifactId>spring-boot-dependencies<\/artifactId>\s*<version>(.+?)</);
const python = (list: string, name: string) => found(`python/${list}`, new RegExp(`^${name}==(\\S+)`, 'm'));
const go = (module: string) => found('go/go.mod', new RegExp(`^\\s${module} v(\\S+)$`, 'm'));
const npm = (lock: string, name: string) =>
  found(lock, new RegExp(`"node_modules/${name}": \\{\\s*"version": "(.+?)"`));

const confluentGo = () => go('github.com/confluentinc/confluent-kafka-go/v2');

/** The version of each client that the tests run, out of the files that lock it. */
export const VERSIONS: Readonly<Record<string, () => string>> = {
  java: () => kafka('pom.xml'),
  'java-jaas': () => kafka('pom.xml'),
  'java-3.9': () => kafka('pom-3.9.xml'),
  tools: () => kafka('pom.xml'),
  'tools-3.9': () => kafka('pom-3.9.xml'),
  python: () => python('newest.txt', 'confluent-kafka'),
  'python-oldest': () => python('oldest.txt', 'confluent-kafka'),
  go: confluentGo,
  javascript: () => npm('js/package-lock.json', '@confluentinc/kafka-javascript'),
  // Debian 13's, unless the machine has one of its own.
  kcat: () => '1.7.1 with librdkafka 2.8.0',
  'franz-go': () => go('github.com/twmb/franz-go'),
  sarama: () => go('github.com/IBM/sarama'),
  kafkajs: () => npm('js/package-lock.json', 'kafkajs'),
  aiokafka: () => python('newest.txt', 'aiokafka'),
  'kafka-python': () => python('newest.txt', 'kafka-python'),
  streams: () => found('java/pom-streams.xml', /<artifactId>kafka-streams<\/artifactId>\s*<version>(.+?)</),
  'spring-boot': () => springBoot('pom-spring-boot-4.xml'),
  'spring-boot-3.5': () => springBoot('pom-spring-boot-3.5.xml'),
  'registry-python': () => python('newest.txt', 'confluent-kafka'),
  'registry-go': confluentGo,
  'registry-js': () => npm('../../../package-lock.json', '@confluentinc/schemaregistry'),
  'registry-kafkajs': () => npm('js/package-lock.json', '@kafkajs/confluent-schema-registry'),
  // The jars of 2.3.6 are those of plugin 2.3-6.
  'flink-java': () => python('flink.txt', 'confluent-flink-jars').replace(/\.(?=\d+$)/, '-'),
  'flink-python': () => python('flink.txt', 'confluent-pyflink'),
};
