/**
 * All YAML for GitHub, that of this repository and that which readers copy: GitHub's own validator takes it, a step
 * fails where a command of a pipe does, and an action is given only inputs that it has.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
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
  /** What the code says, as YAML. */
  readonly said: ReturnType<typeof parse>;
}

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const find = (...patterns: string[]) =>
  globSync(patterns, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
const filesOf = (...patterns: string[]): Text[] => find(...patterns).map((name) => textOf(name, read(name)));
const textOf = (name: string, code: string): Text => ({ name, code, said: parse(code) });

/** As CONTRIBUTING replaces it: the whole name in one piece. */
const OURS = 'OWNER/confluent-cloud-auth@v1';
const snippets: Text[] = find('README.md', 'docs/*.md')
  .flatMap(snippetsOf)
  // A file of kafkactl is no YAML for GitHub; its test reads it.
  .filter(({ language, code }) => language === 'yaml' && !/^contexts:/.test(code))
  .map(({ file, heading, code }, nth) => textOf(`${file}/${heading}/${nth}`, wholeFile(code)));
const examples = filesOf('examples/*.yml');
const copied = [...snippets, ...examples];
const workflows = filesOf('.github/workflows/*.yml', 'test/clients/act/workflows/*.yml');
const actions = filesOf('action.yml', 'test/{clients/act/stubs,repository/ci}/*/action.yml');
const all = [...copied, ...workflows, ...actions];

/** The file that a reader would make of a snippet: steps come after the action, and a job needs a trigger. */
function wholeFile(code: string): string {
  if (/^runs:/m.test(code)) return code;
  const action = code.includes('id: confluent') ? '' : `      - uses: ${OURS}\n        id: confluent\n`;
  const steps = `    steps:\n${action}${code.replace(/^ *(?=\S)/, '      ')}`;
  const isSteps = /^ *-/.test(code);
  const job = isSteps ? `  any:\n${steps}` : code;
  const jobs = /^jobs:/m.test(job) ? job : `jobs:\n${isSteps ? job : `  any:\n${job}`}`;
  const isCall = /^ {4}uses:/m.test(jobs);
  const runsOn = isCall || /runs-on/.test(jobs) ? '' : '    runs-on: ubuntu-latest\n';
  const rest = isCall || /^ {4}steps:/m.test(jobs) ? '' : '    steps:\n      - run: ./any\n';
  const event = jobs.includes('event.pull_request') ? 'pull_request' : 'push';
  return `${/^on:/m.test(jobs) ? '' : `on: ${event}\n`}${jobs}${runsOn}${rest}`;
}

/** The validator tells a workflow from an action by the name of the file, and remembers what it has parsed by it. */
async function complaints({ name, code }: Text): Promise<string[]> {
  const file = /^runs:/m.test(code) ? 'action.yml' : '.github/workflows/any.yml';
  const uri = `file:///${name.replaceAll(/\W/g, '-')}/${file}`;
  const found = await validate(TextDocument.create(uri, 'yaml', 1, code));
  return found.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
}

interface Node {
  readonly run?: unknown;
  readonly shell?: string;
  readonly defaults?: { run?: { shell?: string } };
}

/** Each step with a `run:` that has a pipe, and no bash that was asked for: only that has pipefail. */
function withoutPipefail(node: unknown, shell?: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { run, shell: own = shell, defaults } = node as Node;
  const inside = defaults?.run?.shell ?? shell;
  const unquoted = typeof run === 'string' ? run.replaceAll(/'[^']*'|"[^"]*"/g, '').replaceAll('||', '') : '';
  const here = unquoted.includes('|') && own !== 'bash' ? [run as string] : [];
  return [...here, ...Object.values(node).flatMap((child) => withoutPipefail(child, inside))];
}

/** Each step that uses an action. */
function usesIn(node: unknown): { uses: string; with?: object }[] {
  if (typeof node !== 'object' || node === null) return [];
  const here = typeof (node as { uses?: unknown }).uses === 'string' ? [node as { uses: string }] : [];
  return [...here, ...Object.values(node).flatMap(usesIn)];
}

describe('YAML for GitHub', () => {
  for (const one of all) {
    test(`${one.name} is valid, and a call in a pipe that fails, fails its step`, async () => {
      assert.deepEqual(await complaints(one), []);
      assert.deepEqual(withoutPipefail(one.said), []);
    });
  }

  test('an action of this repository is given only inputs that it has', () => {
    let seen = 0;
    for (const { name, said } of all) {
      for (const { uses, with: given = {} } of usesIn(said)) {
        const isOurs = uses === OURS || /^\.\/(?!\.github)/.test(uses);
        if (!isOurs) continue;
        const file = uses === OURS ? 'action.yml' : `${uses.slice(2)}/action.yml`.replace(/^\//, '');
        const { inputs = {} } = actions.find((one) => one.name === file)?.said ?? assert.fail(uses);
        for (const input of Object.keys(given)) assert.ok(input in inputs, `${name}: ${input}`);
        seen += 1;
      }
    }
    assert.ok(seen > 30, `${seen}`);
  });
});

describe('YAML that readers copy', () => {
  test('reads only outputs that the action has', () => {
    const { outputs } = parse(read('action.yml'));
    for (const { name, code } of copied) {
      for (const [, output = ''] of code.matchAll(/steps\.(?:confluent|auth)\.outputs\.([\w-]+)/g)) {
        assert.ok(output in outputs, `${name}: ${output}`);
      }
    }
    assert.ok(examples.every(({ said }) => usesIn(said).some(({ uses }) => uses === OURS)));
  });

  test('names a variable that is empty before a token is sent', () => {
    const sent = copied.flatMap(({ code }) => code.match(/Bearer %s\\n' \S+/g) ?? []);
    assert.ok(sent.length > 7, `${sent.length}`);
    for (const one of sent) assert.match(one, /"\$\{\w+:\?\}"$/);
  });

  test('a whole workflow gives no more than it must', () => {
    for (const { name, said } of copied) {
      const { on, permissions } = said;
      // The event of a part is a text, from us.
      if (typeof on === 'object') assert.deepEqual(permissions, {}, name);
    }
  });
});
