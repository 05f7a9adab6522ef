import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { filtersFor } from '../../../src/confluent/filters.ts';
import { isReusable, subFormat, type Texts } from '../../../src/confluent/run-kinds.ts';
import type { Claims } from '../../../src/tokens.ts';
import { claims, commandsOf, explain, filtersOf, TOKEN } from '../../helpers/refusals.ts';
import { anyText } from '../../helpers/text.ts';
import { matches } from '../../servers/cel.ts';

const AUD = 'claims.aud == "https://api.confluent.cloud"';
const IDS = `${AUD} && claims.repository_id == "456789"`;
const NO_TARGET = 'claims.event_name != "pull_request_target"';
const MAIN = 'octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main';
const REUSED = 'octo-org/pipelines/.github/workflows/deploy.yml@refs/heads/main';

describe('the filters that are offered, in words', () => {
  const CASES: [string, Claims, string[]][] = [
    [
      'a branch',
      {},
      [
        `${IDS} && claims.ref == "refs/heads/main" && ${NO_TARGET}`,
        `${AUD} && claims.sub == "repo:octo-org/octo-repo:ref:refs/heads/main" && ${NO_TARGET}`,
      ],
    ],
    [
      'an environment: with the ref first, then alone',
      { environment: 'eu "prod"', sub: 'repo:o/r:environment:eu "prod"' },
      [
        `${IDS} && claims.environment == "eu \\"prod\\"" && claims.ref == "refs/heads/main" && ${NO_TARGET}`,
        `${IDS} && claims.environment == "eu \\"prod\\"" && !claims.ref.startsWith("refs/pull/") && ${NO_TARGET}`,
        `${AUD} && claims.sub == "repo:o/r:environment:eu \\"prod\\"" && claims.ref == "refs/heads/main" && ${NO_TARGET}`,
      ],
    ],
    [
      'an open pull request',
      { event_name: 'pull_request', ref: 'refs/pull/7/merge', sub: 'repo:o/r:pull_request' },
      [
        `${IDS} && claims.ref.startsWith("refs/pull/") && claims.event_name == "pull_request"`,
        `${AUD} && claims.sub == "repo:o/r:pull_request" && claims.ref.startsWith("refs/pull/") && claims.event_name == "pull_request"`,
      ],
    ],
    [
      'an open pull request with an environment',
      {
        event_name: 'pull_request',
        ref: 'refs/pull/7/merge',
        environment: 'x',
        sub: 'repo:o/r:environment:x',
      },
      [
        `${IDS} && claims.environment == "x" && claims.ref.startsWith("refs/pull/") && claims.event_name == "pull_request"`,
        `${IDS} && claims.environment == "x" && claims.event_name == "pull_request"`,
        `${AUD} && claims.sub == "repo:o/r:environment:x" && claims.ref.startsWith("refs/pull/") && claims.event_name == "pull_request"`,
      ],
    ],
    [
      'a push whose ref is that of a pull request',
      { ref: 'refs/pull/7/merge', sub: 'repo:o/r:ref:refs/pull/7/merge' },
      [
        `${IDS} && claims.ref.startsWith("refs/pull/") && claims.event_name == "push"`,
        `${AUD} && claims.sub.startsWith("repo:o/r:ref:refs/pull/") && claims.event_name == "push"`,
      ],
    ],
    [
      'a merged pull request',
      { event_name: 'pull_request', sub: 'repo:o/r:pull_request' },
      [
        `${IDS} && claims.ref == "refs/heads/main" && claims.event_name == "pull_request"`,
        `${AUD} && claims.sub == "repo:o/r:pull_request" && claims.ref == "refs/heads/main" && claims.event_name == "pull_request"`,
      ],
    ],
    [
      'a tag',
      { ref: 'refs/tags/v1.2.3', sub: 'repo:o/r:ref:refs/tags/v1.2.3' },
      [
        `${IDS} && claims.ref.startsWith("refs/tags/v") && ${NO_TARGET}`,
        `${AUD} && claims.sub.startsWith("repo:o/r:ref:refs/tags/v") && ${NO_TARGET}`,
      ],
    ],
    [
      'a tag without letters',
      { ref: 'refs/tags/2026.1', sub: 'of its own' },
      [`${IDS} && claims.ref == "refs/tags/2026.1" && ${NO_TARGET}`],
    ],
    [
      'a tag without digits',
      { ref: 'refs/tags/nightly', sub: 'of its own' },
      [`${IDS} && claims.ref == "refs/tags/nightly" && ${NO_TARGET}`],
    ],
    [
      'a merge queue: all of its entries',
      { event_name: 'merge_group', ref: 'refs/heads/gh-readonly-queue/rel/1/pr-7-0a', sub: 'of its own' },
      [
        `${IDS} && claims.ref.startsWith("refs/heads/gh-readonly-queue/rel/1/") && claims.event_name == "merge_group"`,
      ],
    ],
    [
      'a reusable workflow',
      { workflow_ref: MAIN, job_workflow_ref: REUSED, sub: 'of its own' },
      [
        `${IDS} && claims.ref == "refs/heads/main" && ${NO_TARGET}`,
        `${IDS} && claims.ref == "refs/heads/main" && claims.job_workflow_ref == "${REUSED}" && ${NO_TARGET}`,
      ],
    ],
    [
      'a reusable workflow of the same repository, run for a tag',
      { ref: 'refs/tags/v1', workflow_ref: 'a@refs/tags/v1', job_workflow_ref: 'b@refs/tags/v1', sub: '' },
      [
        `${IDS} && claims.ref.startsWith("refs/tags/v") && ${NO_TARGET}`,
        `${IDS} && claims.ref.startsWith("refs/tags/v") && claims.job_workflow_ref.startsWith("b@refs/tags/v") && ${NO_TARGET}`,
      ],
    ],
    [
      'no repository_id: by sub alone',
      { repository_id: undefined },
      [`${AUD} && claims.sub == "repo:octo-org/octo-repo:ref:refs/heads/main" && ${NO_TARGET}`],
    ],
    ['no sub', { sub: undefined }, [`${IDS} && claims.ref == "refs/heads/main" && ${NO_TARGET}`]],
    ['an empty ref', { ref: '', sub: 'repo:o/r:ref:' }, []],
    [
      'an empty ref with an environment: by that alone',
      { ref: '', environment: 'x', sub: 'repo:o/r:environment:x', job_workflow_ref: REUSED },
      [`${IDS} && claims.environment == "x" && !claims.ref.startsWith("refs/pull/") && ${NO_TARGET}`],
    ],
    ['no aud', { aud: undefined }, []],
    ['no ref', { ref: undefined }, []],
    ['no event', { event_name: undefined }, []],
    ['pull_request_target', { event_name: 'pull_request_target' }, []],
    ['claims that are no text', { aud: 1, ref: {}, event_name: [] }, []],
  ];
  for (const [name, changed, filters] of CASES) {
    test(name, () => assert.deepEqual(filtersOf(explain({}, changed).lines), filters));
  }
});

