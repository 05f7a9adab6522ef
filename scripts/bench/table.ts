/** One measurement of both, made right after each other. */
export interface Pair {
  readonly ours: number;
  readonly bare: number;
}

/** The cells of one row: what, ours, bare, ratio, bar. */
export type Row = readonly [string, string, string, string, string];

/**
 * A row of medians; the ratio is the median of the pairs' ratios, not the ratio of the medians.
 * @param format writes a figure with its unit
 * @param bar what the figure is compared with, as text
 */
export function row(what: string, pairs: readonly Pair[], format: (figure: number) => string, bar = ''): Row {
  const ratio = median(pairs.map(({ ours, bare }) => ours / bare));
  return [
    what,
    format(median(pairs.map(({ ours }) => ours))),
    format(median(pairs.map(({ bare }) => bare))),
    ratio.toFixed(2),
    bar,
  ];
}

/** Markdown, to be pasted into docs/architecture.md. */
export function table(rows: readonly Row[]): string {
  const head = ['', 'this action', 'bare', 'median of ratios', 'bar'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new Error('no values');
  return (low + high) / 2;
}
