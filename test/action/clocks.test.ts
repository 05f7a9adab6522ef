import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertGranted } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';
import type { StepResult } from '../helpers/runner.ts';
import { endpointOf, startEndpointJob } from '../helpers/token-endpoint-job.ts';

/** A runner whose clock is so many seconds ahead. */
function clockAhead(seconds: number) {
  const script = `const now = Date.now; Date.now = () => now() + ${seconds * 1000};`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
}

const warnings = ({ commands }: StepResult) =>
  commands.filter(({ name }) => name === 'warning').map(({ value }) => value);

// test/unit/main.test.ts and test/unit/http/wait.test.ts hold what else follows from a wrong clock.
suite('a runner whose clock is wrong', together, () => {
  for (const [seconds, words] of [
    [600, 'ahead of'],
    [-600, 'behind'],
  ] as const) {
    test(`600 s ${words}: one warning, and expires-at in the runner's own time`, async (t) => {
      const { main } = await startJob(t, { env: clockAhead(seconds) });
      const before = Date.now() + seconds * 1000;
      const result = await main();
      const after = Date.now() + seconds * 1000;
      assertGranted(result);
      assert.equal(warnings(result).length, 1);
      const said = Number(/is (\d+) s /.exec(warnings(result)[0] ?? '')?.[1]);
      assert.ok(Math.abs(said - 600) <= 15, `${said} s`);
      assert.match(warnings(result)[0] ?? '', new RegExp(`${words} the clock of GitHub.*NTP`));
      const until = Date.parse(result.outputs['expires-at'] ?? '') - 900_000;
      assert.ok(until >= before - 1000 && until <= after, result.outputs['expires-at']);
    });
  }

  test('600 s ahead: the token endpoint serves as ever, from its cache', async (t) => {
    const { main, post, github } = await startEndpointJob(t, clockAhead(600));
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

  test('a small difference is not worth a word', async (t) => {
    const { main } = await startJob(t, { env: clockAhead(15) });
    const result = await main();
    assertGranted(result);
    assert.deepEqual(warnings(result), []);
  });
});
