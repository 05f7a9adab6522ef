/** A workflow command, as the runner understands one line of output. */
export interface Command {
  readonly name: string;
  readonly value: string;
}

const shown = new Set(['debug', 'endgroup', 'error', 'group', 'notice', 'warning']);

/** `%25` comes last, so that an escaped escape stays text. */
function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

/**
 * `::name key=value,key=value::value`, blanks allowed before it; or `##[name key=value;key=value]value`, anywhere.
 * The real runner shows one of another name as it is; here it is a command that no step may give.
 */
function readCommand(line: string): Command | undefined {
  const colons = /^\s*::([a-z-]+)(?: .*?)?::(.*)$/is.exec(line);
  const [, name, value = ''] = colons ?? /##\[([a-z-]+)(?: [^\]]*)?\](.*)$/is.exec(line) ?? [];
  return name === undefined ? undefined : { name: name.toLowerCase(), value: unescaped(value) };
}

/** The lines, each with the command in it, if any. */
function hear(transcript: string) {
  // A carriage return alone ends a line too: the runner reads lines as .NET does.
  return transcript.split(/\r\n|\r|\n/).map((line) => ({ line, command: readCommand(line) }));
}

export function parseCommands(transcript: string): Command[] {
  return hear(transcript).flatMap(({ command }) => command ?? []);
}

/** The values a mask hides: the whole, and each line of it. */
export function masksOf({ name, value }: Command): string[] {
  if (name !== 'add-mask' || value.trim() === '') return [];
  return [...new Set([value, ...value.split(/[\r\n]+/).filter((part) => part.trim() !== '')])];
}

/** Hides the longest first, so that a mask inside another leaves no rest. Literal forms only. */
function applyMasks(text: string, masks: Iterable<string>): string {
  const longestFirst = [...masks].sort((a, b) => b.length - a.length);
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
    else if (shown.has(command.name)) log.push(applyMasks(`##[${command.name}]${command.value}`, masks));
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
  const rest = hear(transcript).filter(({ command }) => command?.name !== 'add-mask');
  return rest.map(({ line }) => line).join('\n');
}
