import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { exchange, exchangeRequest, readReply } from '../../../src/confluent/exchange.ts';
import { type Answer, boundsOf } from '../../../src/http/retry.ts';
import { parseInputs } from '../../../src/runner/inputs.ts';
import { Redactor, Secret } from '../../../src/secret.ts';
import type { IdToken, Inputs } from '../../../src/tokens.ts';
import { type FakeGitHub, startGitHub } from '../../servers/github.ts';
import * as fake from '../../servers/http.ts';
import { type FakeSts, startSts } from '../../servers/sts.ts';

const SENT = Date.UTC(2026, 8, 1, 12, 0, 0);

const inputsOf = (more: Record<string, string> = {}): Inputs =>
  parseInputs({ 'INPUT_IDENTITY-POOL-ID': 'pool-a', ...more });
const tokenOf = (value: string, claims: IdToken['claims'] = {}): IdToken => ({
  secret: new Secret(value),
  claims,
  issuedAt: SENT,
  expiresAt: SENT + 300_000,
});
const reply = (body: unknown, status = 200): Answer => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
  sentAt: SENT,
});

function listening() {
  const masked: string[] = [];
  return { masked, redactor: new Redactor((value) => masked.push(value)) };
}

test('the request is the form that Confluent takes, with nothing but the ID token for credentials', () => {
  const inputs = inputsOf({
    'INPUT_IDENTITY-POOL-ID': 'pool-a,pool-b',
    'INPUT_EXPIRES-IN': '60',
    INPUT_ENDPOINT: 'https://proxy.example/base/',
  });
  const { method, url, headers, body } = exchangeRequest(inputs, tokenOf('a.b+c&d=e f'));
  assert.deepEqual([method, url.href], ['POST', 'https://proxy.example/base/sts/v1/oauth2/token']);
  assert.deepEqual(headers, {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  });
  assert.deepEqual(
    [...new URLSearchParams(body)],
    [
      ['grant_type', 'urn:ietf:params:oauth:grant-type:token-exchange'],
      ['subject_token', 'a.b+c&d=e f'],
      ['identity_pool_id', 'pool-a,pool-b'],
      ['subject_token_type', 'urn:ietf:params:oauth:token-type:jwt'],
      ['requested_token_type', 'urn:ietf:params:oauth:token-type:access_token'],
      ['expires_in', '60'],
    ],
  );
});

