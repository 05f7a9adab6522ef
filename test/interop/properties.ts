import { at, snippet } from '../support/snippets.ts';
import type { Job } from './job.ts';

const page = 'docs/kafka-java.md';
export const pkc = 'pkc-xxxxx.region.aws.confluent.cloud:9092';

/** The properties for clients 4.1, 4.0 and 3.x, these with the handler's older name in those for 4.0. */
export const java41 = snippet(page, 'Kafka with Java', 'properties');
export const java40 = snippet(page, 'Clients before 4.1', 'properties');
const handler3 = snippet(page, 'Clients before 4.1', 'properties', 1);
export const java3 = java40.replace(/^sasl\.login\.callback\.handler\.class=.*$/m, handler3.trim());

/** Placeholders of a properties file: it expands no variables. */
export const filledIn = (code: string, job: Job) =>
  at(plain(code, job), {
    TOKEN_URL: job.login.url,
    CLIENT_ID: job.login.clientId,
    CLIENT_SECRET: job.login.clientSecret,
  });

/** The address alone, for what takes the rest from its environment. */
export const plain = (code: string, { bootstrap }: Job) =>
  at(code, { [pkc]: bootstrap, SASL_SSL: 'SASL_PLAINTEXT' });
