import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { refusalOf } from '../../../src/github/refusal.ts';
import { Redactor } from '../../../src/secret.ts';

describe('a refusal of GitHub', () => {
  const again =
    "Let no step or env: block of the job set ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN, and run the job again: ID tokens are issued only while it runs. If it is refused again: a proxy may have answered, or the organisation's IP allow list may not have the address of this runner.";
  const page =
    "run.example answered 403 with a page that is not in GitHub's form: a proxy, firewall or gateway may have answered.";
  const way =
    'Check the way from the runner to run.example, through the proxy proxy.example:1, and the IP allow list of the organisation.';
  const bodies: [string, string, string][] = [
    ['', 'GitHub refused to issue an ID token: status 403.', again],
    ['{"message":5}', 'GitHub refused to issue an ID token: status 403.', again],
    [
      '{"message":"No.\\n::error::x."}',
      'GitHub refused to issue an ID token: status 403: No. ::error::x.',
      again,
    ],
    ['{"value":"the-token-of-a-refusal"}', page, way],
  ];
  for (const [body, message, remedy] of bodies) {
    test(`with ${body}`, () => {
      const masked: string[] = [];
      const redactor = new Redactor((value) => masked.push(value));
      const reply = { status: 403, headers: {}, body };
      const error = refusalOf(reply, new URL('https://run.example/x'), 'http://proxy.example:1', redactor);
      assert.deepEqual([error.code, error.message, error.remedy], ['GITHUB_REFUSED', message, remedy]);
      assert.deepEqual(masked, body.includes('value') ? ['the-token-of-a-refusal'] : []);
    });
  }
});
