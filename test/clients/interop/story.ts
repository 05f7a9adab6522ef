import assert from 'node:assert/strict';
import type { Authentication } from './broker.ts';
import { LIFETIME, type Story } from './outage.ts';
import { factsOf } from './table.ts';

/** The broker's listener and topic for a client. */
export const listener = (id: string) => id.toUpperCase().replaceAll(/\W/g, '_');

/**
 * Holds a client of the broker to what the documents say of it.
 *
 * @param before what the broker had seen of the client when the token endpoint went
 */
export function assertStory(
  id: string,
  { outcome, statuses, goneAt, lastExpiry }: Story,
  before: readonly Authentication[],
): void {
  const facts = factsOf(id);
  const { code, produced, consumed, last, output } = outcome;
  // A record more may be under way in the end.
  assert.ok(produced - consumed <= 1, output);
  // A busy machine takes long to start them all.
  assert.ok(consumed >= LIFETIME / 2, `only ${consumed} records\n${output}`);
  assert.equal(statuses.filter((status) => status !== 200).join(), '503', output);
  // Some ask again soon after it has gone, and end with that.
  assert.ok(goneAt > 0 && last > goneAt - 5000, `over before the token endpoint was gone\n${output}`);
  // The broker ends a connection at the first request after the expiry of its token.
  assert.ok(last < lastExpiry + 5000, `${last - lastExpiry} ms after the end of the last token`);
  const again = count(before, 'again');
  if (facts.refresh === 'reconnects') assert.equal(again, 0);
  else assert.ok(again >= 2, authentications(before));
  assert.ok(facts.gone.codes.includes(code ?? -1), `exit ${code}\n${output}`);
  assert.match(output, facts.gone.says);
}

export function count(seen: readonly Authentication[], kind: Authentication): number {
  return seen.filter((authentication) => authentication === kind).length;
}

export function authentications(seen: readonly Authentication[]): string {
  const kinds = ['first', 'again', 'refused'] as const;
  return `authentications: ${kinds.map((kind) => `${count(seen, kind)} ${kind}`).join(', ')}`;
}

export function summary(
  { outcome, statuses, goneAt, lastExpiry }: Story,
  before: readonly Authentication[],
): string {
  const { produced, consumed, longest, last, code } = outcome;
  const tokens = `${statuses.length} token requests (${statuses.indexOf(503) + 1}. a 503)`;
  const end = `last ${last - goneAt} ms after it was gone, ${lastExpiry - last} ms before the token's end`;
  const records = `${produced} produced, ${consumed} consumed, longest ${longest} ms`;
  return `${records}; ${tokens}; ${authentications(before)}; ${end}; exit ${code}`;
}

/** A stand-in of an API that verifies tokens. */
interface Api {
  readonly admitted: ReadonlyMap<string, unknown>;
  refused(): number;
}

/** The same for a client of an API. */
export function assertApiStory(id: string, story: Story, api: Api): void {
  const { outcome, statuses, goneAt, lastExpiry } = story;
  const facts = factsOf(id);
  assert.equal(facts.refresh, 'gets a new one');
  assert.ok(outcome.consumed >= LIFETIME, `only ${outcome.consumed} answers\n${outcome.output}`);
  assert.ok(api.admitted.size >= 3, `${api.admitted.size} tokens`);
  assert.equal(statuses.filter((status) => status !== 200).join(), '503', outcome.output);
  assert.ok(goneAt > 0 && outcome.last > goneAt - 5000, outcome.output);
  assert.ok(
    outcome.last < lastExpiry + 1000,
    `${outcome.last - lastExpiry} ms after the end of the last token`,
  );
  // None was ever used after its end, nor was anything asked for without one.
  assert.equal(api.refused(), 0);
  assert.ok(facts.gone.codes.includes(outcome.code ?? -1), `exit ${outcome.code}\n${outcome.output}`);
  assert.match(outcome.output, facts.gone.says);
}

export function summaryOfApi({ outcome, statuses, goneAt, lastExpiry }: Story, api: Api): string {
  const { produced, consumed, longest, last, code } = outcome;
  const tokens = `${statuses.length} token requests (${statuses.indexOf(503) + 1}. a 503)`;
  const end = `last ${last - goneAt} ms after it was gone, ${lastExpiry - last} ms before the token's end`;
  const records = `${produced} asked, ${consumed} answered, longest ${longest} ms`;
  return `${records}; ${api.admitted.size} tokens used; ${tokens}; ${end}; exit ${code}`;
}
