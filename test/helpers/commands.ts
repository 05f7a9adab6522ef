/** A workflow command, as the runner understands one line of output. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly value: string;
}

/** What became of one line: the command in it, if any, and what the log shows. */
interface Heard {
  readonly line: string;
  readonly command?: Command;
}

const registered = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);
const shown = new Set(['debug', 'endgroup', 'error', 'group', 'notice', 'warning']);

/** `%25` comes last, so that an escaped escape stays text. */
function unescaped(text: string, more: Record<string, string> = {}): string {
  const marks = { '%0D': '\r', '%0A': '\n', ...more, '%25': '%' };
  let plain = text;
  for (const [mark, sign] of Object.entries(marks)) plain = plain.replaceAll(mark, sign);
  return plain;
}

function propertiesOf(text: string, separator: string, more: Record<string, string>) {
  const properties: Record<string, string> = {};
  for (const pair of text.split(separator)) {
    const at = pair.indexOf('=');
    const value = unescaped(pair.slice(at + 1), more);
    if (at > 0 && value !== '') properties[pair.slice(0, at).trim()] = value;
  }
  return properties;
}

/** `::name key=value,key=value::value`, blanks allowed before it. */
function readColons(line: string, names: ReadonlySet<string>): Command | undefined {
  const [, name = '', rest = '', value = ''] = /^::([^ ]*?)(?: (.*?))?::(.*)$/s.exec(line.trimStart()) ?? [];
  if (!names.has(name.toLowerCase())) return undefined;
  const properties = propertiesOf(rest.trim(), ',', { '%3A': ':', '%2C': ',' });
  return { name: name.toLowerCase(), properties, value: unescaped(value) };
}

/** `##[name key=value;key=value]value`, anywhere in a line. */
function readBrackets(line: string, names: ReadonlySet<string>): Command | undefined {
  const [, name = '', rest = '', value = ''] = /##\[([^ \]]*)(?: ([^\]]*))?\](.*)$/s.exec(line) ?? [];
  if (!names.has(name.toLowerCase())) return undefined;
  const marks = { '%3B': ';', '%5D': ']' };
  const properties = propertiesOf(rest, ';', marks);
  return { name: name.toLowerCase(), properties, value: unescaped(value, marks) };
}

/** Walks the output as the runner does, `stop-commands` included. */
function* hear(transcript: string): Generator<Heard> {
  let resume: string | undefined;
  // A carriage return alone ends a line too: the runner reads lines as .NET does.
  for (const line of transcript.split(/\r\n|\r|\n/)) {
    const names = resume === undefined ? registered : new Set([resume.toLowerCase()]);
    const command = readColons(line, names) ?? readBrackets(line, names);
    if (resume !== undefined) {
      if (command) resume = undefined;
      yield { line };
      continue;
    }
    if (command?.name === 'stop-commands') resume = command.value;
    yield command ? { line, command } : { line };
  }
}

export function parseCommands(transcript: string): Command[] {
  return [...hear(transcript)].flatMap(({ command }) => command ?? []);
}

/** The values a mask hides: the whole, and each line of it. */
function masksOf({ name, value }: Command): string[] {
  if (name !== 'add-mask' || value.trim() === '') return [];
  return [...new Set([value, ...value.split(/[\r\n]+/).filter((part) => part.trim() !== '')])];
}

export function parseMasks(transcript: string): string[] {
  return parseCommands(transcript).flatMap(masksOf);
}

/** Hides the longest first, so that a mask inside another leaves no rest. Literal forms only. */
export function applyMasks(text: string, masks: Iterable<string>): string {
  const longestFirst = [...new Set(masks)].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((masked, mask) => masked.replaceAll(mask, '***'), text);
}

/**
 * The log as a person sees it: each line under the masks known when it was written, add-mask and
 * other silent commands left out, `::error::` and its like shown as `##[error]`.
 *
 * @param before masks that earlier steps registered
 */
export function showLog(transcript: string, before: Iterable<string> = []): string {
  const masks = new Set(before);
  const log: string[] = [];
  for (const { line, command } of hear(transcript)) {
    if (!command) log.push(applyMasks(line, masks));
    else if (shown.has(command.name)) {
      log.push(applyMasks(`##[${command.name}]${command.value}`, masks));
    }
    if (command) for (const mask of masksOf(command)) masks.add(mask);
  }
  return log.join('\n');
}

/** Lines that say the secret before, or without, its mask: the raw order, whatever the log hides. */
export function saidBeforeMasked(transcript: string, secret: string): string[] {
  const early: string[] = [];
  for (const { line, command } of hear(transcript)) {
    if (command && masksOf(command).includes(secret)) return early;
    if (line.includes(secret) || command?.value.includes(secret)) early.push(line);
  }
  return early;
}

/** The raw output without its add-mask lines, where a secret has every right to be. */
export function withoutMasks(transcript: string): string {
  const rest = [...hear(transcript)].filter(({ command }) => command?.name !== 'add-mask');
  return rest.map(({ line }) => line).join('\n');
}
