/** The scripts of our workflows, run as GitHub runs them, with a program `gh` that answers as told. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..', '..');
const jobsOf = (workflow: string) =>
  parse(readFileSync(join(root, '.github/workflows', workflow), 'utf8')).jobs;

interface Setting {
  /** The program `gh`, as a script of bash: it prints what gh prints after its `--jq`. */
  readonly gh?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs a step of a job; `calls` has the arguments of each call of gh. */
function run(t: TestContext, job: Job, name: string, { gh = 'exit 1', env, cwd }: Setting) {
  const folder = mkdtempSync(join(tmpdir(), 'scripts-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = (name: string) => readFileSync(join(folder, name), 'utf8');
  writeFileSync(join(folder, 'calls'), '');
  writeFileSync(join(folder, 'gh'), `#!/usr/bin/env bash\necho "$*" >> '${folder}/calls'\n${gh}\n`);
  chmodSync(join(folder, 'gh'), 0o755);
  const step = job.steps.find((one) => one.name === name) ?? assert.fail(`no step: ${name}`);
  writeFileSync(join(folder, 'script'), step.run ?? '');
  const { status, stdout, stderr } = spawnSync('bash', [...AS_GITHUB_DOES, join(folder, 'script')], {
    env: {
      PATH: [folder, process.env.PATH].join(delimiter),
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_REPOSITORY: 'octo-org/octo-repo',
      GITHUB_REF_NAME: 'v1.10.0',
      GITHUB_SHA: 'abc',
      ...env,
    },
    cwd: cwd ?? folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr, calls: file('calls'), file, folder };
}

const AS_GITHUB_DOES = ['--noprofile', '--norc', '-eo', 'pipefail'];
interface Job {
  readonly steps: readonly { name?: string; run?: string }[];
}

// The tools of other systems differ, and no workflow uses them there.
const skip = process.platform !== 'linux' && 'the workflows run their scripts on Linux only';

suite('the scripts of ci.yml (Linux)', { skip }, () => {
  const jobs = jobsOf('ci.yml');

  test('the logs of the action have what post says, and no token', (t) => {
    const line = 'Token endpoint: 2 tokens served, 2 tokens fetched, 0 requests refused';
    const emptied = (name: string) => `Emptied ${name} for the steps after this one.`;
    const good = [line, emptied('SECOND_TOKEN'), line, emptied('CONFLUENT_CLOUD_ACCESS_TOKEN')];
    const look = (gh: string) =>
      run(t, jobs.logs, 'Each has what post says, and no token', { gh, env: { GITHUB_RUN_ID: '7' } });
    const printing = (log: string[]) => `case "$*" in
      *runs*) printf '1 action (a)\\n2 ci / action (b)\\n' ;;
      *jobs/1/logs) printf '%s\\n' '${good.join("' '")}' ;;
      *) printf '%s\\n' '${log.join("' '")}' ;;
    esac`;
    assert.equal(look(printing(good)).status, 0);
    const bad = [good.slice(1), good.slice(0, 3), [...good, 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJqdGkiOiIx.c2ln']];
    for (const log of bad) {
      const { status, stdout } = look(printing(log));
      assert.deepEqual([status, stdout.match(/^::error::ci \/ action \(b\): /gm)?.length], [1, 1], stdout);
    }
    for (const gh of ['exit 1', 'exit 0']) assert.notEqual(look(gh).status, 0);
  });

  test('all of ci is good only if nothing failed, and what needs an ID token ran or was skipped as a whole', (t) => {
    const { needs, steps } = jobs.done;
    const of = (RESULTS: string) => run(t, jobs.done, steps[0].name, { env: { RESULTS } }).status;
    assert.deepEqual(['success success success success', 'success success skipped skipped'].map(of), [0, 0]);
    assert.deepEqual(['failure success success success', 'success success failure skipped'].map(of), [1, 1]);
    assert.deepEqual(needs, Object.keys(jobs).slice(0, -1));
  });
});

suite('the scripts of release.yml (Linux)', { skip }, () => {
  const { publish, major } = jobsOf('release.yml');
  const move = (t: TestContext, list: string, { tag = 'abc', ref = 'exit 0', change = 'exit 0' } = {}) =>
    run(t, major, 'Move the major tag, unless a newer release has it', {
      gh: `case "$*" in
        *--method*) ${change} ;;
        *paginate*) ${list} ;;
        *commits/v1.10.0*) echo ${tag} ;;
        *git/ref/tags/v1*) ${ref} ;;
      esac`,
    });

  test('the major tag moves to the newest release, and is made where there is none', (t) => {
    const list = 'printf "v1.9.0\\nv1.10.0\\nv2.0.0\\nv10.0.0\\n"';
    const moved = move(t, list);
    assert.deepEqual([moved.status, moved.stdout], [0, 'v1 is now v1.10.0 (abc).\n'], moved.stderr);
    assert.match(moved.calls, /--method PATCH .*git\/refs\/tags\/v1 --field force=true --field sha=abc /);
    const made = move(t, list, { ref: 'exit 1' });
    assert.match(made.calls, /--method POST .*ref=refs\/tags\/v1 --field sha=abc /);
  });

  test('where GitHub does not let it move, the job says what to do', (t) => {
    const { status, stdout } = move(t, 'echo v1.10.0', { change: 'exit 1' });
    assert.equal(status, 1);
    assert.match(
      stdout,
      /^::error::.* 403 .* \(git push origin abc:refs\/heads\/release-v1\.10\.0\), run this job/,
    );
  });

  test('the major tag stays at a newer release, and where the list or the tag is not as it must be', (t) => {
    const newer = move(t, 'printf "v1.11.0\\nv1.10.0\\n"');
    assert.deepEqual([newer.status, newer.stdout], [0, 'v1 stays at v1.11.0.\n']);
    const lists = ['exit 1', 'echo v1.10.0; exit 1', 'exit 0', 'printf "v1.9.0\\nv1.10.00\\n"'];
    const faulty = lists.map((list) => move(t, list));
    const changed = move(t, 'echo v1.10.0', { tag: 'def' });
    assert.match(changed.stdout, /^::error::v1\.10\.0 was moved to def/);
    for (const { status } of [...faulty, changed]) assert.notEqual(status, 0);
    for (const { calls } of [newer, ...faulty, changed]) assert.doesNotMatch(calls, /--method/);
  });

  test('the notes of a release are its section of CHANGELOG.md, and not empty', (t) => {
    const notesOf = (version: string, cwd: string) =>
      run(t, publish, 'Release notes, from CHANGELOG.md', { cwd, env: { GITHUB_REF_NAME: `v${version}` } });
    const cwd = mkdtempSync(join(tmpdir(), 'changelog-'));
    t.after(() => rmSync(cwd, { recursive: true }));
    const sections =
      '## [1.10.0] - 2027-01-01\n\n- new\n\n## [1.9.0]\n\n \n## [1.1.0]\n\n- old\n\n[1.1.0]: x\n';
    writeFileSync(join(cwd, 'CHANGELOG.md'), `# C\n\n## [Unreleased]\n\n- not yet\n\n${sections}`);
    assert.equal(notesOf('1.10.0', cwd).file('notes.md').trim(), '- new');
    assert.equal(notesOf('1.1.0', cwd).file('notes.md').trim(), '- old');
    for (const version of ['1.9.0', '1.0.0']) {
      const { status, stdout } = notesOf(version, cwd);
      const error = `::error file=CHANGELOG.md::There is nothing under ## [${version}].\n`;
      assert.deepEqual([status, stdout], [1, error]);
    }
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.match(notesOf(version, root).file('notes.md'), /^### Added\n\n- /m);
  });

  test('a draft of an earlier run is deleted, and a published release is left alone', (t) => {
    const look = (gh = 'exit 1') => {
      const name = 'Look for what an earlier run has published, or left as a draft';
      const { status, calls, file } = run(t, publish, name, { gh });
      return [status, file('output'), calls.includes('release delete')];
    };
    assert.deepEqual(look(), [0, 'draft=none\n', false]);
    assert.deepEqual(look('echo true'), [0, 'draft=true\n', true]);
    assert.deepEqual(look('echo false'), [0, 'draft=false\n', false]);
  });

  test('a release is a draft until it has its assets', (t) => {
    const env = { TARBALL: 'x.tar.gz', SBOM: 'x.cdx.json' };
    const { calls } = run(t, publish, 'Release', { env, gh: '' });
    const create = String.raw`release create v1\.10\.0 x\.tar\.gz x\.cdx\.json .*--draft --verify-tag.*`;
    assert.match(calls, new RegExp(`^${create}\nrelease edit v1\\.10\\.0 .*--draft=false`));
  });

  test('a release that can be changed, or has another archive, fails the job', (t) => {
    const ref = 'o/r/w.yml@refs/tags/v1.10.0';
    const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_WORKFLOW_REF: ref };
    const check = (gh: string) =>
      run(t, publish, 'The release is immutable, and has the archive that this workflow attested', {
        env,
        gh,
      });
    const good = check('echo true');
    assert.equal(good.status, 0);
    assert.match(
      good.calls,
      /attestation verify .*v1\.10\.0\.tar\.gz .*--cert-identity \S+@refs\/tags\/v1\.10\.0 --source-digest abc/,
    );
    assert.match(check('echo false').stdout, /^::error::Releases .* can be changed/);
    assert.equal(check('[ "$1" != attestation ] || exit 1; echo true').status, 1);
  });

  test('the archive has what a runner downloads, and the list has the packages for running', (t) => {
    const name = 'Pack what a runner downloads, and list the packages that it is made from';
    const env = { GITHUB_SHA: 'HEAD', HOME: tmpdir() };
    const { status, file, stderr, folder } = run(t, publish, name, { cwd: root, env });
    assert.equal(status, 0, stderr);
    const { components } = JSON.parse(file('confluent-cloud-auth-v1.10.0.cdx.json'));
    const names = components.map(({ name }: { name: string }) => name);
    assert.ok(names.includes('@actions/core') && names.includes('tunnel'), `${names}`);
    assert.ok(!names.some((name: string) => /^(node-|typescript|jose)/.test(name)), `${names}`);
    const archive = join(folder, 'confluent-cloud-auth-v1.10.0.tar.gz');
    const listed = spawnSync('tar', ['tzf', archive], { encoding: 'utf8' }).stdout.split('\n');
    const entries = new Set(listed.map((entry) => entry.split('/')[1]).filter(Boolean));
    assert.deepEqual([...entries].sort(), ['LICENSE', 'action.yml', 'dist']);
    assert.match(file('output'), /^tarball=.*\.tar\.gz\nsbom=.*\.cdx\.json\n$/);
  });
});
