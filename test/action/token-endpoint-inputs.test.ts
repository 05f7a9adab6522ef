import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { decodeJwt } from 'jose';
import { parseInputs } from '../../src/runner/inputs.ts';
import { assertFailed, endpointOf, fewTogether, startEndpointJob } from '../helpers/token-endpoint-job.ts';
import { closedPort, startServer } from '../servers/http.ts';

suite('token endpoint: inputs', fewTogether, () => {
  test('takes true, false, 0 and 1024 to 65535, and nothing else', () => {
    const read = (on: string, port: string) =>
      parseInputs({
        'INPUT_IDENTITY-POOL-ID': 'p',
        'INPUT_TOKEN-ENDPOINT': on,
        'INPUT_TOKEN-ENDPOINT-PORT': port,
      });
    const accepted = [read('true', '0'), read('false', '1024'), read(' true ', '65535')];
    assert.deepEqual(
      accepted.map(({ tokenEndpoint, tokenEndpointPort }) => [tokenEndpoint, tokenEndpointPort]),
      [
        [true, 0],
        [false, 1024],
        [true, 65_535],
      ],
    );
    for (const on of ['', 'True', 'TRUE', 'yes', '1', 'on', 'truefalse']) {
      assert.throws(() => read(on, '0'), /token-endpoint (must be true or false|is empty)/, on);
    }
    for (const port of [
      '',
      '1',
      '80',
      '1023',
      '65536',
      '-1',
      '08080',
      '8080.0',
      '1e4',
      '0x1000',
      'any',
      '8080 8081',
    ]) {
      assert.throws(() => read('false', port), /token-endpoint-port (must be|is empty)/, port);
    }
    const none = parseInputs({ 'INPUT_IDENTITY-POOL-ID': 'p' });
    assert.deepEqual([none.tokenEndpoint, none.tokenEndpointPort], [false, 0]);
  });

  test('starts for an audience of any characters, those that end a line among them', async (t) => {
    const { main, post } = await startEndpointJob(t);
    const audience = 'a\u2028b\u2029c\u0085d"e\\f';
    const first = await main({ audience });
    const { json } = await endpointOf(first).ask();
    assert.equal(decodeJwt(json.access_token).aud, audience);
    await post();
  });

  test('takes the port that it is told', async (t) => {
    const { main, post } = await startEndpointJob(t);
    const port = await closedPort();
    const first = await main({ 'token-endpoint-port': String(port) });
    const endpoint = endpointOf(first);
    assert.deepEqual([endpoint.port, (await endpoint.ask()).status], [port, 200]);
    await post();
  });

  test('fails on a port that is taken, and leaves nothing', async (t) => {
    const { main, post, nothingLeft } = await startEndpointJob(t);
    const other = await startServer();
    t.after(() => other.close());
    const first = await main({ 'token-endpoint-port': String(other.port) });
    assertFailed(
      first,
      'TOKEN_ENDPOINT',
      `The token endpoint did not start: EADDRINUSE. Port ${other.port} is not free: choose another token-endpoint-port, or 0 for any free one. A job that was killed may have left its token endpoint there; docs/running.md says how to find and end it.`,
    );
    await nothingLeft();
    assert.equal((await post(first)).transcript, '');
    assert.deepEqual(other.requests, []);
  });
});
