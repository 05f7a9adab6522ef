"use strict";
exports.id = 552;
exports.ids = [552];
exports.modules = {

/***/ 435:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  explainRefusal: () => (/* binding */ explainRefusal)
});

// EXTERNAL MODULE: ./src/errors.ts
var src_errors = __webpack_require__(916);
// EXTERNAL MODULE: ./src/http/page.ts
var http_page = __webpack_require__(429);
// EXTERNAL MODULE: ./src/http/urls.ts
var urls = __webpack_require__(88);
// EXTERNAL MODULE: ./src/confluent/pool-id.ts
var pool_id = __webpack_require__(742);
;// CONCATENATED MODULE: ./src/confluent/causes.ts

/** A parameter that a reply names: alone, as a pointer, or at the start of a sentence. */
const LIFETIME = /^\W?expires_in\b/m;
const POOL = /^\W?identity_pool_id\b/m;
/** The phrases that Confluent documents. Any other words are shown, and not interpreted. */
const UNKNOWN_KEY = /\bkid[ _]lookup[ _]failed\b/i;
const UNVERIFIED = /\bjwt[ _]processing[ _]failed\b|\binvalid signature\b/i;
const IP_FILTER = /\bip[ _-]?filter/i;
/**
 * Causes that the words of the reply, its status or an input prove, each with its remedy.
 * @param words of all errors of the reply: to search in, not to print
 */
function causesOf(words, status, iss, inputs, redactor) {
    const { endpoint, identityPoolId, expiresIn } = inputs;
    const causes = [
        [
            LIFETIME.test(words),
            `Confluent does not grant the lifetime that was asked for: lower the input expires-in (it is ${expiresIn}).`,
        ],
        [
            UNKNOWN_KEY.test(words),
            'Confluent does not know the key (kid) that signed the ID token: refresh the JWKS of the identity provider, and check its JWKS URI.',
        ],
        [
            UNVERIFIED.test(words),
            `Confluent could not verify the ID token: compare the issuer and the JWKS URI of the identity provider, letter by letter, with iss (${redactor.clean(iss)}) and the jwks_uri in its /.well-known/openid-configuration.`,
        ],
        [
            IP_FILTER.test(words),
            'An IP filter of Confluent refused the runner: compare its address with the IP filters of the organisation.',
        ],
        [
            status === 404 || POOL.test(words),
            `The pool or the URL may not exist: check that ${redactor.clean(identityPoolId)} is a pool of this organisation and was not deleted, and the input endpoint (it is ${redactor.clean(endpoint)}).`,
        ],
    ];
    const proven = causes.filter(([isProven]) => isProven).map(([, text]) => text);
    return [...proven, ...(0,pool_id/* oddPoolIds */.C)(identityPoolId)];
}

// EXTERNAL MODULE: ./src/confluent/claims.ts
var confluent_claims = __webpack_require__(261);
;// CONCATENATED MODULE: ./src/confluent/run-kinds.ts
/** What the `ref` of every open pull request begins with. */
const PULL_REQUEST = 'refs/pull/';
/** The start that all entries of a merge queue share; an entry is `gh-readonly-queue/BRANCH/pr-NUMBER-SHA`. */
const QUEUE = /^refs\/heads\/gh-readonly-queue\/.+\/(?=pr-\d+-[^/]*$)/s;
function placeOf({ ref = '' }) {
    if (ref === '')
        return 'nothing';
    if (ref.startsWith(PULL_REQUEST))
        return 'pull request';
    if (ref.startsWith('refs/tags/'))
        return 'tag';
    return QUEUE.test(ref) ? 'queue' : 'branch';
}
/** The start that refs of the same kind share; undefined for a ref that stands for itself alone, as a branch does. */
function kindOf(ref) {
    if (ref.startsWith(PULL_REQUEST))
        return PULL_REQUEST;
    // A tag is of the kind of all before its first digit, if that has a letter: `v` of `v1.2`.
    const [start, name = ''] = /^refs\/tags\/(\D*)(?=\d)/.exec(ref) ?? [];
    return /\p{L}/u.test(name) ? start : QUEUE.exec(ref)?.[0];
}
/** Whether the job is in another workflow than the one that was triggered. */
function isReusable({ job_workflow_ref: job, workflow_ref: run }) {
    const path = (text) => text.split('@', 1)[0];
    return job !== undefined && run !== undefined && path(job) !== path(run);
}
/**
 * The format of a `sub`: the default one before July 2026, the one since, or one that somebody has chosen.
 * A colon within a value is written `%3A`.
 * @see https://docs.github.com/actions/reference/security/oidc
 * @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens
 */
function subFormat(sub) {
    const parts = /^repo:([^/:]+)\/([^/:]+):(?:environment:[^:]*|ref:[^:]*|pull_request)$/s.exec(sub);
    if (!parts)
        return 'custom';
    const haveIds = parts.slice(1).every((name) => /@\d+$/.test(name));
    return haveIds ? 'immutable' : 'plain';
}

