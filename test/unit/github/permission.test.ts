import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { ErrorCode } from '../../../src/errors.ts';
import { readEvent, whyNoIdToken } from '../../../src/github/permission.ts';
import type { Context } from '../../../src/tokens.ts';

const context: Omit<Context, 'requestUrl' | 'requestToken' | 'eventPath' | 'proxy'> = {
  eventName: 'push',
  actor: 'octocat',
  workflowRef: 'octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main',
  otherRunner: undefined,
};

describe('whyNoIdToken', () => {
  const pull = (head: unknown, more: object = {}) => ({
    pull_request: {
      head: { repo: head },
      base: { repo: { id: 1, full_name: 'a/b' } },
      user: { login: 'x' },
      ...more,
    },
  });
  const own = { id: 1, full_name: 'a/b' };
  const forked = { id: 2, full_name: 'c/b' };

  const dependabot = { user: { login: 'dependabot[bot]' } };
  const cases: [string, Partial<Context>, unknown, ErrorCode][] = [
    ['no event', {}, undefined, 'NO_PERMISSION'],
    ['a push', {}, { ref: 'refs/heads/main' }, 'NO_PERMISSION'],
    ['a pull request of the same repository', {}, pull(own), 'NO_PERMISSION'],
    ['a fork', {}, pull(forked), 'FORK_PULL_REQUEST'],
    ['a fork, without ids', {}, pull({ full_name: 'c/b' }), 'FORK_PULL_REQUEST'],
    ['a fork by its id alone', {}, pull({ id: 2, full_name: 'a/b' }), 'FORK_PULL_REQUEST'],
    ['a fork by its name alone', {}, pull({ id: 1, full_name: 'c/b' }), 'FORK_PULL_REQUEST'],
    ['a deleted fork', {}, pull(null), 'FORK_PULL_REQUEST'],
    ['pull requests without repositories', {}, { pull_request: {} }, 'FORK_PULL_REQUEST'],
    ['an event that is no object', {}, [pull(forked)], 'NO_PERMISSION'],
    ['a pull request of another type', {}, { pull_request: 'x' }, 'NO_PERMISSION'],
    ['a pull request without base', {}, pull(own, { base: null }), 'FORK_PULL_REQUEST'],
    ['a pull request without base and ids', {}, pull({}, { base: null }), 'NO_PERMISSION'],
    ['pull_request_target of a fork', { eventName: 'pull_request_target' }, pull(forked), 'NO_PERMISSION'],
    ['a review of a fork', { eventName: 'pull_request_review' }, pull(forked), 'FORK_PULL_REQUEST'],
    ['Dependabot', { actor: 'dependabot[bot]' }, {}, 'DEPENDABOT'],
    ['Dependabot, without event', { actor: 'dependabot[bot]' }, undefined, 'DEPENDABOT'],
    ["Dependabot's, to which a person has pushed", {}, pull(own, dependabot), 'NO_PERMISSION'],
    ["a fork's, on a runner of another make", { otherRunner: 'Gitea' }, pull(forked), 'NO_PERMISSION'],
    ['somebody like Dependabot', { actor: 'dependabot' }, {}, 'NO_PERMISSION'],
  ];
  for (const [name, changes, event, code] of cases) {
    test(`tells ${code}: ${name}`, () => {
      const eventName = 'pull_request';
      assert.equal(whyNoIdToken({ ...context, eventName, ...changes }, event).code, code);
    });
  }

  test('names the fix', () => {
    const because = (changes: Partial<Context>, event: unknown) => {
      const error = whyNoIdToken({ ...context, ...changes }, event);
      return `${error.message} ${error.remedy}`;
    };
    assert.match(
      because({}, {}),
      /^This job may not ask for an ID token: .* set\. Add permissions: id-token: write .*In a reusable workflow the caller must grant/,
    );
    assert.match(because({}, {}), / See https:\/\/docs\.github\.com\/[\w/-]+\/oidc\.$/);
    assert.match(
      because({}, {}),
      /look in octo-org\/octo-repo\/\.github\/workflows\/deploy\.yml@refs\/heads\/main\./,
    );
    assert.match(because({ workflowRef: '' }, {}), /look in the calling workflow\./);
    const forkOr =
      /set\. GitHub issues no ID token to a pull request from a fork; if this one is from this repository: Add permissions: id-token: write/;
    for (const event of [undefined, {}, [pull(forked)]]) {
      assert.match(because({ eventName: 'pull_request' }, event), forkOr);
      assert.doesNotMatch(because({ eventName: 'pull_request_target' }, event), /fork/);
    }
    assert.doesNotMatch(because({ eventName: 'pull_request' }, pull(own)), /fork/);
    for (const otherRunner of ['act', 'Forgejo', 'Gitea'] as const) {
      assert.ok(
        because({ otherRunner }, {}).endsWith(
          `not both set. This runner (${otherRunner}) issues no ID token that Confluent could know, or only with a switch of its own (Forgejo from 15 on): run this job on GitHub.`,
        ),
      );
    }
    assert.match(
      because({}, pull(forked)),
      /from a fork.*Skip this job for forks.*Do not switch to pull_request_target/,
    );
    assert.match(
      because({ actor: 'dependabot[bot]' }, {}),
      /Dependabot started.*if: github\.actor != 'dependabot\[bot\]'/,
    );
  });
});

describe('readEvent', () => {
  const directory = mkdtempSync(join(tmpdir(), 'event-'));
  after(() => rmSync(directory, { recursive: true }));
  const write = (name: string, text: string) => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };

  test('parses the payload', () => {
    assert.deepEqual(readEvent(write('event.json', '{"a":[1]}')), { a: [1] });
  });

  test('is none for a file that is not there, is no JSON, or is none', () => {
    assert.equal(readEvent(join(directory, 'absent')), undefined);
    assert.equal(readEvent(write('text', 'no JSON')), undefined);
    assert.equal(readEvent(directory), undefined);
  });

  test('is none for a file of more than 32 MiB, which is not read', () => {
    const path = write('large.json', '{}'.padEnd(32 * 1024 * 1024 + 1));
    assert.equal(readEvent(path), undefined);
    writeFileSync(path, '{}'.padEnd(32 * 1024 * 1024));
    assert.deepEqual(readEvent(path), {});
  });
});