describe('readReply', () => {
  const token = 'the-access-token';
  const good = { access_token: token, token_type: 'Bearer', expires_in: 900 };
  const subject = tokenOf('the-id-token-of-it');

  const accepted: [string, Answer][] = [
    ['the reply of RFC 8693', reply({ ...good, issued_token_type: 'urn:x', more: 1 })],
    ['a token and its lifetime alone', reply({ access_token: token, expires_in: 900 })],
    ['no type, as JSON may say it', reply({ ...good, token_type: null })],
    ['bearer in any case', reply({ ...good, token_type: 'bEaReR' })],
    ['201', reply(good, 201)],
    ['299', reply(good, 299)],
    ['a second', reply({ ...good, expires_in: 1 })],
    ['a day', reply({ ...good, expires_in: 86_400 })],
  ];
  for (const [name, given] of accepted) {
    test(`takes ${name}, and masks the token; times are counted from the sending`, () => {
      const { masked, redactor } = listening();
      const read = readReply(given, subject, redactor);
      assert.ok('granted' in read && read.subject === subject);
      const { secret, ...times } = read.granted;
      const { expires_in: expiresIn } = JSON.parse(given.body) as typeof good;
      assert.deepEqual(times, { expiresIn, issuedAt: SENT, expiresAt: SENT + expiresIn * 1000 });
      assert.deepEqual([secret.reveal(), masked], [token, [token]]);
    });
  }

  const noNumber = 'expires_in is not a whole number from 1 to 86400';
  const noBearer = 'token_type is not Bearer';
  const refused: [string, Answer, string, masked?: boolean][] = [
    ['nothing', reply(''), 'no JSON object', false],
    ['a list', reply([good]), 'no JSON object', false],
    ['204', reply(good, 204), 'status 204'],
    ['300', reply(good, 300), 'status 300, a redirect, which is never followed'],
    ['399', reply(good, 399), 'status 399, a redirect, which is never followed'],
    ['no token', reply({ expires_in: 900 }), 'access_token is not text of visible ASCII', false],
    [
      'a token of 15 characters, which is not masked',
      reply({ ...good, access_token: token.slice(1) }),
      'access_token is shorter than 16 characters',
      false,
    ],
    ['another type', reply({ ...good, token_type: 'DPoP' }), noBearer],
    ['an empty type', reply({ ...good, token_type: '' }), noBearer],
    ['bearer and more', reply({ ...good, token_type: 'Bearer ' }), noBearer],
    ['more and bearer', reply({ ...good, token_type: 'xBearer' }), noBearer],
    ...[undefined, null, '900', 0, -1, 1.5, 86_401, true, [900]].map((seconds): [string, Answer, string] => [
      `expires_in ${JSON.stringify(seconds)}`,
      reply({ ...good, expires_in: seconds }),
      noNumber,
    ]),
  ];
  for (const [name, given, what, isMasked = true] of refused) {
    test(`refuses ${name}`, () => {
      const { masked, redactor } = listening();
      assert.throws(() => readReply(given, subject, redactor), {
        code: 'UNEXPECTED_REPLY',
        message: `Confluent's reply to the exchange is not what its API promises: ${what}.`,
        remedy: /^Check the input endpoint/,
      });
      assert.deepEqual(masked, isMasked ? [token] : []);
    });
  }
});

