import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { decodeJwt } from 'jose';
import { assertFailed, assertGranted } from '../helpers/inspect.ts';
import { type Job, startJob, together } from '../helpers/job.ts';
import { GITHUB_ISSUER } from '../helpers/misconfiguration.ts';
import { commandsOf, filtersOf as linesWithFilters } from '../helpers/refusals.ts';
import type { StepResult } from '../helpers/runner.ts';
import { matches } from '../servers/cel.ts';
import { immutableSub } from '../servers/github.ts';
import { html, json, status } from '../servers/http.ts';

/** The filters of the help as one would copy them out of the log: by ids, perhaps for an environment alone, by sub. */
function filtersOf({ masked }: StepResult, count = 2): string[] {
  const filters = linesWithFilters(masked.split('\n'));
  assert.equal(filters.length, count, masked);
  return filters;
}

const claimsSent = ({ github }: Job) => decodeJwt(github.issued.at(-1) ?? '') as Record<string, string>;

/** Each filter takes this run and no run in which one of the claims it names is another. */
function assertExact(filter: string, claims: Record<string, string>, names: string[]): void {
  assert.equal(matches(filter, claims), true, filter);
  for (const name of names) {
    assert.equal(matches(filter, { ...claims, [name]: `${claims[name]}x` }), false, `${filter}: ${name}`);
  }
  assert.deepEqual(
    [...filter.matchAll(/claims\.(\w+) == /g)].map(([, name]) => name),
    names,
  );
}

