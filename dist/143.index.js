"use strict";
exports.id = 143;
exports.ids = [143,398];
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

/***/ 143:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   nextWait: () => (/* binding */ nextWait),
/* harmony export */   waitAfter: () => (/* binding */ waitAfter)
/* harmony export */ });
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
    // If the remote asks for a wait that fits, our jitter must not push the retry past the deadline.
    if (least > 0 && least < left)
        return { again: true, wait: least + (left - least) / 2 };
    return { again: false, wait: least || drawn, asked: least };
}
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;
const FIRST_SPREAD_MS = 4_000;
/** Also where a remote that limits the rate asks for less, or for nothing. */
const LEAST_AFTER_429_MS = 1_000;
/**
 * How long to wait after an outcome. What a remote asks for is the least: a matrix of jobs that came back at
 * that very moment would meet the limit again, so jitter is added.
 *
 * After a 429 the jitter doubles with each, up to half of the time that is left: with many jobs behind
 * one limit they spread out, and the last ones still come back before their deadline.
 * @param left milliseconds until the deadline
 * @param random a number from 0 up to 1
 * @returns milliseconds until the next attempt: what the remote asks for, never to be undercut, and that with jitter
 */
function waitAfter(outcome, { counted, rateLimited }, left, random) {
    // GitHub sends the headers of its limit with each reply.
    const asked = 'status' in outcome && outcome.status >= 400 ? (askedWait(outcome) ?? 0) : 0;
    if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__.isRateLimit)(outcome)) {
        const spread = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (counted - 1));
        return { least: asked, drawn: asked + random * spread };
    }
    const least = Math.max(asked, LEAST_AFTER_429_MS);
    const spread = Math.min(FIRST_SPREAD_MS * 2 ** (rateLimited - 1), Math.max(left, 0) / 2);
    return { least, drawn: least + random * spread };
}
/**
 * `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else `X-RateLimit-Reset`: relative seconds
 * at Confluent, seconds since the epoch at GitHub. A value of neither form is ignored. A time is
 * read against the reply's own `Date`: the runner's clock may be wrong.
 */
function askedWait({ headers }) {
    const now = (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .httpDate */ .z7)(headers.date);
    return inMilliseconds(headers['retry-after'], now) ?? inMilliseconds(headers['x-ratelimit-reset'], now);
}
function inMilliseconds(header, now) {
    const text = String(header ?? '').trim();
    const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
    const isEpoch = seconds !== undefined && seconds > 1_000_000_000;
    if (seconds !== undefined && !isEpoch)
        return seconds * 1000;
    const until = isEpoch ? seconds * 1000 : (0,_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .httpDate */ .z7)(text);
    return until === undefined || now === undefined ? undefined : Math.max(0, until - now);
}


/***/ })

};
;