import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { exchange, exchangeRequest, readReply } from '../../../src/confluent/exchange.ts';
import { ActionError } from '../../../src/errors.ts';
import type { Answer, Bounds } from '../../../src/http/retry.ts';
import { parseInputs } from '../../../src/runner/inputs.ts';
import { Redactor, Secret } from '../../../src/secret.ts';
import type { IdToken, Inputs } from '../../../src/tokens.ts';
import { anyText } from '../../helpers/text.ts';
import { type FakeGitHub, startGitHub } from '../../servers/github.ts';
import * as fake from '../../servers/http.ts';
import { type FakeSts, startSts } from '../../servers/sts.ts';

const SENT = Date.UTC(2026, 8, 1, 12, 0, 0);
const ACCESS_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:access_token';

const inputsOf = (more: Record<string, string> = {}): Inputs =>
  parseInputs({ 'INPUT_IDENTITY-POOL-ID': 'pool-a', ...more });
const tokenOf = (value: string): IdToken => ({
  secret: new Secret(value),
  claims: { sub: 'x' },
  issuedAt: SENT,
  expiresAt: SENT + 300_000,
});
const reply = (body: unknown, status = 200, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  sentAt: SENT,
});

function listening() {
  const masked: string[] = [];
  return { masked, redactor: new Redactor((value) => masked.push(value)) };
}

/** The access token of a good reply. */
function granted(given: Answer, redactor: Redactor) {
  const read = readReply(given, redactor);
  assert.ok('granted' in read);
  return read.granted;
}

describe('exchangeRequest', () => {
  test('is the form that Confluent takes, with nothing but the ID token for credentials', () => {
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
        ['requested_token_type', ACCESS_TOKEN_TYPE],
        ['expires_in', '60'],
      ],
    );
  });
});

