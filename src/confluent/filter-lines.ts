import type { Redactor } from '../secret.ts';
import { oddCharacters } from './filter-text.ts';
import { filtersFor } from './filters.ts';
import { kindOf, type Place, placeOf, type Texts } from './run-kinds.ts';

/** Confluent's API page still gives this as the maximum length of a pool filter. */
const LONGEST_FILTER = 300;

/** Confluent would take far less; a claim may be of any length. */
const LONGEST_SHOWN = 2_000;

/** The filters for the log, each alone on its line; who else can use them; the command that sets the first one. */
export function filterLines(claims: Texts, pool: string, redactor: Redactor): string[] {
  // A filter that must be cleaned before it is printed could not be pasted.
  const isClean = (text: string) => redactor.clean(text, LONGEST_SHOWN) === text;
  const filters = filtersFor(claims).filter(([, text]) => isClean(text));
  const place = placeOf(claims);
  const advice = ADVICE[place] ?? [];
  const first = filters[0]?.[1];
  if (first === undefined) return [...advice, 'No filter is offered for these claims.'];
  return [
    ...advice,
    `Filters that this run satisfies, to paste into ${place === 'pull request' ? 'that' : 'the'} pool:`,
    ...filters.flatMap(([label, text]) => [label, `  ${text}`, ...warningOf(text)]),
    ...userLines(claims, place),
    ...nameLines(filters.map(([, text]) => text).join(), claims, redactor),
    ...commandLines(first, claims, place, pool),
  ];
}

/** Advice that is safer than a filter for such a run in the existing pool. */
const ADVICE: Partial<Record<Place, readonly string[]>> = {
  'pull request': [
    'For open pull requests use a pool of its own, with roles that only read, because whoever can push a branch can change what runs.',
  ],
  nothing: [
    "Run the job on: push: tags, or give it an environment with required reviewers (whether an environment's rules for branches let such a run start is unverified).",
  ],
};

function warningOf(filter: string): string[] {
  const length = [...filter].length;
  if (length <= LONGEST_FILTER) return [];
  return [`  (long: ${length} characters; Confluent may refuse a filter of more than ${LONGEST_FILTER})`];
}

/** Who else can use these filters. Nobody pushes to a merge queue; for a pull request the advice says it. */
function userLines({ ref = '', environment, ref_protected: isProtected }: Texts, place: Place): string[] {
  if (place !== 'tag' && place !== 'branch') return [];
  const lines: string[] = [];
  if (kindOf(ref) !== undefined)
    lines.push('These filters are for tags: whoever can push a tag that begins so can use them.');
  const rules =
    environment === undefined ? '' : ' (unless the rules of the environment restrict branches and tags)';
  if (isProtected === 'false')
    lines.push(
      `This ${place} is not protected, so whoever can push to the repository can use what its filter admits${rules}.`,
    );
  return lines;
}

function nameLines(filters: string, claims: Texts, redactor: Redactor): string[] {
  const odd = oddCharacters(filters, claims);
  if (odd.length === 0) return [];
  const line = `Look twice: besides ASCII letters, digits, blanks and ._/@:=+,#()- the names of this run have ${odd.join(', ')}.`;
  return [redactor.clean(line)];
}

/** The quotes are right for bash and zsh. Windows PowerShell drops the inner ones, so a name must not contain a flag. */
function commandLines(filter: string, claims: Texts, place: Place, pool: string): string[] {
  const isOdd = oddCharacters(filter, claims).length > 0;
  if (place === 'nothing' || filter.includes(' -') || isOdd) return [];
  if (place === 'pull request')
    return [
      'This command, for bash or zsh, creates such a pool with the first one:',
      `  confluent iam pool create pull-requests --provider op-… --identity-claim claims.sub --filter '${filter}'`,
    ];
  return [
    'This command, for bash or zsh, sets the first one. It replaces the whole filter: to keep the runs that it admits now, join the two as (OLD) || (NEW).',
    `  confluent iam pool update ${pool} --provider op-… --filter '${filter}'`,
  ];
}