;// CONCATENATED MODULE: ./src/confluent/conditions.ts


/** The issuer of github.com. */
const GITHUB = 'https://token.actions.githubusercontent.com';
/**
 * What is true of every run of this kind, and what the author of a filter may have overlooked. Each line is a
 * condition: this action does not know the filter.
 */
function conditionsFor(claims, inputs, redactor) {
    const { iss, aud, sub, environment, event_name: event = '', job_workflow_ref: job } = claims;
    const place = placeOf(claims);
    const ref = redactor.clean(claims.ref, 100);
    const format = sub === undefined ? undefined : subFormat(sub);
    const ownAudience = inputs.audience === '' ? ", GitHub's own, since the input audience is empty" : '';
    const isOfAnother = repositoryOf(job) !== repositoryOf(claims.workflow_ref);
    const conditions = [
        [
            inputs.endpoint !== urls/* CONFLUENT_API */.cm,
            `If it is no API of Confluent: the input endpoint is ${redactor.clean(inputs.endpoint)}, so another server may have answered.`,
        ],
        [
            iss !== undefined && iss !== GITHUB,
            `If the provider of the pool is for ${GITHUB}: iss is ${redactor.clean(iss)} here, and the provider of the pool must have exactly this issuer.`,
        ],
        [
            aud !== undefined && aud !== urls/* CONFLUENT_API */.cm,
            `If the filter names aud: here it is ${redactor.clean(aud)}${ownAudience}, and the two must be the same letter by letter, a slash at the end included.`,
        ],
        [
            format === 'plain',
            'If the filter names sub: here it has the form repo:OWNER/REPO:…, which repo:OWNER@ID/REPO@ID:… does not match.',
        ],
        [
            format === 'immutable',
            'If the filter names sub: here it has the immutable form repo:OWNER@ID/REPO@ID:…, which repo:OWNER/REPO:… does not match.',
        ],
        [
            format === 'custom',
            "If the filter names sub: here it has neither of GitHub's default forms, so the organisation or the repository has customised it.",
        ],
        [
            environment !== undefined && format !== 'custom',
            'If the filter names sub: environment: NAME of the job stands in it in place of the ref.',
        ],
        [
            environment === undefined,
            'If the filter names an environment: this job has none, so add environment: NAME to the job.',
        ],
        [
            place === 'nothing',
            'If the filter names ref or sub: this run has no ref: a release or a deployment of a commit.',
        ],
        [
            PLACES[place] !== undefined,
            `If the filter names a branch: ref (${ref}) is ${PLACES[place]}, which it does not match.`,
        ],
        [
            place === 'branch' && /^pull_request(?!_target)/.test(event),
            `If the filter names refs/pull/: this pull request is closed, and ref is ${ref}.`,
        ],
        [
            isReusable(claims) && isOfAnother,
            'If the filter names repository, ref or sub: this job is in a reusable workflow of another repository, and these claims are those of its caller, so filter by the caller.',
        ],
        [
            isReusable(claims) && !isOfAnother,
            `If the filter names a workflow: this job is in ${redactor.clean(job)}.`,
        ],
        [
            event === 'pull_request_target',
            'If the filter excludes pull_request_target, as each of ours does: such a run may run code from a fork, so use pull_request, or push after the merge.',
        ],
        [
            event === 'issue_comment' || event === 'workflow_run',
            `If the filter lists events: ${event} runs on the default branch, whoever has caused it.`,
        ],
    ];
    return conditions.filter(([isTrue]) => isTrue).map(([, text]) => text);
}
/** Places other than the branch that people think of. */
const PLACES = {
    'pull request': 'that of an open pull request',
    queue: 'that of an entry of a merge queue',
    tag: 'a tag',
};
/** `owner/repo` of the `owner/repo/path@ref` that a workflow has. */
function repositoryOf(workflow = '') {
    return workflow.split('/', 2).join('/');
}

;// CONCATENATED MODULE: ./src/confluent/filter-text.ts
/**
 * A string literal of the Common Expression Language that is equal to `text`: quotes, backslashes and all that is
 * not visible are escaped.
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#string-and-bytes-values
 */