describe('readReply', () => {
  const good = {
    access_token: 'the-access-token',
    token_type: 'Bearer',
    issued_token_type: ACCESS_TOKEN_TYPE,
    expires_in: 900,
  };

  test('gives the token with times counted from the sending, and masks it', () => {
    const { masked, redactor } = listening();
    const { secret, ...rest } = granted(reply({ ...good, more: 1 }), redactor);
    assert.equal(secret.reveal(), 'the-access-token');
    const expected = { expiresIn: 900, issuedAt: SENT, expiresAt: SENT + 900_000 };
    assert.deepEqual(rest, expected);
    assert.deepEqual(masked, ['the-access-token']);
  });

  const accepted: [string, object][] = [
    ['bearer in any case', { token_type: 'bEaReR' }],
    ['a second', { expires_in: 1 }],
    ['a day', { expires_in: 86_400 }],
    ['any visible ASCII', { access_token: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~' }],
  ];
  for (const [name, changes] of accepted) {
    test(`takes ${name}`, () => {
      const token = granted(reply({ ...good, ...changes }), listening().redactor);
      assert.equal(token.expiresAt - token.issuedAt, token.expiresIn * 1000);
    });
  }

  const noToken = 'access_token is not text of visible ASCII';
  const noNumber = 'expires_in is not a whole number from 1 to 86400';
  const noBearer = 'token_type is not Bearer';
  const noType = 'issued_token_type is not the one asked for';
  const refused: [string, Answer, string][] = [
    ['nothing', reply(''), 'no JSON object'],
    ['HTML', reply('<html>'), 'no JSON object'],
    ['a list', reply([good]), 'no JSON object'],
    ['null', reply('null'), 'no JSON object'],
    ['201', reply(good, 201), 'status 201'],
    ['204', reply('', 204), 'status 204'],
    ['300', reply(good, 300), 'status 300, a redirect, which is never followed'],
    ['302', reply(good, 302), 'status 302, a redirect, which is never followed'],
    ['no token', reply({ ...good, access_token: undefined }), noToken],
    ['an empty token', reply({ ...good, access_token: '' }), noToken],
    ['a blank token', reply({ ...good, access_token: ' ' }), noToken],
    ['a token with a blank', reply({ ...good, access_token: 'a b' }), noToken],
    ['a token with a line break', reply({ ...good, access_token: 'a\n::error::b' }), noToken],
    ['a token beyond ASCII', reply({ ...good, access_token: 'tökén' }), noToken],
    ['a number for a token', reply({ ...good, access_token: 1 }), noToken],
    ['an object for a token', reply({ ...good, access_token: { a: 1 } }), noToken],
    ['no type', reply({ ...good, token_type: undefined }), noBearer],
    ['a type that is a list', reply({ ...good, token_type: ['Bearer'] }), noBearer],
    ['another type', reply({ ...good, token_type: 'DPoP' }), noBearer],
    ['bearer and more', reply({ ...good, token_type: 'Bearer ' }), noBearer],
    ['no issued type', reply({ ...good, issued_token_type: undefined }), noType],
    [
      'another issued type',
      reply({ ...good, issued_token_type: 'urn:ietf:params:oauth:token-type:jwt' }),
      noType,
    ],
    ...[undefined, null, '900', 0, -1, 1.5, 86_401, 1e300, true, [900]].map(
      (seconds): [string, Answer, string] => [
        `expires_in ${JSON.stringify(seconds)}`,
        reply({ ...good, expires_in: seconds }),
        noNumber,
      ],
    ),
  ];
  for (const [name, given, what] of refused) {
    test(`refuses ${name}`, () => {
      const expected = {
        code: 'UNEXPECTED_REPLY',
        message: `Confluent's reply to the exchange is not what its API promises: ${what}.`,
        remedy: /^Check the input endpoint/,
      };
      assert.throws(() => readReply(given, listening().redactor), expected);
    });
  }

  test('masks the token whenever its mask does no harm, and throws nothing but ActionError', () => {
    const maybe = <T>(right: T) => fc.oneof(fc.constant(right), fc.jsonValue());
    const nearly = fc.record(
      {
        access_token: fc.oneof(anyText(), fc.jsonValue()),
        token_type: maybe('Bearer'),
        issued_token_type: maybe(ACCESS_TOKEN_TYPE),
        expires_in: maybe(900),
      },
      { requiredKeys: ['access_token'] },
    );
    const body = fc.oneof(
      nearly.map((value) => JSON.stringify(value)),
      fc.json(),
      anyText(),
    );
    const status = fc.oneof(fc.constant(200), fc.integer({ min: 0, max: 499 }));
    fc.assert(
      fc.property(body, status, (text, code) => {
        const { masked, redactor } = listening();
        try {
          readReply(reply(text, code), redactor);
        } catch (error) {
          assert.ok(error instanceof ActionError && error.code === 'UNEXPECTED_REPLY');
        }
        const token = memberOf(text, 'access_token');
        const isToken = typeof token === 'string' && token.trim() !== '';
        const isSafe = isToken && token.length >= 16 && !/[\r\n]/.test(token);
        assert.deepEqual(masked, isSafe ? [token] : []);
      }),
      { numRuns: 2000 },
    );
  });

  function memberOf(text: string, name: string): unknown {
    try {
      const value = JSON.parse(text) as Record<string, unknown> | null;
      return value && !Array.isArray(value) ? value[name] : undefined;
    } catch {
      return undefined;
    }
  }
});

describe('exchange', () => {
  let github: FakeGitHub;
  let sts: FakeSts;
  before(async () => {
    github = await startGitHub();
    sts = await startSts({
      issuer: github.issuer,
      pools: { 'pool-a': { filter: 'claims.ref == "refs/heads/main"' } },
    });
  });
  after(() => Promise.all([github.close(), sts.close()]));

  const sign = async () => tokenOf(await github.sign({ ...github.claims, aud: 'x' }));
  const bounds = (): Bounds => {
    const clock = { now: Date.now, wallTime: Date.now, sleep: async () => {}, random: () => 0.5 };
    return {
      clock,
      deadline: Date.now() + 30_000,
      maxAttempts: 3,
      shares: 3,
      timeoutSeconds: 30,
      log: () => {},
    };
  };
  const inputs = (pool = 'pool-a') => inputsOf({ INPUT_ENDPOINT: sts.url, 'INPUT_IDENTITY-POOL-ID': pool });

  test('gives the access token, and the ID token that was sent', async () => {
    const { masked, redactor } = listening();
    const subject = await sign();
    const earliest = Date.now();
    const result = await exchange(inputs(), async () => subject, bounds(), redactor);
    assert.ok('granted' in result);
    assert.equal(result.subject, subject);
    assert.equal(result.granted.secret.reveal(), sts.issued.at(-1));
    assert.deepEqual(masked, [sts.issued.at(-1)]);
    const { at } = sts.tokenRequests().at(-1) as fake.SeenRequest;
    assert.ok(result.granted.issuedAt >= earliest && result.granted.issuedAt <= at);
    assert.equal(sts.tokenRequests().at(-1)?.headers.authorization, undefined);
  });

  test('gives the refusal of a 4xx, after one request', async () => {
    const count = sts.requests.length;
    const subject = await sign();
    const result = await exchange(inputs('pool-x'), async () => subject, bounds(), listening().redactor);
    assert.ok('refused' in result);
    assert.equal(result.subject, subject);
    const { status, headers, body } = result.refused;
    assert.equal(status, 400);
    assert.match(body, /"title":"Bad Request"/);
    assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/);
    assert.equal(sts.requests.length, count + 1);
  });

  test('asks for the ID token before each attempt, and sends that one', async () => {
    sts.next(fake.status(503), fake.reset());
    const count = sts.requests.length;
    const tokens = await Promise.all([sign(), sign(), sign()]);
    const asked: number[] = [];
    const subjectToken = async (attempt: number) => {
      asked.push(attempt);
      return tokens[attempt - 1] as IdToken;
    };
    const result = await exchange(inputs(), subjectToken, bounds(), listening().redactor);
    assert.deepEqual(asked, [1, 2, 3]);
    assert.equal(result.subject, tokens[2]);
    const sent = sts.requests.slice(count).map(({ body }) => new URLSearchParams(body).get('subject_token'));
    assert.deepEqual(
      sent.filter((value) => value !== null),
      tokens.map(({ secret }) => secret.reveal()),
    );
  });

  test('follows no redirect with the ID token', async (t) => {
    const elsewhere = await fake.startServer();
    t.after(elsewhere.close);
    for (const code of [302, 307, 308]) {
      sts.next(fake.redirect(elsewhere.url, code));
      const subject = await sign();
      await assert.rejects(
        exchange(inputs(), async () => subject, bounds(), listening().redactor),
        {
          code: 'UNEXPECTED_REPLY',
        },
      );
    }
    assert.equal(elsewhere.requests.length, 0);
  });

  describe('of an ID token from the future', () => {
    const DATE = 'Tue, 01 Sep 2026 12:00:00 GMT';
    const unauthorized = (date: string | undefined) =>
      fake.json(401, { errors: [] }, date === undefined ? {} : { date });
    /** `iat` in seconds after the `Date` of a reply 401. */
    async function future(iat: unknown, reply = unauthorized(DATE), left = 30_000) {
      const subject = {
        ...(await sign()),
        claims: { iat: typeof iat === 'number' ? SENT / 1000 + iat : iat },
      };
      const lines: string[] = [];
      const sleeps: number[] = [];
      const asked: number[] = [];
      let now = 0;
      const clock = {
        now: () => now,
        wallTime: () => 0,
        random: () => 0.5,
        sleep: async (ms: number) => {
          sleeps.push(ms);
          now += ms;
        },
      };
      const count = sts.tokenRequests().length;
      sts.next(reply);
      const given = {
        clock,
        deadline: left,
        maxAttempts: 1,
        shares: 1,
        timeoutSeconds: 1,
        log: (line: string) => lines.push(line),
      };
      const subjectToken = async (attempt: number) => {
        asked.push(attempt);
        return subject;
      };
      const result = await exchange(inputs(), subjectToken, given, listening().redactor);
      return { result, lines, sleeps, asked, sent: sts.tokenRequests().length - count };
    }

    test('waits until its iat is past by the clock of Confluent, and asks once more', async () => {
      for (const [ahead, wait] of [
        [1, 2_000],
        [9, 10_000],
        [0.5, 1_500],
      ] as const) {
        const { result, lines, sleeps, asked, sent } = await future(ahead);
        assert.ok('granted' in result);
        assert.deepEqual([sleeps, sent, asked], [[wait], 2, [1, 1]]);
        assert.deepEqual(lines, [
          `Confluent's clock is behind the iat of the ID token; asking once more in ${wait / 1000} s`,
        ]);
      }
    });

    test('asks no third time', async () => {
      sts.next(unauthorized(DATE));
      const { result, sleeps, sent } = await future(1);
      assert.ok('refused' in result);
      assert.deepEqual([result.refused.status, sleeps, sent], [401, [2_000], 2]);
    });

    const NOT: [string, () => ReturnType<typeof future>][] = [
      ['where its iat is the Date', () => future(0)],
      ['where its iat is before the Date', () => future(-1)],
      ['where it has no iat', () => future(undefined)],
      ['where its iat is no number', () => future('1900000000')],
      ['where the reply has no Date that can be read', () => future(5, unauthorized('soon'))],
      ['where the status is another', () => future(5, fake.json(403, {}, { date: DATE }))],
      ['where the wait is as long as the time that is left', () => future(5, unauthorized(DATE), 6_000)],
    ];
    for (const [name, ask] of NOT) {
      test(`does not wait ${name}`, async () => {
        const { result, sleeps, sent, lines } = await ask();
        assert.ok('refused' in result);
        assert.deepEqual([sleeps, sent, lines], [[], 1, []]);
      });
    }
  });

  test('masks a token in the body of a refusal before its status is looked at', async () => {
    const { masked, redactor } = listening();
    const token = 'opaque-access-token-of-a-refusal';
    sts.next(fake.json(403, { access_token: token, errors: [{ detail: `No ${token}` }] }));
    const subject = await sign();
    const result = await exchange(inputs(), async () => subject, bounds(), redactor);
    assert.ok('refused' in result);
    assert.deepEqual(masked, [token]);
    assert.equal(redactor.clean(result.refused.body).includes(token), false);
  });

  test('passes on that there is no ID token', async () => {
    const error = new ActionError('GITHUB_REFUSED', 'a', 'b');
    await assert.rejects(
      exchange(inputs(), () => Promise.reject(error), bounds(), listening().redactor),
      error,
    );
  });
});

test('an access token longer than a process could be started with is refused, and masked', () => {
  const { masked, redactor } = listening();
  const token = 'x'.repeat(64 * 1024 + 1);
  const body = {
    access_token: token,
    issued_token_type: ACCESS_TOKEN_TYPE,
    token_type: 'Bearer',
    expires_in: 9,
  };
  assert.throws(() => readReply(reply(body), redactor), /longer than 64 KiB/);
  assert.deepEqual(masked, [token]);
  const just = { ...body, access_token: token.slice(1) };
  assert.equal(granted(reply(just), redactor).secret.reveal().length, 64 * 1024);
});
