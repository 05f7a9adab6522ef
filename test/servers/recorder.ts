import type { Runner } from '../../src/runner/runner.ts';

/** One call to the runner: its method, then what it was given. */
type Said = readonly [keyof Runner, ...unknown[]];

/** Writes down what it is told, and whether that was within allOrNothing. */
export function recorder() {
  const said: Said[] = [];
  const loose: Said[] = [];
  let within = false;
  const note =
    (method: keyof Runner) =>
    (...given: unknown[]) => {
      said.push([method, ...given]);
      if (!within) loose.push([method, ...given]);
    };
  const runner: Runner = {
    mask: note('mask'),
    info: note('info'),
    debug: note('debug'),
    group: note('group'),
    warning: note('warning'),
    fail: note('fail'),
    saveState: note('saveState'),
    exportVariable: note('exportVariable'),
    setOutput: note('setOutput'),
    summarise: note('summarise'),
    checkFiles() {},
    allOrNothing(write) {
      within = true;
      write();
      within = false;
    },
  };
  const of = (method: keyof Runner) => said.filter(([name]) => name === method).map(([, ...given]) => given);
  return { runner, said, loose, of };
}