function celString(text) {
    const escaped = text
        .toWellFormed()
        .replace(/["\\]/g, '\\$&')
        .replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, (character) => `\\U${hexOf(character, 8)}`);
    return `"${escaped}"`;
}
function hexOf(character, digits) {
    return character.codePointAt(0).toString(16).padStart(digits, '0');
}
/**
 * Characters of these names, such as `U+2019`, that keep a filter out of a command to paste. PowerShell takes
 * curly quotes for straight ones, and some characters look like a blank or like another letter.
 */
function oddCharacters(filter, claims) {
    const values = [...filter.matchAll(/claims\.(\w+)/g)].map(([, name = '']) => claims[name]);
    const odd = values.join('').match(/[^A-Za-z0-9 ._/@:=+,#()-]/gu);
    const characters = [...new Set(odd)];
    return characters.map((character) => `U+${hexOf(character, 4).toUpperCase()}`);
}

;// CONCATENATED MODULE: ./src/confluent/filters.ts


/** Runs of this event have the claims of the base branch, but may work on code from a fork. */
const NO_TARGET = 'claims.event_name != "pull_request_target"';
const NO_PULL_REQUEST = `!claims.ref.startsWith("${PULL_REQUEST}")`;
/**
 * Filters that a run with these claims satisfies. They admit no `pull_request_target`, no other repository or
 * environment, no tag that begins otherwise, and no open pull request unless this is one. Only the filter by the
 * environment alone admits another branch.
 */
function filtersFor(claims) {
    const event = eventCondition(claims);
    if (claims.aud === undefined || claims.ref === undefined || event === undefined)
        return [];
    const offered = candidates(claims).filter(([isGood]) => isGood);
    return offered.map(([, label, conditions]) => [
        label,
        [equal(claims, 'aud'), ...conditions, event].join(' && '),
    ]);
}
function candidates(claims) {
    const { sub = '', ref = '', repository_id: id, environment } = claims;
    // No ref is that of a deployment of any commit.
    const hasRef = ref !== '';
    const byIds = id !== undefined && hasRef;
    const job = [equal(claims, 'repository_id')];
    if (environment !== undefined)
        job.push(equal(claims, 'environment'));
    const place = kindCondition(claims, 'ref', '');
    const noPullRequest = placeOf(claims) === 'pull request' ? [] : [NO_PULL_REQUEST];
    // With an environment or `pull_request` at its end, `sub` says nothing of the ref.
    const besideSub = sub.endsWith(`:ref:${ref}`) ? [] : [place];
    return [
        [byIds, 'By ids, which stay the same after a rename:', [...job, place]],
        [
            byIds && isReusable(claims),
            'The same, for this reusable workflow alone:',
            [...job, place, kindCondition(claims, 'job_workflow_ref', '@')],
        ],
        [
            id !== undefined && environment !== undefined,
            'By the environment alone, only if the environment restricts its branches:',
            [...job, ...noPullRequest],
        ],
        [hasRef && subFormat(sub) !== 'custom', 'By sub:', [kindCondition(claims, 'sub', ':ref:'), ...besideSub]],
    ];
}
/** The filter of a run for a pull request names its event; any other excludes `pull_request_target`. */
function eventCondition(claims) {
    const { event_name: event } = claims;
    if (event === undefined || event === 'pull_request_target')
        return undefined;
    const place = placeOf(claims);
    const isForPullRequest = event.startsWith('pull_request') || place === 'pull request' || place === 'queue';
    return isForPullRequest ? equal(claims, 'event_name') : NO_TARGET;
}
function equal(claims, name) {
    return `claims.${name} == ${celString(claims[name] ?? '')}`;
}
/** Equality; but if the claim ends with the separator and the ref of this run, the start that refs of its kind share. */
function kindCondition(claims, name, separator) {
    const { [name]: value = '', ref = '' } = claims;
    const kind = kindOf(ref);
    if (kind === undefined || !value.endsWith(separator + ref))
        return equal(claims, name);
    return `claims.${name}.startsWith(${celString(value.slice(0, -ref.length) + kind)})`;
}

;// CONCATENATED MODULE: ./src/confluent/filter-lines.ts



/** Confluent's API page still gives this as the maximum length of a pool filter. */
const LONGEST_FILTER = 300;
/** Confluent would take far less; a claim may be of any length. */
const LONGEST_SHOWN = 2_000;
/** The filters for the log, each alone on its line; who else can use them; the command that sets the first one. */
function filterLines(claims, pool, redactor) {
    // A filter that must be cleaned before it is printed could not be pasted.
    const isClean = (text) => redactor.clean(text, LONGEST_SHOWN) === text;
    const filters = filtersFor(claims).filter(([, text]) => isClean(text));
    const place = placeOf(claims);
    const advice = ADVICE[place] ?? [];
    const first = filters[0]?.[1];
    if (first === undefined)
        return [...advice, 'No filter is offered for these claims.'];
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
const ADVICE = {
    'pull request': [
        'For open pull requests use a pool of its own, with roles that only read, because whoever can push a branch can change what runs.',
    ],
    nothing: [
        "Run the job on: push: tags, or give it an environment with required reviewers (whether an environment's rules for branches let such a run start is unverified).",
    ],
};
function warningOf(filter) {
    const length = [...filter].length;
    if (length <= LONGEST_FILTER)
        return [];
    return [`  (long: ${length} characters; Confluent may refuse a filter of more than ${LONGEST_FILTER})`];
}
/** Who else can use these filters. Nobody pushes to a merge queue; for a pull request the advice says it. */
function userLines({ ref = '', environment, ref_protected: isProtected }, place) {
    if (place !== 'tag' && place !== 'branch')
        return [];
    const lines = [];
    if (kindOf(ref) !== undefined)
        lines.push('These filters are for tags: whoever can push a tag that begins so can use them.');
    const rules = environment === undefined ? '' : ' (unless the rules of the environment restrict branches and tags)';
    if (isProtected === 'false')
        lines.push(`This ${place} is not protected, so whoever can push to the repository can use what its filter admits${rules}.`);
    return lines;
}
function nameLines(filters, claims, redactor) {
    const odd = oddCharacters(filters, claims);
    if (odd.length === 0)
        return [];
    const line = `Look twice: besides ASCII letters, digits, blanks and ._/@:=+,#()- the names of this run have ${odd.join(', ')}.`;
    return [redactor.clean(line)];
}
/** The quotes are right for bash and zsh. Windows PowerShell drops the inner ones, so a name must not contain a flag. */
function commandLines(filter, claims, place, pool) {
    const isOdd = oddCharacters(filter, claims).length > 0;
    if (place === 'nothing' || filter.includes(' -') || isOdd)
        return [];
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

// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(301);
;// CONCATENATED MODULE: ./src/confluent/reply.ts

/** Maximum of all errors in the annotation, in characters: it is read on one screen. */
const LONGEST_SAID = 500;
/** Maximum of one error in the log, in characters. */
const LONGEST_ERROR = 1_000;
/** Maximum number of errors of one reply: a person reads no more. */
const MOST_ERRORS = 10;
/** Maximum of a remote's text that is searched, in characters. */
const LONGEST_SEARCHED = 4_000;
/** Reads a 4xx: Confluent's error shape, all members optional; or RFC 6749's, or that of a gateway. */
function readRefusal({ headers, body: text }, redactor) {
    const body = (0,json/* parseObject */.l)(text);
    const list = Array.isArray(body?.errors) ? body.errors.slice(0, MOST_ERRORS) : [];
    const plain = { title: body?.error, detail: body?.error_description ?? body?.message };
    const all = [...list, plain].map((error) => readError(error, redactor));
    const errors = all.filter(({ line }) => line !== '');
    const lines = errors.map(({ line }) => line);
    const joined = lines.map((line) => line.replace(/\.$/, '')).join('; ');
    const sentence = redactor.clean(joined, LONGEST_SAID);
    const start = sentence === '' ? '' : `: ${sentence}`;
    const stop = /[.!?…]$/.test(sentence) ? '' : '.';
    const requestId = trimmed(headers['x-request-id']);
    const errorId = requestId === '' && all.find(({ id }) => id !== '')?.id;
    const id = errorId ? `error id: ${errorId}` : `x-request-id: ${requestId || 'none'}`;
    return {
        said: `${start}${stop} (${redactor.clean(id)})`,
        lines,
        words: errors.map(({ words }) => words),
        isOfGateway: !body?.errors && !body?.error && body?.message !== undefined && requestId === '',
    };
}
function readError(value, redactor) {
    const error = (0,json/* asObject */.e)(value);
    const source = (0,json/* asObject */.e)(error?.source);
    const title = trimmed(error?.title);
    const detail = trimmed(error?.detail);
    const code = trimmed(error?.code);
    const isRepeated = [title, trimmed(error?.status)].map(plainly).includes(plainly(code));
    const named = Object.entries({
        code: isRepeated ? '' : code,
        parameter: trimmed(source?.parameter),
        pointer: trimmed(source?.pointer),
    }).filter(([, text]) => text !== '');
    const said = [...new Set([title, detail])].filter((text) => text !== '').join(': ');
    const words = [title, detail, code, ...named.map(([, text]) => text)].join('\n');
    const extras = named.map(([name, text]) => `${name} ${text}`).join(', ');
    return {
        line: redactor.clean(extras === '' ? said : `${said} (${extras})`, LONGEST_ERROR),
        words: words.slice(0, LONGEST_SEARCHED),
        id: trimmed(error?.id),
    };
}
/** `not_found` says no more than `Not Found`, and `404` no more than the status. */
function plainly(text) {
    return text.toLowerCase().replace(/[\s-]+/g, '_');
}
/** Empty for what is no text, or blank. */
function trimmed(value) {
    return typeof value === 'string' ? value.trim() : '';
}

;// CONCATENATED MODULE: ./src/confluent/refusal.ts








/** The claims that filters test; the annotation names them. */
const COMPARED = ['repository_id', 'ref', 'environment', 'event_name', 'aud'];
/** Maximum of each, in characters. */
const LONGEST_COMPARED = 80;
/**
 * Explains a refusal: what Confluent said, proven causes, the claims to compare with the filter of the pool, and
 * filters that this run would satisfy.
 * @param proxy the variable https_proxy: it may have answered in Confluent's place
 * @returns the error of the step, and lines for the log and the job summary, safe to print
 */
function explainRefusal({ refused, subject: { claims } }, inputs, redactor, proxy) {
    const { endpoint } = inputs;
    const also = endpoint === urls/* CONFLUENT_API */.cm ? '' : ', and the input endpoint';
    const page = (0,http_page/* pageError */.K)('CONFLUENT_REFUSED', 'Confluent', new URL(endpoint), refused, proxy, also);
    if (page)
        return { error: page, lines: [] };
    const { status } = refused;
    const { said, lines: all, words, isOfGateway } = readRefusal(refused, redactor);
    const indented = all.map((line) => `  ${line}`);
    const errors = all.length < 2 ? [] : ['Errors in the reply:', ...indented];
    const causes = causesOf(words.join('\n'), status, claims.iss, inputs, redactor);
    const likely = causes.length === 0 ? [] : [`Likely cause: ${causes.join(' ')}`];
    const message = `Confluent refused the exchange for identity pool ${redactor.clean(inputs.identityPoolId, 100)} with status ${status}${said}`;
    const error = (...remedy) => new src_errors/* ActionError */.lZ('CONFLUENT_REFUSED', message, remedy.join(' '));
    if (words.length > 0 && words.every((text) => LIFETIME.test(text)))
        return { error: error(...likely), lines: [] };
    if (isOfGateway)
        likely.push('A gateway may have answered in place of Confluent.');
    return {
        error: error(...likely, comparison(claims, inputs, redactor)),
        lines: [...errors, ...poolLines(claims, inputs, redactor)],
    };
}
/** What to compare, whether or not a cause is known: this action does not know the filter. */
function comparison(claims, { audience }, redactor) {
    const compared = COMPARED.map((name) => {
        if (claims[name] === undefined)
            return `${name} (none)`;
        if (name === 'ref' && claims.ref === '')
            return 'ref (this run has no ref: a release or a deployment of a commit)';
        return `${name} ${redactor.clean(claims[name], LONGEST_COMPARED)}`;
    });
    const isOwn = audience !== '' && audience !== urls/* CONFLUENT_API */.cm;
    return `If the filter of the pool refused it: it must be true for ${compared.join(', ')}${isOwn ? ' (input audience)' : ''}. See the group "How to fix the identity pool" in the log of this step.`;
}
function poolLines(claims, inputs, redactor) {
    const pool = /^pool-[\w-]+$/.test(inputs.identityPoolId) ? inputs.identityPoolId : 'pool-…';
    const texts = textsOf(claims);
    const lines = [
        'This command shows the filter of the pool (op-… is the id of its provider: confluent iam provider list):',
        `  confluent iam pool describe ${pool} --provider op-…`,
        'The filter must be true for the claims of the ID token that was sent:',
        ...(0,confluent_claims/* claimLines */.K)(claims, redactor),
        `If it is: the pool must be of this organisation, the issuer of its provider exactly ${redactor.clean(claims.iss, 100)}, and its JWKS current.`,
        ...conditionsFor(texts, inputs, redactor),
        ...filterLines(texts, pool, redactor),
    ];
    if (lines.some((line) => line.includes('***')))
        lines.push('*** in these lines stands for a value that the job stores as a secret: replace it. The place for ids is vars, not secrets.');
    return lines;
}
function textsOf(claims) {
    const texts = Object.entries(claims).filter(([, value]) => typeof value === 'string');
    return Object.fromEntries(texts);
}


/***/ }),

/***/ 892:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readEvent: () => (/* binding */ readEvent),
/* harmony export */   whyNoIdToken: () => (/* binding */ whyNoIdToken)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(301);



const DOCS = 'https://docs.github.com/actions/reference/security/oidc';
/**
 * Why a job that cannot ask for an ID token cannot, as far as the environment shows it.
 * @param event the event payload, or undefined if it could not be read
 */
function whyNoIdToken(run, event) {
    const { actor, eventName, otherRunner } = run;
    if (otherRunner)
        return noPermission(withoutIssuer(otherRunner));
    if (actor === 'dependabot[bot]')
        return dependabot();
    const pull = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asObject */ .e)((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asObject */ .e)(event)?.pull_request);
    if (pull && eventName !== 'pull_request_target' && comesFromFork(pull))
        return fork();
    const mayBeFork = !pull && /^pull_request(?!_target)/.test(eventName);
    return noPermission((mayBeFork ? MAY_BE_FORK : '') + permissions(run));
}
const MAY_BE_FORK = 'GitHub issues no ID token to a pull request from a fork; if this one is from this repository: ';
function comesFromFork(pull) {
    const head = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asObject */ .e)((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asObject */ .e)(pull.head)?.repo);
    const base = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asObject */ .e)((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asObject */ .e)(pull.base)?.repo);
    // A deleted fork leaves a null behind.
    return !head || head.id !== base?.id || head.full_name !== base?.full_name;
}
function fork() {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('FORK_PULL_REQUEST', 'GitHub issues no ID token to a pull request from a fork, whatever its permissions say.', "Skip this job for forks (if: github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository), and run what needs Confluent Cloud after the merge. Do not switch to pull_request_target: it would give the fork's code your access.");
}
function dependabot() {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('DEPENDABOT', 'GitHub issued no ID token to this run, which Dependabot started: such runs are treated like pull requests from forks.', "Add id-token: write to the job's permissions; if that does not help, skip this job (if: github.actor != 'dependabot[bot]') and run it on push after the merge.");
}
function noPermission(remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('NO_PERMISSION', 'This job may not ask for an ID token: ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are not both set.', remedy);
}
function withoutIssuer(runner) {
    return `This runner (${runner}) issues no ID token that Confluent could know, or only with a switch of its own (Forgejo from 15 on): run this job on GitHub.`;
}
function permissions({ workflowRef }) {
    const caller = workflowRef === '' ? 'the calling workflow' : workflowRef;
    return `Add permissions: id-token: write (and contents: read, if the job checks out) to the job. In a reusable workflow the caller must grant id-token: write as well, in the job that calls it: look in ${caller}. See ${DOCS}.`;
}
/** Maximum size of a payload, in bytes; GitHub's own maximum is 25 MB. */
const LARGEST_EVENT = 32 * 1024 * 1024;
/**
 * The event payload of the run; undefined if it cannot be read: it only helps to word a message. To read a named
 * pipe would hold the step.
 */