describe('a job in a reusable workflow', () => {
  const refs: [string | undefined, string | undefined, boolean][] = [
    [MAIN, MAIN, false],
    [MAIN, MAIN.replace('main', 'other'), false],
    [MAIN, REUSED, true],
    [MAIN, undefined, false],
    [undefined, REUSED, false],
  ];
  for (const [workflow_ref, job_workflow_ref, is] of refs) {
    test(`${workflow_ref} and ${job_workflow_ref}: ${is}`, () =>
      assert.equal(isReusable({ workflow_ref, job_workflow_ref }), is));
  }
});

describe('the form of sub', () => {
  const subs: [string, ReturnType<typeof subFormat>][] = [
    ['repo:octo-org/octo-repo:ref:refs/heads/main', 'plain'],
    ['repo:octo-org/octo-repo:ref:refs/heads/a@1/b@2', 'plain'],
    ['repo:octo-org/octo-repo:environment:eu%3Aprod', 'plain'],
    ['repo:octo-org/octo-repo:environment:a\nb', 'plain'],
    ['repo:octo-org/octo-repo:pull_request', 'plain'],
    ['repo:octo-org@123/octo-repo:environment:prod', 'plain'],
    ['repo:octo-org@x/octo-repo@y:environment:prod', 'plain'],
    ['repo:octo-org@1x/octo-repo@2x:ref:refs/heads/main', 'plain'],
    ['repo:octo-org@123/octo-repo@456:ref:refs/heads/main', 'immutable'],
    ['repo:octo-org@123/octo-repo@456:pull_request', 'immutable'],
    ['repo:octo-org@123/octo-repo@456', 'custom'],
    ['x-repo:o/r:ref:refs/heads/main', 'custom'],
    ['repo:o/r:ref:refs/heads/main:job_workflow_ref:x', 'custom'],
    ['repo:o/r:pull_requests', 'custom'],
    ['repo:o/r/s:pull_request', 'custom'],
    ['repository_owner:octo-org', 'custom'],
    ['', 'custom'],
  ];
  for (const [sub, form] of subs) {
    test(`of ${JSON.stringify(sub)} is ${form}`, () => assert.equal(subFormat(sub), form));
  }
});

