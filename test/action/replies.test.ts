import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertFailed, assertGranted } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';
import { json, reset } from '../servers/http.ts';

// test/unit/ holds which replies are refused, and what is tried again. Here is what only a process shows: masks
// before words, that nothing is published, what the runner reads, and real waits.

suite('replies of the remotes', together, () => {
  /** The runner would mask each line of a text with line breaks by itself: such a token gets no mask. */
  const REFUSED: [string, string, boolean][] = [
    ['a token of another kind', 'opaque-token-of-another-kind', true],
    ['a command', 'opaque-token-of-another-kind\n::set-output name=x::y', false],
  ];
  for (const [name, token, isMasked] of REFUSED) {
    test(`${name} is refused, and ${isMasked ? 'masked' : 'not masked, which would hide lines of the log'}`, async (t) => {
      const { main, github, sts, secrets } = await startJob(t);
      secrets.push(token);
      github.next(json(200, { value: token }));
      const first = await main();
      assertFailed(first, 'UNEXPECTED_REPLY', /GitHub/);
      assert.equal(sts.requests.length, 0);
      sts.next(json(200, { access_token: token, token_type: 'MAC', expires_in: 900 }));
      const second = await main();
      assertFailed(second, 'UNEXPECTED_REPLY', /Confluent/);
      for (const { masks } of [first, second]) assert.equal(masks.includes(token), isMasked);
    });
  }

  test('what can heal is tried again, after the wait that was asked for', async (t) => {
    const { main, github, sts } = await startJob(t);
    github.next(json(429, {}, { 'retry-after': '1' }));
    sts.next(reset());
    const result = await main();
    assertGranted(result);
    const [first, second] = github.tokenRequests();
    const waited = (second?.at ?? 0) - (first?.at ?? 0);
    assert.ok(waited >= 990, `${waited} ms`);
    const said = result.masked.split('\n').filter((line) => / in \d+\.\d s$/.test(line));
    assert.match(said[0] ?? '', /^GitHub \(127\.0\.0\.1:\d+\) answered 429; next try in \d\.\d s$/);
    assert.match(said[1] ?? '', /^Confluent \(127\.0\.0\.1:\d+\) .*ECONNRESET; attempt 2 of 5 in \d\.\d s$/);
    assert.deepEqual([github.issued.length, sts.issued.length], [1, 1]);
  });
});