function readEvent(path) {
    try {
        const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path);
        if (!file.isFile() || file.size > LARGEST_EVENT)
            return undefined;
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'));
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 47:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   refusalOf: () => (/* binding */ refusalOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(916);
/* harmony import */ var _http_page_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(429);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(301);



/**
 * The error of a 4xx that answers the request of an ID token: with the words of GitHub, if it has some.
 * @param proxy the variable https_proxy: it may have answered in GitHub's place
 */
function refusalOf(reply, url, proxy, redactor) {
    const body = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseObject */ .l)(reply.body);
    // Nobody has seen a token in a refusal; one would be masked like any other.
    if (typeof body?.value === 'string')
        redactor.protect(body.value);
    const also = ', and the IP allow list of the organisation';
    const page = (0,_http_page_js__WEBPACK_IMPORTED_MODULE_1__/* .pageError */ .K)('GITHUB_REFUSED', 'GitHub', url, reply, proxy, also);
    if (page)
        return page;
    const said = typeof body?.message === 'string' ? redactor.clean(body.message) : '';
    const words = said.replace(/\.$/, '');
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('GITHUB_REFUSED', `GitHub refused to issue an ID token: status ${reply.status}${words && `: ${words}`}.`, "Let no step or env: block of the job set ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN, and run the job again: ID tokens are issued only while it runs. If it is refused again: a proxy may have answered, or the organisation's IP allow list may not have the address of this runner.");
}


/***/ }),

