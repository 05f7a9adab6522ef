import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ActionError } from '../../../src/errors.ts';
import {
  idTokenRequest,
  keepAlive,
  readClaims,
  readIdToken,
  requestIdToken,
} from '../../../src/github/id-token.ts';
import { type Answer, boundsOf } from '../../../src/http/retry.ts';
import { Redactor, Secret } from '../../../src/secret.ts';
import type { Context, IdToken } from '../../../src/tokens.ts';
import { type FakeGitHub, startGitHub } from '../../servers/github.ts';
import * as fake from '../../servers/http.ts';

const NOW = Date.UTC(2026, 8, 1, 12, 0, 0);
const SECONDS = NOW / 1000;

const context: Context = {
  proxy: '',
  requestUrl: 'https://run.example/_apis/idtoken?api-version=2.0',
  requestToken: 'the-request-token',
  eventName: 'push',
  actor: 'octocat',
  eventPath: '/event.json',
  workflowRef: 'octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main',
  otherRunner: undefined,
};

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwtOf = (claims: unknown) => `${encoded({ alg: 'RS256' })}.${encoded(claims)}.c2lnbmF0dXJl`;
const reply = (body: string, status = 200, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers,
  body,
  sentAt: NOW,
});

function listening() {
  const masked: string[] = [];
  return { masked, redactor: new Redactor((value) => masked.push(value)) };
}

function errorOf(work: () => unknown): ActionError {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof ActionError, String(error));
    return error;
  }
  return assert.fail('nothing was thrown');
}

describe('idTokenRequest', () => {
  const bearer = { authorization: 'Bearer the-request-token', accept: 'application/json' };
  const urls: [string, string, string][] = [
    ['https://a.example/t?v=2', 'x', 'https://a.example/t?v=2&audience=x'],
    ['https://a.example/t', 'x', 'https://a.example/t?audience=x'],
    ['https://a.example/t?', 'x', 'https://a.example/t?audience=x'],
    ['https://a.example/t?v=2', '', 'https://a.example/t?v=2'],
    [
      'https://a.example/t?v=2',
      'a&b=c#d e/é+%',
      'https://a.example/t?v=2&audience=a%26b%3Dc%23d%20e%2F%C3%A9%2B%25',
    ],
    ['https://a.example/t?v=2', 'a\ud800', 'https://a.example/t?v=2&audience=a%EF%BF%BD'],
    ['http://127.0.0.1:80/t?v=%20', 'x', 'http://127.0.0.1/t?v=%20&audience=x'],
  ];
  for (const [requestUrl, audience, href] of urls) {
    test(`asks ${requestUrl} for ${JSON.stringify(audience)}`, () => {
      const { url, ...rest } = idTokenRequest({ ...context, requestUrl }, audience);
      assert.equal(url.href, href);
      assert.deepEqual(rest, { method: 'GET', headers: bearer });
    });
  }

  const impossible: [string, Partial<Context>][] = [
    ['plain http', { requestUrl: 'http://run.example/x' }],
    ['a line break in the token', { requestToken: 'a-token\nof two lines' }],
  ];
  for (const [name, changes] of impossible) {
    test(`refuses ${name}, and repeats nothing`, () => {
      const error = errorOf(() => idTokenRequest({ ...context, ...changes }, ''));
      assert.equal(error.code, 'GITHUB_REFUSED');
      assert.match(
        error.message,
        /^ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN does not hold/,
      );
      assert.doesNotMatch(error.message, /run\.example|a-token/);
      assert.match(error.remedy, /^Let no step or env: block of the job set them/);
    });
  }
});