describe('exchange', () => {
  let github: FakeGitHub;
  let sts: FakeSts;
  before(async () => {
    github = await startGitHub();
    const pools = { 'pool-a': { filter: 'claims.ref == "refs/heads/main"' } };
    sts = await startSts({ issuer: github.issuer, pools });
  });
  after(() => Promise.all([github.close(), sts.close()]));

  const DATE = 'Tue, 01 Sep 2026 12:00:00 GMT';
  const sign = async (claims?: IdToken['claims']) =>
    tokenOf(await github.sign({ ...github.claims, aud: 'x' }), claims);

  /** Asks Confluent with these ID tokens, the last of them again and again, by a clock that never waits. */
  async function ask(tokens: IdToken[], { pool = 'pool-a', maxAttempts = 3, seconds = 30 } = {}) {
    const { masked, redactor } = listening();
    const lines: string[] = [];
    const sleeps: number[] = [];
    const asked: number[] = [];
    const requests = sts.tokenRequests().length;
    const clock = {
      now: () => sleeps.reduce((sum, ms) => sum + ms, SENT),
      wallTime: () => 0,
      random: () => 0.5,
      sleep: async (ms: number) => void sleeps.push(ms),
    };
    const subjectToken = async (attempt: number) => {
      asked.push(attempt);
      return (tokens[attempt - 1] ?? tokens.at(-1)) as IdToken;
    };
    const inputs = inputsOf({ INPUT_ENDPOINT: sts.url, 'INPUT_IDENTITY-POOL-ID': pool });
    const bounds = boundsOf({ maxAttempts, timeoutSeconds: seconds }, clock, SENT, (line) =>
      lines.push(line),
    );
    const result = await exchange(inputs, subjectToken, bounds, redactor);
    const sent = sts.tokenRequests().slice(requests);
    return { result, redactor, masked, lines, sleeps, asked, sent };
  }

  test('gives the access token, and the ID token that was sent', async () => {
    const subject = await sign();
    const { result, masked, sent } = await ask([subject]);
    assert.ok('granted' in result);
    assert.deepEqual([result.subject, result.granted.issuedAt], [subject, SENT]);
    assert.equal(result.granted.secret.reveal(), sts.issued.at(-1));
    assert.deepEqual(masked, [sts.issued.at(-1)]);
    assert.deepEqual(
      sent.map(({ headers }) => headers.authorization),
      [undefined],
    );
  });

  test('gives the refusal of a 4xx, after one request', async () => {
    const subject = await sign();
    const { result, sent } = await ask([subject], { pool: 'pool-x' });
    assert.ok('refused' in result);
    assert.deepEqual([result.subject, result.refused.status, sent.length], [subject, 400, 1]);
    assert.match(result.refused.body, /"title":"Bad Request"/);
    assert.match(String(result.refused.headers['x-request-id']), /^[0-9a-f-]{36}$/);
  });

  test('asks for the ID token before each attempt, and sends that one', async () => {
    sts.next(fake.status(503), fake.status(502));
    const tokens = await Promise.all([sign(), sign(), sign()]);
    const { result, asked, sent } = await ask(tokens);
    assert.deepEqual([asked, result.subject], [[1, 2, 3], tokens[2]]);
    assert.deepEqual(
      sent.map(({ body }) => new URLSearchParams(body).get('subject_token')),
      tokens.map(({ secret }) => secret.reveal()),
    );
  });

  test('masks a token in the body of a refusal before its status is looked at', async () => {
    const token = 'opaque-access-token-of-a-refusal';
    sts.next(fake.json(403, { access_token: token, errors: [{ detail: `No ${token}` }] }));
    const { result, masked, redactor } = await ask([await sign()]);
    assert.ok('refused' in result);
    assert.deepEqual(masked, [token]);
    assert.equal(redactor.clean(result.refused.body).includes(token), false);
  });

  describe('of an ID token from the future', () => {
    const unauthorized = (date = DATE) => fake.json(401, { errors: [] }, { date });
    /** `iat` in seconds after the `Date` of a reply 401. */
    async function future(iat: unknown, answer = unauthorized(), seconds = 30) {
      sts.next(answer);
      const claims = { iat: typeof iat === 'number' ? SENT / 1000 + iat : iat };
      return ask([await sign(claims)], { maxAttempts: 1, seconds });
    }

    for (const [ahead, wait] of [
      [1, 2_000],
      [9, 10_000],
      [0.5, 1_500],
    ] as const) {
      test(`waits until its iat is past by the clock of Confluent: ${ahead} s`, async () => {
        const { result, lines, sleeps, asked, sent } = await future(ahead);
        assert.ok('granted' in result);
        assert.deepEqual([sleeps, sent.length, asked], [[wait], 2, [1, 1]]);
        assert.deepEqual(lines, [
          `Confluent's clock is behind the iat of the ID token; asking once more in ${wait / 1000} s`,
        ]);
      });
    }

    test('asks no third time', async () => {
      sts.next(unauthorized());
      const { result, sleeps, sent } = await future(1);
      assert.ok('refused' in result);
      assert.deepEqual([result.refused.status, sleeps, sent.length], [401, [2_000], 2]);
    });

    const NOT: [string, ...Parameters<typeof future>][] = [
      ['its iat is the Date', 0],
      ['its iat is before the Date', -1],
      ['it has no iat', undefined],
      ['its iat is no number', '1900000000'],
      ['the reply has no Date that can be read', 5, unauthorized('soon')],
      ['the status is another', 5, fake.json(403, {}, { date: DATE })],
      ['the wait is as long as the time that is left', 5, unauthorized(), 6],
    ];
    for (const [name, ...given] of NOT) {
      test(`does not wait where ${name}`, async () => {
        const { result, sleeps, sent, lines } = await future(...given);
        assert.ok('refused' in result);
        assert.deepEqual([sleeps, sent.length, lines], [[], 1, []]);
      });
    }
  });
});
