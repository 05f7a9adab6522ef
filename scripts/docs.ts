import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { ALSO_TRIED, FACTS } from '../test/clients/interop/table.ts';
import { VERSIONS } from '../test/clients/interop/versions.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { description: string; default?: string; required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
}

const root = join(import.meta.dirname, '..');

/**
 * README with its tables of inputs and outputs made anew from action.yml, between the markers
 * `<!-- inputs -->` … `<!-- /inputs -->` and the same for outputs.
 */
export function withTables(readme: string, actionYml: string): string {
  const action = parse(actionYml) as Action;
  const inputs = Object.entries(action.inputs).map(([name, input]) => [
    code(name),
    input.required ? '(required)' : input.default ? code(input.default) : '(empty)',
    cell(input.description),
  ]);
  const outputs = Object.entries(action.outputs).map(([name, output]) => [
    code(name),
    cell(output.description),
  ]);
  const withInputs = replaceBetween(readme, 'inputs', table(['input', 'default', 'what'], inputs));
  return replaceBetween(withInputs, 'outputs', table(['output', 'what'], outputs));
}

/**
 * docs/tested.md with its two tables made anew: `clients` from what test:interop holds them to, `tried`
 * from what was tried in another way.
 */
export function withTested(page: string): string {
  const head = ['client', 'at least', 'tried', 'when its token expires', 'one 503', 'token endpoint gone'];
  const rows = FACTS.map(({ id, name, least, refresh, unavailable, gone }) => [
    name,
    least,
    VERSIONS[id]?.() ?? '',
    refresh,
    unavailable,
    gone.text,
  ]);
  const tried = ALSO_TRIED.map(({ name, version, text }) => [name, version, cell(text)]);
  const withClients = replaceBetween(page, 'clients', table(head, rows));
  return replaceBetween(withClients, 'tried', table(['what', 'version', 'what was seen'], tried));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function replaceBetween(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page lacks the markers ${start} and ${end}`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const actionYml = await readFile(join(root, 'action.yml'), 'utf8');
  const pages: [string, (text: string) => string][] = [
    ['README.md', (text) => withTables(text, actionYml)],
    ['docs/tested.md', withTested],
  ];
  for (const [page, made] of pages) {
    const path = join(root, page);
    await writeFile(path, made(await readFile(path, 'utf8')));
  }
}
