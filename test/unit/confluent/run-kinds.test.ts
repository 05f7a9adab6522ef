import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isReusable, kindOf, placeOf, subFormat } from '../../../src/confluent/run-kinds.ts';

const MAIN = 'octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main';
const REUSED = 'octo-org/pipelines/.github/workflows/deploy.yml@refs/heads/main';

describe('what a ref stands for, and what refs of its kind share', () => {
  const QUEUE = 'refs/heads/gh-readonly-queue/';
  const refs: [string | undefined, ReturnType<typeof placeOf>, string?][] = [
    [undefined, 'nothing'],
    ['', 'nothing'],
    ['refs/heads/main', 'branch'],
    ['refs/heads/refs/pull/7/merge', 'branch'],
    ['refs/heads/refs/tags/v1', 'branch'],
    ['refs/pull/7/merge', 'pull request', 'refs/pull/'],
    ['refs/tags/v1.2.3', 'tag', 'refs/tags/v'],
    ['refs/tags/a-b\n1', 'tag', 'refs/tags/a-b\n'],
    ['refs/tags/2026.1', 'tag'],
    ['refs/tags/-1a', 'tag'],
    ['refs/tags/nightly', 'tag'],
    [`${QUEUE}main/pr-7-0abc`, 'queue', `${QUEUE}main/`],
    [`${QUEUE}rel/1\n/pr-7-0abc`, 'queue', `${QUEUE}rel/1\n/`],
    [`${QUEUE}a/pr-1-x/pr-7-0abc`, 'queue', `${QUEUE}a/pr-1-x/`],
    [`${QUEUE}main/pr-1-a/b`, 'branch'],
    [`${QUEUE}main/pr-x-a`, 'branch'],
    [`${QUEUE}pr-1-a`, 'branch'],
    [`refs/heads/x/gh-readonly-queue/main/pr-7-0abc`, 'branch'],
  ];
  for (const [ref, place, kind] of refs) {
    test(`${JSON.stringify(ref)}: ${place}`, () =>
      assert.deepEqual([placeOf({ ref }), kindOf(ref ?? '')], [place, kind]));
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

describe('the format of sub', () => {
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
    ['repo:o/r:environment:prod:job_workflow_ref:x', 'custom'],
    ['repo:o/r:pull_requests', 'custom'],
    ['repo:o/r/s:pull_request', 'custom'],
    ['repository_owner:octo-org', 'custom'],
    ['', 'custom'],
  ];
  for (const [sub, format] of subs) {
    test(`of ${JSON.stringify(sub)} is ${format}`, () => assert.equal(subFormat(sub), format));
  }
});
