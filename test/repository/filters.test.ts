/** Every filter of README, the pages and the examples accepts the runs that it is for, and no other. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { admitted, BY_PLACE, claimsOf, PUSH, type Run, siblingsOf } from '../helpers/siblings.ts';
import { snippet, snippetsOf } from '../helpers/snippets.ts';
import { matches } from '../servers/cel.ts';
import type { Claims } from '../servers/github.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');
const setup = 'docs/setup.md';
const module = read('examples/terraform/main.tf');
const files = globSync(['README.md', 'docs/*.md', 'examples/**/*.{yml,yaml,sh,md,json}'], { cwd: root });

/** A whole filter begins with the audience; in a command it stands in quotes. */
const WHOLE = /(?<=^|')claims\.aud == [^'\n]*/gm;
/** A comparison that lets a run in. */
const COMPARED = /claims\.(?:aud|sub|repository_id|ref|environment|\w*workflow_ref) (?:==|in) /;

/** The filter that the Terraform module joins from its conditions. */
function ofModule(values: Readonly<Record<string, string>>): string {
  const [, list = ''] = /filter = join\(" && ", compact\(\[\n(.*?)\n +\]\)\)/s.exec(module) ?? [];
  const conditions = list.split('\n').map((line) => {
    const [, name, yes, no] = /var\.(\w+) != "" \? "(.*)" : "(.*)",$/.exec(line) ?? [];
    return name === undefined ? line.trim().slice(1, -2) : values[name] === '' ? no : yes;
  });
  return conditions
    .filter(Boolean)
    .join(' && ')
    .replaceAll('\\"', '"')
    .replace(/\$\{var\.(\w+)\}/g, (_, name) => values[name] ?? assert.fail(`no value for ${name}`));
}

const DEFAULTS = {
  audience: PUSH.audience,
  repository_id: '456789',
  environment: '',
  ref: 'refs/heads/main',
};
const FILTERS = new Map([
  ...files.map((file): [string, readonly string[]] => [file, read(file).match(WHOLE) ?? []]),
  [
    'examples/terraform/main.tf',
    [{}, { environment: 'production' }, { environment: 'production', ref: '' }].map((change) =>
      ofModule({ ...DEFAULTS, ...change }),
    ),
  ],
]);

/** The texts that a filter compares a claim with. */
function textsOf(filter: string, name: string): string[] {
  const all = new RegExp(`claims\\.${name} (?:==|in) (?:"([^"]*)"|\\[([^\\]]*)\\])`, 'g');
  return [...filter.matchAll(all)].flatMap(([, one, list]) =>
    one === undefined ? [...(list ?? '').matchAll(/"([^"]*)"/g)].map(([, text]) => text as string) : [one],
  );
}

/** How a ref goes on that begins so. */
const ENDS: [string, string][] = [
  ['refs/pull/', '7/merge'],
  ['refs/tags/', '1.2.3'],
  ['refs/heads/gh-readonly-queue/', 'pr-7-0abc'],
];

/** Runs that a filter is for, made from what it says. */
function runsOf(filter: string): Run[] {
  const start = /(?<!!)claims\.ref\.startsWith\("([^"]*)"\)/.exec(filter)?.[1];
  const end = ENDS.find(([kind]) => start?.startsWith(kind))?.[1] ?? '';
  const run: Run = {
    ...PUSH,
    audience: textsOf(filter, 'aud')[0] ?? '',
    ref: start === undefined ? (textsOf(filter, 'ref')[0] ?? PUSH.ref) : start + end,
    environment: textsOf(filter, 'environment')[0],
    event: textsOf(filter, 'event_name')[0] ?? PUSH.event,
    jobWorkflow: textsOf(filter, 'job_workflow_ref')[0],
  };
  const forms = textsOf(filter, 'sub').map((sub) => ({
    ...run,
    form: sub.includes('@') ? ('immutable' as const) : ('plain' as const),
  }));
  const ids = textsOf(filter, 'repository_id').map((repositoryId) => ({ ...run, repositoryId }));
  return [...forms, ...ids];
}

