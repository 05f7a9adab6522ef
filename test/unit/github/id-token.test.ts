import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { ActionError } from '../../../src/errors.ts';
import {
  idTokenRequest,
  keepAlive,
  readClaims,
  readIdToken,
  requestIdToken,
} from '../../../src/github/id-token.ts';
import { refusalOf } from '../../../src/github/refusal.ts';
import type { Answer, Bounds } from '../../../src/http/retry.ts';
import { Redactor, Secret } from '../../../src/secret.ts';
import type { Context, IdToken } from '../../../src/tokens.ts';
import { anyText } from '../../helpers/text.ts';
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

/** Seconds, whose milliseconds are no whole numbers that JavaScript can count any more. */
const FAR = Number.MAX_SAFE_INTEGER / 1000;

describe('times of an ID token that are none', () => {
  const times: [string, string][] = [
    ['an exp beyond all numbers', '{"exp":1e400}'],
    ['an exp in the far future', `{"iat":${SECONDS},"exp":9e15}`],
    ['a life of more than a day', `{"iat":${SECONDS},"exp":${SECONDS + 90_000}}`],
    ['an end before the beginning', `{"iat":${SECONDS},"exp":${SECONDS - 1}}`],
    ['a negative exp', '{"exp":-5}'],
    ['an exp without a beginning', `{"exp":${SECONDS}}`],
    ['a beginning before all times', '{"iat":-5,"exp":300}'],
    ['a beginning at no time', '{"iat":0,"exp":300}'],
    ['a beginning and an end in the far future', `{"iat":${FAR},"exp":${FAR + 300}}`],
    ['an end in the far future', `{"iat":${FAR - 300},"exp":${FAR}}`],
    ['a life of less than a second', `{"iat":${SECONDS},"exp":${SECONDS + 0.5}}`],
    ['a life of a day and a moment', `{"iat":${SECONDS},"exp":${SECONDS + 86_400.5}}`],
  ];
  for (const [name, payload] of times) {
    test(`refuses ${name}`, () => {
      const jwt = `e30.${Buffer.from(payload).toString('base64url')}.c2ln`;
      const body = JSON.stringify({ value: jwt });
      const reply = { status: 200, headers: {}, body, sentAt: NOW } as const;
      assert.throws(() => readIdToken(reply, NOW, new Redactor(() => {})), /claims exp and iat are no times/);
    });
  }
});

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

  test('asks for any audience, and nothing else', () => {
    fc.assert(
      fc.property(anyText({ minLength: 1 }), (audience) => {
        const { url } = idTokenRequest(context, audience);
        const expected = [
          ['api-version', '2.0'],
          ['audience', audience],
        ];
        assert.deepEqual([...url.searchParams], expected);
        assert.equal(url.origin + url.pathname + url.hash, 'https://run.example/_apis/idtoken');
      }),
    );
  });

  const impossible: [string, Partial<Context>][] = [
    ['no URL', { requestUrl: 'run.example' }],
    ['plain http', { requestUrl: 'http://run.example/x' }],
    ['user info', { requestUrl: 'https://u@run.example/x' }],
    ['an empty token', { requestToken: '' }],
    ['a line break in the token', { requestToken: 'a\nb' }],
    ['a blank in the token', { requestToken: 'a b' }],
    ['a token of more than 64 KiB', { requestToken: 'b'.repeat(65_537) }],
  ];
  for (const [name, changes] of impossible) {
    test(`refuses ${name}, and repeats nothing`, () => {
      const error = errorOf(() => idTokenRequest({ ...context, ...changes }, ''));
      assert.equal(error.code, 'GITHUB_REFUSED');
      assert.match(
        error.message,
        /^ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN does not hold/,
      );
      assert.doesNotMatch(error.message, /run\.example|a.b|bbb/);
      assert.match(error.remedy, /^Let no step or env: block of the job set them/);
    });
  }

  test('takes a token of 64 KiB', () => {
    const requestToken = 'b'.repeat(65_536);
    const { headers } = idTokenRequest({ ...context, requestToken }, '');
    assert.equal(headers.authorization, `Bearer ${requestToken}`);
  });
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
    assert.equal(token.clockDifference, undefined);
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

  const later = new Date(NOW + 31_000).toUTCString();
  const clocks: [string, object, Answer['headers'], number | undefined][] = [
    ['31 s behind', { iat: SECONDS - 600, exp: SECONDS + 300 }, { date: later }, -31],
    ['0 s off', { iat: SECONDS, exp: SECONDS + 300 }, { date }, 0],
    ['of unknown difference', { iat: SECONDS - 7, exp: SECONDS + 300 }, { date: 'Mon, 1' }, undefined],
  ];
  for (const [name, times, headers, difference] of clocks) {
    test(`says of a runner's clock that it is ${name}`, () => {
      const given = reply(JSON.stringify({ value: jwtOf(times) }), 200, headers);
      assert.equal(readIdToken(given, NOW, listening().redactor).clockDifference, difference);
    });
  }

  const holding = (value: unknown) => reply(JSON.stringify({ value }));
  const never = ', a redirect, which is never followed';
  const refused: [string, Answer, string][] = [
    ['201', reply('{}', 201), 'status 201'],
    ['300', reply('', 300), `status 300${never}`],
    ['302', reply('', 302), `status 302${never}`],
    ['399', reply('', 399), `status 399${never}`],
    ['nothing', reply(''), 'no JSON object'],
    ['HTML', reply('<html></html>'), 'no JSON object'],
    ['a list', reply('[{"value":"a.b.c"}]'), 'no JSON object'],
    ['no value', reply('{"Value":"a.b.c"}'), 'no text in the field value'],
    ['an empty value', holding(''), 'no text in the field value'],
    ['a number', holding(1), 'no text in the field value'],
    ['a short one', holding('eyJ.eyJ.x'), 'a token of less than 16 characters'],
    ['a long one', holding(`a.${'b'.repeat(65_536)}.c`), 'a token of more than 64 KiB'],
    ['no JWT', holding('a-token-of-sorts'), 'no JWT in the field value'],
    ['blanks', holding(' '.repeat(20)), 'no JWT in the field value'],
    ['a line break after the JWT', holding(`${jwtOf({ exp: 1 })}\n`), 'no JWT in the field value'],
    ['no exp', holding(jwtOf({ iat: 1 })), 'a JWT without the claim exp'],
    ['an exp that is text', holding(jwtOf({ exp: '1' })), 'a JWT without the claim exp'],
    [
      'no iat, and no date',
      holding(jwtOf({ exp: SECONDS + 300 })),
      'a JWT whose claims exp and iat are no times',
    ],
  ];
  for (const [name, given, what] of refused) {
    test(`refuses ${name}`, () => {
      const { code, message, remedy } = errorOf(() => readIdToken(given, NOW, listening().redactor));
      assert.equal(code, 'UNEXPECTED_REPLY');
      assert.ok(message.endsWith(` is not what its API promises: ${what}.`), message);
      assert.match(remedy, /^Check that no proxy /);
    });
  }

  test('takes a token of 64 KiB, and none that is longer', () => {
    const short = jwtOf(claims);
    const longest = short + 'A'.repeat(65_536 - short.length);
    const read = (value: string) => readIdToken(reply(JSON.stringify({ value })), NOW, listening().redactor);
    assert.equal(read(longest).secret.reveal(), longest);
    assert.match(errorOf(() => read(`${longest}A`)).message, /: a token of more than 64 KiB\.$/);
  });

  const value = fc.oneof(
    anyText(),
    fc.constantFrom('not-a-jwt', 'a.b.c', jwtOf({}), jwtOf({ exp: 1 }), jwtOf([]), `${jwtOf({ exp: 1 })}\n`),
    fc.jsonValue().map(jwtOf),
    fc.jsonValue(),
  );
  const body = fc.oneof(
    anyText(),
    fc.json(),
    fc.record({ value, more: fc.jsonValue() }).map((object) => JSON.stringify(object)),
  );
  const status = fc.oneof(fc.constant(200), fc.integer({ min: 0, max: 999 }));

  test('masks the token whenever its mask does no harm, and throws nothing but ActionError', () => {
    fc.assert(
      fc.property(body, status, (text, code) => {
        const { masked, redactor } = listening();
        let error: unknown;
        try {
          readIdToken(reply(text, code), NOW, redactor);
        } catch (thrown) {
          error = thrown;
          assert.ok(thrown instanceof ActionError);
        }
        const given = valueIn(text);
        const isToken = typeof given === 'string' && given.trim() !== '';
        const isSafe = isToken && given.length >= 16 && !/[\r\n]/.test(given);
        assert.deepEqual(masked, isSafe ? [given] : []);
        if (isToken && given.length > 12)
          assert.ok(!String((error as Error | undefined)?.message).includes(given));
      }),
      { numRuns: 2000 },
    );
  });

  function valueIn(text: string): unknown {
    try {
      return (JSON.parse(text) as { value?: unknown } | null)?.value;
    } catch {
      return undefined;
    }
  }
});