/***/ 398:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ isRateLimit),
/* harmony export */   failureOf: () => (/* binding */ failureOf),
/* harmony export */   timedOut: () => (/* binding */ timedOut)
/* harmony export */ });
/** Whether the remote has answered 429. */
function isRateLimit(outcome) {
    return outcome !== undefined && 'status' in outcome && outcome.status === 429;
}
/** No complete answer within the time. */
function timedOut(timeoutMs) {
    const detail = `no complete answer within ${(timeoutMs / 1000).toFixed(1)} s`;
    return { code: 'TIMED_OUT', detail, heals: true };
}
/** Errors of the system and of the connection. Errors of TLS have codes of another form, and are final. */
const HEALS = /^(E(?!RR_|PROTO)[A-Z_]+|ERR_(SOCKET|STREAM)_[A-Z_]+|connection failed|the proxy answered (408|429|5..))$/;
/** What an exception of the client means. */
function failureOf(error) {
    const code = codeOf(error);
    if (code.startsWith('HPE_'))
        return { code: 'UNEXPECTED_REPLY', detail: `not HTTP (${code})`, heals: false, cause: error };
    const heals = HEALS.test(code);
    const reason = heals ? '' : reasonOf(error);
    return { code: 'UNREACHABLE', detail: code + reason, heals, cause: error };
}
function codeOf(error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const ofProxy = error instanceof Error ? codeOfProxy(error.message) : undefined;
    return ofProxy ?? (typeof code === 'string' ? code : 'connection failed');
}
/**
 * What is wrong with the way to a proxy. The package `tunnel` says it in the message alone, which may repeat what
 * the proxy has sent; its code is always ECONNRESET.
 */
