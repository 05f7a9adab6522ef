import type { Plan } from './plan.ts';

const LONGEST = 60;
/** Too long to be read, and of no weight for most of the runs. */
const HARDLY_MATTERS = new Set(['event', 'framing', 'pieces']);

/** What was drawn, in one line that no reader takes for anything else; the seed has the rest. */
export function describe(plan: Plan): string {
  const shorten = (name: string, value: unknown) => {
    if (HARDLY_MATTERS.has(name) || isNothing(value)) return undefined;
    if (typeof value !== 'string' || value.length <= LONGEST) return value;
    return `${value.slice(0, LONGEST)}... (${value.length} characters)`;
  };
  const text = JSON.stringify(plan, shorten).replace(/"(\w+)":/g, '$1:');
  return printable(text);
}

function isNothing(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Text for a log: ASCII, and no workflow command in it. */
export function printable(text: string): string {
  const spelt = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text.replace(/[^\x20-\x7e]/g, spelt).replaceAll('##[', '# #[');
}
