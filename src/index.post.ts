import { runPost } from './post.ts';
import { githubRunner } from './runner/runner.ts';

const runner = githubRunner(process.env);

runPost(process.env, runner).catch((error: unknown) => {
  // Post cleans up after a job that is done: it must not turn a good one red.
  runner.debug(error instanceof Error ? (error.stack ?? error.message) : 'something threw no error');
});
