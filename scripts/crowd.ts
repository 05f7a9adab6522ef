import { type Limit, runCrowd, type Told } from '../test/support/crowd.ts';

/**
 * The table of docs/architecture.md: 256 jobs of a matrix behind a limit of 5 exchanges a second, 60 s
 * each; the worst of five seeds. The real retries over real connections on loopback, in the time of a test.
 */
const SEEDS = [1, 2, 3, 4, 5];
const LIMITS: [string, Limit][] = [
  ['429 with `Retry-After: 1`', { perSecond: 5, kind: 'bucket', headers: { 'retry-after': '1' } }],
  ['429 with nothing said', { perSecond: 5, kind: 'bucket', headers: {} }],
  [
    'counted anew each second, `Retry-After: 1`',
    { perSecond: 5, kind: 'window', headers: { 'retry-after': '1' } },
  ],
];

console.log(
  '| the limit says | jobs start within | lost | most exchanges of a job | on average | last job served after |',
);
console.log('| --- | --- | --- | --- | --- | --- |');
for (const [name, limit] of LIMITS) {
  for (const within of [0, 6]) {
    const runs: Told[] = [];
    for (const seed of SEEDS)
      runs.push(await runCrowd({ jobs: 256, within, timeoutSeconds: 60 }, limit, seed));
    const worst = (figure: (run: Told) => number) => Math.max(...runs.map(figure));
    const cells = [
      name,
      `${within} s`,
      worst(({ lost }) => lost),
      worst(({ most }) => most),
      worst(({ average }) => average).toFixed(1),
      `${worst(({ last }) => last).toFixed(0)} s`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}
