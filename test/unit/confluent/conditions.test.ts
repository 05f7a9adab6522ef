import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { conditionsFor } from '../../../src/confluent/conditions.ts';
import type { Texts } from '../../../src/confluent/run-kinds.ts';
import { Redactor } from '../../../src/secret.ts';
import { POOLS_IN_BOTH_FORMS } from '../../helpers/misconfigured-pools.ts';
import { claims, inputsOf, sceneOf } from '../../helpers/refusals.ts';

const redactor = new Redactor(() => {});
const OLD_SUB =
  'If the filter names sub: here it has the form repo:OWNER/REPO:…, which repo:OWNER@ID/REPO@ID:… does not match.';
const NEW_SUB =
  'If the filter names sub: here it has the immutable form repo:OWNER@ID/REPO@ID:…, which repo:OWNER/REPO:… does not match.';
const OWN_SUB =
  "If the filter names sub: here it has neither of GitHub's default forms, so the organisation or the repository has customised it.";
const IN_SUB = 'If the filter names sub: environment: NAME of the job stands in it in place of the ref.';
const NO_ENVIRONMENT =
  'If the filter names an environment: this job has none, so add environment: NAME to the job.';

/** Every run has a line on its `sub`, and one on its environment. */
function usual({ sub = '', environment }: Texts): string[] {
  if (!sub.startsWith('repo:')) return [OWN_SUB, ...(environment === undefined ? [NO_ENVIRONMENT] : [])];
  return [sub.includes('@') ? NEW_SUB : OLD_SUB, environment === undefined ? NO_ENVIRONMENT : IN_SUB];
}

describe('the conditions of each misconfiguration, and no other', () => {
  for (const given of POOLS_IN_BOTH_FORMS) {
    const scene = sceneOf(given);
    if (!scene) continue;
    test(given.name, () => {
      const conditions = conditionsFor(scene.claims, inputsOf(scene.inputs), redactor);
      const expected = [...(given.conditions ?? []), ...usual(scene.claims)];
      assert.deepEqual(conditions.toSorted(), expected.toSorted());
    });
  }
});

describe('the conditions of other runs', () => {
  const RUNS: [string, Texts, string[]][] = [
    ['a branch that is called like a tag', { ref: 'refs/heads/refs/tags/v1.2' }, [OLD_SUB, NO_ENVIRONMENT]],
    ['a customised sub and an environment', { sub: 'repository_owner:o', environment: 'x' }, [OWN_SUB]],
    ['no sub', { sub: undefined }, [NO_ENVIRONMENT]],
    ['no iss and no aud', { iss: undefined, aud: undefined }, [OLD_SUB, NO_ENVIRONMENT]],
    [
      'an event that ends like that of a pull request',
      { event_name: 'x_pull_request' },
      [OLD_SUB, NO_ENVIRONMENT],
    ],
  ];
  for (const [name, changed, expected] of RUNS) {
    test(name, () => {
      assert.deepEqual(conditionsFor({ ...claims, ...changed }, inputsOf(), redactor), expected);
    });
  }
});
