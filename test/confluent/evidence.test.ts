import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  caseOf,
  type Evidence,
  isPullRequest,
  subForm,
  tagOf,
  tagPrefix,
} from '../../src/confluent/evidence.ts';
import { Redactor } from '../../src/secret.ts';
import type { Claims, RefusalError } from '../../src/tokens.ts';

const URL = 'https://api.confluent.cloud';

function given(errors: readonly RefusalError[], claims: Claims = {}, eventName = 'push') {
  const inputs = { identityPoolId: 'pool-a', expiresIn: 900, endpoint: URL, audience: URL };
  const defaults = { audience: URL, endpoint: URL };
  const evidence: Evidence = { refusal: { status: 403, errors }, claims, inputs, defaults, eventName };
  return caseOf(evidence, new Redactor(() => {}));
}

suite('the words of a reply', () => {
  test('are titles and details that are text, a line each', () => {
    const errors = [{ title: 'One', detail: 2 }, { detail: 'Two' }, { title: null, detail: 'Three' }];
    assert.equal(given(errors).words, 'One\nTwo\nThree');
    assert.equal(given([{}]).words, '');
  });

  test('are searched for 2,000 characters each', () => {
    assert.equal(given([{ title: 'x'.repeat(3_000), detail: 'end' }]).words, `${'x'.repeat(2_000)}\nend`);
  });
});

suite('the parameters of a reply', () => {
  const sources: [string, RefusalError, string[]][] = [
    ['a name', { parameter: 'expires_in' }, ['expires_in']],
    ['a pointer', { pointer: '/a/expires_in' }, ['expires_in']],
    ['a pointer that ends in its sign', { pointer: '#/body/subject_token/' }, ['subject_token']],
    ['a path with dots', { parameter: 'body.audience' }, ['audience']],
    ['both', { parameter: 'a', pointer: '/b' }, ['a']],
    ['no text', { parameter: 1, pointer: '/b' }, ['b']],
    ['none', {}, []],
    ['signs alone', { parameter: '/.#' }, ['/.#']],
    ['a long one', { parameter: `${'x'.repeat(2_500)}/y` }, ['x'.repeat(2_000)]],
  ];
  for (const [name, error, expected] of sources) {
    test(`of ${name}`, () => assert.deepEqual(given([error]).parameters, expected));
  }

  test('are there once', () => {
    assert.deepEqual(given([{ parameter: 'a' }, { pointer: '/a' }]).parameters, ['a']);
  });
});

suite('what started the run', () => {
  test('the claim comes before what the runner says', () => {
    assert.equal(given([], { event_name: 'release' }).event, 'release');
    assert.equal(given([], { event_name: 1 }).event, 'push');
  });

  test('a pull request, by the event or by the ref', () => {
    assert.equal(isPullRequest(given([], { event_name: 'pull_request' })), true);
    assert.equal(isPullRequest(given([], {}, 'pull_request')), true);
    assert.equal(isPullRequest(given([], { ref: 'refs/pull/7/merge' })), true);
    assert.equal(isPullRequest(given([], { ref: 'refs/heads/refs/pull/7' })), false);
    assert.equal(isPullRequest(given([])), false);
  });

  test('a tag, and what its kind begins with', () => {
    assert.equal(tagOf(given([], { ref: 'refs/tags/v1' })), 'refs/tags/v1');
    assert.equal(tagOf(given([], { ref: 'refs/heads/v1' })), undefined);
    assert.equal(tagOf(given([])), undefined);
    assert.equal(tagPrefix('refs/tags/release-12.3'), 'refs/tags/release-');
    assert.equal(tagPrefix('refs/tags/1.0'), 'refs/tags/');
    assert.equal(tagPrefix('refs/tags/nightly'), 'refs/tags/nightly');
  });
});

suite('the form of sub', () => {
  const subs: [string, ReturnType<typeof subForm>][] = [
    ['repo:o/r:ref:refs/heads/main', 'plain'],
    ['repo:o/r:environment:prod', 'plain'],
    ['repo:o/r:environment:a\nb', 'plain'],
    ['repo:o/r:pull_request', 'plain'],
    ['repo:o@1/r@23:ref:refs/heads/main', 'immutable'],
    ['repo:o@1/r:ref:refs/heads/main', 'plain'],
    ['repo:o@1x/r@2x:ref:refs/heads/main', 'plain'],
    ['x-repo:o/r:ref:refs/heads/main', 'custom'],
    ['repo:o/r:ref:a:b', 'custom'],
    ['repo:o/r:pull_request_target', 'custom'],
    ['repo:o/r/s:pull_request', 'custom'],
    ['repository_id:1', 'custom'],
  ];
  for (const [sub, form] of subs) {
    test(`of ${JSON.stringify(sub)} is ${form}`, () => assert.equal(subForm(sub), form));
  }
});
