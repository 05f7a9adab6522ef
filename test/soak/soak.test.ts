import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { ActionError } from '../../src/errors.ts';
import { parseInputs } from '../../src/runner/inputs.ts';
import { describe } from './describe.ts';
import { badInputs, type DrawnInput, goodInputs, inputsOf, unknownPools } from './inputs.ts';
import type { Outcome } from './run.ts';
import { seedOf, soak } from './soak.ts';

const SEED = 20_261_125;
const dist = resolve(import.meta.dirname, '../../dist');

const faultsOf = (outcomes: readonly Outcome[]) =>
  outcomes
    .filter(({ fault }) => fault !== undefined)
    .map(({ seed, fault, plan }) => `${seed}: ${fault}\n${describe(plan)}`);

test('a hundred runs in which both remotes, the inputs and the environment are drawn', async () => {
  const outcomes = await soak({ runs: 100, seed: SEED, together: 4 });
  assert.deepEqual(faultsOf(outcomes), []);
  const ends = new Set(outcomes.map(({ end }) => end));
  assert.ok(outcomes.filter(({ end }) => end === 'granted').length >= 15, 'hardly any run gets its token');
  assert.ok(ends.size >= 7, `the runs end in too few ways: ${[...ends]}`);
});

test('a seed is the seed of its first run, and draws the same again', async () => {
  assert.equal(seedOf(SEED, 0), SEED);
  const again = await soak({ runs: 1, seed: seedOf(SEED, 5), together: 1 });
  const first = await soak({ runs: 1, seed: seedOf(SEED, 5), together: 1 });
  assert.deepEqual(again, first);
});

test('inputs that are drawn as good are accepted, and those drawn as bad are refused', () => {
  const accept = (drawn: readonly DrawnInput[]) => {
    const inputs = Object.entries(inputsOf(drawn, 'http://127.0.0.1:1', {}));
    const env = Object.fromEntries(inputs.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
    parseInputs(env);
  };
  fc.assert(fc.property(fc.oneof(goodInputs, unknownPools), accept), { numRuns: 2_000 });
  const refuse = (drawn: readonly DrawnInput[]) => assert.throws(() => accept(drawn), ActionError);
  fc.assert(fc.property(badInputs, refuse), { numRuns: 2_000 });
});

/** What is done to the action, and the fault that the soak then has to find. */
const BROKEN: Readonly<Record<string, [harm: string, fault: RegExp, skip?: string | false]>> = {
  'says a token in base64': [
    `const write = process.stdout.write.bind(process.stdout);
     process.stdout.write = (text, ...rest) => {
       const token = /^::add-mask::(.{40,})/.exec(String(text))?.[1];
       if (token) write(Buffer.from(token).toString('base64') + '\\n');
       return write(text, ...rest);
     };`,
    /base64/,
  ],
  'says a token with invisible characters inside': [
    `const write = process.stdout.write.bind(process.stdout);
     process.stdout.write = (text, ...rest) => {
       const token = /^::add-mask::(.{40,})/.exec(String(text))?.[1];
       if (token) write([...token].join('\\u034f') + '\\n');
       return write(text, ...rest);
     };`,
    /a secret in another form/,
  ],
  'speaks a command of somebody else': [
    `process.on('exit', () => console.log('::set-env name=X::y'));`,
    /set-env/,
  ],
  'masks a single letter': [`console.log('::add-mask::e');`, /masks that/],
  'annotates a failure twice': [
    `process.on('exit', () => process.exitCode === 1 && console.log('::error::again'));`,
    /2 !== 1/,
  ],
  'loses its outputs': [
    `process.on('exit', () => { if (process.exitCode !== 1) writeFileSync(process.env.GITHUB_OUTPUT, ''); });`,
    /access-token/,
  ],
  'leaves outputs behind when it fails': [
    `process.on('exit', () => { if (process.exitCode === 1) writeFileSync(process.env.GITHUB_OUTPUT ?? '', 'a=b\\n'); });`,
    /a=b/,
  ],
  'leaves a process behind': [
    `const options = { detached: true, stdio: 'ignore', cwd: tmpdir() };
     spawn(process.execPath, ['-e', 'setTimeout(() => {}, 8_000)'], options).unref();`,
    /left behind/,
    process.platform === 'win32' && 'no process sees the environment of another one',
  ],
};

/** The built action with something done to it beforehand; its token endpoint stays as it is. */
function breakIt(t: TestContext, harm: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'broken-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const program = join(folder, 'index.mjs');
  const action = JSON.stringify(pathToFileURL(join(dist, 'index.js')).href);
  const lines = [
    `import { spawn } from 'node:child_process';`,
    `import { writeFileSync } from 'node:fs';`,
    `import { tmpdir } from 'node:os';`,
    `if (process.argv[2] !== 'serve') { ${harm} }`,
    `await import(${action});`,
  ];
  writeFileSync(program, lines.join('\n'));
  return program;
}

suite('an action that', { concurrency: 2 }, () => {
  for (const [name, [harm, fault, skip]] of Object.entries(BROKEN)) {
    test(`${name} is found out`, { skip }, async (t) => {
      const program = { dist: breakIt(t, harm), post: join(dist, 'post.js') };
      const isFound = (outcome: Outcome) => fault.test(outcome.fault ?? '');
      const outcomes = await soak({ runs: 8, seed: SEED, together: 1, program, until: isFound });
      assert.ok(outcomes.some(isFound), `not found out: ${faultsOf(outcomes)}`);
    });
  }
});
