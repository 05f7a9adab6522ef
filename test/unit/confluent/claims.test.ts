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
    const least = claimLines({}, redactor);
    assert.deepEqual(
      least,
      CLAIMS.slice(0, -5).map((name) => `  ${name.padEnd(19)}  (absent)`),
    );
    assert.deepEqual(CLAIMS.slice(-5), ['workflow', 'base_ref', 'head_ref', 'actor', 'ref_protected']);
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
