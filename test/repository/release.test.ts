import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { parse } from 'yaml';
import { root, run, scriptOf, skip } from '../helpers/workflow-scripts.ts';

suite('the scripts of release.yml (Linux)', { skip }, () => {
  const major = scriptOf('release.yml', 'major', 'Move the major tag, unless a newer release has it');
  const listing = (list: string, ref = 'exit 0') => `case "$*" in
    *paginate*) ${list} ;;
    *commits/v1.10.0*) echo abc ;;
    *git/ref/tags/v1*) ${ref} ;;
  esac`;

  test('the major tag moves to the newest release, and is made where there is none', (t) => {
    const list = 'printf "v1.9.0\\nv1.10.0\\nv2.0.0\\nv10.0.0\\n"';
    const moved = run(t, major, { gh: listing(list) });
    assert.deepEqual([moved.status, moved.stdout], [0, 'v1 is now v1.10.0 (abc).\n'], moved.stderr);
    assert.match(moved.calls, /--method PATCH .*git\/refs\/tags\/v1 --field force=true --field sha=abc /);
    const made = run(t, major, { gh: listing(list, 'exit 1') });
    assert.match(made.calls, /--method POST .*ref=refs\/tags\/v1 --field sha=abc /);
  });

  test('where GitHub does not let it move, the job says what to do', (t) => {
    const gh = listing('echo v1.10.0').replace('case', 'case "$*" in *--method*) exit 1 ;; esac; case');
    const { status, stdout } = run(t, major, { gh });
    assert.equal(status, 1);
    assert.match(
      stdout,
      /^::error::.* 403 .* \(git push origin abc:refs\/heads\/release-v1\.10\.0\), run this job again/,
    );
  });

  test('the major tag stays at a newer release', (t) => {
    const { status, stdout, calls } = run(t, major, { gh: listing('printf "v1.11.0\\nv1.10.0\\n"') });
    assert.deepEqual([status, stdout], [0, 'v1 stays at v1.11.0.\n']);
    assert.doesNotMatch(calls, /--method/);
  });

  test('the major tag does not move, and the job fails, without a list that has the release', (t) => {
    for (const list of ['exit 1', 'echo v1.10.0; exit 1', 'exit 0', 'printf "v1.9.0\\nv1.10.00\\n"']) {
      const { status, calls } = run(t, major, { gh: listing(list) });
      assert.notEqual(status, 0, list);
      assert.doesNotMatch(calls, /--method/, list);
    }
  });

  test('the major tag does not move to a tag that was moved meanwhile', (t) => {
    const gh = listing('echo v1.10.0').replace('echo abc', 'echo def');
    const { status, stdout, calls } = run(t, major, { gh });
    assert.match(stdout, /^::error::v1\.10\.0 was moved to def/);
    assert.doesNotMatch(calls, /--method/);
    assert.equal(status, 1);
  });

  const notes = scriptOf('release.yml', 'publish', 'Release notes, from CHANGELOG.md');

  test('the notes of a release are its section of the changelog, and not empty', (t) => {
    const cwd = mkdtempSync(join(tmpdir(), 'changelog-'));
    t.after(() => rmSync(cwd, { recursive: true }));
    const changelog = (section: string) =>
      `# C\n\n## [Unreleased]\n\n- not yet\n\n${section}## [1.1.0]\n\n- old\n\n[1.1.0]: x\n`;
    writeFileSync(join(cwd, 'CHANGELOG.md'), changelog('## [1.10.0] - 2027-01-01\n\n- new\n\n'));
    const good = run(t, notes, { cwd });
    assert.deepEqual([good.status, good.file('notes.md').trim()], [0, '- new']);
    for (const section of ['', '## [1.10.0]\n\n \n']) {
      writeFileSync(join(cwd, 'CHANGELOG.md'), changelog(section));
      const bad = run(t, notes, { cwd });
      assert.deepEqual(
        [bad.status, bad.stdout],
        [1, '::error file=CHANGELOG.md::There is nothing under ## [1.10.0].\n'],
      );
    }
    const last = run(t, notes, { cwd, env: { GITHUB_REF_NAME: 'v1.1.0' } });
    assert.equal(last.file('notes.md').trim(), '- old');
  });

  test('CHANGELOG.md has notes for the version of package.json', (t) => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const { status, file } = run(t, notes, { cwd: root, env: { GITHUB_REF_NAME: `v${version}` } });
    assert.equal(status, 0);
    assert.match(file('notes.md'), /^### Added\n\n- /m);
  });

  const step = (name: string) => scriptOf('release.yml', 'publish', name);
  const found = step('Look for what an earlier run has published, or left as a draft');
  const checked = step('The release is immutable, and has the archive that this workflow attested');
  const words = (calls: string) =>
    calls
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[1]);

  test('a draft of an earlier run is deleted, and a published release is left alone', (t) => {
    const none = run(t, found, {});
    assert.deepEqual([none.status, none.file('output')], [0, 'draft=none\n']);
    const draft = run(t, found, { gh: 'echo true' });
    assert.deepEqual([draft.file('output'), words(draft.calls)], ['draft=true\n', ['view', 'delete']]);
    const published = run(t, found, { gh: 'echo false' });
    assert.deepEqual([published.file('output'), words(published.calls)], ['draft=false\n', ['view']]);
    const { jobs } = parse(readFileSync(join(root, '.github/workflows/release.yml'), 'utf8'));
    const conditions = jobs.publish.steps.map((one: { if?: string }) => one.if ?? '');
    const only = "steps.found.outputs.draft != 'false'";
    assert.deepEqual(conditions, ['', '', '', only, only, only, only, only, '']);
  });

  test('a release is a draft until it has its assets', (t) => {
    const env = { TARBALL: 'x.tar.gz', SBOM: 'x.cdx.json' };
    const { status, calls } = run(t, step('Release'), { env, gh: '' });
    assert.deepEqual([status, words(calls)], [0, ['create', 'edit']]);
    assert.match(calls, /create v1\.10\.0 x\.tar\.gz x\.cdx\.json .*--draft --verify-tag/);
  });

  test('a release that can be changed, or has another archive, fails the job', (t) => {
    const env = {
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_WORKFLOW_REF: 'o/r/w.yml@refs/tags/v1.10.0',
    };
    const good = run(t, checked, { env, gh: 'echo true' });
    assert.equal(good.status, 0);
    assert.match(
      good.calls,
      /attestation verify .*v1\.10\.0\.tar\.gz .*--cert-identity \S+@refs\/tags\/v1\.10\.0 --source-digest abc/,
    );
    assert.match(run(t, checked, { env, gh: 'echo false' }).stdout, /^::error::Releases .* can be changed/);
    const other = run(t, checked, { env, gh: '[ "$1" != attestation ] || exit 1; echo true' });
    assert.equal(other.status, 1);
  });

  test('the archive has what a runner downloads, and the list has the packages for running', (t) => {
    const pack = scriptOf(
      'release.yml',
      'publish',
      'Pack what a runner downloads, and list the packages that it is made from',
    );
    const { status, file, stderr, folder } = run(t, pack, {
      cwd: root,
      env: { GITHUB_SHA: 'HEAD', HOME: tmpdir() },
    });
    assert.equal(status, 0, stderr);
    const sbom = JSON.parse(file('confluent-cloud-auth-v1.10.0.cdx.json'));
    assert.equal(sbom.bomFormat, 'CycloneDX');
    assert.match(sbom.serialNumber, /^urn:uuid:/);
    const names = sbom.components.map(({ name }: { name: string }) => name);
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const name of [...Object.keys(dependencies), 'tunnel']) assert.ok(names.includes(name), name);
    assert.ok(!names.some((name: string) => /^(node-|typescript|jose)/.test(name)), `${names}`);
    const archive = spawnSync('tar', ['tzf', join(folder, 'confluent-cloud-auth-v1.10.0.tar.gz')], {
      encoding: 'utf8',
    });
    const entries = archive.stdout.split('\n').map((entry) => entry.split('/')[1]);
    assert.deepEqual([...new Set(entries)].filter(Boolean).sort(), ['LICENSE', 'action.yml', 'dist']);
    assert.match(file('output'), /^tarball=.*\.tar\.gz\nsbom=.*\.cdx\.json\n$/);
  });
});