describe('readIdToken', () => {
  const claims = { sub: 'repo:a/b:ref:c', iat: SECONDS - 10, exp: SECONDS + 290 };

  test('gives token, claims and times, and masks the token', () => {
    const { masked, redactor } = listening();
    const jwt = jwtOf(claims);
    const token = readIdToken(reply(JSON.stringify({ count: 1, value: jwt })), NOW, redactor);
    assert.equal(token.secret.reveal(), jwt);
    assert.deepEqual(token.claims, claims);
    assert.deepEqual([token.issuedAt, token.expiresAt], [NOW, NOW + 300_000]);
    assert.equal(token.clockWarning, undefined);
    assert.deepEqual(masked, [jwt]);
  });

  const date = new Date(NOW).toUTCString();
  const lives: [string, object, Answer['headers'], number][] = [
    ['by its own length', { iat: SECONDS, exp: SECONDS + 300 }, {}, 300],
    ['by its length if our clock is behind', { iat: SECONDS + 900, exp: SECONDS + 1200 }, {}, 300],
    ['by its length if our clock is ahead', { iat: SECONDS - 900, exp: SECONDS - 600 }, {}, 300],
    ['for a second at least', { iat: SECONDS, exp: SECONDS + 1 }, {}, 1],
    ['for a day at most', { iat: SECONDS, exp: SECONDS + 86_400 }, {}, 86_400],
    ['by the date of the reply without iat', { exp: SECONDS + 200 }, { date }, 200],
    ['by the date of the reply if iat is no number', { iat: 'x', exp: SECONDS + 200 }, { date }, 200],
  ];
  for (const [name, times, headers, life] of lives) {
    test(`lives ${name}, from just before it was asked for`, () => {
      const given = reply(JSON.stringify({ value: jwtOf(times) }), 200, headers);
      const token = readIdToken({ ...given, sentAt: 77 }, NOW, listening().redactor);
      assert.deepEqual([token.issuedAt, token.expiresAt], [77, 77 + life * 1000]);
    });
  }

  test('warns of a clock that is not that of GitHub, by the Date of the reply', () => {
    const later = new Date(NOW + 31_000).toUTCString();
    const given = reply(JSON.stringify({ value: jwtOf(claims) }), 200, { date: later });
    const { clockWarning } = readIdToken(given, NOW, listening().redactor);
    assert.match(clockWarning ?? '', /^The clock of this runner is 31 s behind the clock of GitHub: /);
  });

  const noTimes = 'a JWT whose claims exp and iat are no times';
  const holding = (value: unknown) => reply(JSON.stringify({ value }));
  const refused: [string, Answer, string][] = [
    ['201', reply('{}', 201), 'status 201'],
    ['302', reply('', 302), `status 302, a redirect, which is never followed`],
    ['nothing', reply(''), 'no JSON object'],
    ['a list', reply('[{"value":"a.b.c"}]'), 'no JSON object'],
    ['no value', reply('{"Value":"a.b.c"}'), 'value is not text of visible ASCII'],
    ['a short one', holding('eyJ.eyJ.x'), 'value is shorter than 16 characters'],
    ['no JWT', holding('a-token-of-sorts'), 'value is not a JWT'],
    ['no exp', holding(jwtOf({ iat: 1 })), 'a JWT without the claim exp'],
    ['an exp that is text', holding(jwtOf({ exp: '1' })), 'a JWT without the claim exp'],
    ['no iat, and no date', holding(jwtOf({ exp: SECONDS + 300 })), noTimes],
    ['an exp in the far future', holding(jwtOf({ iat: SECONDS, exp: 9e15 })), noTimes],
    ['a life of more than a day', holding(jwtOf({ iat: SECONDS, exp: SECONDS + 86_400.5 })), noTimes],
    ['a life of less than a second', holding(jwtOf({ iat: SECONDS, exp: SECONDS + 0.5 })), noTimes],
    ['an end before the beginning', holding(jwtOf({ iat: SECONDS, exp: SECONDS - 1 })), noTimes],
    ['an exp beyond all numbers', holding('e30.eyJpYXQiOjEsImV4cCI6MWU0MDB9.c2ln'), noTimes],
  ];
  for (const [name, given, what] of refused) {
    test(`refuses ${name}`, () => {
      const { code, message, remedy } = errorOf(() => readIdToken(given, NOW, listening().redactor));
      assert.equal(code, 'UNEXPECTED_REPLY');
      assert.ok(message.endsWith(` is not what its API promises: ${what}.`), message);
      assert.match(remedy, /^Check that no proxy /);
    });
  }

  test('masks a token, and nothing else, before it is checked, and does not repeat it', () => {
    const { masked, redactor } = listening();
    errorOf(() => readIdToken(reply('{"value":["a-token-of-sorts"]}'), NOW, redactor));
    assert.deepEqual(masked, []);
    for (const value of ['a-token-of-sorts', jwtOf({ iat: 1 }), jwtOf({ iat: 1, exp: 9e15 })])
      for (const status of [200, 302]) {
        const { masked, redactor } = listening();
        const error = errorOf(() => readIdToken(reply(JSON.stringify({ value }), status), NOW, redactor));
        assert.deepEqual([masked, error.message.includes(value)], [[value], false]);
      }
  });

  test('takes a token of 64 KiB, and none that is longer', () => {
    const short = jwtOf(claims);
    const longest = short + 'A'.repeat(65_536 - short.length);
    const read = (value: string) => readIdToken(reply(JSON.stringify({ value })), NOW, listening().redactor);
    assert.equal(read(longest).secret.reveal(), longest);
    assert.match(errorOf(() => read(`${longest}A`)).message, /: value is longer than 64 KiB\.$/);
  });
});

