import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Claims } from '../../src/tokens.ts';
import { matches } from '../fakes/cel.ts';
import { claims, commandsOf, explain, filtersOf, type Otherwise } from '../support/refusals.ts';

const aud = 'claims.aud == "https://api.confluent.cloud"';
const ids = `${aud} && claims.repository_id == "456789"`;
const noTarget = 'claims.event_name != "pull_request_target"';

const offered = (changed: Claims = {}, more: Otherwise = {}) => filtersOf(explain({}, changed, more).lines);

describe('the filters', () => {
  const CASES: [string, Claims, string[]][] = [
    [
      'a branch',
      {},
      [
        `${ids} && claims.ref == "refs/heads/main" && ${noTarget}`,
        `${aud} && claims.sub == "repo:octo-org/octo-repo:ref:refs/heads/main" && ${noTarget}`,
      ],
    ],
    [
      'an environment',
      { environment: 'eu "prod"', sub: 'repo:o/r:environment:eu "prod"' },
      [
        `${ids} && claims.environment == "eu \\"prod\\"" && ${noTarget}`,
        `${aud} && claims.sub == "repo:o/r:environment:eu \\"prod\\"" && ${noTarget}`,
      ],
    ],
    [
      'a pull request',
      { event_name: 'pull_request', ref: 'refs/pull/7/merge', sub: 'repo:o/r:pull_request' },
      [`${ids} && claims.event_name == "pull_request"`, `${aud} && claims.sub == "repo:o/r:pull_request"`],
    ],
    [
      'a tag',
      { ref: 'refs/tags/v1.2.3', sub: 'repo:o/r:ref:refs/tags/v1.2.3' },
      [
        `${ids} && claims.ref.startsWith("refs/tags/v") && ${noTarget}`,
        `${aud} && claims.sub.startsWith("repo:o/r:ref:refs/tags/v") && ${noTarget}`,
      ],
    ],
    [
      'a tag with an environment',
      { ref: 'refs/tags/v1.2.3', environment: 'prod', sub: 'repo:o/r:environment:prod' },
      [
        `${ids} && claims.environment == "prod" && ${noTarget}`,
        `${aud} && claims.sub == "repo:o/r:environment:prod" && ${noTarget}`,
      ],
    ],
    [
      'a customised sub: by ids alone',
      { sub: 'repository_owner:octo-org' },
      [`${ids} && claims.ref == "refs/heads/main" && ${noTarget}`],
    ],
    [
      'no repository_id: by sub alone',
      { repository_id: undefined },
      [`${aud} && claims.sub == "repo:octo-org/octo-repo:ref:refs/heads/main" && ${noTarget}`],
    ],
    ['no aud', { aud: undefined }, []],
    [
      'no event',
      { event_name: undefined },
      [
        `${ids} && claims.ref == "refs/heads/main"`,
        `${aud} && claims.sub == "repo:octo-org/octo-repo:ref:refs/heads/main"`,
      ],
    ],
    ['neither place nor sub', { ref: undefined, sub: undefined }, []],
    [
      'a pull request whose event is not told',
      { ref: 'refs/pull/7/merge', event_name: undefined, sub: 'repo:o/r:pull_request' },
      [`${aud} && claims.sub == "repo:o/r:pull_request"`],
    ],
  ];
  for (const [name, changed, filters] of CASES) {
    test(`by ids first, by sub second: ${name}`, () => {
      assert.deepEqual(offered(changed), filters);
      for (const filter of filters) {
        const own = { ...claims, ...changed };
        assert.equal(matches(filter, own), true, filter);
        assert.equal(matches(filter, { ...own, aud: 'x' }), false);
        const others = { ...own, repository_id: '1', sub: 'repo:mallory/r:ref:refs/heads/main' };
        assert.equal(matches(filter, others), false);
        if (filter.includes(noTarget))
          assert.equal(matches(filter, { ...own, event_name: 'pull_request_target' }), false);
      }
    });
  }

  test('are none for pull_request_target, whoever names the event', () => {
    const both: [Claims, Otherwise][] = [
      [{ event_name: 'pull_request_target' }, {}],
      [{ event_name: undefined }, { eventName: 'pull_request_target' }],
      [{}, { eventName: 'pull_request_target' }],
    ];
    for (const [changed, more] of both) {
      const { error, lines, causes } = explain({}, changed, more);
      assert.deepEqual([filtersOf(lines), commandsOf(lines)], [[], []]);
      assert.ok(lines.includes('No filter is offered that admits pull_request_target.'));
      assert.match(causes[0] ?? '', /^The event is pull_request_target/);
      assert.match(error.remedy, /the claims of this run are printed above\.$/);
    }
  });

  test('take every tag of the same kind, and no other', () => {
    for (const [tag, prefix] of [
      ['refs/tags/release-2024.1', 'refs/tags/release-'],
      ['refs/tags/nightly', 'refs/tags/nightly'],
      ['refs/tags/1.0', 'refs/tags/'],
    ] as const) {
      const [filter = ''] = offered({ ref: tag });
      assert.ok(filter.includes(`claims.ref.startsWith("${prefix}")`), filter);
      assert.equal(matches(filter, { ...claims, ref: `${prefix}9` }), true);
      assert.equal(matches(filter, { ...claims, ref: 'refs/heads/main' }), false);
    }
  });

  test('come with a word of warning if longer than 300 characters, and only then', () => {
    const sub = (name: string) => `repo:o/${name}:pull_request`;
    const short = offered({ sub: sub('') })[0]?.length ?? 0;
    const frame = (offered({ sub: sub('r') })[1]?.length ?? 0) - 1;
    assert.ok(short > 0 && short < 300);
    const warning = (name: string) => explain({}, { sub: sub(name) }).all;
    assert.doesNotMatch(warning('x'.repeat(300 - frame)), /characters: Confluent may refuse/);
    assert.match(warning('x'.repeat(301 - frame)), /\(301 characters: Confluent may refuse a filter of more/);
    assert.doesNotMatch(warning('😀'.repeat(300 - frame)), /may refuse/);
  });

  test('hold for the claims, whatever these are', () => {
    const value = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('refs/tags/v1', 'refs/pull/1/merge', 'pull_request', 'repo:o/r:pull_request'),
    );
    const names = ['aud', 'sub', 'repository_id', 'ref', 'environment', 'event_name'];
    const any = fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
    let count = 0;
    fc.assert(
      fc.property(any, (own) => {
        const none = Object.fromEntries(names.map((name) => [name, undefined]));
        const { lines } = explain({}, { ...none, ...own });
        const filters = filtersOf(lines);
        count += filters.length;
        const present = Object.fromEntries(Object.entries(own).filter(([, text]) => text !== undefined));
        for (const filter of filters) assert.equal(matches(filter, present), true, filter);
        assert.equal(commandsOf(lines).length, filters.length);
      }),
      { numRuns: 500 },
    );
    assert.ok(count > 50, `only ${count} filters were tried`);
  });
});

describe('the commands', () => {
  test('set each filter as it stands', () => {
    const { lines } = explain({}, {}, { inputs: { identityPoolId: 'pool-x1' } });
    const [ids = '', sub = ''] = filtersOf(lines);
    assert.deepEqual(commandsOf(lines), [
      `confluent iam pool update pool-x1 --provider op-… --filter '${ids}'`,
      `confluent iam pool update pool-x1 --provider op-… --filter '${sub}'`,
    ]);
  });

  test('leave the pool to the reader if the input is not one pool', () => {
    for (const identityPoolId of ['pool-a,pool-b', 'op-1', 'x']) {
      const [command = ''] = commandsOf(explain({}, {}, { inputs: { identityPoolId } }).lines);
      assert.match(command, /^confluent iam pool update pool-… --provider op-… --filter '/);
    }
  });

  const onWindows = process.platform === 'win32' && 'there is no POSIX shell';
  test('are one command of a shell with the filter as one word, whatever the claims', {
    skip: onWindows,
  }, () => {
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
