import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { suite, test } from 'node:test';
import { admitted, BY_PLACE, claimsOf, PUSH, type Run, siblingsOf } from '../helpers/siblings.ts';
import { matches } from '../servers/cel.ts';

const root = resolve(import.meta.dirname, '../..');
const files = globSync(['README.md', 'docs/**/*.md', 'examples/**/*.{yml,yaml,tf,sh,md,json}'], {
  cwd: root,
});

/** What stands in a filter for a value of the reader. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  repository_id: '456789',
  audience: PUSH.audience,
  ref: PUSH.ref,
  environment: 'production',
};

/** The forms that a whole filter has in a page, a script or a workflow; a part of one in a sentence has none. */
const FORMS = [
  /^\s*((?:\(|!|has\()*claims\.\w+[ .)].*)$/gm,
  /\bfilter[\s=:]+'([^']*claims\.[^']*)'/g,
  /\bfilter"?[\s=:]+"((?:\\.|[^"\\])*claims\.(?:\\.|[^"\\])*)"/g,
];
/** Terraform joins one from its conditions. */
const JOINED = /\bfilter\s*=\s*join\(" && ", (?:compact\()?\[(.*?)^\s*\]\)/gms;

/** What a module says to have no filter without a place. */
const FORBIDDEN = 'condition     = var.ref != "" || var.environment != ""';
const isOfOnePlace = (filter: string) => /claims\.(?:environment|ref) ==/.test(filter);

/** Every filter of a text, as Confluent would get it. */
function filtersIn(text: string): string[] {
  const whole = FORMS.flatMap((form) => [...text.matchAll(form)].map(([, filter]) => filter as string));
  const joined = [...text.matchAll(JOINED)]
    .flatMap(([, list]) => variantsOf(list as string))
    .filter((filter) => isOfOnePlace(filter) || !text.includes(FORBIDDEN));
  return [...whole, ...joined].map((filter) =>
    filter.replaceAll('\\"', '"').replace(/\$\{?(?:var\.)?(\w+)\}?/g, (_, name) => {
      const value = PLACEHOLDERS[name];
      assert.ok(value, `no value for ${name} in ${filter}`);
      return value;
    }),
  );
}

/** A condition that depends on a variable gives two filters. */
function variantsOf(list: string): string[] {
  const lines = list.split('\n').filter((line) => line.includes('"'));
  const choices = lines.map((line) => line.match(/"(?:!?claims\.(?:\\.|[^"\\])*|)"(?!\s*\?)/g) ?? []);
  return choices
    .reduce<string[][]>(
      (all, some) => all.flatMap((one) => some.map((next) => [...one, next.slice(1, -1)])),
      [[]],
    )
    .map((conditions) => conditions.filter((condition) => condition !== '').join(' && '));
}

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
    repositoryId: textsOf(filter, 'repository_id')[0] ?? PUSH.repositoryId,
    ref: start === undefined ? (textsOf(filter, 'ref')[0] ?? PUSH.ref) : start + end,
    environment: textsOf(filter, 'environment')[0],
    event: textsOf(filter, 'event_name')[0] ?? PUSH.event,
    jobWorkflow: textsOf(filter, 'job_workflow_ref')[0],
  };
  const subs = textsOf(filter, 'sub');
  return subs.length === 0 ? [run] : subs.map((sub) => ({ ...run, ...partsOf(sub) }));
}

function partsOf(sub: string): Partial<Run> {
  const [, owner, ownerId, name, id, ref] =
    /^repo:([^/@:]+)(?:@(\d+))?\/([^/@:]+)(?:@(\d+))?:ref:(.*)$/.exec(sub) ?? assert.fail(sub);
  return {
    form: id === undefined ? 'plain' : 'immutable',
    repository: `${owner}/${name}`,
    repositoryId: id ?? PUSH.repositoryId,
    ownerId: ownerId ?? PUSH.ownerId,
    ref: ref as string,
  };
}

/** Then the rules of the environment say which branches; the page must say so. */
const isEnvironmentAlone = (filter: string) =>
  textsOf(filter, 'environment').length > 0 && !/(?<!!)claims\.(?:ref|sub)\b/.test(filter);

suite('every filter of README, docs and examples', () => {
  let count = 0;
  for (const file of files) {
    const text = readFileSync(resolve(root, file), 'utf8');
    const filters = filtersIn(text);
    count += filters.length;
    for (const filter of new Set(filters)) {
      test(`${file}: ${filter}`, () => {
        for (const run of runsOf(filter)) {
          assert.equal(matches(filter, claimsOf(run)), true, JSON.stringify(run));
          const alone = isEnvironmentAlone(filter);
          const siblings = siblingsOf(run).filter(({ name }) => !(alone && name.startsWith(BY_PLACE)));
          assert.deepEqual(admitted(filter, siblings), []);
        }
      });
    }

    test(`${file}: none is missed`, () => {
      const compared = text.match(/claims\.aud ==/g)?.length ?? 0;
      assert.ok(filters.length >= compared, `${compared} compare claims.aud, ${filters.length} were read`);
      for (const filter of filters) assert.equal(textsOf(filter, 'aud').length, 1, filter);
    });
  }

  test('there are some', () => assert.ok(count >= 10, String(count)));
});
