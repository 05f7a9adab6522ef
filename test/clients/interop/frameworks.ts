import { parse } from 'yaml';
import { snippet } from '../../helpers/snippets.ts';
import { jarsOf, javaProgram } from './jars.ts';
import { evaluated, type Job, javaEnvironment, type Outcome, type Run, runJob, type Step } from './job.ts';
import { filledIn, java41, plain } from './properties.ts';

const page = 'docs/kafka-java.md';

/** A class path, to be changed by a test, and the run of a program on it. */
export interface Framework {
  readonly jars: () => Promise<string>;
  readonly run: (jars: string, job: Job) => Promise<Outcome>;
}

const streams: Framework = {
  jars: () => jarsOf('pom-streams.xml'),
  run: async (jars, job) => {
    const command = await javaProgram(jars, 'StreamsTrip', ['RoundTrip']);
    const env = javaEnvironment(job);
    return await runJob({ ...command, env }, job, 'client.properties', filledIn(java41, job));
  },
};

const springBoot: Framework = {
  jars: () => jarsOf('pom-spring-boot-4.xml'),
  run: async (jars, job) => {
    const [step] = parse(plain(snippet(page, 'Spring Boot', 'yaml'), job)) as [Step];
    const env = evaluated(step, job.login);
    return await runJob({ ...(await javaProgram(jars, 'SpringTrip')), env }, job, 'unused', '');
  },
};

const springBoot35: Framework = {
  jars: () => jarsOf('pom-spring-boot-3.5.xml'),
  run: async (jars, job) => {
    const properties = plain(snippet(page, 'Spring Boot', 'properties'), job);
    // Where the application runs, it reads a file of this name.
    return await runJob(await javaProgram(jars, 'SpringTrip'), job, 'application.properties', properties);
  },
};

/** What is built on Kafka's Java client, by the id that the table of the documents knows it by. */
export const FRAMEWORKS = { streams, 'spring-boot': springBoot, 'spring-boot-3.5': springBoot35 };

export const withItsJars =
  ({ jars, run }: Framework): Run =>
  async (job) =>
    run(await jars(), job);
