import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explain, type Said } from '../../helpers/refusals.ts';

// test/helpers/misconfigured-pools.ts has the text of each cause, and that no shape of a run is one.

const detail = (text: string): Said => ({ errors: [{ detail: text }] });
const code = (text: string): Said => ({ errors: [{ code: text }] });
const parameter = (text: string): Said => ({ errors: [{ source: { parameter: text } }] });
const pointer = (text: string): Said => ({ errors: [{ source: { pointer: text } }] });
const POOL_ID = 'identity-pool-id';

/** What proves a cause, and what comes near and does not. */
const CAUSES: [string, RegExp, Said[], Said[]][] = [
  [
    'expires_in',
    /^Confluent does not grant the lifetime that was asked for: lower the input expires-in \(it is 900\)\.$/,
    [
      detail('expires_in: too long'),
      pointer('/expires_in'),
      parameter('expires_in'),
      { errors: [{ detail: 'bad' }, { detail: 'expires_in' }, { detail: 'x'.repeat(4_000) }] },
    ],
    [
      detail('expires too late'),
      detail('The form has subject_token, expires_in.'),
      parameter('expires_in_s'),
      detail('claims.expires_in is not known'),
      // Words are searched, but not without end.
      detail(`${'x'.repeat(4_000)}\nexpires_in`),
    ],
  ],
  [
    'a key that Confluent does not know',
    /^Confluent does not know the key/,
    [detail('KID LOOKUP FAILED'), code('KID_LOOKUP_FAILED')],
    [detail('The kid of a lookup failed'), detail('unknown key'), detail('SKID LOOKUP FAILED')],
  ],
  [
    'a token that was not verified',
    /^Confluent could not verify the ID token/,
    [code('JWT_PROCESSING_FAILED'), detail('JWT processing failed'), detail('Invalid signature.')],
    [
      detail('Processing failed'),
      detail('unexpected "iss" claim value'),
      detail('Invalid signatures'),
      detail('The issuer is not known'),
    ],
  ],
  [
    'an IP filter',
    /^An IP filter of Confluent refused the runner/,
    [detail('The IP filter does not allow this'), code('ip_filter_denied'), detail('denied by IP filtering')],
    [detail('The zip filter is broken'), detail('The ip of the filter'), detail('The filter is false')],
  ],
  [
    'something that does not exist',
    /^The pool or the URL may not exist/,
    [{ status: 404 }, parameter('identity_pool_id'), pointer('/identity_pool_id')],
    [detail('The form must have identity_pool_id'), { status: 405 }],
  ],
];

describe('a cause is named where it is proven, and only there', () => {
  for (const [name, cause, enough, near] of CAUSES) {
    test(name, () => {
      for (const said of enough) assert.match(explain(said).likely ?? '', cause);
    });
    test(`${name}: not for what comes near`, () => {
      for (const said of near) assert.equal(explain(said).likely, undefined);
    });
  }

  test('several, if several are proven', () => {
    const { likely } = explain(detail('KID LOOKUP FAILED'), {}, { [POOL_ID]: 'pool-a,op-1' });
    assert.match(likely ?? '', /^Confluent does not know the key .* identity-pool-id begins with op-/);
    assert.equal(explain({}, {}, { [POOL_ID]: 'pool-a,pool-op-1' }).likely, undefined);
  });
});
