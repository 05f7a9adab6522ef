import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { claims, commandsOf, explain, filtersOf, TOKEN } from '../../helpers/refusals.ts';
import { matches } from '../../servers/cel.ts';

// test/helpers/misconfigured-pools.ts has the words for a tag, a branch that is not protected, an open pull
// request, a run without a ref, and names that are more than they seem.

describe('the lines of the filters', () => {
  test('say of each what it is, and how to set the first one', () => {
    const job_workflow_ref = 'octo-org/pipelines/.github/workflows/deploy.yml@refs/heads/main';
    const environment = { environment: 'x', sub: 'repo:o/r:environment:x', job_workflow_ref };
    const { lines } = explain({}, environment, { 'identity-pool-id': 'pool-x1' });
    const filters = filtersOf(lines);
    const at = lines.indexOf('Filters that this run satisfies, to paste into the pool:');
    assert.deepEqual(lines.slice(at + 1), [
      'By ids, which stay the same after a rename:',
      `  ${filters[0]}`,
      'The same, for this reusable workflow alone:',
      `  ${filters[1]}`,
      'By the environment alone, only if the environment restricts its branches:',
      `  ${filters[2]}`,
      'By sub:',
      `  ${filters[3]}`,
      'This command, for bash or zsh, sets the first one. It replaces the whole filter: to keep the runs that it admits now, join the two as (OLD) || (NEW).',
      `  confluent iam pool update pool-x1 --provider op-… --filter '${filters[0]}'`,
    ]);
  });

  test('lead an open pull request into a pool of its own, whatever its event', () => {
    for (const event_name of ['pull_request', 'pull_request_review', 'push', 'workflow_dispatch']) {
      const { lines, all } = explain({}, { event_name, ref: 'refs/pull/7/merge' });
      const at = lines.findIndex((line) => line.startsWith('For open pull requests use a pool of its own'));
      assert.equal(lines[at + 1], 'Filters that this run satisfies, to paste into that pool:');
      assert.equal(lines.at(-2), 'This command, for bash or zsh, creates such a pool with the first one:');
      assert.match(commandsOf(lines).join(), /^confluent iam pool create pull-requests /);
      assert.doesNotMatch(all, /\(OLD\)/);
    }
  });

  test('have no command for a run without a ref, and what says why', () => {
    const { lines } = explain({}, { ref: '', environment: 'x', sub: 'repo:o/r:environment:x' });
    assert.deepEqual([filtersOf(lines).length, commandsOf(lines)], [1, []]);
  });

  test('say of a tag and of a branch no more than is known', () => {
    assert.doesNotMatch(explain({}, { ref: 'refs/tags/nightly' }).all, /for tags/);
    assert.doesNotMatch(explain({}, { ref_protected: undefined }).all, /not protected/);
  });

  test('show no filter that could not be pasted, and say where there is none', () => {
    const { lines, all } = explain({}, { sub: `repo:o/r:ref:${TOKEN}` });
    assert.ok(!all.includes(TOKEN));
    assert.equal(filtersOf(lines).length, 1);
    for (const changed of [{ ref: `refs/heads/${'x'.repeat(3_000)}` }, { aud: undefined }]) {
      const none = explain({}, changed);
      assert.equal(none.lines.at(-1), 'No filter is offered for these claims.');
      assert.deepEqual([filtersOf(none.lines), commandsOf(none.lines)], [[], []]);
    }
  });

  test('mark a filter of more than 300 characters as long, and no other', () => {
    const sub = (name: string) => `repo:o/${name}:ref:refs/heads/main`;
    const frame = (filtersOf(explain({}, { sub: sub('r') }).lines)[1]?.length ?? 0) - 1;
    const marked = (name: string) =>
      explain({}, { sub: sub(name) }).lines.filter((line) => /long/.test(line));
    assert.deepEqual(marked('x'.repeat(300 - frame)), []);
    assert.deepEqual(marked('😀'.repeat(300 - frame)), []);
    assert.deepEqual(marked('x'.repeat(301 - frame)), [
      '  (long: 301 characters; Confluent may refuse a filter of more than 300)',
    ]);
  });

  const onWindows = process.platform === 'win32' && 'there is no POSIX shell';
  test('have a command only where no shell finds anything in it but one word', { skip: onWindows }, () => {
    const NASTY = [
      "it's",
      "'; touch pwned; '",
      "a'b''c'",
      '$(id) `id` $HOME !! \\ " \\" \\',
      "' && echo ' || ' | ; & > < * ? ~ #",
      '\n; id',
      '😀 grüße %0A',
      String.fromCodePoint(...Array.from({ length: 200 }, (_, at) => 0x4e00 + at)),
    ];
    for (const environment of NASTY) {
      const { lines } = explain({}, { environment });
      assert.deepEqual(commandsOf(lines), [], environment);
      assert.match(lines.at(-1) ?? '', /^Look twice: .{70,90}\bU\+[0-9A-F]{4}.{0,210}$/);
    }
    // In Windows PowerShell the inner quotes are lost, and a flag in a name would be one of the command.
    assert.deepEqual(commandsOf(explain({}, { environment: 'a --filter=true b' }).lines), []);
    for (const environment of ['a B.9_/@:=+,#()-', '# (x)', '=x', '--', '//', '@(x)', '.,:']) {
      const { lines } = explain({}, { environment });
      const [filter = ''] = filtersOf(lines);
      const [command = ''] = commandsOf(lines);
      assert.equal(matches(filter, { ...claims, environment }), true);
      const script = `confluent() { printf '%s\\0' "$@"; }\n${command}`;
      const words = execFileSync('sh', ['-c', script]).toString().split('\0');
      const expected = ['iam', 'pool', 'update', 'pool-a', '--provider', 'op-…', '--filter', filter, ''];
      assert.deepEqual(words, expected);
    }
  });
});
