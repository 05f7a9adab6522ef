"use strict";
exports.id = 494;
exports.ids = [494];
exports.modules = {

/***/ 494:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  explainRefusal: () => (/* binding */ explainRefusal)
});

// UNUSED EXPORTS: readRefusal

// EXTERNAL MODULE: ./src/clock.ts
var clock = __webpack_require__(373);
// EXTERNAL MODULE: ./src/errors.ts
var src_errors = __webpack_require__(916);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(301);
// EXTERNAL MODULE: ./src/tokens.ts
var tokens = __webpack_require__(789);
;// CONCATENATED MODULE: ./src/confluent/filters.ts
/** Length of a pool filter that Confluent's API page still gives as the maximum. */
const LONGEST_FILTER = 300;
/** Far more than Confluent would take; a claim may be of any length. */
const LONGEST_SHOWN = 2_000;
/** Runs of this event have the claims of the base branch, but may work on code from a fork. */
const NO_TARGET = 'claims.event_name != "pull_request_target"';
const PULL_REQUEST = 'refs/pull/';
/** Of an entry of a merge queue, `gh-readonly-queue/BRANCH/pr-NUMBER-SHA`: all of its queue. */
const QUEUE = /^refs\/heads\/gh-readonly-queue\/.+\/(?=pr-\d+-[^/]*$)/s;
/**
 * Filters that a run with these claims satisfies, each with a word on it. They admit no
 * `pull_request_target`, no other repository, kind of tag or environment, and no open pull request unless this
 * is one; nor another branch, but for the filter that says so and leaves that to the environment.
 */
function filtersFor(claims) {
    const event = eventCondition(claims);
    if (claims.aud === undefined || claims.ref === undefined || event === undefined)
        return [];
    return [...byIds(claims), ...bySub(claims)].map(([label, conditions]) => ({
        label,
        text: [equal(claims, 'aud'), ...conditions, event].join(' && '),
    }));
}
function byIds(claims) {
    if (claims.repository_id === undefined)
        return [];
    const repository = equal(claims, 'repository_id');
    const job = claims.environment === undefined ? [] : [equal(claims, 'environment')];
    const place = [repository, ...job, refCondition(claims)];
    const filters = [['By ids, which stay the same after a rename:', place]];
    if (isReusable(claims)) {
        const workflow = kindCondition(claims, 'job_workflow_ref', '@');
        filters.push(['The same, for this reusable workflow alone:', [...place, workflow]]);
    }
    if (job.length > 0) {
        const noPullRequest = isOpenPullRequest(claims) ? [] : [`!claims.ref.startsWith("${PULL_REQUEST}")`];
        filters.push([
            'By the environment alone, only if the environment restricts its branches:',
            [repository, ...job, ...noPullRequest],
        ]);
    }
    return filters;
}
/** With an environment or `pull_request` at its end, `sub` says nothing of the ref. */
function bySub(claims) {
    const { sub, ref } = claims;
    if (sub === undefined || subForm(sub) === 'custom')
        return [];
    const place = sub.endsWith(`:ref:${ref}`) ? [] : [refCondition(claims)];
    return [['By sub:', [kindCondition(claims, 'sub', ':ref:'), ...place]]];
}
/** A run for a pull request gets its own event; any other must not be `pull_request_target`. */
function eventCondition(claims) {
    const { event_name: event } = claims;
    if (event === undefined || event === 'pull_request_target')
        return undefined;
    const isForPullRequest = event.startsWith('pull_request') || isOpenPullRequest(claims) || isQueued(claims);
    return isForPullRequest ? equal(claims, 'event_name') : NO_TARGET;
}
function equal(claims, name) {
    return `claims.${name} == ${celString(claims[name] ?? '')}`;
}
/** The condition that a filter should have on the ref of this run. */
function refCondition(claims) {
    return kindCondition(claims, 'ref', '');
}
/** Equality; but if the claim ends with the separator and the ref of this run, the start that refs of its kind share. */
function kindCondition(claims, name, separator) {
    const { [name]: value = '', ref = '' } = claims;
    const kind = kindOf(ref);
    if (kind === undefined || !value.endsWith(separator + ref))
        return equal(claims, name);
    return `claims.${name}.startsWith(${celString(value.slice(0, -ref.length) + kind)})`;
}
/** What refs of the same kind begin with; undefined for a ref that stands for itself alone, as a branch does. */
function kindOf(ref) {
    if (ref.startsWith(PULL_REQUEST))
        return PULL_REQUEST;
    // Of a tag, all before its first digit, if that has a letter: `v` of `v1.2`.
    const tag = /^refs\/tags\/(\D*)(?=\d)/.exec(ref);
    return tag && /\p{L}/u.test(tag[1]) ? tag[0] : QUEUE.exec(ref)?.[0];
}
/** Decided by the ref, not by the event: the run for a pull request that was merged has the ref of a branch. */
function isOpenPullRequest({ ref = '' }) {
    return ref.startsWith(PULL_REQUEST);
}
function isQueued({ ref = '' }) {
    return QUEUE.test(ref);
}
/** Whether the job is in another workflow than the one that was triggered. */
function isReusable({ job_workflow_ref: job, workflow_ref: run }) {
    const path = (text) => text.split('@', 1)[0];
    return job !== undefined && run !== undefined && path(job) !== path(run);
}
/**
 * The form of a `sub`: the default one before July 2026, the one since, or one that somebody has chosen.
 * A colon within a value is written `%3A`.
 * @see https://docs.github.com/actions/reference/security/oidc
 * @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens
 */