describe('the lines of the filters', () => {
  test('say of each what it is, and how to set the first one', () => {
    const environment = { environment: 'x', sub: 'repo:o/r:environment:x', job_workflow_ref: REUSED };
    const { lines } = explain({}, environment, { inputs: { identityPoolId: 'pool-x1' } });
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

  test('lead an open pull request into a pool of its own', () => {
    const open = { event_name: 'pull_request', ref: 'refs/pull/7/merge', ref_protected: 'false' };
    const { lines, all } = explain({}, { ...open, sub: 'repo:o/r:pull_request' });
    const [first = '', second = ''] = filtersOf(lines);
    const at = lines.findIndex((line) => line.startsWith('For open pull requests'));
    assert.deepEqual(lines.slice(at), [
      'For open pull requests use a pool of its own, with roles that only read, because whoever can push a branch can change what runs.',
      'Filters that this run satisfies, to paste into that pool:',
      'By ids, which stay the same after a rename:',
      `  ${first}`,
      'By sub:',
      `  ${second}`,
      'This command, for bash or zsh, creates such a pool with the first one:',
      `  confluent iam pool create pull-requests --provider op-… --identity-claim claims.sub --filter '${first}'`,
    ]);
    assert.doesNotMatch(all, /pool update|\(OLD\)|not protected/);
    // Decided by the ref: other events have it, too.
    for (const event_name of ['pull_request_review', 'push', 'workflow_dispatch'])
      assert.doesNotMatch(explain({}, { ...open, event_name }).all, /pool update|\(OLD\)/);
  });

  const WORDS: [string, Claims, RegExp, RegExp | undefined][] = [
    ['a protected branch', { ref_protected: 'true' }, /pool update/, /not protected/],
    ['a branch of which it is not known', {}, /pool update/, /not protected/],
    [
      'a branch that is not',
      { ref_protected: 'false' },
      /^This branch is not protected, so whoever can push to the repository can use what its filter admits\.$/m,
      undefined,
    ],
    [
      'a branch that is not, with an environment',
      { ref_protected: 'false', environment: 'x' },
      / admits \(unless the rules of the environment restrict branches and tags\)\.$/m,
      undefined,
    ],
    ['a tag that is not', { ref_protected: 'false', ref: 'refs/tags/v1' }, /^This tag is not/m, undefined],
    [
      'an entry of a queue, to which nobody can push',
      { ref_protected: 'false', event_name: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-7-0a' },
      /pool update/,
      /not protected|for tags/,
    ],
    ['a kind of tag', { ref: 'refs/tags/v1' }, /^These filters are for tags: whoever can push/m, undefined],
    ['a tag by its name', { ref: 'refs/tags/nightly' }, /pool update/, /for tags/],
  ];
  for (const [name, changed, has, lacks] of WORDS) {
    test(`say who else can use them: ${name}`, () => {
      const { all } = explain({}, changed);
      assert.match(all, has);
      if (lacks) assert.doesNotMatch(all, lacks);
    });
  }

  test('say what to do for a run without a ref', () => {
    const { lines, all } = explain({}, { ref: '', sub: 'repo:o/r:ref:', ref_protected: 'false' });
    assert.match(lines.at(-2) ?? '', /^Run the job on: push: tags, or give it an environment with required/);
    assert.equal(lines.at(-1), 'No filter is offered for these claims.');
    assert.doesNotMatch(all, /not protected/);
    const withEnvironment = explain({}, { ref: '', environment: 'x', sub: 'repo:o/r:environment:x' });
    assert.equal(filtersOf(withEnvironment.lines).length, 1);
    assert.deepEqual(commandsOf(withEnvironment.lines), []);
  });

  test('explain *** where it stands in a line, and only there', () => {
    const note = /^\*\*\* in these lines stands for a value that the job stores as a secret/m;
    assert.doesNotMatch(explain().all, note);
    assert.match(explain({}, { actor: TOKEN }).all, note);
  });

  test('say where there is none', () => {
    const target = explain({}, { event_name: 'pull_request_target' });
    assert.equal(target.lines.at(-1), 'No filter is offered for these claims.');
    const none = explain({}, { aud: undefined });
    assert.equal(none.lines.at(-1), 'No filter is offered for these claims.');
    for (const { lines } of [target, none]) assert.deepEqual(commandsOf(lines), []);
  });

  test('show no filter that could not be pasted', () => {
    const { lines, all } = explain({}, { sub: `repo:o/r:ref:${TOKEN}` });
    assert.ok(!all.includes(TOKEN));
    assert.equal(filtersOf(lines).length, 1);
  });

  test('leave the pool to the reader if the input is not one pool', () => {
    for (const identityPoolId of ['pool-a,pool-b', 'op-1', 'x', 'xpool-a']) {
      const { lines } = explain({}, {}, { inputs: { identityPoolId } });
      assert.match(
        commandsOf(lines)[0] ?? '',
        /^confluent iam pool update pool-… --provider op-… --filter '/,
      );
      assert.ok(lines.includes('  confluent iam pool describe pool-… --provider op-…'));
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

  test('hold for the claims, whatever these are', () => {
    const value = fc.oneof(
      fc.string({ maxLength: 30 }),
      anyText(),
      fc.constantFrom('refs/tags/v1', 'refs/pull/1/merge', 'pull_request', 'repo:o/r:pull_request'),
    );
    const names = ['aud', 'sub', 'repository_id', 'ref', 'event_name'];
    const required = Object.fromEntries(names.map((name) => [name, value]));
    let count = 0;
    fc.assert(
      fc.property(fc.record(required), fc.option(value, { nil: undefined }), (own, environment) => {
        const all: Texts = environment === undefined ? own : { ...own, environment };
        const filters = filtersFor(all);
        count += filters.length;
        for (const { text } of filters) assert.equal(matches(text, all), true, text);
      }),
      { numRuns: 300 },
    );
    assert.ok(count > 300, `only ${count} filters were tried`);
  });

  const onWindows = process.platform === 'win32' && 'there is no POSIX shell';
  test('have a command only where no shell finds anything in it but one word', { skip: onWindows }, () => {
    const NASTY = [
      "it's",
      "'; touch pwned; '",
      "'\\''",
      "a'b''c'",
      '$(id) `id` $HOME !! \\ " \\" \\',
      "' && echo ' || ' | ; & > < * ? ~ #",
      '\n; id',
      '😀 grüße %0A',
    ];
    for (const environment of NASTY) {
      const { lines } = explain({}, { environment });
      assert.deepEqual(commandsOf(lines), [], environment);
      assert.match(lines.at(-1) ?? '', /^Look twice: .*\bU\+[0-9A-F]{4}/);
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
