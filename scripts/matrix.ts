import { LIMITS, runMatrix, TOO_MANY } from '../test/helpers/matrix.ts';

/**
 * `npm run test:matrix` prints the table of docs/architecture.md: 256 jobs of a matrix behind a limit of 5
 * exchanges a second, 60 s each; the worst of five seeds. The real retries over real connections on
 * loopback, in the time of a test. Fails if a job is lost or needs too many requests.
 */
const SEEDS = [1, 2, 3, 4, 5];

console.log(
  '| the limit says | jobs start within | lost | most exchanges of a job | on average | last job served after |',
);
console.log('| --- | --- | --- | --- | --- | --- |');
for (const [name, limit] of Object.entries(LIMITS)) {
  for (const within of [0, 6]) {
    const runs: Awaited<ReturnType<typeof runMatrix>>[] = [];
    for (const seed of SEEDS) runs.push(await runMatrix(within, limit, seed));
    const worst = (figure: 'lost' | 'most' | 'average' | 'last') =>
      Math.max(...runs.map((run) => run[figure]));
    const cells = [
      name,
      `${within} s`,
      worst('lost'),
      worst('most'),
      worst('average').toFixed(1),
      `${worst('last').toFixed(0)} s`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
    if (worst('lost') > 0 || worst('most') >= TOO_MANY) process.exitCode = 1;
  }
}
