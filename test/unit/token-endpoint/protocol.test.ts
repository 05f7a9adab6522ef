import assert from 'node:assert/strict';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { ActionError } from '../../../src/errors.ts';
import { Redactor } from '../../../src/secret.ts';
import { isWorker, listenToMain, readReport, reportOf } from '../../../src/token-endpoint/protocol.ts';

describe('listenToMain', () => {
  const config = { requestUrl: 'http://127.0.0.1/\u20ac\u2028\u2029/', stopKey: 'key' };
  const first = `${JSON.stringify(config)}\n`;

  test('understands what comes in pieces, whatever they cut', async () => {
    const pieces = Array.from(Buffer.from(`${first}published\n`), (byte) => Buffer.from([byte]));
    const heard = await listenToMain(Readable.from(pieces, { objectMode: false }));
    assert.deepEqual(heard.config, config);
    await heard.published;
  });

  test('takes any other last line for the end of main', async () => {
    for (const last of ['', 'published!\n', '\npublished\n', 'publishe']) {
      const { published } = await listenToMain(Readable.from([first, last]));
      await assert.rejects(published, /main ended before it had published/, last);
    }
  });
});

describe('a report', () => {
  const redactor = new Redactor(() => {});
  redactor.hide('request-token-of-the-job');

  test('is a port, or an error whose texts are cleaned', () => {
    assert.equal(readReport(reportOf(4711), redactor), 4711);
    const words = '\n::error::request-token-of-the-job';
    const error = readReport(reportOf(new ActionError('TIMED_OUT', words, '##[x]')), redactor);
    assert.ok(error instanceof ActionError);
    assert.deepEqual([error.code, error.message, error.remedy], ['TIMED_OUT', ': :error::***', '# #[x]']);
  });

  test('is nothing else', () => {
    const others = ['hello', '{"port":"80"}', '{"error":{"code":"X","message":"y"}}', '{}', undefined];
    for (const line of others) assert.equal(readReport(line, redactor), undefined, line);
  });
});

test('a worker of the runner is known by its name while it lives; undefined where nothing can be read', (t) => {
  const failure = (code: string) => Object.assign(new Error(code), { code });
  const cases: [string | Error, boolean | undefined][] = [
    ['42 (Runner.Worker) S 1', true],
    ['42 (Runner.Worker) Z 1', false],
    ['42 (Runner.Worker) X 1', false],
    ['42 (node) S 1', false],
    ['42 (x) 7 (Runner.Worker) S 1', false],
    [failure('ENOENT'), false],
    [failure('ESRCH'), false],
    [failure('EMFILE'), undefined],
  ];
  let stat: string | Error;
  const read = t.mock.method(fs, 'readFileSync', (path: string) => {
    assert.equal(path, '/proc/42/stat');
    if (typeof stat === 'string') return stat;
    throw stat;
  });
  syncBuiltinESMExports();
  t.after(() => {
    read.mock.restore();
    syncBuiltinESMExports();
  });
  for (const [found, expected] of cases) {
    stat = found;
    assert.equal(isWorker(42), expected, String(found));
  }
});
