"use strict";
exports.id = 143;
exports.ids = [143];
exports.modules = {

/***/ 143:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   nextWait: () => (/* binding */ nextWait),
/* harmony export */   waitAfter: () => (/* binding */ waitAfter)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(373);

/** Milliseconds until the next attempt; or, where there is no time for it, what it would be; or that nothing can heal. */
function nextWait(outcome, attempts, { clock, deadline, maxAttempts }) {
    if (!outcome)
        return {};
    const isHopeless = 'heals' in outcome && !outcome.heals;
    if (isHopeless || attempts.counted >= maxAttempts)
        return {};
    const left = deadline - clock.now();
    const { least, drawn } = waitAfter(outcome, attempts, left, clock.random());
    if (drawn < left)
        return drawn;
    // If the remote asks for a wait that fits, our jitter must not push the retry past the deadline.
    if (least > 0 && least < left)
        return least + (left - least) / 2;
    return least > 0 ? { wait: least, asked: least } : { wait: drawn };
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
    if (!('status' in outcome) || outcome.status !== 429) {
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
    const now = (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .httpDate */ .z7)(headers.date);
    return inMilliseconds(headers['retry-after'], now) ?? inMilliseconds(headers['x-ratelimit-reset'], now);
}
function inMilliseconds(header, now) {
    const text = String(header ?? '').trim();
    const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
    const isEpoch = seconds !== undefined && seconds > 1_000_000_000;
    if (seconds !== undefined && !isEpoch)
        return seconds * 1000;
    const until = isEpoch ? seconds * 1000 : (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .httpDate */ .z7)(text);
    return until === undefined || now === undefined ? undefined : Math.max(0, until - now);
}


/***/ })

};
;