describe('readClaims', () => {
  test('reads the payload of a JWT', () => {
    const claims = { sub: 'é😀?>', exp: 1.5, list: [null, { '': 'x' }] };
    assert.deepEqual(readClaims(jwtOf(claims)), claims);
    assert.deepEqual(readClaims(jwtOf({})), {});
  });

  const jwt = jwtOf({ a: 1 });
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const others = [
    ...['', '..', 'a.b', `${header}.${payload}`, `${jwt}.x`, `${header}.${payload}.`, ` ${jwt}`, `${jwt}\n`],
    ...[`.${payload}.${signature}`, `${header}..${signature}`, `${header}.${payload}=.${signature}`],
    ...[jwtOf([1]), jwtOf(null), jwtOf('text'), `${header}.bm8ganNvbg.${signature}`, `${jwt}+/`],
  ];
  for (const text of others) {
    test(`gives none for ${JSON.stringify(text)}`, () => assert.equal(readClaims(text), undefined));
  }
});

describe('requestIdToken', () => {
  let github: FakeGitHub;
  before(async () => {
    github = await startGitHub();
  });
  after(() => github.close());

  const bounds = () => {
    const clock = { now: Date.now, sleep: async () => {}, random: () => 0.5, wallTime: Date.now };
    return boundsOf({ maxAttempts: 2, timeoutSeconds: 30 }, clock, Date.now(), () => {});
  };
  const here = () => ({
    ...context,
    requestUrl: github.env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '',
    requestToken: github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '',
  });

  test('gets a token of the audience, and masks it', async () => {
    const { masked, redactor } = listening();
    const token = await requestIdToken(here(), 'my audience', bounds(), redactor);
    assert.equal(token.secret.reveal(), github.issued.at(-1));
    assert.equal(token.claims.aud, 'my audience');
    assert.deepEqual(masked, [github.issued.at(-1)]);
    assert.equal(token.expiresAt - token.issuedAt, 300_000);
  });

  test('gives up at once if GitHub refuses', async () => {
    github.next(fake.json(400, {}));
    const count = github.requests.length;
    await assert.rejects(requestIdToken(here(), 'x', bounds(), listening().redactor), {
      code: 'GITHUB_REFUSED',
    });
    assert.equal(github.requests.length, count + 1);
  });
});

describe('keepAlive', () => {
  test('gives the first token at once; before another attempt a fresh one if less than 30 s are left', async () => {
    const idToken = (expiresAt: number): IdToken => {
      return { secret: new Secret('the-id-token-0123'), claims: {}, issuedAt: 0, expiresAt };
    };
    const clock = { now: () => 1_000, wallTime: () => 0, random: () => 0, sleep: async () => {} };
    const fresh = idToken(300_000);
    for (const [first, second] of [
      [idToken(30_999), fresh],
      [idToken(31_000), undefined],
    ] as const) {
      let count = 0;
      const fetchAnew = async () => {
        count++;
        return fresh;
      };
      const subject = keepAlive(first, fetchAnew, clock);
      assert.equal(await subject(1), first);
      assert.equal(count, 0);
      assert.equal(await subject(2), second ?? first);
      assert.equal(await subject(3), second ?? first);
      assert.equal(count, second ? 1 : 0);
    }
  });
});
