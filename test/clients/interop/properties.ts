import { at, snippet } from '../../helpers/snippets.ts';
import type { Job } from './job.ts';

const page = 'docs/kafka-java.md';
export const pkc = 'pkc-xxxxx.region.aws.confluent.cloud:9092';

/** The properties for clients from 4.1 on, and for those before. */
export const java41 = snippet(page, 'Kafka with Java', 'properties');
export const java34 = snippet(page, 'Clients before 4.1', 'properties');

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
