"use strict";
exports.id = 716;
exports.ids = [716,398];
exports.modules = {

/***/ 398:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   failureOf: () => (/* binding */ failureOf),
/* harmony export */   isRateLimit: () => (/* binding */ isRateLimit),
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
/** Errors of the system and of the connection. Errors of TLS, whose codes look otherwise, are final. */
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
 * What is wrong with the way to a proxy. The package `tunnel` says it in the message alone, by the words of
 * Node, which may repeat what the proxy has sent; the code is always ECONNRESET.
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
 * OpenSSL's words for an error of TLS, which come from its own tables; up to the advice that Node adds. Text
 * of another form may repeat what a certificate says.
 */
function reasonOf(error) {
    const { reason, message } = error;
    const text = typeof reason === 'string' ? reason : typeof message === 'string' ? message : '';
    const words = /^([A-Za-z][\w ,'-]{2,79})(?:;|$)/.exec(text)?.[1];
    return words ? ` (${words})` : '';
}


/***/ }),

/***/ 856:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ throughProxy)
/* harmony export */ });
/* harmony import */ var _actions_http_client_lib_proxy__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(783);

/** A URL of a proxy; user info must have none of the signs that end it earlier or are an escape. */
const PROXY = /^https?:\/\/(?:(?:[^\s"'@/?#%]|%[0-9a-f]{2})*@)?[^\s"'@/?#]+\/?$/i;
/**
 * By which proxy the connection should have gone. Only the host is named: the URL may hold a password. The
 * toolkit ignores a URL that it cannot read, so it is looked at here.
 * @param proxy the variable https_proxy, as the job has set it
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
    if (PROXY.test(full) && URL.canParse(full))
        return `, through the proxy ${new URL(full).host}`;
    return ', https_proxy is not the URL of a proxy: write it without quotes and blanks, and percent-encode each # / ? % @ of its password';
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
    const next = (0,_failure_js__WEBPACK_IMPORTED_MODULE_2__.isRateLimit)(outcome) ? 'next try' : attemptOf(attempts.counted + 1, bounds.maxAttempts);
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
    const count = (0,_failure_js__WEBPACK_IMPORTED_MODULE_2__.isRateLimit)(outcome) ? times : attemptOf(counted, bounds.maxAttempts);
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
    if ('status' in outcome)
        return `${who} answered ${outcome.status}${outcome.status < 300 ? ' without a JSON object' : ''}`;
    const way = outcome.code === 'UNEXPECTED_REPLY' ? '' : (0,_proxy_js__WEBPACK_IMPORTED_MODULE_1__/* .throughProxy */ .E)(url, bounds.proxy ?? '');
    return `${who} ${FAILURES[outcome.code]}: ${outcome.detail}${way}`;
}
function errorCode(outcome) {
    if (!outcome)
        return 'TIMED_OUT';
    if ('code' in outcome)
        return outcome.code;
    return (0,_failure_js__WEBPACK_IMPORTED_MODULE_2__.isRateLimit)(outcome) ? 'RATE_LIMITED' : 'UNAVAILABLE';
}
function remedyFor(code, { remote, url: { host }, bounds }, wait = 0) {
    switch (code) {
        case 'RATE_LIMITED':
            return `${remote} limits the rate: run fewer jobs at the same time${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orRaise */ .ac)(bounds.timeoutSeconds, wait / 1000)}`;
        case 'UNAVAILABLE':
            return `Look at the status page of ${remote}, and run the job again.`;
        case 'UNREACHABLE':
            return `Check that the runner may reach ${host}: DNS, firewall, https_proxy and no_proxy, certificates (NODE_EXTRA_CA_CERTS)${remote === 'Confluent' ? ', and the input endpoint' : ''}.`;
        case 'TIMED_OUT':
            return `Check the network between the runner and ${host}${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orRaise */ .ac)(bounds.timeoutSeconds)}`;
        case 'UNEXPECTED_REPLY':
            return `Check that ${host} is ${remote}, and not a proxy or a login page.`;
    }
}


/***/ })

};
;