import { ActionError } from '../errors.ts';
import { pageError } from '../http/page.ts';
import { CONFLUENT_API } from '../http/urls.ts';
import type { Redactor } from '../secret.ts';
import type { Claims, Exchange, Inputs } from '../tokens.ts';
import { causesOf, LIFETIME } from './causes.ts';
import { claimLines } from './claims.ts';
import { conditionsFor } from './conditions.ts';
import { filterLines } from './filter-lines.ts';
import { readRefusal } from './reply.ts';
import type { Texts } from './run-kinds.ts';

/** The claims that filters test; the annotation names them. */
const COMPARED = ['repository_id', 'ref', 'environment', 'event_name', 'aud'];
/** Maximum of each, in characters. */
const LONGEST_COMPARED = 80;

type Refused = Extract<Exchange, { refused: unknown }>;

/**
 * Explains a refusal: what Confluent said, proven causes, the claims to compare with the filter of the pool, and
 * filters that this run would satisfy.
 * @param proxy the variable https_proxy: it may have answered in Confluent's place
 * @returns the error of the step, and lines for the log and the job summary, safe to print
 */
export function explainRefusal(
  { refused, subject: { claims } }: Refused,
  inputs: Inputs,
  redactor: Redactor,
  proxy: string,
) {
  const { endpoint } = inputs;
  const also = endpoint === CONFLUENT_API ? '' : ', and the input endpoint';
  const page = pageError('CONFLUENT_REFUSED', 'Confluent', new URL(endpoint), refused, proxy, also);
  if (page) return { error: page, lines: [] };
  const { status } = refused;
  const { said, lines: all, words, isOfGateway } = readRefusal(refused, redactor);
  const indented = all.map((line) => `  ${line}`);
  const errors = all.length < 2 ? [] : ['Errors in the reply:', ...indented];
  const causes = causesOf(words.join('\n'), status, claims.iss, inputs, redactor);
  const likely = causes.length === 0 ? [] : [`Likely cause: ${causes.join(' ')}`];
  const message = `Confluent refused the exchange for identity pool ${redactor.clean(inputs.identityPoolId, 100)} with status ${status}${said}`;
  const error = (...remedy: string[]) => new ActionError('CONFLUENT_REFUSED', message, remedy.join(' '));
  if (words.length > 0 && words.every((text) => LIFETIME.test(text)))
    return { error: error(...likely), lines: [] };
  if (isOfGateway) likely.push('A gateway may have answered in place of Confluent.');
  return {
    error: error(...likely, comparison(claims, inputs, redactor)),
    lines: [...errors, ...poolLines(claims, inputs, redactor)],
  };
}

/** What to compare, whether or not a cause is known: this action does not know the filter. */
function comparison(claims: Claims, { audience }: Inputs, redactor: Redactor): string {
  const compared = COMPARED.map((name) => {
    if (claims[name] === undefined) return `${name} (none)`;
    if (name === 'ref' && claims.ref === '')
      return 'ref (this run has no ref: a release or a deployment of a commit)';
    return `${name} ${redactor.clean(claims[name], LONGEST_COMPARED)}`;
  });
  const isOwn = audience !== '' && audience !== CONFLUENT_API;
  return `If the filter of the pool refused it: it must be true for ${compared.join(', ')}${isOwn ? ' (input audience)' : ''}. See the group "How to fix the identity pool" in the log of this step.`;
}

function poolLines(claims: Claims, inputs: Inputs, redactor: Redactor): string[] {
  const pool = /^pool-[\w-]+$/.test(inputs.identityPoolId) ? inputs.identityPoolId : 'pool-…';
  const texts = textsOf(claims);
  const lines = [
    'This command shows the filter of the pool (op-… is the id of its provider: confluent iam provider list):',
    `  confluent iam pool describe ${pool} --provider op-…`,
    'The filter must be true for the claims of the ID token that was sent:',
    ...claimLines(claims, redactor),
    `If it is: the pool must be of this organisation, the issuer of its provider exactly ${redactor.clean(claims.iss, 100)}, and its JWKS current.`,
    ...conditionsFor(texts, inputs, redactor),
    ...filterLines(texts, pool, redactor),
  ];
  if (lines.some((line) => line.includes('***')))
    lines.push(
      '*** in these lines stands for a value that the job stores as a secret: replace it. The place for ids is vars, not secrets.',
    );
  return lines;
}

function textsOf(claims: Claims): Texts {
  const texts = Object.entries(claims).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts) as Texts;
}
