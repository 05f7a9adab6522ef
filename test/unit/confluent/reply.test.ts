import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readRefusal } from '../../../src/confluent/reply.ts';
import { Redactor } from '../../../src/secret.ts';

const TOKEN = 'the-id-token-of-this-run';

function read(body: unknown, headers = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const redactor = new Redactor(() => {});
  redactor.protect(TOKEN);
  return readRefusal({ status: 403, headers, body: text }, redactor);
}

describe('readRefusal', () => {
  const error = { id: 'id-1', status: '403', code: 'forbidden', title: 'Forbidden', detail: 'No match.' };
  const id = { 'x-request-id': 'header-1' };
  const none = '. (x-request-id: none)';
  const source = { parameter: 'subject_token', pointer: '/a' };
  const refusals: [string, unknown, string, object?][] = [
    ["Confluent's shape", { errors: [error] }, ': Forbidden: No match. (error id: id-1)'],
    ['its request id first', { errors: [error] }, ': Forbidden: No match. (x-request-id: header-1)', id],
    [
      'several errors, some without words: the first id',
      { errors: [{ title: 'One. Two.' }, { id: 'id-2' }, { detail: 'Three.', id: 'id-3' }, { code: 'x1' }] },
      ': One. Two; Three; (code x1). (error id: id-2)',
    ],
    ['a stop inside', { errors: [{ title: 'v1.2 says no' }] }, `: v1.2 says no${none}`],
    ['a question', { errors: [{ title: 'Why?' }] }, ': Why? (x-request-id: none)'],
    ['the same twice', { errors: [{ title: 'No.', detail: 'No.' }] }, `: No${none}`],
    [
      'a code and its sources',
      { errors: [{ title: 'A', code: 'pool_filter', source }] },
      `: A (code pool_filter, parameter subject_token, pointer /a)${none}`,
    ],
    ['a code that is the status', { errors: [{ title: 'A', code: '403', status: '403' }] }, `: A${none}`],
    [
      'a code that is the title in other signs',
      { errors: [{ title: 'Not - Found', code: 'NOT_found' }] },
      `: Not - Found${none}`,
    ],
    [
      'a code that is not quite the title',
      { errors: [{ title: 'Not Found', code: 'notfound' }] },
      `: Not Found (code notfound)${none}`,
    ],
    [
      'the shape of RFC 6749',
      { error: 'invalid_grant', error_description: 'No.' },
      `: invalid_grant: No${none}`,
    ],
    ['a message', { message: 'Blocked.' }, `: Blocked${none}`],
    ['a message beside an error', { error: 'Forbidden', message: 'Blocked.' }, `: Forbidden: Blocked${none}`],
    ['both shapes', { errors: [{ detail: 'A' }], error: 'B', message: 'C' }, `: A; B: C${none}`],
    ['blank members', { errors: [{ title: ' ', detail: '', id: '\n' }] }, none],
    ['members of other types', { errors: [{ title: 1, id: [], code: 7, source: 'x' }], error: {} }, none],
    ['sources of other types', { errors: [{ source: { parameter: {}, pointer: 1 } }] }, none],
    ['no list', { errors: error }, none],
    ['a list of texts', { errors: ['x'] }, none],
    ['HTML', '<html>Forbidden</html>', none],
    ['nothing, but the header', '', '. (x-request-id: header-1)', id],
    [
      'hostile words',
      { errors: [{ title: '\n::error::x', detail: `##[add-mask]${TOKEN}` }] },
      ': : :error::x: # #[add-mask]***. (x-request-id: ***)',
      { 'x-request-id': `\r\n${TOKEN}` },
    ],
    [
      'parts that make a command together',
      { errors: [{ title: ':', detail: 'error::x' }] },
      `: : : error::x${none}`,
    ],
  ];
  for (const [name, body, expected, headers] of refusals) {
    test(`reads ${name}`, () => assert.equal(read(body, headers).said, expected));
  }

  test('reads ten errors, and no more, and cuts what is long', () => {
    const long = 'x'.repeat(5_000);
    const body = { errors: Array(12).fill({ title: long, detail: `y${long}`, code: long }) };
    const { said, lines, words } = read(body, { 'x-request-id': long });
    assert.match(said, /^: x{499}… \(x-request-id: x{285}…\)$/);
    assert.deepEqual([lines.length, words.length], [10, 10]);
    assert.ok(lines.every((line) => line.length === 1_000));
    assert.ok(words.every((text) => text.length === 4_000));
  });

  test('tells the form of a gateway: a message, no error, no request id', () => {
    const isOfGateway = (body: object, headers = {}) => read(body, headers).isOfGateway;
    assert.equal(isOfGateway({ message: 'x' }), true);
    for (const other of [{}, { message: 'x', error: 'y' }, { message: 'x', errors: [] }])
      assert.equal(isOfGateway(other), false);
    assert.equal(isOfGateway({ message: 'x' }, id), false);
  });
});
