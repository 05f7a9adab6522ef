import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseContext } from '../../../src/runner/context.ts';

const none = {
  requestUrl: '',
  requestToken: '',
  eventName: '',
  actor: '',
  eventPath: '',
  proxy: '',
  workflowRef: '',
  otherRunner: undefined,
};

test('reads each variable of the runner into its place', () => {
  const variables = {
    ACTIONS_ID_TOKEN_REQUEST_URL: 'requestUrl',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'requestToken',
    GITHUB_EVENT_NAME: 'eventName',
    GITHUB_ACTOR: 'actor',
    GITHUB_EVENT_PATH: 'eventPath',
    HTTPS_PROXY: 'proxy',
    https_proxy: 'proxy',
    GITHUB_WORKFLOW_REF: 'workflowRef',
  };
  for (const [variable, member] of Object.entries(variables)) {
    assert.deepEqual(parseContext({ [variable]: 'some value' }), { ...none, [member]: 'some value' });
  }
});

test('takes the proxy that the toolkit takes', () => {
  assert.equal(parseContext({ https_proxy: 'one', HTTPS_PROXY: 'other' }).proxy, 'one');
  assert.equal(parseContext({ https_proxy: '', HTTPS_PROXY: 'other' }).proxy, 'other');
});

test('knows the runners of others, which are made from one another', () => {
  const others: [Record<string, string>, string | undefined][] = [
    [{ ACT: 'true' }, 'act'],
    [{ ACT: 'true', GITEA_ACTIONS: 'true' }, 'Gitea'],
    [{ ACT: 'true', GITEA_ACTIONS: 'true', FORGEJO_ACTIONS: 'true' }, 'Forgejo'],
    [{ ACT: 'false', GITEA_ACTIONS: '' }, undefined],
  ];
  for (const [env, otherRunner] of others) assert.equal(parseContext(env).otherRunner, otherRunner);
});

test('is empty text where the runner says nothing', () => {
  assert.deepEqual(parseContext({}), none);
  assert.deepEqual(parseContext({ GITHUB_ACTOR: undefined, GITHUB_REF: 'refs/heads/main' }), none);
});
