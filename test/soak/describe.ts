import type { Plan } from './plan.ts';

const LONGEST = 60;

/** What was drawn, in one line, long texts and the event left out; the seed gives all of it again. */
export function describe({ event: _, ...plan }: Plan): string {
  const shorten = (_name: string, value: unknown) =>
    typeof value === 'string' && value.length > LONGEST
      ? `${value.slice(0, LONGEST)}... (${value.length} characters)`
      : value;
  return printable(JSON.stringify(plan, shorten));
}

/** Text for a log: ASCII, and no workflow command in it. */
export function printable(text: string): string {
  const spelt = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text.replace(/[^\x20-\x7e]/g, spelt).replaceAll('##[', '# #[');
}
