/** All YAML that readers copy: GitHub's own validator takes it, and its scripts fail where a call in a pipe does. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { snippetsOf } from '../helpers/snippets.ts';

// The schemas of GitHub's own validator are imported as bundlers allow it, without the attribute.
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    return found.url.endsWith('.json') ? { ...found, importAttributes: { type: 'json' } } : found;
  },
});
const { validate } = await import('@actions/languageservice');
const { TextDocument } = await import('vscode-languageserver-textdocument');

interface Text {
  readonly name: string;
  readonly code: string;
}

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');
const find = (...patterns: string[]) =>
  globSync(patterns, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
/** A file of another program, which its test reads. */
const ofOthers = /^contexts:/;
const snippets: Text[] = find('README.md', 'docs/*.md')
  .flatMap(snippetsOf)
  .filter(({ language, code }) => language === 'yaml' && !ofOthers.test(code))
  .map(({ file, heading, code }, index) => ({ name: `${file}, "${heading}", number ${index} of all`, code }));
const examples: Text[] = find('examples/*.yml').map((file) => ({ name: file, code: read(file) }));
const { inputs, outputs } = parse(read('action.yml'));

/** As CONTRIBUTING replaces it: the whole name in one piece. */
const OURS = 'OWNER/confluent-cloud-auth@v1';
const action = `      - uses: ${OURS}\n        id: confluent\n`;
const rest = '    runs-on: ubuntu-latest\n    steps:\n      - run: ./any\n';

/** The file that a reader would make of a snippet: steps come after the action, and a job needs a trigger. */
function wholeFile(code: string): string {
  if (/^runs:/m.test(code)) return code;
  const steps = /^ *-/.test(code) && `jobs:\n  any:\n    runs-on: ubuntu-latest\n    steps:\n`;
  const before = code.includes('id: confluent') ? '' : action;
  const jobs = steps ? steps + before + code.replace(/^ *(?=\S)/, '      ') : code;
  const job = /^jobs:/m.test(jobs) ? jobs : `jobs:\n  any:\n${jobs}`;
  const missing = /^ {4}(steps|uses):/m.test(job)
    ? ''
    : rest.replace(/.*\n/, (line) => (/runs-on/.test(job) ? '' : line));
  const event = job.includes('event.pull_request') ? 'pull_request' : 'push';
  return `${/^on:/m.test(job) ? '' : `on: ${event}\n`}${job}${missing}`;
}

async function complaints({ name, code }: Text): Promise<string[]> {
  const file = /^runs:/m.test(code) ? 'action.yml' : '.github/workflows/any.yml';
  const uri = `file:///${name.replaceAll(/\W/g, '-')}/${file}`;
  const found = await validate(TextDocument.create(uri, 'yaml', 1, wholeFile(code)));
  return found.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
}

/** Each step with a `run:` that has a pipe, and no bash with pipefail for it. */
function withoutPipefail(node: unknown, shell?: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const {
    run,
    shell: own = shell,
    defaults,
  } = node as {
    run?: unknown;
    shell?: string;
    defaults?: { run?: { shell?: string } };
  };
  const inside = defaults?.run?.shell ?? shell;
  const unquoted = typeof run === 'string' ? run.replaceAll(/'[^']*'|"[^"]*"/g, '').replaceAll('||', '') : '';
  const here = unquoted.includes('|') && own !== 'bash' ? [run as string] : [];
  return [...here, ...Object.values(node).flatMap((child) => withoutPipefail(child, inside))];
}

/** Each step that uses the action. */
function usesIn(node: unknown): { with?: object }[] {
  if (typeof node !== 'object' || node === null) return [];
  const here = (node as { uses?: unknown }).uses === OURS ? [node] : [];
  return [...here, ...Object.values(node).flatMap(usesIn)];
}

describe('YAML that readers copy', () => {
  test('there is some', () => assert.ok(snippets.length > 20 && examples.length > 4, `${snippets.length}`));

  for (const one of snippets) {
    test(`${one.name}, is valid`, async () => assert.deepEqual(await complaints(one), []));
  }

  for (const { name, code } of [...snippets, ...examples]) {
    test(`${name}: a call in a pipe that fails, fails its step`, () => {
      assert.deepEqual(withoutPipefail(parse(code)), []);
    });
  }

  test('knows the inputs and outputs of the action', () => {
    assert.ok(examples.every(({ code }) => usesIn(parse(code)).length > 0));
    for (const { name, code } of [...snippets, ...examples]) {
      for (const { with: given = {} } of usesIn(parse(code))) {
        for (const input of Object.keys(given)) assert.ok(input in inputs, `${name}: ${input}`);
      }
      for (const [, output = ''] of code.matchAll(/steps\.(?:confluent|auth)\.outputs\.([\w-]+)/g)) {
        assert.ok(output in outputs, `${name}: ${output}`);
      }
    }
  });

  test('names a variable that is empty before a token is sent', () => {
    const sent = [...snippets, ...examples].flatMap(({ code }) => code.match(/Bearer %s\\n' \S+/g) ?? []);
    assert.ok(sent.length > 7, `${sent.length}`);
    for (const one of sent) assert.match(one, /"\$\{\w+:\?\}"$/);
  });

  test('a whole workflow gives no more than it must', () => {
    for (const { name, code } of snippets) {
      const { on, permissions } = parse(code);
      if (on) assert.deepEqual(permissions, {}, name);
    }
  });

  test('a mistake would be seen', async () => {
    const [first] = snippets as [Text];
    const wrong = { name: 'wrong', code: first.code.replace('runs-on', 'run-on') };
    assert.notDeepEqual(await complaints(wrong), []);
    const piped = read('examples/rest.yml');
    assert.equal(withoutPipefail(parse(piped.replace(/ *shell: bash.*\n/, ''))).length, 1);
    const byDefault = `defaults: {run: {shell: bash}}\njobs: {any: {steps: [{run: "a | b"}]}}\n`;
    assert.deepEqual(withoutPipefail(parse(byDefault)), []);
    assert.deepEqual(withoutPipefail(parse(byDefault.replace('shell: bash', 'shell: sh'))), ['a | b']);
  });
});