/** Then the rules of the environment say which branches; the page must say so. */
const isEnvironmentAlone = (filter: string) =>
  textsOf(filter, 'environment').length > 0 && !/(?<!!)claims\.(?:ref|sub)\b/.test(filter);

describe('the filters of README, docs and examples', () => {
  for (const [file, filters] of FILTERS) {
    for (const filter of new Set(filters)) {
      test(`${file}: ${filter}`, () => {
        const runs = runsOf(filter);
        assert.notEqual(runs.length, 0, 'it names no repository');
        for (const run of runs) {
          assert.ok(matches(filter, claimsOf(run)), JSON.stringify(run));
          const alone = isEnvironmentAlone(filter);
          const siblings = siblingsOf(run).filter(({ name }) => !(alone && name.startsWith(BY_PLACE)));
          assert.deepEqual(admitted(filter, siblings), []);
        }
        assert.ok([...filter].length <= 300, 'longer than the page says that Confluent takes');
      });
    }
  }

  test('are all read', () => {
    for (const file of files) assert.doesNotMatch(read(file).replace(WHOLE, ''), COMPARED, file);
    const texts = snippetsOf(setup).filter(({ language }) => language === 'text');
    assert.deepEqual(
      FILTERS.get(setup),
      texts.map(({ code }) => code.trim()),
    );
    assert.ok(texts.length > 10);
  });

  test('are that of the branch main in README and in the Terraform module', () => {
    const ordinary = snippet(setup, 'The branch main', 'text').trim();
    assert.deepEqual(FILTERS.get('README.md'), [ordinary]);
    assert.equal(ofModule(DEFAULTS), ordinary);
    assert.match(read('examples/terraform/variables.tf'), /default\s+= "refs\/heads\/main"/);
    assert.match(module, /condition += var\.ref != "" \|\| var\.environment != ""/);
  });
});

const reusable = 'octo-org/pipelines/.github/workflows/deploy.yml@refs/heads/main';
const own = claimsOf(PUSH).workflow_ref as string;

/** What the page says of a filter, beyond its words: claims of a push to main that it accepts, and that it refuses. */
const SAID: [heading: string, nth: number, accepted: Claims[], refused: Claims[]][] = [
  [
    'The branch main',
    0,
    [{ event_name: 'workflow_run' }, { event_name: 'issue_comment' }, { event_name: 'pull_request' }],
    [{ ref: '' }],
  ],
  [
    'The branch main',
    1,
    [{ event_name: 'workflow_dispatch' }],
    [{ event_name: 'workflow_run' }, { event_name: 'issue_comment' }],
  ],
  [
    'One workflow of a monorepo',
    0,
    [{ event_name: 'workflow_dispatch' }, { job_workflow_ref: reusable }],
    [{ workflow_ref: own.replace('deploy', 'test') }, { workflow_ref: own.replace('/main', '/other') }],
  ],
  ['Both forms of `sub`', 0, [{}], [{ sub: 'repo:octo-org@123456/orders@4:ref:refs/heads/main' }]],
  ...[0, 1].map((nth): [string, number, Claims[], Claims[]] => [
    'Reusable workflows',
    nth,
    [{ environment: 'production', job_workflow_ref: reusable }],
    [own, reusable.replace('/main', '/other')].map((name) => ({
      environment: 'production',
      job_workflow_ref: name,
    })),
  ]),
  ['Tags', 0, [{ ref: 'refs/tags/vendor-2' }], [{ ref: '' }]],
  [
    'Merge queue',
    0,
    [{ event_name: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-7-abc' }],
    [{ event_name: 'push', ref: 'refs/heads/gh-readonly-queue/main/pr-7-abc' }],
  ],
];

describe('what docs/setup.md says of a filter', () => {
  for (const [heading, nth, accepted, refused] of SAID) {
    test(`"${heading}", number ${nth}`, () => {
      const filter = snippet(setup, heading, 'text', nth);
      const admits = (change: Claims) => matches(filter, { ...claimsOf(PUSH), ...change });
      assert.deepEqual(
        [accepted.map(admits), refused.map(admits)],
        [accepted.map(() => true), refused.map(() => false)],
      );
    });
  }
});