suite('refusal', together, () => {
  test('a filter that does not match: what Confluent said, what the token holds, what to paste', async (t) => {
    const job = await startJob(t, { pools: { 'pool-a': 'claims.sub == "repo:octo-org/other"' } });
    const result = await job.main();
    const requestId = /x-request-id: ([0-9a-f-]{36})\)/.exec(result.masked)?.[1];
    assert.ok(requestId, result.masked);
    const said = 'Forbidden: The claims do not satisfy the filter of identity pool pool-a. ';
    assertFailed(result, 'CONFLUENT_REFUSED', 'identity pool pool-a with status 403: ', said);
    assert.equal(job.sts.tokenRequests().length, 1);
    assert.deepEqual(
      result.commands.map(({ name }) => name).filter((name) => /group/.test(name)),
      ['group', 'endgroup'],
    );

    const claims = claimsSent(job);
    const shown = [
      'iss',
      'aud',
      'sub',
      'repository',
      'repository_id',
      'repository_owner',
      'repository_owner_id',
    ];
    shown.push('ref', 'workflow_ref', 'job_workflow_ref', 'event_name', 'runner_environment');
    const inGroup = result.masked.slice(
      result.masked.indexOf('##[group]'),
      result.masked.indexOf('##[endgroup]'),
    );
    for (const name of shown) {
      const line = `  ${name.padEnd('repository_owner_id'.length)}  ${claims[name]}\n`;
      for (const text of [inGroup, result.summary]) assert.ok(text.includes(line), line);
    }
    assert.match(inGroup, /^ {2}environment +\(absent\)$/m);
    for (const line of ['workflow             deploy', 'actor                octocat'])
      assert.ok(inGroup.includes(`  ${line}\n`), inGroup);
    assert.doesNotMatch(inGroup, /\bjti\b|\bsha\b/);

    const [tight = '', wide = ''] = filtersOf(result);
    assertExact(wide, claims, ['aud', 'sub']);
    assertExact(tight, claims, ['aud', 'repository_id', 'ref']);
    const commands = commandsOf(result.masked.split('\n'));
    assert.deepEqual(commands, [`confluent iam pool update pool-a --provider op-… --filter '${tight}'`]);
    const describe = 'confluent iam pool describe pool-a --provider op-…';
    for (const part of [said, wide, tight, requestId, describe, ...commands])
      assert.ok(result.summary.includes(part), part);
  });

  test('a terse one: what to compare, and nothing guessed', async (t) => {
    const job = await startJob(t, { pools: { 'pool-a': '' }, issuer: GITHUB_ISSUER });
    job.sts.next(status(401));
    job.github.claims = { ...job.github.claims, repository_id: '778899', ref: 'refs/heads/master' };
    const result = await job.main();
    assertFailed(
      result,
      'CONFLUENT_REFUSED',
      'with status 401. (x-request-id: none)',
      'If the filter of the pool refused it: it must be true for repository_id 778899, ref refs/heads/master, environment (none), event_name push, aud https://api.confluent.cloud.',
    );
    for (const text of [result.masked, result.summary])
      assert.match(
        text,
        new RegExp(`If it is no API of Confluent: the input endpoint is ${job.sts.url}, so`),
      );
  });

  test('each filter, pasted into the pool, lets this job in', async (t) => {
    const job = await startJob(t, {
      pools: { 'pool-a': '', 'pool-b': '' },
      claims: { environment: 'eu:prod' },
    });
    const [tight = '', ...others] = filtersOf(await job.main(), 3);
    for (const wide of others) {
      job.sts.pools = { 'pool-a': { filter: wide }, 'pool-b': { filter: tight } };
      const result = await job.main({ 'identity-pool-id': 'pool-a,pool-b' });
      assertGranted(result);
      assert.equal(result.summary, '');
    }
  });

  const ENVIRONMENTS = [
    'eu:prod',
    String.raw`a "quoted" \back\\slash\n`,
    "it's `ticked` ``` and $HOME %0A {{x}}",
    'grüße 日本 😀',
    'tab\there, line\nbreak, return\r\n::error::x, nul-ish\u0001, sep\u2028, bidi\u202e, zero\u200bwidth',
    ' blanks  around ',
    '" || true || "',
  ];
  for (const environment of ENVIRONMENTS) {
    test(`claims are quoted for CEL: ${JSON.stringify(environment)}`, async (t) => {
      const sub = `repo:octo-org/octo-repo:environment:${environment.replaceAll(':', '%3A')}`;
      const claims = { environment, sub };
      const job = await startJob(t, { pools: { 'pool-a': '' }, claims });
      const result = await job.main();
      assertFailed(result, 'CONFLUENT_REFUSED');
      const [tight = '', alone = '', wide = ''] = filtersOf(result, 3);
      assertExact(wide, claimsSent(job), ['aud', 'sub', 'ref']);
      assertExact(alone, claimsSent(job), ['aud', 'repository_id', 'environment']);
      assertExact(tight, claimsSent(job), ['aud', 'repository_id', 'environment', 'ref']);
    });
  }

  test('a sub of the immutable form is named as such, and the other as the other', async (t) => {
    const job = await startJob(t, {
      pools: { 'pool-a': 'claims.sub == "repo:octo-org/octo-repo:ref:refs/heads/main"' },
    });
    job.github.claims = { ...job.github.claims, sub: immutableSub(job.github.claims) };
    const renamed = await job.main();
    assertFailed(renamed, 'CONFLUENT_REFUSED');
    assert.match(renamed.masked, /^ {2}sub +repo:octo-org@123456\/octo-repo@456789:ref:refs\/heads\/main$/m);
    for (const text of [renamed.masked, renamed.summary])
      assert.match(text, /If the filter names sub: here it has the immutable form/);
    job.sts.pools = { 'pool-a': { filter: `claims.sub == "${job.github.claims.sub}"` } };
    job.github.claims = { ...job.github.claims, sub: 'repo:octo-org/octo-repo:ref:refs/heads/main' };
    const plain = await job.main();
    assert.match(plain.masked, /If the filter names sub: here it has the form repo:OWNER\/REPO:…/);
    assert.doesNotMatch(plain.masked, /immutable/);
    job.github.claims = { ...job.github.claims, sub: 'of our own making' };
    const custom = (await job.main()).masked;
    assert.match(custom, /here it has neither of GitHub's default forms/);
    assert.doesNotMatch(custom, /immutable/);
    assert.equal(linesWithFilters(custom.split('\n')).length, 1);
  });

  test('a pull request: ref names only this one', async (t) => {
    const claims = { ref: 'refs/pull/7/merge', event_name: 'pull_request' };
    const { main } = await startJob(t, { pools: { 'pool-a': '' }, claims });
    const result = await main();
    for (const filter of filtersOf(result)) {
      assert.doesNotMatch(filter, /refs\/pull\/7/);
      assert.match(filter, / && claims\.event_name == "pull_request"$/);
    }
  });

  test('a filter over 300 characters comes with a warning, one of 300 without', async (t) => {
    const job = await startJob(t, { pools: { 'pool-a': '' } });
    const lengths = async (name: string) => {
      job.github.claims = { ...job.github.claims, sub: `repo:o/r${name}:ref:refs/heads/main` };
      const result = await job.main();
      const warned = /\(long: (\d+) characters; Confluent may refuse/.exec(result.masked)?.[1];
      assert.equal(result.summary.includes('Confluent may refuse'), warned !== undefined);
      return [filtersOf(result)[1]?.length, warned];
    };
    const [frame = 0] = (await lengths('')) as [number];
    assert.deepEqual(await lengths('s'.repeat(300 - frame)), [300, undefined]);
    assert.deepEqual(await lengths('s'.repeat(301 - frame)), [301, '301']);
  });

  test('a pool that is not there, one of two that is not, a token that does not verify', async (t) => {
    const job = await startJob(t);
    assertFailed(
      await job.main({ 'identity-pool-id': 'pool-x' }),
      'CONFLUENT_REFUSED',
      'status 400',
      'pool-x',
    );
    const both = await job.main({ 'identity-pool-id': 'pool-a, pool-x' });
    assertFailed(both, 'CONFLUENT_REFUSED', 'identity pool pool-a,pool-x with status 400', 'pool pool-x');
    job.github.claims = { ...job.github.claims, iss: 'https://another.example' };
    assertFailed(await job.main(), 'CONFLUENT_REFUSED', 'status 401', 'unexpected "iss" claim value');
  });

  const SHAPES: [string, Parameters<Job['sts']['next']>[0], ...(RegExp | string)[]][] = [
    ['nothing at all', status(404), 'status 404. (x-request-id: none)', 'input endpoint'],
    ['HTML', html(403), "answered 403 with a page that is not in Confluent's form"],
    ['an empty list', json(400, { errors: [] }), 'status 400. (x-request-id: none)'],
    ['a list of nonsense', json(400, { errors: [null, 'x'] }), 'status 400. ('],
    ['no list', json(400, { errors: { title: 'x' } }), 'status 400. ('],
    [
      'members of wrong types',
      json(400, { errors: [{ title: 1, detail: {}, id: [] }] }),
      'status 400. (x-request-id: none)',
    ],
    ['a title alone', json(422, { errors: [{ title: 'T' }] }), 'status 422: T. ('],
    ['a detail alone', json(400, { errors: [{ detail: 'D!' }] }), 'status 400: D! ('],
    ['an id in the body alone', json(400, { errors: [{ id: 'req-1' }] }), '(error id: req-1)'],
    [
      'the header first',
      json(400, { errors: [{ id: 'a' }] }, { 'x-request-id': 'req-2' }),
      '(x-request-id: req-2)',
    ],
    [
      'of RFC 6749',
      json(400, { error: 'invalid_grant', error_description: 'no' }),
      'status 400: invalid_grant: no.',
    ],
    ['asking for credentials', status(401, { headers: { 'www-authenticate': 'Basic' } }), 'status 401. ('],
    ['the last status below 500', status(499), 'status 499. ('],
    [
      'several errors, with sources',
      json(400, { errors: [{ detail: 'A', source: { parameter: 'subject_token' } }, { code: 'b' }] }),
      'status 400: A (parameter subject_token); (code b). (',
    ],
    [
      'of the lifetime',
      json(400, { errors: [{ detail: 'Too long.', source: { pointer: '/expires_in' } }] }),
      /lower the input expires-in \(it is 900\)\. \[CONFLUENT_REFUSED\]$/,
    ],
  ];
  for (const [name, reply, ...says] of SHAPES) {
    test(`a refusal of another shape: ${name}`, async (t) => {
      const { main, sts } = await startJob(t);
      sts.next(reply);
      assertFailed(await main(), 'CONFLUENT_REFUSED', ...says);
      assert.equal(sts.tokenRequests().length, 1);
    });
  }
});
