import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { claimLines } from '../../src/confluent/claims.ts';
import { Redactor } from '../../src/secret.ts';
import { assertFailed, assertGranted } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';
import { claims, commandsOf, filtersOf } from '../helpers/refusals.ts';
import type { StepResult } from '../helpers/runner.ts';

const linesOf = ({ masked }: StepResult) => masked.split('\n');

// test/unit/confluent/ holds the words, misconfigurations.test.ts has the scenes. Here is what a reader does with them.
suite('refusal', together, () => {
  test('log and summary have what Confluent said, what the token holds and what to paste', async (t) => {
    const job = await startJob(t, { pools: { 'pool-a': 'claims.sub == "repo:octo-org/other"' } });
    const result = await job.main();
    const said = 'Forbidden: The claims do not satisfy the filter of identity pool pool-a. ';
    assertFailed(result, 'CONFLUENT_REFUSED', `identity pool pool-a with status 403: ${said}`);
    const requestId = /x-request-id: ([0-9a-f-]{36})\)/.exec(result.masked)?.[1] ?? 'none';
    assert.equal(job.sts.tokenRequests().length, 1);
    assert.deepEqual(
      result.commands.map(({ name }) => name).filter((name) => /group/.test(name)),
      ['group', 'endgroup'],
    );
    const [, inGroup = ''] =
      /^##\[group\]How to fix the identity pool\n(.*)^##\[endgroup\]$/ms.exec(result.masked) ?? [];
    const shown = claimLines({ ...claims, iss: job.github.issuer }, new Redactor(() => {}));
    const commands = commandsOf(linesOf(result));
    const filters = filtersOf(linesOf(result));
    assert.deepEqual([commands.length, filters.length], [1, 2]);
    for (const line of [...shown, ...commands, ...filters]) {
      assert.ok(inGroup.includes(`${line}\n`), line);
      assert.ok(result.summary.includes(line), line);
    }
    for (const words of [said, requestId]) assert.ok(result.summary.includes(words), words);
  });

  test('each filter, pasted into the pool, lets this job in, whatever the name of the environment', async (t) => {
    const quoted = String.raw`" || true || "\back\\slash\n' \`ticked\` \`\`\` and $HOME %0A {{x}}`;
    const unseen =
      'tab\there, line\nbreak, return\r\n::error::x, nul-ish\u0001, sep\u2028, bidi\u202e, zero\u200bwidth';
    const environment = `eu:prod ${quoted} grüße 日本 😀 ${unseen}`;
    const job = await startJob(t, { pools: { 'pool-a': '', 'pool-b': '' }, claims: { environment } });
    const filters = filtersOf(linesOf(await job.main()));
    assert.equal(filters.length, 3);
    const [first = '', ...others] = filters;
    for (const filter of others) {
      job.sts.pools = { 'pool-a': { filter: first }, 'pool-b': { filter } };
      assertGranted(await job.main({ 'identity-pool-id': 'pool-a,pool-b' }));
    }
  });
});
