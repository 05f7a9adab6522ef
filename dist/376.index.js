"use strict";
exports.id = 376;
exports.ids = [376];
exports.modules = {

/***/ 376:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  explainRefusal: () => (/* binding */ explainRefusal)
});

// UNUSED EXPORTS: CLAIMS

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(916);
;// CONCATENATED MODULE: ./src/confluent/evidence.ts
/** More of a remote's text than this is not searched. */
const LONGEST_SEARCHED = 2_000;
/** Makes the evidence ready to be asked. */
function caseOf(evidence, redactor) {
    const { errors } = evidence.refusal;
    const claim = (name) => textOf(evidence.claims[name]);
    const texts = errors.flatMap(({ title, detail }) => [textOf(title) ?? [], textOf(detail) ?? []].flat());
    const sources = errors.flatMap(({ parameter, pointer }) => textOf(parameter) ?? textOf(pointer) ?? []);
    return {
        ...evidence,
        claim,
        show: (text, longest = 200) => redactor.clean(text, longest),
        words: texts.map((text) => text.slice(0, LONGEST_SEARCHED)).join('\n'),
        parameters: [...new Set(sources.map(lastPart))],
        event: claim('event_name') ?? evidence.eventName,
    };
}
function textOf(value) {
    return typeof value === 'string' ? value : undefined;
}
/** Of a JSON pointer (RFC 6901), or of a path with dots. */
function lastPart(source) {
    return (source
        .slice(0, LONGEST_SEARCHED)
        .split(/[/.#]/)
        .findLast((part) => part !== '') ?? source);
}
/** A run for a pull request: its `ref` names the merge of this one pull request. */
function isPullRequest({ claim, event }) {
    return event === 'pull_request' || (claim('ref') ?? '').startsWith('refs/pull/');
}
/** Told by either, since no filter may be offered: the claim, or what the runner says. */
function isPullRequestTarget({ event, eventName }) {
    return event === 'pull_request_target' || eventName === 'pull_request_target';
}
/** The name in a `ref` that is a tag, with `refs/tags/` before it. */
function tagOf({ claim }) {
    const ref = claim('ref');
    return ref?.startsWith('refs/tags/') ? ref : undefined;
}
/** What tags of the same kind begin with: all of the tag before its first digit. */
function tagPrefix(tag) {
    return /^refs\/tags\/\D*/.exec(tag)?.[0] ?? tag;
}
/**
 * The form of a `sub`. A colon within a value is written `%3A`.
 * @see https://docs.github.com/actions/reference/security/oidc
 * @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens
 */
function subForm(sub) {
    const parts = /^repo:([^/:]+)\/([^/:]+):(?:environment:[^:]*|ref:[^:]*|pull_request)$/s.exec(sub);
    if (!parts)
        return 'custom';
    return parts.slice(1).every((name) => /@\d+$/.test(name)) ? 'immutable' : 'plain';
}

;// CONCATENATED MODULE: ./src/confluent/filter.ts
/** Length of a pool filter that Confluent's API page still gives as the maximum. */
const LONGEST_FILTER = 300;
/**
 * A string literal of the Common Expression Language, equal to `text` and safe in any log:
 * quotes, backslashes and all that is not visible are escaped.
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#string-and-bytes-values
 */
function celString(text) {
    const escaped = text
        .toWellFormed()
        .replace(/["\\]/g, '\\$&')
        .replace(/##(?=\[)/g, '#\\u0023')
        .replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, escapeCodePoint);
    return `"${escaped}"`;
}
function escapeCodePoint(character) {
    const code = character.codePointAt(0);
    const hex = code.toString(16);
    return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
/**
 * A pool filter that holds for these claims: `claims.aud == "…" && …`.
 * Claims that are absent or no text are left out.
 */
function filterFor(claims, names) {
    return names
        .filter((name) => typeof claims[name] === 'string')
        .map((name) => `claims.${name} == ${celString(claims[name])}`)
        .join(' && ');
}
/** One word of a POSIX shell that stands for exactly this text, whatever it holds (but a null character). */
function shellQuote(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}

;// CONCATENATED MODULE: ./src/confluent/offers.ts


/** Far more than Confluent would take; a claim may be of any length. */
const LONGEST_SHOWN = 2_000;
/** Runs of this event have the rights of the repository, but may work on code from a fork. */
const NO_TARGET = 'claims.event_name != "pull_request_target"';
/** Filters that the claims of this run satisfy, each with the command that sets it; lines for the log. */
function filterLines(given) {
    if (isPullRequestTarget(given))
        return ['No filter is offered that admits pull_request_target.'];
    return [
        'Filters that this run satisfies. Paste one into the pool, or run its command with the id of your identity provider in place of op-… (confluent iam provider list prints it):',
        'By ids, which stay the same after a rename:',
        ...offer(byIds(given), given),
        'By sub:',
        ...offer(bySub(given), given),
        'The command replaces the whole filter of the pool. To keep the runs that it admits now, join the two: (OLD) || (NEW).',
    ];
}
/** Never without the repository: any repository of the world may ask for any audience. */
function byIds(given) {
    if (given.claim('aud') === undefined || given.claim('repository_id') === undefined)
        return undefined;
    const place = placeOf(given);
    if (place === undefined)
        return undefined;
    return [filterFor(given.claims, ['aud', 'repository_id']), ...place].join(' && ');
}
/** What of the repository: its environment, its pull requests, its tags of this kind, or this branch. */
function placeOf(given) {
    const guard = guardOf(given);
    if (given.claim('environment') !== undefined)
        return [filterFor(given.claims, ['environment']), ...guard];
    if (isPullRequest(given))
        return given.claim('event_name') === undefined ? undefined : [filterFor(given.claims, ['event_name'])];
    const tag = tagOf(given);
    if (tag !== undefined)
        return [`claims.ref.startsWith(${celString(tagPrefix(tag))})`, ...guard];
    return given.claim('ref') === undefined ? undefined : [filterFor(given.claims, ['ref']), ...guard];
}
/** A `sub` that somebody has customised may be the same for the whole organisation. */
function bySub(given) {
    const sub = given.claim('sub');
    if (given.claim('aud') === undefined || sub === undefined || subForm(sub) === 'custom')
        return undefined;
    const tag = tagOf(given);
    const isTag = tag !== undefined && sub.endsWith(`:ref:${tag}`);
    const condition = isTag
        ? `claims.sub.startsWith(${celString(sub.slice(0, -tag.length) + tagPrefix(tag))})`
        : filterFor(given.claims, ['sub']);
    return [filterFor(given.claims, ['aud']), condition, ...guardOf(given)].join(' && ');
}
/** A filter that names a claim that is absent takes nobody. */
function guardOf(given) {
    const event = given.claim('event_name');
    return event === undefined || isPullRequest(given) ? [] : [NO_TARGET];
}
/** A filter is pasted as it stands, so one that must be cleaned before it is printed is of no use. */
function offer(filter, { show, inputs }) {
    const pool = /^pool-[\w-]+$/.test(inputs.identityPoolId) ? inputs.identityPoolId : 'pool-…';
    const command = `confluent iam pool update ${pool} --provider op-… --filter ${shellQuote(filter ?? '')}`;
    const asItStands = (text) => show(text, LONGEST_SHOWN) === text;
    if (filter === undefined || !asItStands(filter) || !asItStands(command))
        return ['  (none can be shown for these claims)'];
    const length = [...filter].length;
    const warning = `  (${length} characters: Confluent may refuse a filter of more than ${LONGEST_FILTER}; filter by fewer or shorter claims.)`;
    return [`  ${filter}`, `  ${command}`, ...(length > LONGEST_FILTER ? [warning] : [])];
}

;// CONCATENATED MODULE: ./src/confluent/reply.ts
/** An annotation is read on one screen; each error is in the log in full. */
const LONGEST_SAID = 700;
/** Of an error in the log: as much as its parts may come to. */
const LONGEST_ERROR = 1_000;
/** What Confluent said, as one sentence and the id that its support can find the request by. */
function whatConfluentSaid(given) {
    const { refusal, inputs, show } = given;
    const errors = refusal.errors.map((error) => errorText(error, given)).filter((text) => text !== '');
    const joined = errors.map((text) => text.replace(/\.$/, '')).join('; ');
    const said = errors.length === 0 ? '' : `: ${show(joined, LONGEST_SAID)}`;
    const end = /[.!?…]$/.test(said) ? '' : '.';
    const pool = show(inputs.identityPoolId, 100);
    return `Confluent refused the exchange for identity pool ${pool} with status ${refusal.status}${said}${end} (${idOf(given)})`;
}
/** The errors of the reply, a line for each, if there is more than one. */
function errorLines(given) {
    const { refusal, show } = given;
    if (refusal.errors.length < 2)
        return [];
    // As a whole once more: two parts that are harmless may begin with `::` together.
    const texts = refusal.errors.map((error) => show(errorText(error, given), LONGEST_ERROR));
    return ['Errors in the reply:', ...texts.map((text) => `  ${text || '(without words)'}`)];
}
function errorText(error, { show }) {
    const { title, detail, code, parameter, pointer } = error;
    const words = new Set([title, detail].filter((word) => word !== undefined).map((word) => show(word, 300)));
    const extras = [
        ['code', isTold(code, [title, error.status]) ? undefined : code],
        ['parameter', parameter],
        ['pointer', pointer],
    ].flatMap(([name, value]) => (value === undefined ? [] : `${name} ${show(value, 100)}`));
    const text = [...words].join(': ');
    return extras.length === 0 ? text : `${text} (${extras.join(', ')})`.trimStart();
}
/** `not_found` says no more than `Not Found`, and `404` no more than the status. */
function isTold(code, others) {
    const plain = (value) => typeof value === 'string' ? value.toLowerCase().replace(/[\s-]+/g, '_') : value;
    return others.some((other) => plain(other) === plain(code));
}
function idOf({ refusal: { requestId, errors }, show }) {
    const errorId = errors.find(({ id }) => id !== undefined)?.id;
    if (requestId === undefined && errorId !== undefined)
        return `error id: ${show(errorId, 100)}`;
    return `x-request-id: ${requestId === undefined ? 'none' : show(requestId, 100)}`;
}

// EXTERNAL MODULE: ./src/clock.ts
var clock = __webpack_require__(373);
// EXTERNAL MODULE: ./src/confluent/pool-id.ts
var pool_id = __webpack_require__(742);
;// CONCATENATED MODULE: ./src/confluent/reply-causes.ts


/** What a reply says when the time in the ID token is not the time it sees. */
const TIME = /\bexpired\b|\bnot (?:yet |)valid (?:yet|before)\b|\bnot yet valid\b|issued in the future|"(?:exp|nbf|iat)"/i;
const ABSENT = /\bnot (?:be )?found\b|\bdoes(?: not|n't) exist\b|\bno such\b|\bunknown identity pool\b/i;
/** Causes that the reply, the inputs and the clocks show; the surest first. */
function replyCauses(given) {
    return [
        ...(namesExpiresIn(given) ? [expiresIn(given)] : []),
        ...sources(given),
        ...clocks(given),
        ...(given.refusal.status === 404 ? [endpoint(given)] : []),
        ...(0,pool_id/* oddPoolIds */.C)(given.inputs.identityPoolId),
        ...(isPoolAbsent(given) ? [absentPool(given)] : []),
    ];
}
/** Whether nothing but the lifetime is wrong: then the identity pool has no part in it. */
function isOnlyExpiresIn({ refusal: { status, errors } }) {
    return status === 400 && errors.length > 0 && errors.every(mentionsExpiresIn);
}
function namesExpiresIn({ refusal: { status, errors } }) {
    return status === 400 && errors.some(mentionsExpiresIn);
}
function mentionsExpiresIn({ title, detail, parameter, pointer }) {
    return [title, detail, parameter, pointer].some((text) => typeof text === 'string' && /\bexpires_in\b/.test(text));
}
function expiresIn({ inputs }) {
    return `Confluent does not grant the lifetime that was asked for: lower the input expires-in (it is ${inputs.expiresIn}).`;
}
function sources(given) {
    return given.parameters.flatMap((name) => {
        const words = `The reply names ${given.show(name, 100)}`;
        if (name === 'identity_pool_id')
            return `${words}, which is the input identity-pool-id: check that the pool exists in this organisation.`;
        if (name === 'subject_token')
            return `${words}, which is the ID token: check the filter of the pool, the issuer of its provider, and the clock.`;
        if (name !== 'expires_in')
            return `${words}, which no input of this action sets.`;
        return namesExpiresIn(given) ? [] : `${words}, which is the input expires-in: lower it.`;
    });
}
function clocks({ clockDifference: seconds, words }) {
    if ((0,clock/* isLargeDifference */.zM)(seconds)) {
        const side = seconds > 0 ? 'ahead of' : 'behind';
        return [
            `The clock of this runner is ${Math.abs(seconds)} s ${side} the clock of the server: synchronise the runner with NTP.`,
        ];
    }
    if (!TIME.test(words))
        return [];
    const told = seconds === undefined
        ? 'synchronise the clock of a self-hosted runner with NTP'
        : `the clocks agree (they differ by ${Math.abs(seconds)} s)`;
    return [
        `The reply speaks of the time in the ID token, which is valid for some minutes: ${told}, and run the job again.`,
    ];
}
function endpoint({ inputs, defaults, show }) {
    const usual = inputs.endpoint === defaults.endpoint
        ? 'which is the default'
        : `while the default is ${defaults.endpoint}`;
    return `Nothing was found at the URL: check first the input endpoint (it is ${show(inputs.endpoint)}, ${usual}).`;
}
function isPoolAbsent({ refusal, words, parameters }) {
    if (refusal.status === 404)
        return true;
    return ABSENT.test(words) && !parameters.includes('identity_pool_id');
}
function absentPool({ inputs, show }) {
    return `The pool may not exist: check that ${show(inputs.identityPoolId, 100)} is a pool of the right organisation, and was not deleted.`;
}

;// CONCATENATED MODULE: ./src/confluent/run-causes.ts


/** The issuer of github.com. */
const GITHUB = 'https://token.actions.githubusercontent.com';
/** What is rare in a run, so that a filter was most likely not written for it. */
const RARE = [
    pullRequestTarget,
    issuer,
    slash,
    ownAudience,
    pullRequest,
    tag,
    sub('custom'),
    sub('immutable'),
];
/** What may be a cause in any run. */
const ORDINARY = [environment, noEnvironment, defaultAudience, sub('plain')];
/** Causes that what is rare in this run supports, the most likely first. */
function rareCauses(given) {
    return RARE.flatMap((cause) => cause(given) ?? []);
}
/** Causes that the claims of this run support as those of many others do, the most likely first. */
function ordinaryCauses(given) {
    return ORDINARY.flatMap((cause) => cause(given) ?? []);
}
function pullRequestTarget(given) {
    if (!isPullRequestTarget(given))
        return undefined;
    return 'The event is pull_request_target, and no filter that admits it is offered: such a run has the rights of this repository, but may work on code from a fork. Use pull_request, or run this job on push after the merge.';
}
function issuer({ claim, show }) {
    const iss = claim('iss');
    if (iss === undefined || iss === GITHUB)
        return undefined;
    return `iss is ${show(iss)} and not ${GITHUB}, as with GitHub Enterprise Server, GHE.com or an issuer of an enterprise: the identity provider must have exactly this issuer, and its JWKS URI.`;
}
/** Whether `aud` is the default but for the slash at its end. */
function isSlashApart({ claim, defaults }) {
    const aud = claim('aud');
    const bare = (text) => text.replace(/\/$/, '');
    return aud !== undefined && aud !== defaults.audience && bare(aud) === bare(defaults.audience);
}
function slash(given) {
    if (!isSlashApart(given))
        return undefined;
    const { claim, show, defaults } = given;
    const aud = claim('aud');
    return `aud is ${show(aud)}, and the default of the input audience is ${defaults.audience}: they differ by the slash at the end, and so may the filter. Make the input and the filter agree.`;
}
function pullRequest(given) {
    if (!isPullRequest(given) || isPullRequestTarget(given))
        return undefined;
    const name = celString(given.event);
    return `The run is for a pull request, and ref (${given.show(given.claim('ref') ?? '(absent)')}) names this one pull request: filter by claims.event_name == ${given.show(name)} in place of ref.`;
}
function tag(given) {
    const ref = tagOf(given);
    if (ref === undefined)
        return undefined;
    const prefix = given.show(celString(tagPrefix(ref)));
    return `ref is the tag ${given.show(ref)}, which a filter on a branch does not match: use claims.ref.startsWith(${prefix}), or give the job an environment and filter by claims.environment.`;
}
function environment({ claim, show }) {
    const name = claim('environment');
    if (name === undefined || subForm(claim('sub') ?? '') === 'custom')
        return undefined;
    return `The job has the environment ${show(name)}, so sub ends with environment:NAME in place of the ref: a filter on sub must say so too, or use claims.environment.`;
}
function noEnvironment({ claims }) {
    if (claims.environment !== undefined)
        return undefined;
    return 'The job has no environment: if the filter names one, add environment: NAME to the job, and do not widen the filter.';
}
/** Somebody has chosen another audience, so the filter of the documentation does not fit. */
function ownAudience(given) {
    const { inputs, defaults } = given;
    if (inputs.audience === defaults.audience)
        return undefined;
    return inputs.audience === ''
        ? audience(given, "GitHub's own, since the input audience is empty")
        : audience(given, `from the input audience; the default is ${defaults.audience}`);
}
function defaultAudience(given) {
    const { inputs, defaults } = given;
    if (inputs.audience !== defaults.audience)
        return undefined;
    return audience(given, 'the default of the input audience');
}
function audience(given, origin) {
    const aud = given.claim('aud');
    if (aud === undefined || isSlashApart(given))
        return undefined;
    return `aud is ${given.show(aud)} (${origin}): the filter must compare claims.aud with the same text, letter by letter, a slash at the end included.`;
}
const FORMS = {
    custom: "sub has neither of GitHub's default forms, so the organisation or the repository has customised it: filter by other claims, such as repository_id, ref or environment.",
    immutable: 'sub has the immutable form repo:OWNER@ID/REPO@ID:…, as in repositories created, renamed or transferred since July 2026: a filter that compares it with repo:OWNER/REPO:… never matches. Use one of the filters below.',
    plain: 'sub has the form repo:OWNER/REPO:…: a filter that compares it with the immutable form repo:OWNER@ID/REPO@ID:… does not match; and it changes to that form if the repository is renamed or transferred. Use the filter by ids below.',
};
function sub(form) {
    return ({ claim }) => {
        const text = claim('sub');
        return text !== undefined && subForm(text) === form ? FORMS[form] : undefined;
    };
}

;// CONCATENATED MODULE: ./src/confluent/refusal.ts






/** The claims that a pool filter can sensibly name. */
const CLAIMS = [
    'iss',
    'aud',
    'sub',
    'repository',
    'repository_id',
    'repository_owner',
    'repository_owner_id',
    'ref',
    'environment',
    'workflow_ref',
    'job_workflow_ref',
    'event_name',
    'runner_environment',
];
/**
 * Explains a refusal: what Confluent said, the likely causes for this run with their fixes, what the ID
 * token holds, and filters that this run would satisfy.
 */
function explainRefusal(evidence, redactor) {
    const given = caseOf(evidence, redactor);
    const message = whatConfluentSaid(given);
    const plain = replyCauses(given);
    if (isOnlyExpiresIn(given)) {
        const error = new errors/* ActionError */.lZ('CONFLUENT_REFUSED', message, plain[0]);
        return { error, title: 'How to fix the input expires-in', lines: [...plain, ...errorLines(given)] };
    }
    // What is not there has looked at no claim.
    const isAbsent = given.refusal.status === 404;
    const telling = isAbsent ? plain : [...plain, ...rareCauses(given)];
    const causes = isAbsent ? plain : [...telling, ...ordinaryCauses(given), unseen(given)];
    return {
        error: new errors/* ActionError */.lZ('CONFLUENT_REFUSED', message, remedy(given, causes[0], telling.length > 0)),
        title: 'How to fix the identity pool',
        lines: [
            'Likely causes, the most likely first:',
            ...causes.map((cause, index) => `  ${index + 1}. ${cause}`),
            ...errorLines(given),
            ...claimLines(given),
            ...filterLines(given),
        ],
    };
}
function unseen({ claim, show }) {
    const iss = claim('iss');
    return `What this run cannot show: the pool is of another organisation, its provider has an issuer that is not exactly ${iss === undefined ? 'iss' : show(iss)}, or Confluent does not have the current keys of GitHub yet (refresh the JWKS of the provider).`;
}
/** @param isTelling whether something in the reply or rare in this run shows the cause */
function remedy(given, cause, isTelling) {
    const token = given.refusal.status === 401 ? 'Confluent did not accept the ID token. ' : '';
    const start = isTelling
        ? 'Most likely:'
        : 'Check identity-pool-id, and compare the filter of the pool with the claims of this run. A likely cause:';
    const more = isPullRequestTarget(given) ? '' : ' and filters to paste';
    return `${token}${start} ${cause} More causes, the claims of this run${more} are printed above.`;
}
function claimLines({ claims, show }) {
    const width = Math.max(...CLAIMS.map((name) => name.length));
    const lines = CLAIMS.map((name) => {
        const value = claims[name];
        return `  ${name.padEnd(width)}  ${show(value === undefined ? '(absent)' : value, 500)}`;
    });
    return ['Claims of the ID token that was sent:', ...lines];
}


/***/ })

};
;