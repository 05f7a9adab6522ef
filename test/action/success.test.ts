import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { decodeJwt } from 'jose';
import { VERSION } from '../../src/version.ts';
import { assertGranted, linesBeforeClaims } from '../helpers/inspect.ts';
import { startJob, together } from '../helpers/job.ts';

const userAgent = `confluent-cloud-auth/${VERSION}`;

suite('success', together, () => {
  test('main publishes all outputs and the variable, masks first, and says one line', async (t) => {
    const { main, github, sts, runner } = await startJob(t);
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
  });

  test('a claim that has no text cannot fail a step that has published', async (t) => {
    const { main, github } = await startJob(t);
    Object.assign(github.claims, { sub: { toString: null, valueOf: null } });
    const result = await main();
    assertGranted(result);
    assert.match(result.masked, /sub \{"toString":null,"valueOf":null\}, valid until/);
  });

  test('GitHub and Confluent are asked once each, exactly as their APIs want it', async (t) => {
    const { main, github, sts } = await startJob(t);
    assertGranted(await main());
    const [asked, ...more] = github.tokenRequests();
    const [exchanged, ...again] = sts.tokenRequests();
    assert.deepEqual([more, again], [[], []]);
    assert.equal(asked?.method, 'GET');
    assert.equal(asked?.headers.authorization, `Bearer ${github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}`);
    assert.deepEqual([asked?.headers['user-agent'], asked?.headers.accept], [userAgent, 'application/json']);
    assert.equal(exchanged?.method, 'POST');
    assert.equal(exchanged?.path, '/sts/v1/oauth2/token');
    const { authorization, cookie, accept, ...headers } = exchanged?.headers ?? {};
    assert.deepEqual([authorization, cookie, accept], [undefined, undefined, 'application/json']);
    assert.equal(headers['user-agent'], userAgent);
    assert.equal(headers['content-type'], 'application/x-www-form-urlencoded');
    assert.equal(Number(headers['content-length']), exchanged?.body.length);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(exchanged?.body)), {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: github.issued[0],
      identity_pool_id: 'pool-a',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      expires_in: '900',
    });
    assert.equal(exchanged?.body.split('&').length, 6);
  });

  test('a later step finds the variable, uses it, and its log stays masked', async (t) => {
    const { main, sts, runner } = await startJob(t);
    assertGranted(await main({ 'environment-variable': '_My_Token1' }));
    const call = `
      const token = process.env._My_Token1;
      const headers = { authorization: 'Bearer ' + token };
      const { status } = await fetch(process.argv[1] + '/iam/v2/environments', { headers });
      console.log(status, token, process.env.CONFLUENT_CLOUD_ACCESS_TOKEN);`;
    const step = await runner.step(process.execPath, ['--input-type=module', '-e', call, sts.url]);
    assert.equal(step.masked, '200 *** undefined');
  });

  test('an empty environment-variable exports none and leaves nothing for post', async (t) => {
    const { main, post } = await startJob(t);
    const result = await main({ 'environment-variable': ' ' });
    assertGranted(result);
    assert.deepEqual(result.files.env, '');
    assert.deepEqual(Object.keys(result.state), []);
    assert.equal((await post()).transcript, '');
  });

  test('several pools, blanks around inputs, a short life, a trailing slash', async (t) => {
    const { main, sts } = await startJob(t);
    const given = {
      'identity-pool-id': ' pool-a , pool-b\t',
      'expires-in': ' 61 ',
      endpoint: ` ${sts.url}/ `,
    };
    const result = await main(given);
    assertGranted(result);
    assert.equal(result.outputs['expires-in'], '61');
    const { sub, exp = 0, iat = 0 } = await sts.verifyAccessToken(result.outputs['access-token'] ?? '');
    assert.deepEqual([sub, exp - iat], ['pool-a,pool-b', 61]);
    assert.match(linesBeforeClaims(result).join(), /identity pool pool-a,pool-b, .* \(61 s\)$/);
  });

  test('an endpoint below a path, and one by the name localhost', async (t) => {
    const { main, sts } = await startJob(t);
    await main({ endpoint: `${sts.url}/base//` });
    assert.equal(sts.requests[0]?.path, '/base/sts/v1/oauth2/token');
    assertGranted(await main({ endpoint: `http://localhost:${sts.port}` }));
  });

  test('audience, encoded once', async (t) => {
    const { main, github } = await startJob(t);
    const audience = 'a b&c=d#e?f/g+h%20%"\'; grüße-日本-😀';
    const { outputs } = await main({ audience: ` ${audience} ` });
    assert.equal(decodeJwt(outputs['subject-token'] ?? '').aud, audience);
    const { searchParams } = new URL(github.tokenRequests()[0]?.path ?? '', github.url);
    assert.deepEqual([...searchParams.keys()], ['api-version', 'audience']);
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
