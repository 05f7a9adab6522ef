import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { CLAIMS, claimLines } from '../../../src/confluent/claims.ts';
import { Redactor } from '../../../src/secret.ts';
import { faultsOf } from '../../helpers/misconfiguration.ts';
import { POOLS_IN_BOTH_FORMS } from '../../helpers/misconfigured-pools.ts';
import { claims, commandsOf, explain, sceneOf, TOKEN } from '../../helpers/refusals.ts';
import { anyText } from '../../helpers/text.ts';

describe('each misconfiguration of the pool, in both forms of sub', () => {
  for (const given of POOLS_IN_BOTH_FORMS) {
    const scene = sceneOf(given);
    if (!scene) continue;
    test(given.name, () => {
      const proxy = 'http://127.0.0.1:1';
      const { error, lines } = explain(scene.said, scene.claims, scene.inputs, proxy);
      const annotation = `${error.message} ${error.remedy}`;
      // What main says before it asks anybody is not known here.
      const also = given.also?.filter((words) => !words.startsWith('##['));
      const faults = faultsOf({ ...given, ...(also && { also }) }, annotation, [annotation, ...lines]);
      assert.deepEqual(faults, []);
      assert.equal(error.code, given.code);
      assert.ok(!scene.isAdmitted, 'the filter admits the run');
    });
  }
});

describe('the annotation', () => {
  test('names the pool, the status and the claims that filters test, cleaned and cut', () => {
    const changed = { ref: `${TOKEN}\n::x`, environment: 'x'.repeat(90) };
    const { error } = explain({ status: 422 }, changed, { 'identity-pool-id': 'x'.repeat(200) });
    const start = `Confluent refused the exchange for identity pool ${'x'.repeat(99)}… with status 422. (`;
    assert.ok(error.message.startsWith(start), error.message);
    assert.ok(error.remedy.includes(`, ref ***::x, environment ${'x'.repeat(79)}…, `), error.remedy);
  });

  test('is short, and the log is, however long the inputs are', () => {
    const inputs = {
      'identity-pool-id': 'p'.repeat(2_000),
      endpoint: `https://a.example/${'x'.repeat(1_900)}`,
    };
    const { error, lines } = explain({ status: 404 }, {}, inputs);
    assert.ok(error.message.length + error.remedy.length < 1_900);
    assert.ok(lines.some((line) => line.startsWith('If it is no API of Confluent: ') && line.length < 500));
  });

  test('is short, and the log is, whatever the length or depth of a claim', () => {
    const deep = JSON.parse(`${'['.repeat(9_000)}${']'.repeat(9_000)}`) as unknown;
    const long = 'x'.repeat(200_000);
    const changed = { sub: long, ref: long, environment: deep, aud: { toString: null } };
    const { error, lines } = explain({ errors: [{ title: long }], requestId: long }, changed);
    assert.ok(error.message.length + error.remedy.length < 1_900);
    assert.ok(lines.every((line) => line.length < 2_500));
    assert.ok(lines.some((line) => line.startsWith('  repository_id ')));
  });
});

