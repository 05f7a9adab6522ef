import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CLAIMS, claimLines } from '../../../src/confluent/claims.ts';
import { Redactor } from '../../../src/secret.ts';
import { claims } from '../../helpers/refusals.ts';

const TOKEN = 'the-id-token-of-this-run';
const redactor = new Redactor(() => {});
redactor.protect(TOKEN);

describe('the lines of the claims', () => {
  test('are in the order of the list, the optional ones only where the token has them, and no other', () => {
    const { head_ref: _, ...given } = claims;
    const shown = CLAIMS.filter((name) => name !== 'head_ref');
    assert.deepEqual(
      claimLines(given, redactor),
      shown.map((name) => `  ${name.padEnd(19)}  ${given[name] ?? '(absent)'}`.replace(/ $/, ' (empty)')),
    );
    const least = [
      ...['iss', 'aud', 'sub', 'repository', 'repository_id', 'repository_owner', 'repository_owner_id'],
      ...['ref', 'environment', 'workflow_ref', 'job_workflow_ref', 'event_name', 'runner_environment'],
    ];
    assert.deepEqual(
      claimLines({}, redactor),
      least.map((name) => `  ${name.padEnd(19)}  (absent)`),
    );
    const optional = ['workflow', 'base_ref', 'head_ref', 'actor', 'ref_protected'];
    assert.deepEqual(CLAIMS, [...least, ...optional]);
  });

  test('show a claim of any type as one clean line of at most 500 characters', () => {
    const odd = {
      aud: ['a', 'b\n'],
      repository_id: 7,
      ref: null,
      environment: `x\n${TOKEN}`,
      sub: 'x'.repeat(900),
    };
    const lines = claimLines(odd, redactor);
    for (const line of [
      'aud                  ["a","b\\n"]',
      'repository_id        7',
      'ref                  null',
    ])
      assert.ok(lines.includes(`  ${line}`), line);
    assert.ok(lines.includes('  environment          x***'));
    assert.ok(lines.includes(`  sub                  ${'x'.repeat(499)}…`));
  });
});