function subForm(sub) {
    const parts = /^repo:([^/:]+)\/([^/:]+):(?:environment:[^:]*|ref:[^:]*|pull_request)$/s.exec(sub);
    if (!parts)
        return 'custom';
    return parts.slice(1).every((name) => /@\d+$/.test(name)) ? 'immutable' : 'plain';
}
/** The filters for the log, each alone on its line, and the command that sets the first one. */
function filterLines(claims, pool, redactor) {
    const command = (text) => `confluent iam pool update ${pool} --provider op-… --filter ${shellQuote(text)}`;
    // One that must be cleaned before it is printed could not be pasted.
    const isClean = (line) => redactor.clean(line, LONGEST_SHOWN) === line;
    const filters = filtersFor(claims).filter(({ text }) => isClean(command(text)));
    const [first] = filters;
    if (!first) {
        const isTarget = claims.event_name === 'pull_request_target';
        return [
            `No filter ${isTarget ? 'is offered that admits pull_request_target' : 'can be shown for these claims'}.`,
        ];
    }
    return [
        'Filters that this run satisfies, to paste into the pool:',
        ...filters.flatMap(({ label, text }) => [label, `  ${text}`, ...warningOf(text)]),
        'This command sets the first one. It replaces the whole filter: to keep the runs that it admits now, join the two as (OLD) || (NEW).',
        `  ${command(first.text)}`,
        '*** in these lines stands for a value that the job stores as a secret: replace it. The place for ids is vars, not secrets.',
    ];
}
function warningOf(filter) {
    const length = [...filter].length;
    if (length <= LONGEST_FILTER)
        return [];
    return [`  (long: ${length} characters; Confluent may refuse a filter of more than ${LONGEST_FILTER})`];
}
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
/** One word of a POSIX shell that stands for exactly this text, whatever it holds (but a null character). */
function shellQuote(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}

// EXTERNAL MODULE: ./src/confluent/pool-id.ts
var pool_id = __webpack_require__(742);
;// CONCATENATED MODULE: ./src/confluent/causes.ts