describe('readClaims', () => {
  test('reads the payload of any JWT', () => {
    const claims = fc.dictionary(anyText(), fc.jsonValue(), { noNullPrototype: true });
    fc.assert(
      fc.property(claims, (given) => {
        assert.deepEqual(readClaims(jwtOf(given)), JSON.parse(JSON.stringify(given)));
      }),
    );
  });

  const jwt = jwtOf({ a: 1 });
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const others = [
    ...[
      '',
      '.',
      '..',
      'a.b',
      `${header}.${payload}`,
      `${jwt}.x`,
      `${header}.${payload}.`,
      `.${payload}.${signature}`,
    ],
    ...[
      `${header}..${signature}`,
      ` ${jwt}`,
      `${jwt}\n`,
      `${header}.${payload}=.${signature}`,
      jwtOf([1]),
      jwtOf(null),
    ],
    ...[jwtOf('text'), `${header}.bm8ganNvbg.${signature}`, `${header}.${payload}.${signature}+/`],
  ];
  for (const text of others) {
    test(`gives none for ${JSON.stringify(text)}`, () => assert.equal(readClaims(text), undefined));
  }

  test('survives any text', () => {
    const dotted = fc
      .array(fc.oneof(fc.base64String(), fc.string()), { maxLength: 4 })
      .map((parts) => parts.join('.'));
    fc.assert(
      fc.property(fc.oneof(dotted, anyText()), (text) => {
        const claims = readClaims(text);
        assert.ok(claims === undefined || (typeof claims === 'object' && !Array.isArray(claims)));
      }),
    );
  });
});

