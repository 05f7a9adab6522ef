import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { json } from '../fakes/http.ts';
import type { StepResult } from '../fakes/runner.ts';
import { assertFailed, assertGranted } from '../support/inspect.ts';
import { startJob, together } from '../support/job.ts';
import { endpointOf, startEndpointJob } from '../support/token-endpoint-job.ts';

/** A runner whose clock is so many seconds ahead. */
function clockAhead(seconds: number) {
  const script = `const now = Date.now; Date.now = () => now() + ${seconds * 1000};`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
}

const warnings = ({ commands }: StepResult) =>
  commands.filter(({ name }) => name === 'warning').map(({ value }) => value);

suite('a runner whose clock is wrong', together, () => {
  for (const [seconds, words] of [
    [600, '600 s ahead of'],
    [-600, '600 s behind'],
  ] as const) {
    test(`${words}: one warning, and expires-at in the runner's own time`, async (t) => {
      const { main } = await startJob(t, { env: clockAhead(seconds) });
      const before = Date.now() + seconds * 1000;
      const result = await main();
      const after = Date.now() + seconds * 1000;
      assertGranted(result);
      assert.equal(warnings(result).length, 1);
      const said = Number(/is (\d+) s /.exec(warnings(result)[0] ?? '')?.[1]);
      assert.ok(Math.abs(said - 600) <= 15, `${said} s`);
      assert.match(warnings(result)[0] ?? '', new RegExp(`${words.slice(6)} the clock of GitHub.*NTP`));
      const until = Date.parse(result.outputs['expires-at'] ?? '') - 900_000;
      assert.ok(until >= before - 1000 && until <= after, result.outputs['expires-at']);
    });

    test(`${words}: the token endpoint serves as ever, from its cache`, async (t) => {
      const { main, post, github } = await startEndpointJob(t, clockAhead(seconds));
      const result = await main();
      assert.equal(result.code, 0, result.transcript);
      const { ask } = endpointOf(result);
      for (let count = 0; count < 3; count++) {
        const { status, json: body } = await ask();
        assert.equal(status, 200);
        assert.ok(body.expires_in > 200 && body.expires_in <= 300, String(body.expires_in));
      }
      assert.equal(github.issued.length, 2);
      await post(result);
    });
  }

  test('an ordinary difference is not worth a word', async (t) => {
    const { main } = await startJob(t, { env: clockAhead(15) });
    const result = await main();
    assertGranted(result);
    assert.deepEqual(warnings(result), []);
  });

  test('a refusal is told with the difference', async (t) => {
    const { main, sts } = await startJob(t, { env: clockAhead(-900) });
    sts.next(json(401, {}));
    const result = await main();
    assertFailed(result, 'CONFLUENT_REFUSED');
    assert.match(result.masked, /(89|90)\d s behind the clock of the server/);
  });

  test('told by Confluent alone, where GitHub has nothing to tell', async (t) => {
    const { main, sts } = await startJob(t);
    const date = new Date(Date.now() + 300_000).toUTCString();
    sts.next(json(401, {}, { date }));
    const result = await main();
    assertFailed(result, 'CONFLUENT_REFUSED');
    assert.match(warnings(result).join(), /is (2\d\d|300) s behind the clock of Confluent/);
  });

  test('Retry-After as a date is read by the clock of the reply', async (t) => {
    const { main, sts } = await startJob(t, { env: clockAhead(7200) });
    const now = new Date();
    const [date, after] = [0, 1000].map((ms) => new Date(now.getTime() + ms).toUTCString());
    sts.next(json(503, {}, { date: date as string, 'retry-after': after as string }));
    const result = await main();
    assertGranted(result);
    const waited = Number(/attempt 2 of 5 in (\d\.\d) s/.exec(result.masked)?.[1]);
    assert.ok(waited >= 1 && waited < 2, String(waited));
  });
});
