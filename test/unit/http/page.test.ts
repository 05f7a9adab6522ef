import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pageError } from '../../../src/http/page.ts';

describe('pageError', () => {
  const errorOf = (body: string, headers: Record<string, string> = {}) => {
    const reply = { status: 403, headers, body };
    const url = new URL('https://api.example/x');
    return pageError('GITHUB_REFUSED', 'GitHub', url, reply, 'http://proxy.example:1', ', and the moon');
  };

  for (const body of ['<html>', 'text', '[]', '{"value":"x"}', '{"code":403}']) {
    test(`is one for ${body}, and names who may have answered`, () => {
      const error = errorOf(body);
      assert.equal(error?.code, 'GITHUB_REFUSED');
      assert.equal(
        error.message,
        "api.example answered 403 with a page that is not in GitHub's form: a proxy, firewall or gateway may have answered.",
      );
      assert.equal(
        error.remedy,
        'Check the way from the runner to api.example, through the proxy proxy.example:1, and the moon.',
      );
    });
  }

  test('is none for a form that a remote may have, nor for an empty one', () => {
    for (const body of [
      '',
      ' \n',
      '{}',
      '{ }',
      '{"errors":[]}',
      '{"errors":null}',
      '{"error":null}',
      '{"message":5}',
    ])
      assert.equal(errorOf(body), undefined, body);
    assert.equal(errorOf('<html>', { 'x-request-id': '1' }), undefined);
  });
});
