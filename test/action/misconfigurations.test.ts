import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { setDefaultCACertificates } from 'node:tls';
import { describe, ERROR_CODES } from '../../src/errors.ts';
import { runMain } from '../../src/main.ts';
import { Redactor } from '../../src/secret.ts';
import { inputVariables } from '../helpers/job-env.ts';
import {
  CERTIFICATE,
  faultsOf,
  type Misconfiguration,
  misconfigure,
  overDist,
  type Perform,
} from '../helpers/misconfiguration.ts';
import { MISCONFIGURATIONS, OF_PROCESSES } from '../helpers/misconfigurations.ts';
import { sweep } from '../helpers/secrets.ts';
import { recorder, type Said } from '../servers/recorder.ts';

// Each scene runs once: over dist the first of each code and what only a process shows, the others by src/ in this
// process, which takes a tenth of the time. `npm run misconfigurations` runs all of them over dist.
const firstOfEach = [...Map.groupBy(MISCONFIGURATIONS, ({ code }) => code).values()].map(([first]) => first);
const ofProcesses = new Set([...firstOfEach, ...OF_PROCESSES]);

const clock = { now: () => performance.now(), wallTime: Date.now, sleep, random: Math.random };

/** The lines of the log that one call to the runner gives. */
function linesOf([method, text, more]: Said): string[] {
  if (method === 'group') return [`##[group]${text}`, ...(more as string[]), '##[endgroup]'];
  if (method === 'info') return [String(text)];
  return method === 'warning' || method === 'fail' ? [`##[${method}]${text}`] : [];
}

/** By the functions of src/. The toolkit takes the proxy from the environment of this process. */
const inThisProcess: Perform = async ({ runner }, inputs, own) => {
  const record = recorder();
  const redactor = new Redactor(record.runner.mask);
  const env = { ...runner.env, ...inputVariables(inputs), ...own };
  process.env.https_proxy = own.https_proxy;
  const surroundings = { env, clock, runner: record.runner, redactor, program: '', startedAt: clock.now() };
  const error = await runMain(surroundings).then(
    () => '',
    (thrown: unknown) => redactor.clean(describe(thrown), 2_000),
  );
  if (error !== '') record.runner.fail(error);
  const lines = record.said.flatMap(linesOf);
  const published = [...record.of('setOutput'), ...record.of('exportVariable')].map(([name]) => String(name));
  const summary = record.of('summarise').flat(2).join('\n');
  return { error, lines, raw: lines.join('\n'), summary, published };
};

async function check(given: Misconfiguration, perform: Perform): Promise<void> {
  const { error, lines, raw, summary, published, asked, secrets } = await misconfigure(given, perform);
  assert.ok(error.endsWith(` [${given.code}]`), lines.join('\n'));
  assert.deepEqual(faultsOf(given, error, lines), [], lines.join('\n'));
  assert.deepEqual(sweep(secrets, { raw, summary }), []);
  assert.deepEqual(published, []);
  const shown = [given.line, ...(given.also ?? [])].filter((line) => !line.startsWith('##['));
  if (summary !== '') for (const line of shown) assert.ok(summary.includes(line), summary);
  if (given.code === 'CONFLUENT_REFUSED') assert.equal(asked.length, 1);
  if (!given.remedy) return;
  const { says, next, ...changes } = given.remedy;
  assert.ok(error.includes(says), error);
  const after = await misconfigure({ ...given, prepare: () => {}, ...changes }, perform);
  if (next) assert.ok(after.error.includes(next), after.error);
  else assert.equal(after.error, '');
}

// A few processes at a time: more would starve the one with a short timeout.
suite('misconfigurations over dist', { concurrency: 3 }, () => {
  for (const given of ofProcesses)
    if (given) test(`${given.code}: ${given.name}`, () => check(given, overDist));

  test('there is one for every code that can be made from outside', () => {
    const made = new Set(MISCONFIGURATIONS.map(({ code }) => code));
    assert.deepEqual([...made].sort(), ERROR_CODES.filter((code) => code !== 'INTERNAL').toSorted());
  });
});

suite('misconfigurations by src', () => {
  setDefaultCACertificates([CERTIFICATE.cert]);
  for (const given of MISCONFIGURATIONS)
    if (!ofProcesses.has(given)) test(`${given.code}: ${given.name}`, () => check(given, inThisProcess));
});
