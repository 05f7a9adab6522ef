import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { snippet } from '../support/snippets.ts';

// The schemas of GitHub's own validator are imported as bundlers allow it, without the attribute.
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    return found.url.endsWith('.json') ? { ...found, importAttributes: { type: 'json' } } : found;
  },
});
const { validate } = await import('@actions/languageservice');
const { TextDocument } = await import('vscode-languageserver-textdocument');

interface Action {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}
interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const clients = 'docs/clients.md';
const setup = 'docs/setup.md';
const root = resolve(import.meta.dirname, '../..');
const action = parse(readFileSync(resolve(root, 'action.yml'), 'utf8')) as Action;
const first = snippet(clients, 'Clients and the token endpoint', 'yaml');

/** Whole workflows, but for their triggers; a step by itself goes to the end of the first one. */
const workflows = {
  [`${clients}, at the top`]: first,
  [`${clients}, Java`]: first + snippet(clients, 'Kafka, Java', 'yaml'),
  [setup]: snippet(setup, 'The workflow', 'yaml'),
  [`${setup}, claims`]: snippet(setup, 'See the claims of your job', 'yaml'),
};

async function complaints(name: string, content: string): Promise<string[]> {
  const uri = `file:///${name.replaceAll(/\W/g, '-')}/.github/workflows/any.yml`;
  const whole = /^on:/m.test(content) ? content : `on: push\n${content}`;
  const found = await validate(TextDocument.create(uri, 'yaml', 1, whole));
  return found.map(({ message, range }) => `${range.start.line}: ${message}`);
}

describe('the workflows of the documents', () => {
  for (const [name, text] of Object.entries(workflows)) {
    test(`${name}: valid, and knows the inputs and outputs of the action`, async () => {
      assert.deepEqual(await complaints(name, text), []);
      const { permissions, jobs } = parse(text) as {
        permissions: unknown;
        jobs: Record<string, { permissions: unknown; steps: Step[] }>;
      };
      assert.deepEqual(permissions, {});
      const [job] = Object.values(jobs);
      assert.deepEqual(job?.permissions, { 'id-token': 'write' });
      const ours = job?.steps.find(({ uses }) => uses?.startsWith('OWNER/confluent-cloud-auth@'));
      const unknown = Object.keys(ours?.with ?? {}).filter((input) => !(input in action.inputs));
      assert.ok(ours?.with);
      assert.deepEqual(unknown, []);
      for (const [, output = ''] of text.matchAll(/steps\.confluent\.outputs\.([\w-]+)/g)) {
        assert.ok(output in action.outputs, output);
      }
    });
  }

  test('a mistake would be seen', async () => {
    assert.notDeepEqual(await complaints('wrong', first.replace('runs-on', 'run-on')), []);
  });
});