/** The issuer of github.com. */
const GITHUB = 'https://token.actions.githubusercontent.com';
/** Words that say nothing of the pool. */
const LIFETIME = /expires_in/i;
/** The surest evidence first: the words of the reply, what can be wrong in any run, what is rare in this one. */
const TABLE = [
    {
        evidence: LIFETIME,
        text: ({ inputs }) => `Confluent does not grant the lifetime that was asked for: lower the input expires-in (it is ${inputs.expiresIn}).`,
    },
    {
        evidence: /(?<![a-z])kid(?![a-z])|jwks|(?:unknown|signing|matching|public) key/i,
        text: 'Confluent does not know the key (kid) that signed the ID token: refresh the JWKS of the identity provider.',
    },
    {
        evidence: /processing[\s_]+failed|signature|issuer|"iss"/i,
        text: ({ claims, show }) => `The reply speaks of the signature or the issuer: compare the issuer and the JWKS URI of the identity provider, letter by letter, with iss (${show(claims.iss)}) and the jwks_uri in its /.well-known/openid-configuration.`,
    },
    {
        evidence: /\bexpired\b|not (?:yet )?valid (?:yet|before)|not yet valid|in the future|"(?:exp|nbf|iat)"/i,
        text: 'The reply says that the ID token is expired or not yet valid: run the job again; if that does not help, compare the clocks of GitHub (your own GitHub Enterprise Server) and Confluent.',
    },
    {
        evidence: /(?<![a-z])ip(?![a-z])/i,
        text: 'The reply speaks of an IP address: compare the addresses of the runner with the IP filters of the organisation.',
    },
    {
        evidence: /status 404|identity_pool_id|\bpool\b.*(?:not (?:be )?found|does(?: not|n't) exist)|(?:no such|unknown) (?:identity )?pool/is,
        text: ({ inputs, show }) => `The pool or the URL may not exist: check that ${show(inputs.identityPoolId)} is a pool of this organisation and was not deleted, and the input endpoint (it is ${show(inputs.endpoint)}).`,
    },
    {
        evidence: /(?<!ip[\s_-]?)filter|\bclaims\b/i,
        text: 'The reply speaks of the filter or the claims: compare the two.',
    },
    {
        evidence: ({ clockDifference }) => (0,clock/* isLargeDifference */.zM)(clockDifference),
        text: ({ clockDifference: seconds = 0 }) => `The clock of this runner is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} the clock of the server: synchronise the runner with NTP.`,
    },
    {
        evidence: ({ inputs }) => (0,pool_id/* oddPoolIds */.C)(inputs.identityPoolId).length > 0,
        text: ({ inputs }) => (0,pool_id/* oddPoolIds */.C)(inputs.identityPoolId).join(' '),
    },
    {
        evidence: ({ inputs }) => inputs.endpoint !== tokens/* CONFLUENT_API */.c,
        text: ({ inputs, show }) => `The reply may be that of another server: the input endpoint is ${show(inputs.endpoint)}, not the default.`,
    },
    {
        evidence: ({ claims: { iss } }) => iss !== undefined && iss !== GITHUB,
        text: ({ claims, show }) => `iss is ${show(claims.iss)} and not ${GITHUB}: the identity provider must have exactly this issuer, and its JWKS URI.`,
    },
    {
        evidence: ({ claims: { aud } }) => aud !== undefined && aud !== tokens/* CONFLUENT_API */.c,
        text: ({ claims, inputs, show }) => `aud is ${show(claims.aud)}, ${inputs.audience === '' ? "GitHub's own, since the input audience is empty" : `and not the default ${tokens/* CONFLUENT_API */.c}`}: the filter must compare claims.aud with the same text, letter by letter, a slash at the end included.`,
    },
    {
        evidence: ({ claims }) => claims.ref?.startsWith('refs/tags/') ?? false,
        text: ({ claims, show }) => `ref is the tag ${show(claims.ref)}, which a filter on a branch does not match: use ${show(refCondition(claims))}.`,
    },
    {
        evidence: ({ claims }) => claims.event_name === 'pull_request_target',
        text: 'The event is pull_request_target, which has the claims of the base branch but may work on code from a fork: use pull_request, or run this job on push after the merge.',
    },
    {
        evidence: ({ claims }) => isOpenPullRequest(claims) || /^pull_request(?!_target)/.test(claims.event_name ?? ''),
        text: ({ claims, show }) => `The run is for ${isOpenPullRequest(claims) ? 'an open' : 'a closed'} pull request, and ref is ${show(claims.ref)}: use ${show(refCondition(claims))} with claims.event_name.`,
    },
    {
        evidence: ({ claims }) => isQueued(claims),
        text: ({ claims, show }) => `ref (${show(claims.ref)}) is one entry of a merge queue, which a filter on the branch does not match: use ${show(refCondition(claims))}.`,
    },
    {
        evidence: ({ claims }) => isReusable(claims),
        text: 'The job is in a reusable workflow, so repository, ref and sub are those of its caller: filter by the caller, and by job_workflow_ref if only this workflow is meant.',
    },
    {
        evidence: ({ claims: { sub } }) => sub !== undefined && subForm(sub) === 'custom',
        text: "sub has neither of GitHub's default forms, so the organisation or the repository has customised it: filter by other claims, such as repository_id, ref or environment.",
    },
    {
        evidence: ({ claims: { sub } }) => sub !== undefined && subForm(sub) === 'immutable',
        text: 'sub has the immutable form repo:OWNER@ID/REPO@ID:…, as in repositories created, renamed or transferred since July 2026: a filter that compares it with repo:OWNER/REPO:… never matches, so use one of the filters below.',
    },
];
/** Causes for which there is evidence, each with its fix, in the order of the table. */
function causesOf(given) {
    const isSeen = ({ evidence }) => evidence instanceof RegExp ? given.words.some((text) => evidence.test(text)) : evidence(given);
    return TABLE.filter(isSeen).map(({ text }) => (typeof text === 'string' ? text : text(given)));
}

// EXTERNAL MODULE: ./src/confluent/claims.ts
var confluent_claims = __webpack_require__(261);
;// CONCATENATED MODULE: ./src/confluent/refusal.ts






/** The claims that filters test, in the error itself; one of them may be long. */
const COMPARED = ['repository_id', 'ref', 'environment', 'event_name', 'aud'];
const LONGEST_COMPARED = 80;
/** An annotation is read on one screen; each error is in the log in full. */
const LONGEST_SAID = 500;
const LONGEST_CAUSE = 450;
/** Of an error in the log: as much as its parts may come to. */
const LONGEST_ERROR = 1_000;
/** Of the errors in one reply: what a person will read. */
const MOST_ERRORS = 10;
/** More of a remote's text than this is not searched. */
const LONGEST_SEARCHED = 4_000;
/**
 * Explains a refusal: what Confluent said, causes for which there is evidence, the claims to compare with
 * the filter of the pool, and filters that this run would satisfy.
 * @returns the error of the step, and a group for the log and the job summary, safe to print
 */
function explainRefusal(result, inputs, redactor) {
    const show = (text, longest = 100) => redactor.clean(text, longest);
    const refusal = readRefusal(result.refused);
    const { claims } = result.subject;
    const words = refusal.errors.map(wordsOf);
    const causes = causesOf({
        words: [...words, `status ${refusal.status}`],
        // On a 404, no claim was checked.
        claims: refusal.status === 404 ? {} : textsOf(claims),
        inputs,
        clockDifference: (0,clock/* largestDifference */.eG)(result.subject.clockDifference, result.clockDifference),
        show,
    });
    const [cause = ''] = causes;
    const errors = errorLines(refusal, show);
    const error = (fix) => new src_errors/* ActionError */.lZ('CONFLUENT_REFUSED', whatConfluentSaid(refusal, inputs, show), fix);
    if (words.length > 0 && words.every((text) => LIFETIME.test(text)))
        return { error: error(cause), title: 'How to fix the input expires-in', lines: [cause, ...errors] };
    const isKnown = cause !== '';
    const start = isKnown ? `Likely cause: ${show(cause, LONGEST_CAUSE)} ` : '';
    const lines = [
        ...(isKnown ? ['Likely causes, the most likely first:'] : []),
        ...causes.map((text, index) => `  ${index + 1}. ${text}`),
        ...errors,
        ...poolLines(claims, inputs.identityPoolId, redactor),
    ];
    return { error: error(start + comparison(claims, show)), title: 'How to fix the identity pool', lines };
}
/** What to compare, whether or not a cause is known: this action does not know the filter. */
function comparison(claims, show) {
    const compared = COMPARED.map((name) => {
        const value = claims[name] === undefined ? '(none)' : show(claims[name], LONGEST_COMPARED);
        return `${name} ${value}`;
    });
    return `The filter of the pool must be true for ${compared.join(', ')}. See the group "How to fix the identity pool" above.`;
}
function poolLines(claims, identityPoolId, redactor) {
    const pool = /^pool-[\w-]+$/.test(identityPoolId) ? identityPoolId : 'pool-…';
    return [
        'This command shows the filter of the pool (op-… is the id of its provider: confluent iam provider list):',
        `  confluent iam pool describe ${pool} --provider op-…`,
        'The filter must be true for the claims of the ID token that was sent:',
        ...(0,confluent_claims/* claimLines */.K)(claims, redactor),
        `If it is: the pool must be of this organisation, the issuer of its provider exactly ${redactor.clean(claims.iss, 100)}, and its JWKS current.`,
        ...filterLines(textsOf(claims), pool, redactor),
    ];
}
function textsOf(claims) {
    const texts = Object.entries(claims).filter(([, value]) => typeof value === 'string');
    return Object.fromEntries(texts);
}
/** What a 4xx says: Confluent's error shape, all members optional; or RFC 6749's, should a gateway answer. */
function readRefusal({ status, headers, body: text }) {
    const body = (0,json/* parseObject */.lj)(text);
    const list = Array.isArray(body?.errors) ? body.errors.slice(0, MOST_ERRORS) : [];
    const plain = { title: body?.error, detail: body?.error_description };
    const read = (values) => values.map(readError).filter((error) => Object.values(error).some((value) => value !== undefined));
    const errors = read(list);
    return {
        status,
        errors: errors.length > 0 ? errors : read([plain]),
        requestId: textOf(headers['x-request-id']),
    };
}
function readError(value) {
    const error = (0,json/* asObject */.eB)(value);
    const source = (0,json/* asObject */.eB)(error?.source);
    return {
        title: textOf(error?.title),
        detail: textOf(error?.detail),
        code: textOf(error?.code),
        status: textOf(error?.status),
        parameter: textOf(source?.parameter),
        pointer: textOf(source?.pointer),
        id: textOf(error?.id),
    };
}
function textOf(value) {
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
function wordsOf({ title, detail, code, parameter, pointer }) {
    return [title, detail, code, parameter, pointer].join('\n').slice(0, LONGEST_SEARCHED);
}
/** What Confluent said, as one sentence and the id that its support can find the request by. */
function whatConfluentSaid(refusal, inputs, show) {
    const errors = refusal.errors.map((error) => errorText(error, show)).filter((text) => text !== '');
    const joined = errors.map((text) => text.replace(/\.$/, '')).join('; ');
    const said = errors.length === 0 ? '' : `: ${show(joined, LONGEST_SAID)}`;
    const end = /[.!?…]$/.test(said) ? '' : '.';
    const pool = show(inputs.identityPoolId);
    return `Confluent refused the exchange for identity pool ${pool} with status ${refusal.status}${said}${end} (${idOf(refusal, show)})`;
}
/** The errors of the reply, a line for each, if there is more than one. */
function errorLines({ errors }, show) {
    if (errors.length < 2)
        return [];
    // As a whole once more: two parts that are harmless may begin with `::` together.
    const texts = errors.map((error) => show(errorText(error, show), LONGEST_ERROR));
    return ['Errors in the reply:', ...texts.map((text) => `  ${text || '(without words)'}`)];
}
function errorText(error, show) {
    const { title, detail, code, parameter, pointer } = error;
    const words = new Set([title, detail].filter((word) => word !== undefined).map((word) => show(word, 300)));
    const extras = [
        ['code', isSaid(code, [title, error.status]) ? undefined : code],
        ['parameter', parameter],
        ['pointer', pointer],
    ].flatMap(([name, value]) => (value === undefined ? [] : `${name} ${show(value)}`));
    const text = [...words].join(': ');
    return extras.length === 0 ? text : `${text} (${extras.join(', ')})`.trimStart();
}
/** `not_found` says no more than `Not Found`, and `404` no more than the status. */
function isSaid(code, others) {
    const plain = (text) => text?.toLowerCase().replace(/[\s-]+/g, '_');
    return others.some((other) => plain(other) === plain(code));
}
function idOf({ requestId, errors }, show) {
    const errorId = errors.find(({ id }) => id !== undefined)?.id;
    return requestId === undefined && errorId !== undefined
        ? `error id: ${show(errorId)}`
        : `x-request-id: ${show(requestId ?? 'none')}`;
}


/***/ })

};
;