function codeOfProxy(message) {
    const said = /^tunneling socket could not be established, (.*)$/s.exec(message)?.[1] ?? '';
    const status = /^statusCode=(\d{3})$/.exec(said)?.[1];
    if (status)
        return `the proxy answered ${status}`;
    if (/^cause=.*\bcertificate\b/.test(said))
        return 'the certificate of the proxy is not trusted';
    return /^cause=[a-z]+ (E[A-Z_]+)(?: |$)/.exec(said)?.[1];
}
/**
 * OpenSSL's words for an error of TLS, from its own tables, without the advice that Node adds. Text of another form
 * may repeat what a certificate says.
 */
function reasonOf(error) {
    const { reason, message } = error;
    const text = typeof reason === 'string' ? reason : typeof message === 'string' ? message : '';
    const words = /^([A-Za-z][\w ,'-]{2,79})(?:;|$)/.exec(text)?.[1];
    return words ? ` (${words})` : '';
}


/***/ }),

/***/ 429:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ pageError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(301);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(856);



/**
 * The error of a 4xx that seems to come from between the runner and the remote; undefined if it is in a form
 * that the remote may have.
 * @param proxy the variable https_proxy
 * @param also what to check besides, as the end of the sentence
 */
function pageError(code, remote, url, reply, proxy, also) {
    if (!isPage(reply))
        return undefined;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(code, `${url.host} answered ${reply.status} with a page that is not in ${remote}'s form: a proxy, firewall or gateway may have answered.`, `Check the way from the runner to ${url.host}${(0,_proxy_js__WEBPACK_IMPORTED_MODULE_1__/* .throughProxy */ .E)(url, proxy)}${also}.`);
}
/** An empty body or object is no page: nobody has seen in which form the remote refuses. */
function isPage({ headers, body }) {
    const { errors, error, message } = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseObject */ .l)(body) ?? {};
    const isKnown = [errors, error, message].some((value) => value !== undefined);
    const isEmpty = ['', '{}'].includes(body.replace(/\s+/g, ''));
    return !isKnown && !isEmpty && headers['x-request-id'] === undefined;
}