describe('requestIdToken', () => {
  let github: FakeGitHub;
  before(async () => {
    github = await startGitHub();
  });
  after(() => github.close());

  const bounds = (): Bounds => {
    const clock = { now: Date.now, sleep: async () => {}, random: () => 0.5, wallTime: Date.now };
    return {
      clock,
      deadline: Date.now() + 30_000,
      maxAttempts: 2,
      shares: 2,
      timeoutSeconds: 30,
      log: () => {},
    };
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

  test("gets GitHub's own audience if none is asked for", async () => {
    const token = await requestIdToken(here(), '', bounds(), listening().redactor);
    assert.equal(token.claims.aud, 'https://github.com/octo-org');
  });

  test('tries again with the same request', async () => {
    github.next(fake.status(500));
    const count = github.requests.length;
    await requestIdToken(here(), 'x', bounds(), listening().redactor);
    const [first, second] = github.requests.slice(count);
    assert.equal(first?.path, second?.path);
    assert.equal(first?.headers.authorization, second?.headers.authorization);
  });

  test('says who could not be reached', async () => {
    const nobody = { ...here(), requestUrl: `http://127.0.0.1:${await fake.closedPort()}/` };
    await assert.rejects(requestIdToken(nobody, 'x', bounds(), listening().redactor), {
      code: 'UNREACHABLE',
      message: /GitHub/,
    });
  });

  test('gives up at once if GitHub refuses', async () => {
    const wrong = { ...here(), requestToken: 'wrong' };
    const count = github.requests.length;
    await assert.rejects(requestIdToken(wrong, 'x', bounds(), listening().redactor), {
      code: 'GITHUB_REFUSED',
    });
    assert.equal(github.requests.length, count + 1);
  });

  test('follows no redirect with its token', async (t) => {
    const elsewhere = await fake.startServer();
    t.after(elsewhere.close);
    github.next(fake.redirect(elsewhere.url));
    const asking = requestIdToken(here(), 'x', bounds(), listening().redactor);
    await assert.rejects(asking, { code: 'UNEXPECTED_REPLY', message: /status 302, a redirect/ });
    assert.equal(elsewhere.requests.length, 0);
  });
});

describe('a refusal of GitHub', () => {
  const url = new URL('https://run.example/x');
  const again =
    "Let no step or env: block of the job set ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN, and run the job again: ID tokens are issued only while it runs. If it is refused again: a proxy may have answered, or the organisation's IP allow list may not have the address of this runner.";
  const page =
    "run.example answered 403 with a page that is not in GitHub's form: a proxy, firewall or gateway may have answered.";
  const bodies: [string, string, string][] = [
    ['', 'GitHub refused to issue an ID token: status 403.', again],
    ['{}', 'GitHub refused to issue an ID token: status 403.', again],
    ['{"message":5}', 'GitHub refused to issue an ID token: status 403.', again],
    [
      '{"message":"No.\\n::error::x."}',
      'GitHub refused to issue an ID token: status 403: No. ::error::x.',
      again,
    ],
    [
      '<html>',
      page,
      'Check the way from the runner to run.example, through the proxy proxy.example:1, and the IP allow list of the organisation.',
    ],
    ['{"value":"the-token-of-a-refusal"}', page, 'Check the way from the runner to run.example, through'],
  ];
  for (const [body, message, remedy] of bodies) {
    test(`with ${body}`, () => {
      const { masked, redactor } = listening();
      const error = refusalOf(reply(body, 403), url, 'http://proxy.example:1', redactor);
      assert.deepEqual([error.code, error.message], ['GITHUB_REFUSED', message]);
      assert.ok(error.remedy.startsWith(remedy), error.remedy);
      assert.deepEqual(masked, body.includes('value') ? ['the-token-of-a-refusal'] : []);
    });
  }
});

describe('keepAlive', () => {
  const idToken = (expiresAt: number): IdToken => ({
    secret: new Secret('the-id-token-0123'),
    claims: {},
    issuedAt: 0,
    expiresAt,
    clockDifference: undefined,
  });
  const clock = { now: () => 1_000, wallTime: () => 0, random: () => 0, sleep: async () => {} };
  const first = idToken(30_999);
  const fresh = idToken(300_000);
  const fetched = (token: IdToken) => {
    let count = 0;
    const subject = keepAlive(
      token,
      async () => {
        count++;
        return fresh;
      },
      clock,
    );
    return { subject, count: () => count };
  };

  test('gives the first token for the first attempt, however short it lives', async () => {
    const { subject, count } = fetched(first);
    assert.equal(await subject(1), first);
    assert.equal(count(), 0);
  });

  test('fetches a fresh one for another attempt if less than 30 s are left, and keeps that', async () => {
    const { subject, count } = fetched(first);
    assert.equal(await subject(2), fresh);
    assert.equal(await subject(3), fresh);
    assert.equal(count(), 1);
  });

  test('keeps one with 30 s left', async () => {
    const long = idToken(31_000);
    const { subject, count } = fetched(long);
    assert.equal(await subject(2), long);
    assert.equal(count(), 0);
  });
});
