import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fetchAccessToken, fetchIdToken } from '../../src/token-endpoint/serve.ts';
import * as fake from '../fakes/http.ts';
import { configFor, startRemotes } from '../support/token-endpoint.ts';

const clock = { now: Date.now, wallTime: Date.now, random: () => 0, sleep: async () => {} };

suite('the calls of the token endpoint', () => {
  test('fetch both tokens', async (t) => {
    const remotes = await startRemotes(t);
    const config = configFor(remotes);
    const idToken = await fetchIdToken(config, clock);
    assert.equal(idToken.claims.aud, config.inputs.audience);
    const accessToken = await fetchAccessToken(config, async () => idToken, clock);
    assert.equal(accessToken.secret.reveal(), remotes.sts.issued.at(-1));
  });

  test('say that Confluent refused, and with which status', async (t) => {
    const remotes = await startRemotes(t);
    const config = configFor(remotes);
    const idToken = await fetchIdToken(config, clock);
    remotes.sts.next(fake.json(403, { errors: [{ detail: 'words of a remote' }] }));
    await assert.rejects(
      fetchAccessToken(config, async () => idToken, clock),
      { message: 'Confluent refused the exchange with 403' },
    );
  });

  test('are tried again by time alone', async (t) => {
    const remotes = await startRemotes(t);
    const config = configFor(remotes, { maxAttempts: 1 });
    remotes.github.next(...Array.from({ length: 4 }, () => fake.status(500)));
    await fetchIdToken(config, clock);
    assert.equal(remotes.github.tokenRequests().length, 5);
  });

  test('wait for the clock of Confluent to reach the iat of an ID token', async (t) => {
    const remotes = await startRemotes(t);
    const config = configFor(remotes);
    const idToken = await fetchIdToken(config, clock);
    const iat = idToken.claims.iat as number;
    remotes.sts.next(fake.json(401, {}, { date: new Date((iat - 3) * 1000).toUTCString() }));
    const waits: number[] = [];
    const patient = { ...clock, sleep: async (ms: number) => void waits.push(ms) };
    const accessToken = await fetchAccessToken(config, async () => idToken, patient);
    assert.equal(accessToken.secret.reveal(), remotes.sts.issued.at(-1));
    assert.deepEqual(waits, [4_000]);
  });
});