/***/ }),

/***/ 856:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ throughProxy)
/* harmony export */ });
/* harmony import */ var _actions_http_client_lib_proxy__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(783);

/** The URL of a proxy. Its user info must not contain signs that end it, unless they are percent-encoded. */
const PROXY = /^https?:\/\/(?:(?:[^\s"'@/?#%]|%[0-9a-f]{2})*@)?[^\s"'@/?#]+\/?$/i;
/**
 * The proxy of a connection, for a message, or what is wrong with its URL: the toolkit ignores one that it cannot
 * read. Only the host is named: the URL may hold a password.
 * @param proxy the variable https_proxy
 */
function throughProxy(url, proxy) {
    if (proxy === '' || url.protocol !== 'https:' || (0,_actions_http_client_lib_proxy__WEBPACK_IMPORTED_MODULE_0__/* .checkBypass */ .H)(url))
        return '';
    // `host:3128` is a URL with the scheme `host:`, of which the toolkit takes no host.
    const [, scheme, slashes] = /^([a-z][\w+.-]*):(\/\/)?/i.exec(proxy) ?? [];
    if (scheme && !/^https?$/i.test(scheme))
        return slashes
            ? ', https_proxy must begin with http:// or https://'
            : ', without a proxy: http:// is missing at the start of https_proxy';
    const full = scheme ? proxy : `http://${proxy}`;
    const isUrl = PROXY.test(full) && URL.canParse(full);
    if (isUrl)
        return `, through the proxy ${new URL(full).host}`;
    return ', https_proxy is not the URL of a proxy: write it without quotes and blanks, and percent-encode each # / ? % @ of its password';
}


/***/ }),

/***/ 143:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   nextWait: () => (/* binding */ nextWait)
/* harmony export */ });
/* unused harmony export waitAfter */
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(373);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(398);


/** Whether there is another attempt after an outcome that is not final, and after how many milliseconds. */
function nextWait(outcome, attempts, { clock, deadline, maxAttempts }) {
    const isHopeless = !outcome || ('heals' in outcome && !outcome.heals);
    if (isHopeless || attempts.counted >= maxAttempts)
        return { again: false };
    const left = deadline - clock.now();
    const { least, drawn } = waitAfter(outcome, attempts, left, clock.random());
    if (drawn < left)
        return { again: true, wait: drawn };
    // Where the wait that the remote asks for fits, our jitter must not move the attempt past the deadline.
    const fits = least > 0 && least < left;
    if (fits)
        return { again: true, wait: least + (left - least) / 2 };
    return { again: false, wait: least || drawn, asked: least };
}
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;
const FIRST_SPREAD_MS = 4_000;
/** The minimum after a 429, whatever the remote asks for. */
const LEAST_AFTER_429_MS = 1_000;
/**
 * How long to wait after an outcome. Jitter is added to what a remote asks for: a matrix of jobs that came back at
 * the same moment would meet the limit again. With each 429 the jitter doubles, up to half of the time that is left:
 * many jobs spread out, and the last ones still come back before their deadline.
 * @param left milliseconds until the deadline
 * @param random a number from 0 up to 1
 * @returns milliseconds: `least`, the minimum, and `drawn`, that with jitter
 */
