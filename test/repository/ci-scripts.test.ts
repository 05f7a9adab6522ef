import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { parse } from 'yaml';
import { root, run, scriptOf, skip } from '../helpers/workflow-scripts.ts';

suite('the scripts of ci.yml (Linux)', { skip }, () => {
  const logs = scriptOf('ci.yml', 'logs', 'Each has what post says, and no token');
  const good = [
    'Token endpoint: 2 tokens served, 2 tokens fetched, 0 requests refused',
    'Emptied SECOND_TOKEN for the steps after this one.',
    'Token endpoint: 2 tokens served, 2 tokens fetched, 0 requests refused',
    'Emptied CONFLUENT_CLOUD_ACCESS_TOKEN for the steps after this one.',
  ];
  const printing = (log: string[]) => `case "$*" in
    *runs*) printf '1 action (a)\\n2 ci / action (b)\\n' ;;
    *jobs/1/logs) printf '%s\\n' '${good.join("' '")}' ;;
    *) printf '%s\\n' '${log.join("' '")}' ;;
  esac`;

  test('the logs of the action have what post says, and no token', (t) => {
    const env = { GITHUB_RUN_ID: '7' };
    assert.deepEqual([run(t, logs, { env, gh: printing(good) }).status], [0]);
    const bad = [good.slice(1), good.slice(0, 3), [...good, 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJqdGkiOiIx.c2ln']];
    for (const log of bad) {
      const { status, stdout } = run(t, logs, { env, gh: printing(log) });
      assert.deepEqual([status, stdout.match(/^::error::ci \/ action \(b\): /gm)?.length], [1, 1], stdout);
    }
    assert.notEqual(run(t, logs, { env, gh: 'exit 1' }).status, 0);
    assert.notEqual(run(t, logs, { env, gh: 'exit 0' }).status, 0);
  });

  const done = scriptOf(
    'ci.yml',
    'done',
    'Nothing failed, and only what needs an ID token was skipped, as a whole',
  );

  test('all of ci is good only if nothing failed, and what needs an ID token ran or was skipped as a whole', (t) => {
    const of = (RESULTS: string) => run(t, done, { env: { RESULTS } }).status;
    const good = ['success success success success', 'success success skipped skipped'];
    const bad = [
      'failure success success success',
      'success skipped skipped skipped',
      'success success failure skipped',
    ];
    assert.deepEqual([...good, ...bad].map(of), [0, 0, 1, 1, 1]);
    const { jobs } = parse(readFileSync(join(root, '.github/workflows/ci.yml'), 'utf8'));
    const needed = Object.keys(jobs).filter((name) => name !== 'done');
    assert.deepEqual(jobs.done.needs, needed);
    assert.equal(
      jobs.done.steps[0].env.RESULTS,
      needed.map((name) => `\${{ needs.${name}.result }}`).join(' '),
    );
  });
});
