import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { VERSION } from '../../src/version.ts';
import { assertGranted, linesBeforeClaims } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';

const NAME = 'CONFLUENT_CLOUD_ACCESS_TOKEN';

suite('success', together, () => {
  test('main publishes all outputs and the variable, masks first, and says one line', async (t) => {
    // No value but 0 is worth a warning.
    const { main, github, sts, runner } = await startJob(t, { env: { NODE_TLS_REJECT_UNAUTHORIZED: '1' } });
    const before = Date.now();
    const result = await main();
    assertGranted(result);
    const [idToken, accessToken] = [github.issued[0] as string, sts.issued[0] as string];
    const { 'expires-at': until = '', ...outputs } = result.outputs;
    assert.deepEqual(outputs, {
      'access-token': accessToken,
      'token-type': 'Bearer',
      'expires-in': '900',
      'subject-token': idToken,
    });
    assert.deepEqual(result.exported, { CONFLUENT_CLOUD_ACCESS_TOKEN: accessToken });
    assert.deepEqual(result.masks, [idToken, accessToken]);
    assert.match(until, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const promised = Date.parse(until) - 900_000;
    const sentAt = sts.tokenRequests()[0]?.at ?? 0;
    assert.ok(promised <= sentAt && promised > before - 1000, `${until} counts from ${promised - sentAt} ms`);
    assert.equal(
      linesBeforeClaims(result).join('\n'),
      `Access token of Confluent Cloud for identity pool pool-a, sub ${github.claims.sub}, valid until ${until} (900 s)`,
    );
    assert.deepEqual([result.summary, result.files.path], ['', '']);
    assert.equal((await sts.verifyAccessToken(accessToken)).sub, 'pool-a');
    assert.equal(runner.masks.size, 2);
    const [asked, ...more] = [...github.tokenRequests(), ...sts.tokenRequests()];
    assert.equal(more.length, 1);
    for (const { headers } of [asked, ...more].filter((seen) => seen !== undefined)) {
      assert.equal(headers['user-agent'], `confluent-cloud-auth/${VERSION}`);
    }
  });

  test('a later step finds the variable, uses it, and its log stays masked', async (t) => {
    const { main, sts, runner } = await startJob(t);
    const inputs = { 'environment-variable': '_My_Token1', 'identity-pool-id': ' pool-a , pool-b\t' };
    const { outputs } = await main({ ...inputs, 'expires-in': ' 61 ', endpoint: ` ${sts.url}/ ` });
    const { sub, exp = 0, iat = 0 } = await sts.verifyAccessToken(outputs['access-token'] ?? '');
    assert.deepEqual([sub, exp - iat], ['pool-a,pool-b', 61]);
    const call = `
      const token = process.env._My_Token1;
      const headers = { authorization: 'Bearer ' + token };
      const { status } = await fetch(process.argv[1] + '/iam/v2/environments', { headers });
      console.log(status, token, process.env.CONFLUENT_CLOUD_ACCESS_TOKEN);`;
    const step = await runner.step(process.execPath, ['--input-type=module', '-e', call, sts.url]);
    assert.equal(step.masked, '200 *** undefined');
  });

  test('post empties the variable once, says so, and asks nobody', async (t) => {
    const { main, post, github, sts, runner } = await startJob(t);
    const first = await main();
    assertGranted(first);
    const asked = github.requests.length + sts.requests.length;
    const result = await post();
    assert.equal(result.code, 0);
    assert.deepEqual(result.exported, { [NAME]: '' });
    assert.deepEqual([result.files.output, result.files.state, result.summary], ['', '', '']);
    assert.equal(result.masked, `Emptied ${NAME} for the steps after this one.`);
    const seen = await runner.step(process.execPath, ['-p', `process.env.${NAME} === ''`]);
    assert.equal(seen.masked, 'true');
    const again = await post(first);
    assert.deepEqual([again.code, again.transcript, again.files.env], [0, '', '']);
    assert.equal(github.requests.length + sts.requests.length, asked);
  });

  test('a second use in the same job has its own token, variable and post', async (t) => {
    const { main, post, runner } = await startJob(t);
    const first = await main({ 'environment-variable': 'FIRST' });
    const second = await main({ 'environment-variable': 'SECOND', 'identity-pool-id': 'pool-b' });
    assert.notEqual(runner.exported.FIRST, runner.exported.SECOND);
    await post(second);
    assert.deepEqual([runner.exported.SECOND, runner.exported.FIRST], ['', first.outputs['access-token']]);
    await post(first);
    assert.equal(runner.exported.FIRST, '');
  });
});