function waitAfter(outcome, { counted, rateLimited }, left, random) {
    // GitHub sends the headers of its limit with each reply.
    const asked = 'status' in outcome && outcome.status >= 400 ? (askedWait(outcome) ?? 0) : 0;
    if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isRateLimit */ .a)(outcome)) {
        const spread = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (counted - 1));
        return { least: asked, drawn: asked + random * spread };
    }
    const least = Math.max(asked, LEAST_AFTER_429_MS);
    const doubled = FIRST_SPREAD_MS * 2 ** (rateLimited - 1);
    const spread = Math.min(doubled, Math.max(left, 0) / 2);
    return { least, drawn: least + random * spread };
}
/**
 * `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else `X-RateLimit-Reset`: relative seconds at
 * Confluent, seconds since the epoch at GitHub. A time is compared with the `Date` of the same reply: the
 * runner's clock may be wrong.
 */
function askedWait({ headers }) {
    const now = (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .httpDate */ .z7)(headers.date);
    return inMilliseconds(headers['retry-after'], now) ?? inMilliseconds(headers['x-ratelimit-reset'], now);
}
/** About 30 years; a larger number is a time since the epoch. */
const LONGEST_RELATIVE_MS = 1e12;
function inMilliseconds(header, now) {
    const text = String(header ?? '').trim();
    const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : undefined;
    if (ms !== undefined && ms <= LONGEST_RELATIVE_MS)
        return ms;
    const until = ms ?? (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .httpDate */ .z7)(text);
    return until === undefined || now === undefined ? undefined : Math.max(0, until - now);
}


/***/ }),

/***/ 716:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gaveUp: () => (/* binding */ gaveUp),
/* harmony export */   willTryAgain: () => (/* binding */ willTryAgain)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(916);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(398);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(856);



/** The line for the log when the call is made again in so many milliseconds. */
function willTryAgain(last, wait) {
    const { attempts, bounds, outcome } = last;
    const next = (0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .isRateLimit */ .a)(outcome) ? 'next try' : attemptOf(attempts.counted + 1, bounds.maxAttempts);
    return `${whatHappened(last)}; ${next} in ${(wait / 1000).toFixed(1)} s`;
}
/** The token endpoint has no maximum. */
function attemptOf(counted, maxAttempts) {
    return Number.isFinite(maxAttempts) ? `attempt ${counted} of ${maxAttempts}` : `attempt ${counted}`;
}
/** The error of a call that is given up. */
function gaveUp(last, { wait, asked }) {
    const { attempts, bounds, outcome } = last;
    const { rateLimited, counted } = attempts;
    const times = rateLimited === 1 ? 'once' : `${rateLimited} times`;
    const count = (0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .isRateLimit */ .a)(outcome) ? times : attemptOf(counted, bounds.maxAttempts);
    const noTime = wait === undefined
        ? ''
        : `; the next would come in ${Math.ceil(wait / 1000)} s, which is more than timeout-seconds (${bounds.timeoutSeconds}) leaves`;
    const code = errorCode(outcome);
    const cause = outcome && 'cause' in outcome ? outcome.cause : undefined;
    const message = `${whatHappened(last)} (${count}${noTime}).`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(code, message, remedyFor(code, last, wait), cause, asked);
}
const FAILURES = {
    UNREACHABLE: 'could not be reached',
    TIMED_OUT: 'timed out',
    UNEXPECTED_REPLY: 'sent a reply that is not what its API promises',
};
function whatHappened({ remote, url, outcome, bounds }) {
    const who = `${remote} (${url.host})`;
    if (!outcome)
        return `${who} could not be asked in time`;
    if ('status' in outcome) {
        const { status } = outcome;
        const missing = status < 300 ? ' without a JSON object' : '';
        return `${who} answered ${status}${missing}`;
    }
    const way = outcome.code === 'UNEXPECTED_REPLY' ? '' : (0,_proxy_js__WEBPACK_IMPORTED_MODULE_1__/* .throughProxy */ .E)(url, bounds.proxy);
    return `${who} ${FAILURES[outcome.code]}: ${outcome.detail}${way}`;
}
function errorCode(outcome) {
    if (!outcome)
        return 'TIMED_OUT';
    if ('code' in outcome)
        return outcome.code;
    return (0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .isRateLimit */ .a)(outcome) ? 'RATE_LIMITED' : 'UNAVAILABLE';
}
function remedyFor(code, { remote, url: { host }, bounds }, wait = 0) {
    const endpoint = remote === 'Confluent' ? ', and the input endpoint' : '';
    switch (code) {
        case 'RATE_LIMITED':
            return `${remote} limits the rate: run fewer jobs at the same time${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orRaise */ .ac)(bounds.timeoutSeconds, wait / 1000)}`;
        case 'UNAVAILABLE':
            return `Look at the status page of ${remote}, and run the job again.`;
        case 'UNREACHABLE':
            return `Check that the runner may reach ${host}: DNS, firewall, https_proxy and no_proxy, certificates (NODE_EXTRA_CA_CERTS)${endpoint}.`;
        case 'TIMED_OUT':
            return `Check the network between the runner and ${host}${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orRaise */ .ac)(bounds.timeoutSeconds)}`;
        case 'UNEXPECTED_REPLY':
            return `Check that ${host} is ${remote}, and not a proxy or a login page.`;
    }
}


/***/ })

};
;