/** The snippets of the pages on Java and Flink, and who runs them, for test/repository/claims.ts. */
const java = 'docs/kafka-java.md';
const flink = 'docs/flink.md';
const claim = (file: string, heading: string, language: string, count: number, by: string) => ({
  file,
  heading,
  language,
  count,
  by: `test/clients/interop/${by}`,
});

export const CLAIMS = [
  claim(java, 'Kafka with Java', 'yaml', 1, 'job.ts'),
  claim(java, 'Kafka with Java', 'properties', 1, 'properties.ts'),
  claim(java, 'Dependencies', 'xml', 1, 'bare.test.ts'),
  claim(java, 'Dependencies', 'groovy', 1, 'bare.test.ts'),
  claim(java, 'Clients before 4.1', 'properties', 1, 'properties.ts'),
  claim(java, 'Command line tools', 'bash', 2, 'clients.ts'),
  claim(java, 'Spring Boot', 'yaml', 1, 'frameworks.ts'),
  claim(java, 'Spring Boot', 'properties', 1, 'frameworks.ts'),
  claim(flink, 'Flink', 'yaml', 1, 'flink.ts'),
  claim(flink, 'Python', 'yaml', 1, 'flink.ts'),
];