describe('the group', () => {
  test('has the command that shows the filter, then the claims, then what else must fit', () => {
    const { lines } = explain({ errors: [{ title: 'One' }] });
    const at = CLAIMS.length + 3;
    assert.deepEqual(lines.slice(0, at + 1), [
      'This command shows the filter of the pool (op-… is the id of its provider: confluent iam provider list):',
      '  confluent iam pool describe pool-a --provider op-…',
      'The filter must be true for the claims of the ID token that was sent:',
      ...claimLines(claims, new Redactor(() => {})),
      `If it is: the pool must be of this organisation, the issuer of its provider exactly ${claims.iss}, and its JWKS current.`,
    ]);
  });

  test('begins with all errors of the reply if there are several', () => {
    const { lines } = explain({ errors: [{ title: 'One' }, { id: 'of no words' }, { detail: 'Two' }] });
    assert.deepEqual(lines.slice(0, 3), ['Errors in the reply:', '  One', '  Two']);
    assert.match(lines[3] ?? '', /^This command shows/);
  });

  test('explains *** where it stands in a line, and only there', () => {
    const note = /^\*\*\* in these lines stands for a value that the job stores as a secret/m;
    assert.doesNotMatch(explain().all, note);
    assert.match(explain({}, { actor: TOKEN }).all, note);
  });

  test('leaves the pool to the reader if the input is not one pool', () => {
    for (const id of ['pool-a,pool-b', 'op-1', 'x', 'xpool-a']) {
      const { lines } = explain({}, {}, { 'identity-pool-id': id });
      assert.match(commandsOf(lines).join(), /^confluent iam pool update pool-… --provider op-… --filter '/);
      assert.ok(lines.includes('  confluent iam pool describe pool-… --provider op-…'));
    }
  });
});

describe('a reply that names expires_in alone', () => {
  const errors = [
    [{ detail: 'expires_in: x' }],
    [{ detail: 'expires_in' }, { source: { pointer: '/expires_in' } }],
  ];
  for (const all of errors) {
    test(`${all.length} errors: lower expires-in, and no word of the filter`, () => {
      const { error, lines } = explain({ status: 400, errors: all });
      assert.match(error.remedy, /^Likely cause: Confluent .*: lower the input expires-in \(it is 900\)\.$/);
      assert.deepEqual(lines, []);
    });
  }

  test('is of the pool too if another error of the reply is', () => {
    const { all, error } = explain({ errors: [{ detail: 'expires_in' }, { detail: 'No.' }] });
    assert.match(error.remedy, / If the filter of the pool refused it: /);
    assert.match(all, /claims\.aud ==/);
  });
});

describe('a 4xx that is not in a form of Confluent', () => {
  const pages = [
    '<html>Blocked</html>',
    '[]',
    '"x"',
    'null',
    '{"code":1}',
    '{"errors":',
    ` ${'\n'.repeat(9)}x`,
  ];
  for (const body of pages) {
    test(`is no refusal of the pool: ${JSON.stringify(body)}`, () => {
      const near = explain({ body });
      assert.equal(near.error.remedy, 'Check the way from the runner to api.confluent.cloud.');
      assert.deepEqual(near.lines, []);
      const endpoint = 'https://x.example';
      const { error } = explain({ body }, {}, { endpoint }, 'http://user:pw@proxy.example:3128');
      const way = 'Check the way from the runner to x.example, through the proxy proxy.example:3128';
      assert.equal(error.remedy, `${way}, and the input endpoint.`);
      assert.match(explain({ body, requestId: 'r-1' }).error.remedy, /^If the filter of the pool/);
    });
  }

  for (const body of ['', ' \n', '{}', ' { } ', '{"errors":[]}', '{"errors":"x"}', '{"error":"x"}']) {
    test(`stays a refusal of the pool: ${JSON.stringify(body)}`, () => {
      assert.match(explain({ body }).error.remedy, /^If the filter of the pool refused it: /);
    });
  }
});

test('every line is one line without commands, whatever claims and reply hold', () => {
  const nasty = fc.oneof(
    anyText(),
    fc.constantFrom(
      '::error::x',
      '\n::error::x',
      '##[error]',
      '#\u200b#[x',
      TOKEN,
      `${TOKEN.slice(0, 5)}\n${TOKEN.slice(5)}`,
    ),
    fc.constantFrom('expires_in', 'refs/pull/1', 'refs/tags/v1', 'pull_request', "it's", 'repo:o/r:ref:x'),
    fc.jsonValue(),
  );
  const recordOf = (names: readonly string[]) =>
    fc.record(Object.fromEntries(names.map((name) => [name, nasty])), { requiredKeys: [] });
  const anyError = fc.record({
    ...{ title: nasty, detail: nasty, code: nasty, status: nasty, id: nasty },
    source: recordOf(['parameter', 'pointer']),
  });
  const anyRefusal = fc.record({
    status: fc.constantFrom(400, 401, 403, 404),
    errors: fc.array(anyError, { maxLength: 10 }),
    requestId: anyText(),
  });
  const anyProxy = fc.oneof(anyText(), fc.constant('http://p.example:1'));
  fc.assert(
    fc.property(recordOf(CLAIMS), anyRefusal, anyProxy, (changed, refusal, proxy) => {
      const { error, lines } = explain(refusal, changed, {}, proxy);
      for (const line of [error.message, error.remedy, ...lines]) {
        assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]|^\s*::|##\[/u);
        assert.ok(!line.includes(TOKEN));
      }
      assert.ok(error.message.length + error.remedy.length < 1_950);
    }),
  );
});
