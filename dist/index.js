import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
import * as __WEBPACK_EXTERNAL_MODULE_node_path_02319fef__ from "node:path";
/******/ var __webpack_modules__ = ({

/***/ 770:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(218);


/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;

var net = __nccwpck_require__(278);
var tls = __nccwpck_require__(756);
var http = __nccwpck_require__(611);
var https = __nccwpck_require__(692);
var events = __nccwpck_require__(434);
var assert = __nccwpck_require__(613);
var util = __nccwpck_require__(23);
exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;
function httpOverHttp(options) {
    var agent = new TunnelingAgent(options);
    agent.request = http.request;
    return agent;
}
function httpsOverHttp(options) {
    var agent = new TunnelingAgent(options);
    agent.request = http.request;
    agent.createSocket = createSecureSocket;
    agent.defaultPort = 443;
    return agent;
}
function httpOverHttps(options) {
    var agent = new TunnelingAgent(options);
    agent.request = https.request;
    return agent;
}
function httpsOverHttps(options) {
    var agent = new TunnelingAgent(options);
    agent.request = https.request;
    agent.createSocket = createSecureSocket;
    agent.defaultPort = 443;
    return agent;
}
function TunnelingAgent(options) {
    var self = this;
    self.options = options || {};
    self.proxyOptions = self.options.proxy || {};
    self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
    self.requests = [];
    self.sockets = [];
    self.on('free', function onFree(socket, host, port, localAddress) {
        var options = toOptions(host, port, localAddress);
        for (var i = 0, len = self.requests.length; i < len; ++i) {
            var pending = self.requests[i];
            if (pending.host === options.host && pending.port === options.port) {
                self.requests.splice(i, 1);
                pending.request.onSocket(socket);
                return;
            }
        }
        socket.destroy();
        self.removeSocket(socket);
    });
}
util.inherits(TunnelingAgent, events.EventEmitter);
TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
    var self = this;
    var options = mergeOptions({ request: req }, self.options, toOptions(host, port, localAddress));
    if (self.sockets.length >= this.maxSockets) {
        self.requests.push(options);
        return;
    }
    self.createSocket(options, function (socket) {
        socket.on('free', onFree);
        socket.on('close', onCloseOrRemove);
        socket.on('agentRemove', onCloseOrRemove);
        req.onSocket(socket);
        function onFree() {
            self.emit('free', socket, options);
        }
        function onCloseOrRemove(err) {
            self.removeSocket(socket);
            socket.removeListener('free', onFree);
            socket.removeListener('close', onCloseOrRemove);
            socket.removeListener('agentRemove', onCloseOrRemove);
        }
    });
};
TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
    var self = this;
    var placeholder = {};
    self.sockets.push(placeholder);
    var connectOptions = mergeOptions({}, self.proxyOptions, {
        method: 'CONNECT',
        path: options.host + ':' + options.port,
        agent: false,
        headers: {
            host: options.host + ':' + options.port
        }
    });
    if (options.localAddress) {
        connectOptions.localAddress = options.localAddress;
    }
    if (connectOptions.proxyAuth) {
        connectOptions.headers = connectOptions.headers || {};
        connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
            new Buffer(connectOptions.proxyAuth).toString('base64');
    }
    debug('making CONNECT request');
    var connectReq = self.request(connectOptions);
    connectReq.useChunkedEncodingByDefault = false;
    connectReq.once('response', onResponse);
    connectReq.once('upgrade', onUpgrade);
    connectReq.once('connect', onConnect);
    connectReq.once('error', onError);
    connectReq.end();
    function onResponse(res) {
        res.upgrade = true;
    }
    function onUpgrade(res, socket, head) {
        process.nextTick(function () {
            onConnect(res, socket, head);
        });
    }
    function onConnect(res, socket, head) {
        connectReq.removeAllListeners();
        socket.removeAllListeners();
        if (res.statusCode !== 200) {
            debug('tunneling socket could not be established, statusCode=%d', res.statusCode);
            socket.destroy();
            var error = new Error('tunneling socket could not be established, ' +
                'statusCode=' + res.statusCode);
            error.code = 'ECONNRESET';
            options.request.emit('error', error);
            self.removeSocket(placeholder);
            return;
        }
        if (head.length > 0) {
            debug('got illegal response body from proxy');
            socket.destroy();
            var error = new Error('got illegal response body from proxy');
            error.code = 'ECONNRESET';
            options.request.emit('error', error);
            self.removeSocket(placeholder);
            return;
        }
        debug('tunneling connection has established');
        self.sockets[self.sockets.indexOf(placeholder)] = socket;
        return cb(socket);
    }
    function onError(cause) {
        connectReq.removeAllListeners();
        debug('tunneling socket could not be established, cause=%s\n', cause.message, cause.stack);
        var error = new Error('tunneling socket could not be established, ' +
            'cause=' + cause.message);
        error.code = 'ECONNRESET';
        options.request.emit('error', error);
        self.removeSocket(placeholder);
    }
};
TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
    var pos = this.sockets.indexOf(socket);
    if (pos === -1) {
        return;
    }
    this.sockets.splice(pos, 1);
    var pending = this.requests.shift();
    if (pending) {
        this.createSocket(pending, function (socket) {
            pending.request.onSocket(socket);
        });
    }
};
function createSecureSocket(options, cb) {
    var self = this;
    TunnelingAgent.prototype.createSocket.call(self, options, function (socket) {
        var hostHeader = options.request.getHeader('host');
        var tlsOptions = mergeOptions({}, self.options, {
            socket: socket,
            servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
        });
        var secureSocket = tls.connect(0, tlsOptions);
        self.sockets[self.sockets.indexOf(socket)] = secureSocket;
        cb(secureSocket);
    });
}
function toOptions(host, port, localAddress) {
    if (typeof host === 'string') {
        return {
            host: host,
            port: port,
            localAddress: localAddress
        };
    }
    return host;
}
function mergeOptions(target) {
    for (var i = 1, len = arguments.length; i < len; ++i) {
        var overrides = arguments[i];
        if (typeof overrides === 'object') {
            var keys = Object.keys(overrides);
            for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
                var k = keys[j];
                if (overrides[k] !== undefined) {
                    target[k] = overrides[k];
                }
            }
        }
    }
    return target;
}
var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
    debug = function () {
        var args = Array.prototype.slice.call(arguments);
        if (typeof args[0] === 'string') {
            args[0] = 'TUNNEL: ' + args[0];
        }
        else {
            args.unshift('TUNNEL:');
        }
        console.error.apply(console, args);
    };
}
else {
    debug = function () { };
}
__webpack_unused_export__ = debug;


/***/ }),

/***/ 373:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ clockDifference)
/* harmony export */ });
/** Differences of less than this are ordinary. */
const ORDINARY_DIFFERENCE_S = 30;
/**
 * How far the runner's clock is ahead of a remote's (behind: negative), in whole seconds.
 * @param runnerTime milliseconds since the epoch, by the runner
 * @param remoteTime the same moment by the remote
 * @returns undefined where the difference is an ordinary one
 */
function clockDifference(runnerTime, remoteTime) {
    const seconds = Math.round((runnerTime - remoteTime) / 1000);
    return Math.abs(seconds) > ORDINARY_DIFFERENCE_S ? seconds : undefined;
}


/***/ }),

/***/ 753:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   cv: () => (/* binding */ exchange)
/* harmony export */ });
/* unused harmony exports exchangeRequest, readAccessToken, readRefusal */
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(916);
/* harmony import */ var _http_http_date_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(899);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(446);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(301);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(330);






/** Confluent's Security Token Service, operation exchangeStsV1OauthToken. */
const PATH = '/sts/v1/oauth2/token';
const ACCESS_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:access_token';
/** Confluent's own maximum is 15 minutes; its API page has an example of an hour. A day is a mistake. */
const LONGEST_LIFETIME_S = 86_400;
/**
 * Exchanges the ID token for a Confluent Cloud access token (RFC 8693).
 * @param subjectToken gives the ID token to send; asked before each attempt, counted from 1
 * @returns the access token, or what Confluent said with a 4xx
 * @throws ActionError UNEXPECTED_REPLY, or what `sendWithRetries` and `subjectToken` throw
 * @see https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/identity-providers/oauth/access-rest-apis-sts.html
 */
async function exchange(inputs, subjectToken, bounds, redactor) {
    let subject;
    const prepare = async (attempt) => {
        subject = await subjectToken(attempt);
        return exchangeRequest(inputs, subject);
    };
    const reply = await (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .sendWithRetries */ .H)('Confluent', prepare, bounds);
    const remoteTime = (0,_http_http_date_js__WEBPACK_IMPORTED_MODULE_3__/* .httpDate */ .z)(reply.headers.date);
    const difference = remoteTime === undefined ? undefined : (0,_clock_js__WEBPACK_IMPORTED_MODULE_4__/* .clockDifference */ .e)(bounds.clock.wallTime(), remoteTime);
    const common = { subject: subject, clockDifference: difference };
    if (reply.status >= 400)
        return { ...common, refused: readRefusal(reply) };
    return { ...common, granted: readAccessToken(reply, redactor) };
}
/** The request of the exchange (RFC 8693, 2.1): the subject token is its only credential. */
function exchangeRequest(inputs, subject) {
    const form = new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: subject.secret.reveal(),
        identity_pool_id: inputs.identityPoolId,
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        requested_token_type: ACCESS_TOKEN_TYPE,
        expires_in: String(inputs.expiresIn),
    });
    return {
        method: 'POST',
        url: new URL(inputs.endpoint + PATH),
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: form.toString(),
    };
}
/**
 * Reads a reply below 400 (RFC 8693, 2.2.1). The token is masked before anything else is looked at.
 * @throws ActionError UNEXPECTED_REPLY
 */
function readAccessToken(reply, redactor) {
    const body = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .parseObject */ .lj)(reply.body);
    const token = body?.access_token;
    const secret = typeof token === 'string' ? redactor.protect(token) : undefined;
    if (reply.status !== 200) {
        const redirect = reply.status >= 300 ? ', a redirect, which is never followed' : '';
        throw unexpected(`status ${reply.status}${redirect}`);
    }
    if (!body)
        throw unexpected('no JSON object');
    if (!secret || !(0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isVisibleAscii */ .Mr)(token))
        throw unexpected('access_token is not text of visible ASCII');
    if (token.length < _secret_js__WEBPACK_IMPORTED_MODULE_2__/* .SHORTEST_TOKEN */ .P9)
        throw unexpected(`access_token is shorter than ${_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .SHORTEST_TOKEN */ .P9} characters`);
    if (token.length > _secret_js__WEBPACK_IMPORTED_MODULE_2__/* .LONGEST_TOKEN */ .$c)
        throw unexpected('access_token is longer than 64 KiB');
    const expiresIn = proveRest(body);
    const issuedAt = reply.sentAt;
    return { secret, tokenType: 'Bearer', expiresIn, issuedAt, expiresAt: issuedAt + expiresIn * 1000 };
}
function proveRest(body) {
    const { token_type: type, issued_token_type: issued, expires_in: seconds } = body;
    if (typeof type !== 'string' || type.toLowerCase() !== 'bearer')
        throw unexpected('token_type is not Bearer');
    if (issued !== ACCESS_TOKEN_TYPE)
        throw unexpected('issued_token_type is not the one asked for');
    if (typeof seconds !== 'number' ||
        !Number.isInteger(seconds) ||
        seconds < 1 ||
        seconds > LONGEST_LIFETIME_S) {
        throw unexpected(`expires_in is not a whole number from 1 to ${LONGEST_LIFETIME_S}`);
    }
    return seconds;
}
/** What a 4xx says: Confluent's error shape, all members optional; or RFC 6749's, should a gateway answer. */
function readRefusal(reply) {
    const body = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .parseObject */ .lj)(reply.body);
    const errors = body?.errors;
    const first = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .asObject */ .eB)(Array.isArray(errors) ? errors[0] : undefined);
    return {
        status: reply.status,
        title: text(first?.title) ?? text(body?.error),
        detail: text(first?.detail) ?? text(body?.error_description),
        requestId: text(reply.headers['x-request-id']),
        errorId: text(first?.id),
    };
}
function text(value) {
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
function unexpected(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('UNEXPECTED_REPLY', `Confluent's reply to the exchange is not what its API promises: ${what}.`, 'Check the input endpoint, and that no proxy answers in its place; if both are right, report this to Confluent.');
}


/***/ }),

/***/ 916:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   q0: () => (/* binding */ describe)
/* harmony export */ });
/* unused harmony export ERROR_CODES */
/** Every way a step can fail. The codes are stable: docs/troubleshooting.md has an entry for each. */
const ERROR_CODES = (/* unused pure expression or super */ null && ([
    'INVALID_INPUT',
    'NO_PERMISSION',
    'FORK_PULL_REQUEST',
    'DEPENDABOT',
    'GITHUB_REFUSED',
    'CONFLUENT_REFUSED',
    'RATE_LIMITED',
    'UNAVAILABLE',
    'UNREACHABLE',
    'TIMED_OUT',
    'UNEXPECTED_REPLY',
    'TOKEN_ENDPOINT',
    'RUNNER_FILES',
    'INTERNAL',
]));
/**
 * A failure that a person meets: what happened, and what to fix.
 * Neither text may hold a secret or uncleaned words of a remote.
 */
class ActionError extends Error {
    code;
    remedy;
    /** Milliseconds after which the remote may be asked again, where it said so and that was too long. */
    waitMs;
    constructor(code, message, remedy, cause, waitMs = 0) {
        super(message, cause === undefined ? undefined : { cause });
        this.name = 'ActionError';
        this.code = code;
        this.remedy = remedy;
        this.waitMs = waitMs;
    }
}
/** What was thrown, as one line: message, remedy and code. The caller cleans it before printing. */
function describe(thrown) {
    if (thrown instanceof ActionError)
        return `${thrown.message} ${thrown.remedy} [${thrown.code}]`;
    const what = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : 'something threw no error';
    return `A fault of this action, not of your workflow: ${what}. Please report it with the debug log. [INTERNAL]`;
}


/***/ }),

/***/ 138:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   gj: () => (/* binding */ requestIdToken)
/* harmony export */ });
/* unused harmony exports idTokenRequest, readIdToken, readClaims */
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(916);
/* harmony import */ var _http_http_date_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(899);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(446);
/* harmony import */ var _http_urls_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(88);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(301);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(330);







/**
 * Asks GitHub for the OIDC ID token of this job.
 * @param audience the `aud` to ask for; empty for GitHub's default, the URL of the repository's owner
 * @throws ActionError GITHUB_REFUSED, UNEXPECTED_REPLY, or what `sendWithRetries` throws
 * @see https://docs.github.com/actions/reference/security/oidc
 */
async function requestIdToken(access, audience, bounds, redactor) {
    const request = idTokenRequest(access, audience);
    const reply = await (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .sendWithRetries */ .H)('GitHub', async () => request, bounds);
    return readIdToken(reply, bounds.clock.wallTime(), redactor);
}
/**
 * The request of the ID token. The URL that the runner gives has a query already.
 * @throws ActionError GITHUB_REFUSED if URL or token cannot be GitHub's
 */
function idTokenRequest(access, audience) {
    const url = (0,_http_urls_js__WEBPACK_IMPORTED_MODULE_3__/* .parseSafeUrl */ .Q)(access.requestUrl);
    if (!url || !(0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isVisibleAscii */ .Mr)(access.requestToken) || access.requestToken.length > _secret_js__WEBPACK_IMPORTED_MODULE_2__/* .LONGEST_TOKEN */ .$c) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('GITHUB_REFUSED', 'ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN does not hold what GitHub puts there.', 'Let no step or env: block of the job set them, and use a runner that sets both.');
    }
    if (audience !== '') {
        const parameter = `audience=${encodeURIComponent(audience.toWellFormed())}`;
        url.search = url.search === '' ? parameter : `${url.search}&${parameter}`;
    }
    const authorization = `Bearer ${access.requestToken}`;
    return { method: 'GET', url, headers: { authorization, accept: 'application/json' } };
}
/**
 * Reads GitHub's reply, `{"value": "<JWT>"}`. The token is masked before anything of it is checked.
 * @param wallTime of the runner, to be compared with GitHub's for telling
 * @throws ActionError GITHUB_REFUSED or UNEXPECTED_REPLY
 */
function readIdToken(reply, wallTime, redactor) {
    const body = (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseObject */ .lj)(reply.body);
    const value = body?.value;
    const secret = typeof value === 'string' ? redactor.protect(value) : undefined;
    if (reply.status >= 400) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('GITHUB_REFUSED', `GitHub refused to issue an ID token: status ${reply.status}.`, 'Run the job again; ID tokens are issued only while the job runs and only with permissions: id-token: write.');
    }
    if (reply.status !== 200)
        throw unexpected(`status ${reply.status}${redirectNote(reply.status)}`);
    if (!body)
        throw unexpected('no JSON object');
    if (!secret || typeof value !== 'string' || value === '')
        throw unexpected('no text in the field value');
    if (value.length > _secret_js__WEBPACK_IMPORTED_MODULE_2__/* .LONGEST_TOKEN */ .$c)
        throw unexpected('a token of more than 64 KiB');
    if (value.length < _secret_js__WEBPACK_IMPORTED_MODULE_2__/* .SHORTEST_TOKEN */ .P9)
        throw unexpected(`a token of less than ${_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .SHORTEST_TOKEN */ .P9} characters`);
    const claims = (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isVisibleAscii */ .Mr)(value) ? readClaims(value) : undefined;
    if (!claims)
        throw unexpected('no JWT in the field value');
    const remoteTime = (0,_http_http_date_js__WEBPACK_IMPORTED_MODULE_5__/* .httpDate */ .z)(reply.headers.date);
    const life = lifeOf(claims, remoteTime);
    const expiresAt = reply.sentAt + life * 1000;
    const differences = [milliseconds(claims.iat), remoteTime].map((time) => time === undefined ? undefined : (0,_clock_js__WEBPACK_IMPORTED_MODULE_6__/* .clockDifference */ .e)(wallTime, time));
    const difference = differences.find((difference) => difference !== undefined);
    return { secret, claims, issuedAt: reply.sentAt, expiresAt, clockDifference: difference };
}
/** The payload of a JWT (RFC 7519, 3); the signature is Confluent's to check. */
function readClaims(jwt) {
    const parts = jwt.split('.');
    if (parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part)))
        return undefined;
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseObject */ .lj)(Buffer.from(parts[1], 'base64url').toString('utf8'));
}
/** GitHub's tokens have been seen to live from 5 minutes to 6 hours; what is far beyond is no time at all. */
const LONGEST_LIFE_S = 86_400;
/**
 * Seconds that the token lives, by GitHub's times alone: `exp - iat`; without `iat`, which GitHub always
 * sends, from the `Date` of its reply.
 */
function lifeOf({ exp, iat }, remoteTime) {
    const until = milliseconds(exp);
    const from = iat === undefined ? remoteTime : milliseconds(iat);
    if (exp === undefined)
        throw unexpected('a JWT without the claim exp');
    const life = until === undefined || from === undefined ? Number.NaN : (until - from) / 1000;
    if (life >= 1 && life <= LONGEST_LIFE_S)
        return life;
    throw unexpected('a JWT whose claims exp and iat are no times');
}
/** Milliseconds since the epoch of seconds since the epoch (RFC 7519, NumericDate); undefined for anything else. */
function milliseconds(value) {
    const isTime = typeof value === 'number' && value > 0 && value < Number.MAX_SAFE_INTEGER / 1000;
    return isTime ? value * 1000 : undefined;
}
function unexpected(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('UNEXPECTED_REPLY', `GitHub's reply to the request of an ID token is not what its API promises: ${what}.`, 'Check that no proxy or earlier step stands between the runner and GitHub, then run the job again.');
}
function redirectNote(status) {
    return status >= 300 && status < 400 ? ', a redirect, which is never followed' : '';
}


/***/ }),

/***/ 899:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ httpDate)
/* harmony export */ });
/** The form that RFC 9110, 5.6.7 has senders use; `Date.parse` alone would take `Mon, 1`. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
/** Milliseconds since the epoch of an HTTP date; undefined for any other text. */
function httpDate(text) {
    const ms = text !== undefined && HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(ms) ? undefined : ms;
}


/***/ }),

/***/ 446:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  B: () => (/* binding */ boundsOf),
  H: () => (/* binding */ sendWithRetries)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(916);
;// CONCATENATED MODULE: ./src/http/failure.ts

/** The line for the log when the call is made again in so many milliseconds. */
function willTryAgain(failure, wait) {
    const { tries, bounds, outcome } = failure;
    const next = isRateLimit(outcome) ? 'next try' : `attempt ${tries.attempts + 1} of ${bounds.maxAttempts}`;
    return `${whatHappened(failure)}; ${next} in ${(wait / 1000).toFixed(1)} s`;
}
function whatHappened({ remote, host, outcome }) {
    if (!outcome)
        return `${remote} (${host}) could not be asked in time`;
    if (outcome.kind === 'reply')
        return `${remote} (${host}) answered ${outcome.status}`;
    return `${remote} (${host}) ${FAULTS[outcome.code]}: ${outcome.detail}`;
}
function isRateLimit(outcome) {
    return outcome?.kind === 'reply' && outcome.status === 429;
}
const FAULTS = {
    UNREACHABLE: 'could not be reached',
    TIMED_OUT: 'timed out',
    UNEXPECTED_REPLY: 'sent a reply that is not what its API promises',
};
/** The error of a call that is given up. */
function gaveUp(failure) {
    const { tries, bounds, wait, outcome } = failure;
    const count = isRateLimit(outcome)
        ? `${tries.rateLimited === 1 ? 'once' : `${tries.rateLimited} times`}`
        : `attempt ${tries.attempts} of ${bounds.maxAttempts}`;
    const noTime = wait === undefined || !outcome
        ? ''
        : `; the next would come in ${Math.ceil(wait / 1000)} s, which is more than ${bounds.limit} leaves`;
    const code = codeOf(outcome);
    const cause = outcome?.kind === 'fault' ? outcome.cause : undefined;
    return new errors/* ActionError */.lZ(code, `${whatHappened(failure)} (${count}${noTime}).`, remedyFor(code, failure), cause, wait);
}
function codeOf(outcome) {
    if (!outcome)
        return 'TIMED_OUT';
    if (outcome.kind === 'fault')
        return outcome.code;
    return isRateLimit(outcome) ? 'RATE_LIMITED' : 'UNAVAILABLE';
}
function remedyFor(code, { remote, host, bounds }) {
    switch (code) {
        case 'RATE_LIMITED':
            return `${remote} limits the rate: run fewer jobs at the same time, or raise ${bounds.limit}.`;
        case 'UNAVAILABLE':
            return `Look at the status page of ${remote}, and run the job again.`;
        case 'UNREACHABLE':
            return `Check that the runner may reach ${host}: DNS, firewall, https_proxy and no_proxy, certificates (NODE_EXTRA_CA_CERTS), and the input endpoint.`;
        case 'TIMED_OUT':
            return `Check the network between the runner and ${host}, or raise ${bounds.limit}.`;
        case 'UNEXPECTED_REPLY':
            return `Check that ${host} is ${remote}, and not a proxy or a login page.`;
    }
}

// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}

// EXTERNAL MODULE: ./node_modules/tunnel/index.js
var tunnel = __nccwpck_require__(770);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(663);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try {
            step(generator.next(value));
        }
        catch (e) {
            reject(e);
        } }
        function rejected(value) { try {
            step(generator["throw"](value));
        }
        catch (e) {
            reject(e);
        } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    yield response.readBody();
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new external_node_path_.ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                }
                if (statusCode > 299) {
                    let msg;
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});

;// CONCATENATED MODULE: ./src/version.ts
/** The version in package.json (a test holds them together); part of the user agent. */
const VERSION = '1.0.0';

;// CONCATENATED MODULE: ./src/http/fault.ts

/** No complete answer within the time. */
function timedOut(timeoutMs) {
    const detail = `no complete answer within ${(timeoutMs / 1000).toFixed(1)} s`;
    return { kind: 'fault', code: 'TIMED_OUT', detail, heals: true };
}
/** The code of the error for a reply 101. */
const SWITCHED = 'SWITCHED_PROTOCOLS';
/** What an exception of the client means. */
function faultOf(error, url) {
    const code = fault_codeOf(error);
    if (code === SWITCHED) {
        return { kind: 'fault', code: 'UNEXPECTED_REPLY', detail: 'status 101', heals: false, cause: error };
    }
    if (code.startsWith('HPE_')) {
        return {
            kind: 'fault',
            code: 'UNEXPECTED_REPLY',
            detail: `not HTTP (${code})`,
            heals: false,
            cause: error,
        };
    }
    // A certificate that does not verify will not verify a second later; a proxy's 4xx is as final as any.
    const heals = !/CERT|^ERR_TLS|^ERR_SSL|^ERR_INVALID|^UNABLE_TO|^EPROTO|answered 4(?!08|29)/.test(code);
    const detail = `${code}${throughProxy(url)}`;
    return { kind: 'fault', code: 'UNREACHABLE', detail, heals, cause: error };
}
function fault_codeOf(error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const status = error instanceof Error && /statusCode=(\d{3})$/.exec(error.message)?.[1];
    return status ? `the proxy answered ${status}` : typeof code === 'string' ? code : 'connection failed';
}
/** Names the proxy's host only: its URL may hold a password. */
function throughProxy(url) {
    try {
        const proxy = lib_getProxyUrl(url.href);
        return proxy === '' ? '' : `, through the proxy ${new URL(proxy).host}`;
    }
    catch {
        return ', the URL in https_proxy is not valid';
    }
}

;// CONCATENATED MODULE: ./src/http/client.ts



const USER_AGENT = `confluent-cloud-auth/${VERSION}`;
/**
 * The toolkit's client, but that a reply 101 is an error: it takes the connection away from the
 * client, which would wait for it to its last second.
 */
class Client extends HttpClient {
    /**
     * A client for one request: no redirects, no retries of its own.
     * @param signal ends the request
     */
    constructor(timeoutMs, signal) {
        super(USER_AGENT, [new Prepare(signal)], {
            allowRedirects: false,
            allowRetries: false,
            socketTimeout: timeoutMs,
        });
    }
    requestRaw(info, data) {
        const { httpModule } = info;
        const request = (options, onReply) => httpModule.request(options, onReply).on('upgrade', function (_, socket) {
            socket.destroy();
            this.destroy(Object.assign(new Error('status 101'), { code: SWITCHED }));
        });
        return super.requestRaw({ ...info, httpModule: { ...httpModule, request } }, data);
    }
}
/**
 * By whatever way the connection goes: NODE_TLS_REJECT_UNAUTHORIZED=0, which some job may set for another
 * program, would let anybody read both tokens. The agents of `tunnel` have options of their own.
 */
function checkCertificates(options) {
    options.rejectUnauthorized = true;
    const agent = options.agent;
    for (const own of [agent?.options, agent?.proxyOptions])
        Object.assign(own ?? {}, { rejectUnauthorized: true });
}
/** The client's own hook for what it has no option for. */
class Prepare {
    #signal;
    constructor(signal) {
        this.#signal = signal;
    }
    prepareRequest(options) {
        options.signal = this.#signal;
        checkCertificates(options);
        // The client hands on `[::1]` with its brackets, which Node would look up as a name.
        options.host = options.host?.replace(/^\[(.*)\]$/, '$1') ?? null;
    }
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        throw new Error('no authentication is handled here');
    }
}

;// CONCATENATED MODULE: ./src/http/request.ts


/** Far above any honest reply, far below what would hurt a runner. */
const LARGEST_BODY = 1024 * 1024;
/**
 * One request, one outcome, never an exception: redirects are not followed, a body over 1 MiB is cut
 * off, and nothing outlasts `timeoutMs`. Proxies come from `https_proxy` and `no_proxy`, as
 * everywhere in the toolkit.
 */
async function send(request, timeoutMs) {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), timeoutMs);
    try {
        return await Promise.race([converse(request, timeoutMs, timeout.signal), aborted(timeout.signal)]);
    }
    catch (error) {
        return timeout.signal.aborted ? timedOut(timeoutMs) : faultOf(error, request.url);
    }
    finally {
        clearTimeout(timer);
    }
}
async function converse(request, timeoutMs, signal) {
    const client = new Client(timeoutMs, signal);
    const { message } = await client.request(request.method, request.url.href, request.body ?? null, {
        ...request.headers,
    });
    const body = await readBody(message);
    if (body === undefined) {
        return { kind: 'fault', code: 'UNEXPECTED_REPLY', detail: 'a body of more than 1 MiB', heals: false };
    }
    return { kind: 'reply', status: message.statusCode ?? 0, headers: message.headers, body };
}
/** A request that still waits for its proxy's tunnel does not report its abort, so the race must. */
function aborted(signal) {
    return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
}
async function readBody(message) {
    const chunks = [];
    let size = 0;
    for await (const chunk of message) {
        size += chunk.length;
        if (size > LARGEST_BODY) {
            message.destroy();
            return undefined;
        }
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}

// EXTERNAL MODULE: ./src/http/http-date.ts
var http_date = __nccwpck_require__(899);
;// CONCATENATED MODULE: ./src/http/wait.ts

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;
const FIRST_SPREAD_MS = 4_000;
/** Also where a remote that limits the rate asks for less, or for nothing. */
const LEAST_AFTER_429_MS = 500;
/**
 * How long to wait after an outcome. What a remote asks for is the least: a crowd that came back at
 * that very moment would meet the limit again, so jitter is added.
 *
 * After a 429 the jitter doubles with each, up to half of the time that is left: with many jobs behind
 * one limit they spread out, and the last ones still come back before their deadline.
 * @param left milliseconds until the deadline
 * @param random a number from 0 up to 1
 */
function waitAfter(outcome, { attempts, rateLimited }, left, random) {
    const asked = outcome.kind === 'reply' ? (askedWait(outcome) ?? 0) : 0;
    const isRateLimit = outcome.kind === 'reply' && outcome.status === 429;
    const least = isRateLimit ? Math.max(asked, LEAST_AFTER_429_MS) : asked;
    const spread = isRateLimit
        ? Math.min(FIRST_SPREAD_MS * 2 ** (rateLimited - 1), Math.max(left, 0) / 2)
        : Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempts - 1));
    return { least, drawn: least + random * spread };
}
/**
 * `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else `X-RateLimit-Reset`: relative seconds
 * at Confluent, seconds since the epoch at GitHub. A value of neither form is passed over. A time is
 * read against the reply's own `Date`: the runner's clock may be wrong.
 */
function askedWait({ headers }) {
    const now = (0,http_date/* httpDate */.z)(headers.date);
    return inMilliseconds(headers['retry-after'], now) ?? inMilliseconds(headers['x-ratelimit-reset'], now);
}
function inMilliseconds(header, now) {
    const text = String(header ?? '').trim();
    const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
    const isEpoch = seconds !== undefined && seconds > 1_000_000_000;
    if (seconds !== undefined && !isEpoch)
        return seconds * 1000;
    const until = isEpoch ? seconds * 1000 : (0,http_date/* httpDate */.z)(text);
    return until === undefined || now === undefined ? undefined : Math.max(0, until - now);
}

;// CONCATENATED MODULE: ./src/http/retry.ts



/**
 * The bounds that the inputs `max-attempts` and `timeout-seconds` set.
 * @param startedAt the `clock.now()` from which `timeout-seconds` counts
 */
function boundsOf({ maxAttempts, timeoutSeconds }, clock, startedAt, log) {
    const deadline = startedAt + timeoutSeconds * 1000;
    return { clock, deadline, maxAttempts, limit: `timeout-seconds (${timeoutSeconds})`, log };
}
/** One silent server must not use up the whole step: its successor may answer. */
const LONGEST_ATTEMPT_MS = 15_000;
const SHORTEST_ATTEMPT_MS = 1_000;
/**
 * Sends until there is an answer that is final: anything but a connection error, a timeout, 408, 429
 * or 5xx. A 429 is no attempt of `max-attempts`: a rate limit says come later, not that something is
 * broken, so the deadline alone bounds it.
 * @param remote who is asked, as messages name it: `GitHub` or `Confluent`
 * @param prepare makes the request of a try (counted from 1, those answered 429 included)
 * @throws ActionError RATE_LIMITED, UNAVAILABLE, UNREACHABLE, TIMED_OUT or UNEXPECTED_REPLY
 */
async function sendWithRetries(remote, prepare, bounds) {
    const { clock, deadline, log } = bounds;
    const tries = { attempts: 0, rateLimited: 0 };
    for (let attempt = 1;; attempt++) {
        const request = await prepare(attempt);
        const sentAt = clock.now();
        const left = deadline - sentAt;
        const outcome = left > 0 ? await send(request, attemptTime(left)) : undefined;
        if (outcome?.kind === 'reply' && isFinal(outcome.status))
            return { ...outcome, sentAt };
        if (outcome?.kind === 'reply' && outcome.status === 429)
            tries.rateLimited++;
        else
            tries.attempts++;
        const failure = { remote, host: request.url.host, tries: { ...tries }, bounds, outcome };
        const wait = nextWait(outcome, tries, bounds);
        if (typeof wait !== 'number')
            throw gaveUp({ ...failure, wait: wait?.least });
        log(willTryAgain(failure, wait));
        await clock.sleep(wait);
    }
}
/** Milliseconds until the next try; else what was asked for, if it does not fit or nothing can heal. */
function nextWait(outcome, tries, { clock, deadline, maxAttempts }) {
    if (!outcome)
        return { least: Number.POSITIVE_INFINITY };
    const isHopeless = outcome.kind === 'fault' && !outcome.heals;
    if (isHopeless || tries.attempts >= maxAttempts)
        return undefined;
    const left = deadline - clock.now();
    const { least, drawn } = waitAfter(outcome, tries, left, clock.random());
    if (drawn < left)
        return drawn;
    // What a remote asks for must not come to nothing by our jitter alone.
    return least > 0 && least < left ? least + (left - least) / 2 : { least: drawn };
}
function attemptTime(left) {
    return Math.min(left, Math.max(SHORTEST_ATTEMPT_MS, Math.min(LONGEST_ATTEMPT_MS, left / 2)));
}
function isFinal(status) {
    return status !== 408 && status !== 429 && status < 500;
}


/***/ }),

/***/ 88:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ parseSafeUrl)
/* harmony export */ });
/* unused harmony export isLoopback */
/** 127.0.0.0/8, `[::1]` and `localhost`, exactly; expects the host name as `URL` writes it. */
function isLoopback(hostname) {
    return (/^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname) || hostname === '[::1]' || hostname === 'localhost');
}
/**
 * An absolute `https:` URL, or `http:` to a loopback host, with no user info and no fragment.
 * Text that the URL parser would repair (blanks, backslashes, a missing `//`, `127.1`) is refused.
 */
function parseSafeUrl(text) {
    if (!/^https?:\/\/[^\s\\@#/?]+([/?][^\s\\#]*)?$/i.test(text) || !URL.canParse(text))
        return undefined;
    const url = new URL(text);
    if (url.protocol === 'https:')
        return url;
    const asWritten = text.toLowerCase().startsWith(`http://${url.hostname}`);
    return asWritten && isLoopback(url.hostname) ? url : undefined;
}


/***/ }),

/***/ 407:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(24);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(916);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(380);
/* harmony import */ var _runner_publish_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(42);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(330);
/* harmony import */ var _token_endpoint_process_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(999);
/* harmony import */ var _token_endpoint_serve_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(637);








// `tunnel` calls `new Buffer()` for the credentials of a proxy; no reader of the log could fix that.
process.noDeprecation = true;
// A name server that never answers would hold the process after its last line: Node waits for a look-up,
// and glibc takes up to half a minute for one. Read by glibc at the first look-up.
process.env.RES_OPTIONS ??= 'timeout:2 attempts:2';
const runner = (0,_runner_publish_js__WEBPACK_IMPORTED_MODULE_4__/* .githubRunner */ .O)(process.env);
const clock = {
    // Not Date.now: a clock that is set while the step runs would move its deadline.
    now: () => performance.now(),
    wallTime: Date.now,
    sleep: (ms) => (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(ms),
    random: Math.random,
};
const surroundings = {
    env: process.env,
    clock,
    runner,
    redactor: new _secret_js__WEBPACK_IMPORTED_MODULE_5__/* .Redactor */ .pO(runner.mask),
    readEvent,
    program: process.argv[1] ?? '',
    // The clock's zero is the start of the process.
    startedAt: 0,
};
/** The token endpoint ends by itself after this: later than any job of GitHub's own runners. */
const LONGEST_LIFE_MS = 6.5 * 60 * 60 * 1000;
/** The token endpoint: says its port or why it has none, then nothing more to anybody but its clients. */
async function serve() {
    try {
        const { config, published } = await (0,_token_endpoint_process_js__WEBPACK_IMPORTED_MODULE_6__/* .listenToMain */ .aT)(process.stdin);
        published.catch(() => process.exit());
        const server = await (0,_token_endpoint_serve_js__WEBPACK_IMPORTED_MODULE_7__/* .serveTokens */ .m)(config, clock, published);
        setTimeout(() => process.exit(), LONGEST_LIFE_MS);
        process.stdout.write(`${JSON.stringify({ port: server.port })}\n`);
        await server.stopped;
    }
    catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : 'it could not read its configuration';
        await new Promise((resolve) => process.stdout.write(`${JSON.stringify({ error: code })}\n`, () => resolve()));
    }
    process.exit();
}
async function main() {
    try {
        keepCertificatesChecked();
        await (0,_main_js__WEBPACK_IMPORTED_MODULE_3__/* .runMain */ .V)(surroundings);
    }
    catch (error) {
        explain(error);
        runner.fail(surroundings.redactor.clean((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .describe */ .q0)(error), 2_000));
    }
    // The empty write comes after all others. A connection that a proxy holds open must not hold up the job.
    process.stdout.write('', () => process.exit());
}
/** A job may have set it for another program; the tokens must not go to a server that is not checked. */
function keepCertificatesChecked() {
    if (process.env.NODE_TLS_REJECT_UNAUTHORIZED !== '0')
        return;
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    runner.warning('NODE_TLS_REJECT_UNAUTHORIZED=0 is set in this job. This action checks certificates all the same. To trust a certificate authority of your own, set NODE_EXTRA_CA_CERTS to the file with its certificate.');
}
function explain(error) {
    const lines = error instanceof Error ? stackOf(error) : [];
    for (const line of lines)
        runner.debug(surroundings.redactor.clean(line));
}
function stackOf(error) {
    const cause = error.cause instanceof Error ? ['caused by', ...stackOf(error.cause)] : [];
    return [...(error.stack ?? '').split('\n'), ...cause];
}
/** GitHub caps a payload at 25 MB. */
const LARGEST_EVENT = 32 * 1024 * 1024;
/** The payload only helps to word a message, so one that cannot be read is none; so is a named pipe. */
function readEvent(path) {
    try {
        const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path);
        return file.isFile() && file.size <= LARGEST_EVENT ? JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8')) : undefined;
    }
    catch {
        return undefined;
    }
}
if (process.argv[2] === _token_endpoint_process_js__WEBPACK_IMPORTED_MODULE_6__/* .SERVE */ .Ip)
    await serve();
else
    await main();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 301:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Mr: () => (/* binding */ isVisibleAscii),
/* harmony export */   eB: () => (/* binding */ asObject),
/* harmony export */   lj: () => (/* binding */ parseObject)
/* harmony export */ });
/** Parses text that must be a JSON object; undefined for anything else. */
function parseObject(text) {
    try {
        return asObject(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
/** The value, if it is an object and neither null nor an array. */
function asObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : undefined;
}
/** Visible ASCII: safe in a header, a file command and a log, and all that a bearer token may hold (RFC 6750, 2.1). */
function isVisibleAscii(value) {
    return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}


/***/ }),

/***/ 380:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  V: () => (/* binding */ runMain)
});

// EXTERNAL MODULE: ./src/confluent/exchange.ts
var exchange = __nccwpck_require__(753);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(916);
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

;// CONCATENATED MODULE: ./src/confluent/refusal.ts


/** Far more than Confluent would take; a claim may be of any length. */
const LONGEST_SHOWN = 2_000;
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
 * Explains a refusal: what Confluent said, what the ID token holds, and a filter this run would satisfy.
 * @param pool the pool ids of the input
 */
function explainRefusal(refusal, claims, pool, redactor) {
    return {
        error: new errors/* ActionError */.lZ('CONFLUENT_REFUSED', whatConfluentSaid(refusal, pool, redactor), remedy(refusal.status)),
        lines: [...claimLines(claims, redactor), ...filterLines(claims, redactor), ...hints(claims)],
    };
}
function whatConfluentSaid(refusal, pool, redactor) {
    const words = [refusal.title, refusal.detail].filter((word) => word !== undefined);
    const said = words.length === 0 ? '' : `: ${words.map((word) => redactor.clean(word)).join(': ')}`;
    const end = /[.!?…]$/.test(said) ? '' : '.';
    return `Confluent refused the exchange for identity pool ${pool} with status ${refusal.status}${said}${end} (${idOf(refusal, redactor)})`;
}
/** What Confluent's support can find the request by. */
function idOf({ requestId, errorId }, redactor) {
    if (requestId === undefined && errorId !== undefined)
        return `error id: ${redactor.clean(errorId, 100)}`;
    return `x-request-id: ${requestId === undefined ? 'none' : redactor.clean(requestId, 100)}`;
}
function remedy(status) {
    const pool = "check identity-pool-id, and compare the pool's filter and its provider's issuer with the claims of this run, printed above with a filter to paste.";
    if (status === 401)
        return `Confluent did not accept the ID token: ${pool}`;
    if (status === 404)
        return `Either the input endpoint or the pool is wrong: ${pool}`;
    return `Fix the identity pool: ${pool}`;
}
function claimLines(claims, redactor) {
    const width = Math.max(...CLAIMS.map((name) => name.length));
    const lines = CLAIMS.map((name) => {
        const value = claims[name];
        return `  ${name.padEnd(width)}  ${redactor.clean(value === undefined ? '(absent)' : value, 500)}`;
    });
    return ['Claims of the ID token that was sent:', ...lines];
}
function filterLines(claims, redactor) {
    const place = typeof claims.environment === 'string' ? 'environment' : 'ref';
    return [
        'A pool filter that this run satisfies:',
        ...filterLine(filterFor(claims, ['aud', 'sub']), redactor),
        'A tighter one, by ids that survive a rename:',
        ...filterLine(filterFor(claims, ['aud', 'repository_id', place]), redactor),
    ];
}
/** A filter is pasted as it stands, so one that must be cleaned before it is printed is of no use. */
function filterLine(filter, redactor) {
    if (redactor.clean(filter, LONGEST_SHOWN) !== filter)
        return ['  (none can be shown for these claims)'];
    const length = [...filter].length;
    if (length <= LONGEST_FILTER)
        return [`  ${filter}`];
    return [
        `  ${filter}`,
        `  (${length} characters: Confluent may refuse a filter of more than ${LONGEST_FILTER}; filter by fewer or shorter claims.)`,
    ];
}
function hints(claims) {
    const lines = [];
    if (typeof claims.sub === 'string' && claims.sub.startsWith('repo:'))
        lines.push(subHint(claims.sub));
    if (typeof claims.ref === 'string' && claims.ref.startsWith('refs/pull/')) {
        lines.push('ref names this one pull request: to accept any, filter by claims.event_name == "pull_request" instead.');
    }
    lines.push("Two more causes: the provider has another issuer than iss, or it has not yet fetched GitHub's keys.");
    return lines;
}
/** @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens */
function subHint(sub) {
    return /^repo:[^/:]+@\d+\/[^/:]+@\d+(:|$)/.test(sub)
        ? 'sub has the immutable form repo:OWNER@ID/REPO@ID:…, as in repositories created, renamed or transferred since July 2026: a filter that compares it with repo:OWNER/REPO:… never matches.'
        : 'sub has the form repo:OWNER/REPO:…: a filter that compares it with the immutable form repo:OWNER@ID/REPO@ID:… does not match; and it changes to that form if the repository is renamed or transferred.';
}

// EXTERNAL MODULE: ./src/github/id-token.ts
var id_token = __nccwpck_require__(138);
// EXTERNAL MODULE: ./src/json.ts
var json = __nccwpck_require__(301);
;// CONCATENATED MODULE: ./src/github/permission.ts


const DOCS = 'https://docs.github.com/actions/reference/security/oidc';
/**
 * Why this job cannot ask for an ID token, as far as the environment shows it.
 * @param event the event payload, or undefined if it could not be read
 * @returns undefined if the job can ask
 */
function whyNoIdToken(run, event) {
    if (run.requestUrl !== '' && run.requestToken !== '')
        return undefined;
    const pull = (0,json/* asObject */.eB)((0,json/* asObject */.eB)(event)?.pull_request);
    const author = (0,json/* asObject */.eB)(pull?.user)?.login;
    if (run.actor === 'dependabot[bot]' || author === 'dependabot[bot]')
        return dependabot();
    if (pull && run.eventName !== 'pull_request_target' && comesFromFork(pull))
        return fork();
    return noPermission(run);
}
function comesFromFork(pull) {
    const head = (0,json/* asObject */.eB)((0,json/* asObject */.eB)(pull.head)?.repo);
    const base = (0,json/* asObject */.eB)((0,json/* asObject */.eB)(pull.base)?.repo);
    // A deleted fork leaves a null behind.
    return !head || (base !== undefined && head.id !== base.id) || head.full_name !== base?.full_name;
}
function fork() {
    return new errors/* ActionError */.lZ('FORK_PULL_REQUEST', 'GitHub issues no ID token to a pull request from a fork, whatever its permissions say.', "Skip this job for forks (if: github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository), and run what needs Confluent Cloud after the merge. Do not switch to pull_request_target: it would give the fork's code your access.");
}
function dependabot() {
    return new errors/* ActionError */.lZ('DEPENDABOT', 'GitHub issued no ID token to this run, which Dependabot started: such runs are treated like pull requests from forks.', "Add id-token: write to the job's permissions; if that does not help, skip this job (if: github.actor != 'dependabot[bot]') and run it on push after the merge.");
}
function noPermission(run) {
    const caller = run.workflowRef === '' ? 'the calling workflow' : run.workflowRef;
    return new errors/* ActionError */.lZ('NO_PERMISSION', 'This job may not ask for an ID token: ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are not both set.', `Add permissions: id-token: write (and contents: read, if the job checks out) to the job. In a reusable workflow the caller must grant id-token: write as well, in the job that calls it: look in ${caller}. See ${DOCS}.`);
}

// EXTERNAL MODULE: ./src/http/retry.ts + 8 modules
var retry = __nccwpck_require__(446);
;// CONCATENATED MODULE: ./src/runner/clock-warning.ts
/**
 * Warns of a runner whose clock is wrong: nothing here is decided by it, but others will trip over it.
 * @param difference seconds that it is ahead of the remote's (behind: negative)
 */
function tellClock(runner, remote, difference) {
    if (difference === undefined)
        return;
    const ahead = difference > 0;
    const breaks = ahead
        ? 'clients that check the expiry of a token by this clock refuse it too early'
        : 'clients that check the expiry of a token by this clock use it for too long, or say that it is not yet valid';
    runner.warning(`The clock of this runner is ${Math.abs(difference)} s ${ahead ? 'ahead of' : 'behind'} the clock of ${remote}: ${breaks}. This action counts from the arrival of a token, so it is not affected; expires-at is in the time of the runner. Synchronize the clock (NTP).`);
}

;// CONCATENATED MODULE: ./src/runner/context.ts
/** Reads the variables that GitHub's runner sets for every step. Empty text where one is absent. */
function parseContext(env) {
    return {
        requestUrl: env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '',
        requestToken: env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '',
        eventName: env.GITHUB_EVENT_NAME ?? '',
        actor: env.GITHUB_ACTOR ?? '',
        eventPath: env.GITHUB_EVENT_PATH ?? '',
        workflowRef: env.GITHUB_WORKFLOW_REF ?? '',
    };
}

// EXTERNAL MODULE: ./src/http/urls.ts
var urls = __nccwpck_require__(88);
;// CONCATENATED MODULE: ./src/runner/variable-name.ts
const OF_THE_JOB = /^(PATH|HOME|SHELL|ENV|BASH_ENV|IFS|CI|NODE_OPTIONS|(LD|DYLD|GITHUB|RUNNER|ACTIONS|INPUT|STATE)_.*)$/;
/**
 * The name of an environment variable that the action may write, or empty text for none; undefined for
 * any other. Compared without case: Windows would take `Path` for `PATH`.
 */
function variable_name_parseVariableName(text) {
    const isName = text === '' || /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
    return isName && !OF_THE_JOB.test(text.toUpperCase()) ? text : undefined;
}

;// CONCATENATED MODULE: ./src/runner/inputs.ts



/** Characters of an input: far more than any needs. */
const LONGEST_INPUT = 2_000;
/** The inputs of action.yml (a test holds them together). */
const RULES = {
    'identity-pool-id': {
        default: '',
        accepted: 'one or more identity pool ids (letters, digits, - and _), comma-separated, such as pool-abc1',
        parse: parsePoolIds,
    },
    audience: {
        default: 'https://api.confluent.cloud',
        accepted: 'any text',
        parse: (text) => text,
    },
    'expires-in': wholeNumber('900', 1, 900, 'seconds'),
    endpoint: {
        default: 'https://api.confluent.cloud',
        accepted: 'a base URL with https: (or http: to 127.0.0.0/8, [::1] or localhost), without user info, query or fragment',
        parse: parseEndpoint,
    },
    'environment-variable': {
        default: 'CONFLUENT_CLOUD_ACCESS_TOKEN',
        accepted: 'empty or a name of A-Z, a-z, 0-9 and _ that does not begin with a digit, and none that the job depends on (PATH, HOME, SHELL, ENV, BASH_ENV, IFS, CI, NODE_OPTIONS, LD_*, DYLD_*, GITHUB_*, RUNNER_*, ACTIONS_*, INPUT_*, STATE_*)',
        parse: variable_name_parseVariableName,
    },
    'max-attempts': wholeNumber('5', 1, 10, 'attempts'),
    'timeout-seconds': wholeNumber('60', 1, 600, 'seconds'),
    'token-endpoint': { default: 'false', accepted: 'true or false', parse: parseBoolean },
    'token-endpoint-port': {
        default: '0',
        accepted: '0 (any free port) or a whole number from 1024 to 65535, in plain decimal digits',
        parse: parsePort,
    },
};
/**
 * Reads the inputs as the runner hands them over (`INPUT_NAME`, upper case, dashes kept).
 * @throws ActionError INVALID_INPUT that names every bad input with what is accepted. The values are
 * not repeated: somebody may have put a secret into the wrong place.
 */
function parseInputs(env) {
    const faults = [];
    const read = (name, rule) => {
        const text = env[`INPUT_${name.toUpperCase()}`] ?? rule.default;
        if (text.length > LONGEST_INPUT) {
            faults.push(`${name} must be of at most ${LONGEST_INPUT} characters`);
            return undefined;
        }
        const value = rule.parse(text.trim());
        if (value === undefined)
            faults.push(`${name} must be ${rule.accepted}`);
        return value;
    };
    const inputs = {
        identityPoolId: read('identity-pool-id', RULES['identity-pool-id']),
        audience: read('audience', RULES.audience),
        expiresIn: read('expires-in', RULES['expires-in']),
        endpoint: read('endpoint', RULES.endpoint),
        environmentVariable: read('environment-variable', RULES['environment-variable']),
        maxAttempts: read('max-attempts', RULES['max-attempts']),
        timeoutSeconds: read('timeout-seconds', RULES['timeout-seconds']),
        tokenEndpoint: read('token-endpoint', RULES['token-endpoint']),
        tokenEndpointPort: read('token-endpoint-port', RULES['token-endpoint-port']),
    };
    if (faults.length > 0) {
        const count = faults.length === 1 ? 'An input is' : `${faults.length} inputs are`;
        throw new errors/* ActionError */.lZ('INVALID_INPUT', `${count} not accepted: ${faults.join('; ')}.`, 'Correct the with: block of this step.');
    }
    return inputs;
}
function wholeNumber(byDefault, least, most, unit) {
    return {
        default: byDefault,
        accepted: `a whole number of ${unit} from ${least} to ${most}, in plain decimal digits`,
        parse: (text) => parseNumber(text, least, most),
    };
}
function parseNumber(text, least, most) {
    const number = /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
}
function parseBoolean(text) {
    return text === 'true' ? true : text === 'false' ? false : undefined;
}
function parsePort(text) {
    return text === '0' ? 0 : parseNumber(text, 1024, 65_535);
}
function parsePoolIds(text) {
    const ids = text.split(',').map((id) => id.trim());
    return ids.every((id) => /^[A-Za-z0-9_-]+$/.test(id)) ? ids.join(',') : undefined;
}
function parseEndpoint(text) {
    const url = text.includes('?') ? undefined : (0,urls/* parseSafeUrl */.Q)(text);
    return url?.href.replace(/\/+$/, '');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(598);
;// CONCATENATED MODULE: ./src/runner/state.ts


/**
 * What main leaves for post, written and read side by side; never a token.
 * The runner hands a state NAME back as the variable `STATE_NAME`.
 */
const VARIABLE = 'confluent-cloud-auth-variable';
const DIGEST = 'confluent-cloud-auth-sha256';
const PORT = 'confluent-cloud-auth-port';
const STOP_KEY = 'confluent-cloud-auth-stop-key';
function saveExported(save, variable, value) {
    save(VARIABLE, variable);
    save(DIGEST, digestOf(value));
}
/**
 * What main exported; undefined if it failed or exported nothing. An earlier step can set `STATE_*` as
 * well, so the name is held to the rule of the input once more.
 */
function readExported(env) {
    const variable = parseVariableName(env[`STATE_${VARIABLE}`] ?? '');
    const digest = env[`STATE_${DIGEST}`] ?? '';
    return !variable || digest === '' ? undefined : { variable, digest };
}
function saveTokenEndpoint(save, { port, stopKey }) {
    save(PORT, String(port));
    save(STOP_KEY, stopKey);
}
/** The token endpoint that main started; undefined if there is none. */
function readTokenEndpoint(env) {
    const port = Number(env[`STATE_${PORT}`] ?? '');
    const stopKey = env[`STATE_${STOP_KEY}`] ?? '';
    return Number.isInteger(port) && port > 0 && port < 65_536 && stopKey !== ''
        ? { port, stopKey }
        : undefined;
}
/** Whether the variable still holds what main exported. */
function stillHolds(env, exported) {
    return digestOf(env[exported.variable] ?? '') === exported.digest;
}
function digestOf(value) {
    return (0,external_node_crypto_.createHash)('sha256').update(value).digest('hex');
}

;// CONCATENATED MODULE: ./src/runner/results.ts

/**
 * Writes all outputs, the environment variable and the state for post; or nothing, and then ends the
 * token endpoint.
 * @param variable name of the environment variable; empty for none
 * @throws ActionError RUNNER_FILES
 */
function publish(runner, variable, { subject, granted, expiresAt }, tokenEndpoint) {
    const token = granted.secret.reveal();
    try {
        runner.allOrNothing(() => {
            if (variable !== '') {
                saveExported(runner.saveState, variable, token);
                runner.exportVariable(variable, token);
            }
            runner.setOutput('token-type', granted.tokenType);
            runner.setOutput('expires-in', String(granted.expiresIn));
            runner.setOutput('expires-at', expiresAt);
            runner.setOutput('subject-token', subject.secret.reveal());
            runner.setOutput('access-token', token);
            if (tokenEndpoint)
                publishTokenEndpoint(runner, tokenEndpoint);
        });
    }
    catch (error) {
        tokenEndpoint?.kill();
        throw error;
    }
}
function publishTokenEndpoint(runner, tokenEndpoint) {
    const { url, port, clientId, clientSecret, stopKey } = tokenEndpoint;
    saveTokenEndpoint(runner.saveState, { port, stopKey: stopKey.reveal() });
    runner.setOutput('token-endpoint-url', url);
    runner.setOutput('token-endpoint-client-id', clientId);
    runner.setOutput('token-endpoint-client-secret', clientSecret.reveal());
}

// EXTERNAL MODULE: ./src/token-endpoint/address.ts
var address = __nccwpck_require__(37);
// EXTERNAL MODULE: ./src/token-endpoint/process.ts + 3 modules
var process = __nccwpck_require__(999);
;// CONCATENATED MODULE: ./src/token-endpoint/open.ts



const CLIENT_ID = 'confluent-cloud-auth';
const SECRET_BYTES = 32;
/** Starting a process takes a tenth of a second; a busy runner may take a hundred times as long. */
const START_TIMEOUT_MS = 15_000;
/**
 * Starts the token endpoint of this job with fresh credentials.
 * @param access how to ask GitHub for ID tokens
 * @param program the bundle, which is also the token endpoint's program
 * @param timeLeftMs of the step
 * @throws ActionError TOKEN_ENDPOINT
 */
async function openTokenEndpoint(inputs, { requestUrl, requestToken }, { env, program, redactor }, timeLeftMs) {
    const clientSecret = newSecret(redactor);
    const stopKey = newSecret(redactor);
    const credentials = { clientId: CLIENT_ID, clientSecret: clientSecret.reveal() };
    const config = { inputs, credentials, stopKey: stopKey.reveal(), requestUrl, requestToken };
    const started = await (0,process/* startProcess */.kp)(config, program, env, Math.min(START_TIMEOUT_MS, timeLeftMs));
    return {
        ...started,
        url: `http://${address/* ADDRESS */.BD}:${started.port}${address/* ID_TOKEN_PATH */.o$}`,
        clientId: CLIENT_ID,
        clientSecret,
        stopKey,
    };
}
function newSecret(redactor) {
    return redactor.protect((0,external_node_crypto_.randomBytes)(SECRET_BYTES).toString('base64url'));
}

;// CONCATENATED MODULE: ./src/main.ts










/** An ID token with less life left than this is not worth another attempt. */
const LEAST_LIFE_MS = 30_000;
/**
 * The main stage: an ID token of GitHub, exchanged for an access token of Confluent Cloud, published.
 * @throws ActionError; then no output and no environment variable has been written
 */
async function runMain(surroundings) {
    const { env, clock, runner, redactor, readEvent, startedAt } = surroundings;
    // Nobody is asked for a token that could not be published.
    runner.allOrNothing(() => { });
    const inputs = parseInputs(env);
    const context = parseContext(env);
    redactor.hide(context.requestToken);
    const obstacle = whyNoIdToken(context, readEvent(context.eventPath));
    if (obstacle)
        throw obstacle;
    const bounds = (0,retry/* boundsOf */.B)(inputs, clock, startedAt, runner.info);
    const fetchIdToken = () => (0,id_token/* requestIdToken */.gj)(context, inputs.audience, bounds, redactor);
    const idToken = await fetchIdToken();
    tellClock(runner, 'GitHub', idToken.clockDifference);
    const result = await (0,exchange/* exchange */.cv)(inputs, keepAlive(idToken, fetchIdToken, clock), bounds, redactor);
    if (idToken.clockDifference === undefined)
        tellClock(runner, 'Confluent', result.clockDifference);
    if ('refused' in result)
        throw await explained(result, inputs, surroundings);
    // Whatever can fail comes before the first thing that is published.
    const results = resultsOf(result, clock);
    const line = success(inputs, results, redactor);
    const timeLeft = bounds.deadline - clock.now();
    const open = () => openTokenEndpoint(inputs, context, surroundings, timeLeft);
    const tokenEndpoint = inputs.tokenEndpoint ? await open() : undefined;
    publish(runner, inputs.environmentVariable, results, tokenEndpoint);
    await tokenEndpoint?.confirm();
    runner.info(line);
    if (tokenEndpoint)
        runner.info(`Token endpoint for the rest of the job: ${tokenEndpoint.url}`);
}
/** Gives the ID token that there is; before another attempt, a fresh one if it is about to die. */
function keepAlive(first, fetchAnew, clock) {
    let current = first;
    return async (attempt) => {
        if (attempt > 1 && current.expiresAt - clock.now() < LEAST_LIFE_MS)
            current = await fetchAnew();
        return current;
    };
}
/** Tells the log and the job summary why Confluent refused; gives the error of the step. */
async function explained(result, { identityPoolId }, { runner, redactor }) {
    const { error, lines } = explainRefusal(result.refused, result.subject.claims, identityPoolId, redactor);
    runner.group('How to fix the identity pool', lines);
    await runner.summarise('Confluent refused the exchange', [error.message, error.remedy, '', ...lines]);
    return error;
}
/** The results with the time of expiry as the runner's own clock has it: later steps compare it with that. */
function resultsOf({ subject, granted }, clock) {
    return { subject, granted, expiresAt: rfc3339(clock.wallTime() + granted.expiresAt - clock.now()) };
}
function success(inputs, { subject, granted, expiresAt }, redactor) {
    const sub = redactor.clean(subject.claims.sub);
    const until = `${expiresAt} (${granted.expiresIn} s)`;
    return `Access token of Confluent Cloud for identity pool ${inputs.identityPoolId}, sub ${sub}, valid until ${until}`;
}
/** RFC 3339 in UTC, cut to whole seconds. */
function rfc3339(ms) {
    return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}


/***/ }),

/***/ 42:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  O: () => (/* binding */ githubRunner)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
function utils_toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}

;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}

;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}

;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(663);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try {
            step(generator.next(value));
        }
        catch (e) {
            reject(e);
        } }
        function rejected(value) { try {
            step(generator["throw"](value));
        }
        catch (e) {
            reject(e);
        } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    filePath() {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    write(options) {
        return __awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    clear() {
        return __awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    stringify() {
        return this._buffer;
    }
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;

;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try {
            step(generator.next(value));
        }
        catch (e) {
            reject(e);
        } }
        function rejected(value) { try {
            step(generator["throw"](value));
        }
        catch (e) {
            reject(e);
        } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






var ExitCode;
(function (ExitCode) {
    ExitCode[ExitCode["Success"] = 0] = "Success";
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return file_command_issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    command_issueCommand('set-env', { name }, convertedVal);
}
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, toCommandValue(value));
}
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
function debug(message) {
    command_issueCommand('debug', {}, message);
}
function error(message, properties = {}) {
    command_issueCommand('error', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
    command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
function startGroup(name) {
    command_issue('group', name);
}
function endGroup() {
    command_issue('endgroup');
}
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, toCommandValue(value));
}
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}





// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(916);
;// CONCATENATED MODULE: ./src/runner/publish.ts



/** The files through which a step speaks to the runner. */
const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE'];
/** The runner of GitHub Actions, through @actions/core. */
function githubRunner(env) {
    return {
        mask: setSecret,
        info: info,
        warning: warning,
        debug: debug,
        group: publish_group,
        fail: setFailed,
        saveState: saveState,
        exportVariable: exportVariable,
        setOutput: setOutput,
        summarise: (title, lines) => summarise(env, title, lines),
        allOrNothing: (write) => allOrNothing(env, write),
    };
}
function publish_group(title, lines) {
    startGroup(title);
    for (const line of lines)
        info(line);
    endGroup();
}
/**
 * A code block, so that nothing in the lines is taken for Markdown; its fence is longer than any run
 * of backticks in them. A summary that cannot be written must not hide what it would have said.
 */
async function summarise(env, title, lines) {
    const file = env.GITHUB_STEP_SUMMARY ?? '';
    if (!isFile(file))
        return;
    const body = lines.join('\n');
    const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map((run) => run[0].length));
    const fence = '`'.repeat(longest + 1);
    try {
        await summary.addRaw(`### ${title}\n\n${fence}text\n${body}\n${fence}\n`).write();
    }
    catch {
        debug('The job summary cannot be written; the log has the same.');
    }
}
/**
 * @throws ActionError RUNNER_FILES, with the files as they were before. Without this check
 * @actions/core would print outputs to the log when a file is not named.
 */
function allOrNothing(env, write) {
    const before = FILES.map((name) => ({ name, path: env[name] ?? '' })).map(({ name, path }) => {
        if (!isFile(path))
            throw unwritable(name, undefined);
        return { path, size: (0,external_node_fs_.statSync)(path).size };
    });
    try {
        write();
    }
    catch (error) {
        for (const { path, size } of before)
            restore(path, size);
        throw unwritable(FILES.join(', '), error);
    }
}
/** A file that cannot be cut has taken nothing in either, and must not keep the others from being cut. */
function restore(path, size) {
    try {
        (0,external_node_fs_.truncateSync)(path, size);
    }
    catch {
        // The step fails all the same, with the error of the write.
    }
}
/** A named pipe in its place would hold the step until somebody reads it. */
function isFile(path) {
    try {
        return (0,external_node_fs_.statSync)(path).isFile();
    }
    catch {
        return false;
    }
}
function unwritable(names, cause) {
    return new errors/* ActionError */.lZ('RUNNER_FILES', `The runner's command files cannot be written: ${names}.`, 'Use a runner of v2.327.1 or later, with room on its disk.', cause);
}


/***/ }),

/***/ 330:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  $c: () => (/* binding */ LONGEST_TOKEN),
  pO: () => (/* binding */ Redactor),
  P9: () => (/* binding */ SHORTEST_TOKEN)
});

// UNUSED EXPORTS: Secret

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./src/secret-forms.ts
/** What cannot be printed safely: control, format (bidi, zero width), surrogate, line separator and invisible characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\p{Default_Ignorable_Code_Point}]+/gu;
/** Parts of a JWT shorter than this say nothing on their own. */
const SHORTEST_PART = 16;
/** Text without the characters that cannot be printed. */
function bare(text) {
    return text.toWellFormed().replace(UNPRINTABLE, '');
}
/** A secret as a remote might repeat all of it; what `plain` undoes need not be among it. */
function formsOf(value, shown) {
    const whole = ['base64', 'base64url'].map((encoding) => Buffer.from(value).toString(encoding));
    const parts = shown.split('.').filter((part) => part.length >= SHORTEST_PART);
    return [shown, plain(shown), ...whole.map((form) => form.replace(/=+$/, '')), ...parts];
}
/** The forms that a piece of it can come from, in the alphabet of `urlSafe`. */
function wholesOf(value, shown) {
    // Behind something else, as in `user:secret`, the bits lie in one of three ways; the ends are shared.
    const encoded = ['', '.', '..'].map((before) => Buffer.from(before + value).toString('base64url'));
    const [alone = '', ...behind] = encoded;
    return [urlSafe(shown), alone, ...behind.map((form) => form.slice(4, -4))];
}
/** Both alphabets of base64 become one; the length stays. */
function urlSafe(text) {
    return text.replaceAll('+', '-').replaceAll('/', '_');
}
/** An encoding inside an encoding is undone as well; more than two say nothing to a reader either. */
const MOST_LAYERS = 3;
/** Text with JSON escapes and percent encoding undone, and without what cannot be printed. */
function plain(text) {
    let current = bare(text);
    for (let layer = 0; layer < MOST_LAYERS; layer++) {
        const next = bare(current
            .replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
            .replace(/(?:%|\\x)([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))));
        if (next === current)
            break;
        current = next;
    }
    return current;
}

;// CONCATENATED MODULE: ./src/secret-pieces.ts
/** So many characters of a secret in a row are no accident: some remote has cut it before it repeated it. */
const PIECE = 20;
/** Any piece holds one whole gram of every eleventh place, wherever it begins. */
const GRAM = 10;
const STEP = PIECE - GRAM + 1;
/** A gram that stands in more places than this is hidden as it is: to follow each place would take too long. */
const MOST_PLACES = 8;
/** For a hash that can be moved along a text character by character. */
const BASE = 16_777_619;
const BASE_TO_GRAM = Array.from({ length: GRAM }).reduce((power) => Math.imul(power, BASE), 1);
/**
 * Finds pieces of secrets in a text, in a time that grows with the text alone: grams of the secrets are
 * looked up by their hash, and followed to both sides only where they are met.
 */
class Pieces {
    #places = new Map();
    add(form) {
        for (let at = 0; at + GRAM <= form.length; at += STEP) {
            const hash = hashOf(form, at);
            const places = this.#places.get(hash);
            if (!places)
                this.#places.set(hash, [{ form, at }]);
            else if (places.length <= MOST_PLACES)
                places.push({ form, at });
        }
    }
    /**
     * The text with `hidden` in place of every run that it shares with a secret.
     * @param looked the text in the alphabet of the secrets, of the same length
     */
    hide(text, hidden, looked) {
        let shown = '';
        let done = 0;
        let hash = hashOf(looked, 0);
        for (let at = 0; at + GRAM <= looked.length; at++) {
            const places = at >= done ? this.#places.get(hash) : undefined;
            const run = places && runAt(looked, at, places, done);
            if (run) {
                shown += text.slice(done, run.from) + hidden;
                done = run.to;
            }
            hash = moved(hash, looked, at);
        }
        return shown + text.slice(done);
    }
}
function hashOf(text, from) {
    let hash = 0;
    for (let at = from; at < from + GRAM; at++)
        hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
    return hash;
}
/** The hash of the gram at the next place. */
function moved(hash, text, at) {
    const without = Math.imul(hash, BASE) - Math.imul(BASE_TO_GRAM, text.charCodeAt(at));
    return (without + text.charCodeAt(at + GRAM)) | 0;
}
function runAt(text, at, places, least) {
    const met = places.filter(({ form, at: place }) => text.startsWith(form.slice(place, place + GRAM), at));
    if (met.length > MOST_PLACES)
        return { from: at, to: at + GRAM };
    return met.map((place) => common(text, at, place, least)).find(({ from, to }) => to - from >= PIECE);
}
/** The characters around this place that text and form share. */
function common(text, at, place, least) {
    const { form } = place;
    let before = 0;
    while (at - before > least && place.at > before && text[at - before - 1] === form[place.at - before - 1]) {
        before++;
    }
    let after = GRAM;
    while (at + after < text.length && text[at + after] === form[place.at + after])
        after++;
    return { from: at - before, to: at + after };
}

;// CONCATENATED MODULE: ./src/secret.ts



const HIDDEN = '***';
/**
 * A token that cannot be printed by accident: text, JSON and inspection all give `***`.
 * The value is to be had through `reveal()` only, so a search for that word finds every use.
 */
class Secret {
    #value;
    constructor(value) {
        this.#value = value;
    }
    /** The value itself, for the one place that sends or publishes it. */
    reveal() {
        return this.#value;
    }
    toString() {
        return HIDDEN;
    }
    toJSON() {
        return HIDDEN;
    }
    [external_node_util_namespaceObject.inspect.custom]() {
        return HIDDEN;
    }
}
/**
 * Three long base64url parts: some JWT, if not one of those we know. Tried only where a part begins:
 * from every character of it, a megabyte without a dot would take hours.
 */
const JWT = /(?<![\w-])[\w-]{16,}\.[\w-]{16,}\.[\w-]{16,}/g;
/** Tokens of a remote within these bounds are taken; a mask of less would hide the log. */
const SHORTEST_TOKEN = 16;
/** Linux starts no process with a variable of more than 128 KiB; a longer one would break each later step. */
const LONGEST_TOKEN = 64 * 1024;
/** More than is ever printed of a text; without a limit, a megabyte from a remote would take minutes. */
const LONGEST_RAW = 8_000;
/**
 * Knows every secret of this process, and makes text of others safe to print.
 *
 * What a remote says is data: it may echo a token, or try to speak the runner's workflow commands.
 */
class Redactor {
    #mask;
    #forms = new Set();
    #pieces = new Pieces();
    #hexPieces = new Pieces();
    /** @param mask tells the runner to mask a value in the log from now on */
    constructor(mask) {
        this.#mask = mask;
    }
    /**
     * Masks a token the moment it exists, before anybody has looked at it. Not one that will be refused
     * anyway because its mask would do harm: a short one hides the log, and of one with line breaks the
     * runner masks each line by itself.
     * @param value the token as it came, valid or not
     */
    protect(value) {
        if (value.length >= SHORTEST_TOKEN && value.trim() !== '' && !/[\r\n]/.test(value))
            this.#mask(value);
        return this.hide(value);
    }
    /** Remembers a secret that the runner masks already, so that no echo of it is printed. */
    hide(value) {
        const shown = value.length > LONGEST_TOKEN ? '' : bare(value);
        // Else every blank, or every letter, of every message would be hidden.
        if (shown.trim().length < SHORTEST_TOKEN)
            return new Secret(value);
        if (this.#forms.has(shown))
            return new Secret(value);
        for (const form of formsOf(value, shown))
            this.#forms.add(form);
        for (const form of wholesOf(value, shown))
            this.#pieces.add(form);
        this.#hexPieces.add(Buffer.from(value).toString('hex'));
        return new Secret(value);
    }
    /**
     * One line that is safe to print: no control characters, no known secret, nothing that looks like
     * a JWT, no workflow command, at most `longest` characters.
     * The cut comes last, or half a secret would escape its replacement.
     */
    clean(text, longest = 300) {
        const raw = textOf(text).slice(0, LONGEST_RAW);
        // A secret that is encoded, or has invisible characters inside, reads like the secret: it is made plain to be found.
        const decoded = plain(raw);
        const readable = raw.toWellFormed().replace(UNPRINTABLE, ' ');
        let shown = this.#hideSecrets(decoded);
        if (shown === decoded)
            shown = decoded === readable ? decoded : this.#hideSecrets(readable);
        const characters = [...defuse(shown.trim())];
        return characters.length > longest
            ? `${characters.slice(0, longest - 1).join('')}…`
            : characters.join('');
    }
    #hideSecrets(line) {
        // First: another token of the same issuer shares its header with a known one, and must stay whole to be seen.
        let shown = line.replace(JWT, HIDDEN);
        const longestFirst = [...this.#forms].sort((a, b) => b.length - a.length);
        for (const form of longestFirst)
            shown = shown.replaceAll(form, HIDDEN);
        shown = this.#pieces.hide(shown, HIDDEN, urlSafe(shown));
        const lowerHex = shown.replace(/[A-F]+/g, (digits) => digits.toLowerCase());
        return this.#hexPieces.hide(shown, HIDDEN, lowerHex);
    }
}
/**
 * The runner takes `::` at the start of a line and `##[` anywhere in one for a command
 * (actions/runner, ActionCommand.cs).
 */
function defuse(line) {
    return line.replace(/##(?=\[)/g, '# #').replace(/^::/, ': :');
}
/** A claim may be anything that JSON can say, so deep or so odd that it has no text. */
function textOf(value) {
    if (typeof value === 'string')
        return value;
    try {
        return JSON.stringify(value) ?? String(value);
    }
    catch {
        return '(no text)';
    }
}


/***/ }),

/***/ 37:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ ADDRESS),
/* harmony export */   NI: () => (/* binding */ ACCESS_TOKEN_PATH),
/* harmony export */   fF: () => (/* binding */ STOP_PATH),
/* harmony export */   o$: () => (/* binding */ ID_TOKEN_PATH)
/* harmony export */ });
/** Only processes of this machine can reach it. */
const ADDRESS = '127.0.0.1';
/** Where it serves GitHub ID tokens, for clients that show them to Confluent themselves. */
const ID_TOKEN_PATH = '/oauth2/token';
/** Where it serves Confluent Cloud access tokens: the path of Confluent's own STS. */
const ACCESS_TOKEN_PATH = '/sts/v1/oauth2/token';
/** Where post ends it. */
const STOP_PATH = '/stop';


/***/ }),

/***/ 999:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Ip: () => (/* binding */ SERVE),
  aT: () => (/* binding */ listenToMain),
  kp: () => (/* binding */ startProcess)
});

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(474);
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: external "node:readline"
const external_node_readline_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(916);
// EXTERNAL MODULE: ./src/json.ts
var json = __nccwpck_require__(301);
;// CONCATENATED MODULE: ./src/token-endpoint/process.ts






/** The argument by which index.ts knows that it is the token endpoint. */
const SERVE = 'serve';
/** The last word on its standard input. A main that ends without it takes the process with it. */
const PUBLISHED = 'published';
/**
 * What the token endpoint's process keeps of the environment: the way to the remotes, and the mark by which
 * a runner ends what a job has left behind.
 */
const KEPT = /^(PATH|SYSTEMROOT|TEMP|TMP|RUNNER_TRACKING_ID|ACTIONS_ORCHESTRATION_ID|NODE_EXTRA_CA_CERTS|NODE_OPTIONS|RES_OPTIONS|SSL_CERT_(FILE|DIR)|(HTTPS?|NO)_PROXY)$/;
/**
 * Starts the token endpoint as a process of its own that outlives this one, and waits until it listens.
 * @param program the bundle
 * @param timeoutMs how long to wait
 * @throws ActionError TOKEN_ENDPOINT
 */
async function startProcess(config, program, env, timeoutMs) {
    const child = (0,external_node_child_process_namespaceObject.spawn)(process.execPath, [program, SERVE], {
        detached: true,
        windowsHide: true,
        stdio: ['pipe', 'pipe', 'ignore'],
        env: Object.fromEntries(Object.entries(env).filter(([name]) => KEPT.test(name.toUpperCase()))),
        // No folder of the job may be held busy.
        cwd: (0,external_node_path_namespaceObject.parse)(process.execPath).root,
    });
    // Where spawn fails for want of file handles, the event comes after the exception that tells of it.
    child.on('error', () => { });
    try {
        const port = await firstWords(child, JSON.stringify(config), timeoutMs);
        child.unref();
        return { port, confirm: () => lastWord(child), kill: () => child.kill('SIGKILL') };
    }
    catch (error) {
        child.kill('SIGKILL');
        throw couldNotStart(config.inputs.tokenEndpointPort, error);
    }
}
/** The token endpoint says one line on its output, `{"port": N}` or `{"error": "CODE"}`, and nothing after it. */
async function firstWords(child, config, timeoutMs) {
    const { stdin, stdout } = child;
    if (!stdin || !stdout)
        throw new Error('no pipes');
    const spawned = (0,external_node_events_.once)(child, 'spawn');
    // A process that dies early breaks the pipe; its closed output tells as much.
    stdin.on('error', () => { });
    await spawned;
    stdin.write(`${config}\n`);
    let late = false;
    const timer = setTimeout(() => {
        late = true;
        child.kill('SIGKILL');
    }, timeoutMs);
    let line = '';
    for await (line of (0,external_node_readline_namespaceObject.createInterface)({ input: stdout }))
        break;
    clearTimeout(timer);
    stdout.destroy();
    const said = (0,json/* parseObject */.lj)(line);
    if (typeof said?.port === 'number')
        return said.port;
    if (late)
        throw new Error(`${TOO_LATE} ${(timeoutMs / 1000).toFixed(1)} s`);
    throw new Error(typeof said?.error === 'string' ? said.error : 'it ended before it was ready');
}
const TOO_LATE = 'it was not ready within';
function couldNotStart(port, cause) {
    const why = cause instanceof Error ? cause.message : 'unknown';
    const taken = port !== 0 && /EADDRINUSE|EACCES/.test(why);
    const remedy = taken
        ? `Port ${port} is not free: choose another token-endpoint-port, or 0 for any free one.`
        : why.startsWith(TOO_LATE)
            ? 'Raise timeout-seconds, or give the runner more room: it is very busy.'
            : 'Run the job again; if it fails again, report it with the debug log.';
    return new errors/* ActionError */.lZ('TOKEN_ENDPOINT', `The token endpoint did not start: ${why}.`, remedy, cause);
}
/** Resolves when the pipe has taken it, or is broken: a process that has died has nothing to be told. */
function lastWord({ stdin }) {
    return new Promise((resolve) => {
        stdin?.once('close', resolve);
        stdin?.end(`${PUBLISHED}\n`, () => resolve());
    });
}
/**
 * Listens to main, which speaks as `startProcess` and `confirm` do.
 * @throws if the first line is no configuration
 */
async function listenToMain(input) {
    const lines = (0,external_node_readline_namespaceObject.createInterface)({ input })[Symbol.asyncIterator]();
    const config = JSON.parse((await lines.next()).value ?? '');
    const published = lines.next().then(({ value }) => {
        if (value !== PUBLISHED)
            throw new Error('main ended before it had published');
    });
    published.catch(() => { });
    return { config, published };
}


/***/ }),

/***/ 637:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ serveTokens)
});

// EXTERNAL MODULE: ./src/confluent/exchange.ts
var exchange = __nccwpck_require__(753);
// EXTERNAL MODULE: ./src/github/id-token.ts
var id_token = __nccwpck_require__(138);
// EXTERNAL MODULE: ./src/http/retry.ts + 8 modules
var retry = __nccwpck_require__(446);
// EXTERNAL MODULE: ./src/secret.ts + 3 modules
var secret = __nccwpck_require__(330);
// EXTERNAL MODULE: ./src/token-endpoint/address.ts
var address = __nccwpck_require__(37);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(598);
;// CONCATENATED MODULE: ./src/token-endpoint/credentials.ts

/**
 * Client credentials as HTTP Basic or in the form (RFC 6749, 2.3.1). A bare `client_id` in the form
 * beside Basic is no second method.
 * @param authorization the header, if any
 */
function readCredentials(authorization, form) {
    const clientId = form.get('client_id');
    const clientSecret = form.get('client_secret');
    if (authorization === undefined) {
        return clientId !== null && clientSecret !== null ? { clientId, clientSecret } : 'none';
    }
    const basic = readBasic(authorization);
    if (clientSecret !== null || (clientId !== null && clientId !== basic?.clientId))
        return 'doubled';
    return basic ?? 'none';
}
/** Clients differ in whether they form-encode both parts first; ours are made of characters that stay the same. */
function readBasic(authorization) {
    const encoded = /^basic +([A-Za-z0-9+/_-]+=*) *$/i.exec(authorization)?.[1];
    const text = Buffer.from(encoded ?? '', 'base64').toString('utf8');
    const colon = text.indexOf(':');
    return colon < 0 ? undefined : { clientId: text.slice(0, colon), clientSecret: text.slice(colon + 1) };
}
/** Whether both parts are right, in a time that does not depend on what was presented. */
function areValid(presented, expected) {
    const id = isSame(presented.clientId, expected.clientId);
    const secret = isSame(presented.clientSecret, expected.clientSecret);
    return id && secret;
}
/** Constant time for any lengths: digests are compared. */
function isSame(presented, expected) {
    return (0,external_node_crypto_.timingSafeEqual)(digest(presented), digest(expected));
}
function digest(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest();
}

;// CONCATENATED MODULE: ./src/token-endpoint/replies.ts
/** Long enough that clients do not hammer, short enough for an apply that waits. */
const RETRY_AFTER_S = '5';
/** Credentials are missing or wrong; `scheme` says how to send them. */
function unauthorized(scheme) {
    const challenge = { 'www-authenticate': `${scheme} realm="confluent-cloud-auth"` };
    return fault(401, 'invalid_client', 'the client credentials are missing or wrong', challenge);
}
/**
 * There is no token now; the client may ask again. Without a body: librdkafka 2.8 to 2.16 takes that of
 * its next try for a part of this one, and fails.
 */
function unavailable() {
    return {
        status: 503,
        headers: { ...NO_CACHE, 'retry-after': RETRY_AFTER_S },
        body: '',
        isAuthenticated: true,
    };
}
/** An error of RFC 6749, 5.2, for a request without good credentials. */
function fault(status, error, description, headers = {}) {
    return { ...reply(status, { error, error_description: description }, headers), isAuthenticated: false };
}
/** RFC 6749, 5.1 asks for both. */
const NO_CACHE = { 'cache-control': 'no-store', pragma: 'no-cache' };
/** A reply in JSON to a request with good credentials. */
function reply(status, body, headers = {}) {
    const all = { 'content-type': 'application/json', ...NO_CACHE, ...headers };
    return { status, headers: all, body: JSON.stringify(body), isAuthenticated: true };
}

;// CONCATENATED MODULE: ./src/token-endpoint/handler.ts



/** Bytes of a request body: a token request has a few hundred. */
const LARGEST_BODY = 16 * 1024;
/**
 * Answers one request: the client credentials grant (RFC 6749, 4.4) on the paths of `tokens`, and the
 * authenticated end of the token endpoint. Never rejects.
 */
async function handle(request, backend) {
    const path = request.target.split('?', 1)[0];
    const token = Object.hasOwn(backend.tokens, path) ? backend.tokens[path] : undefined;
    const refusal = refuseStranger(request, backend) ?? refuseRoute(request, token !== undefined || path === address/* STOP_PATH */.fF);
    if (refusal)
        return refusal;
    if (!token)
        return stop(request, backend);
    const form = readForm(request);
    return 'status' in form ? form : (await grant(request, form, backend, token));
}
/** A web page that was lured here names another host (DNS rebinding) or has an origin. */
function refuseStranger({ headers }, { host }) {
    const hosts = headers.host ?? [];
    if (hosts.length !== 1 || hosts[0] !== host)
        return fault(403, 'invalid_request', `Host must be ${host}`);
    if (headers.origin)
        return fault(403, 'invalid_request', 'requests with an Origin are refused');
    return undefined;
}
function refuseRoute({ method, body }, known) {
    if (!known)
        return fault(404, 'invalid_request', 'no such path');
    if (method !== 'POST')
        return fault(405, 'invalid_request', 'use POST', { allow: 'POST' });
    if (body === undefined)
        return fault(413, 'invalid_request', `the body is larger than ${LARGEST_BODY} bytes`);
    return undefined;
}
function readForm({ headers, body }) {
    const types = headers['content-type'] ?? [];
    const type = types[0]?.split(';', 1)[0]?.trim().toLowerCase();
    if (types.length !== 1 || type !== 'application/x-www-form-urlencoded') {
        return fault(415, 'invalid_request', 'send application/x-www-form-urlencoded');
    }
    const form = new URLSearchParams(body);
    const names = [...form.keys()];
    if (names.length !== new Set(names).size) {
        return fault(400, 'invalid_request', 'a parameter is there more than once');
    }
    // RFC 6749, 3.2: a parameter without a value counts as left out.
    for (const name of names)
        if (form.get(name) === '')
            form.delete(name);
    return form;
}
async function grant({ headers }, form, backend, token) {
    const authorizations = headers.authorization ?? [];
    const presented = authorizations.length > 1 ? 'doubled' : readCredentials(authorizations[0], form);
    if (presented === 'doubled') {
        return fault(400, 'invalid_request', 'use one method of client authentication');
    }
    if (presented === 'none' || !areValid(presented, backend.credentials))
        return unauthorized('Basic');
    backend.onAuthenticated();
    const type = form.get('grant_type');
    if (type === null)
        return fault(400, 'invalid_request', 'grant_type is missing');
    if (type !== 'client_credentials') {
        return {
            ...fault(400, 'unsupported_grant_type', 'grant_type must be client_credentials'),
            isAuthenticated: true,
        };
    }
    return serve(backend, token);
}
async function serve({ now, onServed }, token) {
    const lease = await token().catch(() => undefined);
    const seconds = lease ? Math.floor((lease.expiresAt - now()) / 1000) : 0;
    if (!lease || seconds < 1)
        return unavailable();
    onServed();
    return reply(200, { access_token: lease.token, token_type: 'Bearer', expires_in: seconds });
}
function stop({ headers }, { stopKey, statistics, onStop }) {
    const [authorization = '', ...others] = headers.authorization ?? [];
    const key = /^bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
    if (others.length > 0 || !isSame(key, stopKey))
        return unauthorized('Bearer');
    onStop();
    return reply(200, statistics());
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(474);
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: ./src/token-endpoint/connections.ts
/** Far more than the clients of one job, far less than the files a process may open. */
const MOST_CONNECTIONS = 512;
/** Requests of one connection that wait for their reply. */
const MOST_PIPELINED = 8;
/** The open connections: who is in, and who must go when there is no room. */
class Connections {
    /** In the order in which they came. */
    #strangers = new Set();
    #trusted = new Set();
    #unanswered = new WeakMap();
    /**
     * Takes a new connection in. When full, the oldest that has not authenticated goes: whoever fills the
     * token endpoint with connections loses them again, and a client gets in.
     */
    add(socket) {
        this.#strangers.add(socket);
        socket.once('close', () => {
            this.#strangers.delete(socket);
            this.#trusted.delete(socket);
        });
        if (this.#strangers.size + this.#trusted.size <= MOST_CONNECTIONS)
            return;
        const [oldest] = this.#strangers;
        oldest?.destroy();
        if (oldest)
            this.#strangers.delete(oldest);
    }
    /** This connection has shown good credentials. */
    trust(socket) {
        if (this.#strangers.delete(socket))
            this.#trusted.add(socket);
    }
    /**
     * Counts a request of this connection until its reply is out.
     * @returns false if too many wait: one who pipelines and never reads would fill the memory
     */
    begin(socket, response) {
        const before = this.#unanswered.get(socket) ?? 0;
        if (before >= MOST_PIPELINED)
            return false;
        this.#unanswered.set(socket, before + 1);
        response.once('finish', () => this.#unanswered.set(socket, (this.#unanswered.get(socket) ?? 1) - 1));
        return true;
    }
}

;// CONCATENATED MODULE: ./src/token-endpoint/listen.ts





const LIMITS = {
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: 16 * 1024,
};
/**
 * Serves `answer` on loopback, within bounds on size, time and connections.
 * @param port 0 for any free one
 * @throws the error of `listen`, such as EADDRINUSE
 */
async function listen(port, answer) {
    const connections = new Connections();
    const server = (0,external_node_http_namespaceObject.createServer)(LIMITS, (request, response) => {
        if (!connections.begin(request.socket, response))
            return void request.socket.destroy();
        // Not the request: one that was read to its end is destroyed already, and its socket would stay open.
        respond(request, response, answer, connections).catch(() => response.destroy());
    });
    server.on('connection', (socket) => connections.add(socket));
    server.listen(port, address/* ADDRESS */.BD);
    await (0,external_node_events_.once)(server, 'listening');
    return { port: server.address().port, close: () => listen_close(server) };
}
async function respond(request, response, answer, connections) {
    const body = await readBody(request);
    const { method = '', url: target = '', headersDistinct: headers } = request;
    const reply = await answer({ method, target, headers, body }, () => connections.trust(request.socket));
    // A stranger's connection is one that a client might need.
    if (!reply.isAuthenticated)
        response.shouldKeepAlive = false;
    const length = String(Buffer.byteLength(reply.body));
    response.writeHead(reply.status, { ...reply.headers, 'content-length': length }).end(reply.body);
}
/**
 * The body, or undefined if it is too large. Even then it is read to its end, and thrown away: a client
 * that still sends might get a reset instead of the reply. `requestTimeout` bounds that.
 */
async function readBody(request) {
    let first;
    // In place of a list of chunks: one of a single byte costs half a kilobyte.
    let all;
    let size = 0;
    return await new Promise((resolve, reject) => {
        request.on('error', reject);
        request.on('end', () => {
            const body = all?.subarray(0, size) ?? first;
            resolve(size <= LARGEST_BODY ? (body?.toString('utf8') ?? '') : undefined);
        });
        request.on('data', (chunk) => {
            const before = size;
            size += chunk.length;
            if (before === 0)
                first = chunk;
            if (before === 0 || size > LARGEST_BODY)
                return;
            if (!all) {
                all = Buffer.alloc(LARGEST_BODY);
                first?.copy(all);
            }
            chunk.copy(all, before);
        });
    });
}
async function listen_close(server) {
    const closed = (0,external_node_events_.once)(server, 'close');
    server.close();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
    await closed;
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(916);
;// CONCATENATED MODULE: ./src/token-endpoint/source.ts

/** Served at once with at least this part of its life left. */
const YOUNG = 0.8;
/** With this much left the cached token is good for any client, so nobody waits long for a better one. */
const GOOD_MS = 60_000;
const SHORT_PATIENCE_MS = 2_000;
/** Some clients give up after 5 s, others after 20 s: in between, where there is nothing to give. */
const LONG_PATIENCE_MS = 15_000;
/** With less left, a client could not use it before it expires. */
const LEAST_MS = 10_000;
/** So late a timer of a busy machine may be. */
const TIMER_MS = 1_000;
/** What is kept in reserve while tokens are asked for: a remote may be away for 200 s. */
const RESERVE_MS = 240_000;
/** After so long without a request nobody needs fresh tokens. */
const REST_AFTER_MS = 15 * 60_000;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 4_000;
/**
 * One kind of token, always fresh: cached, with one refresh in flight however many ask. A failure is
 * bridged by the cached token while that lives, and tried again behind it: clients crash on a refused
 * refresh.
 */
class TokenSource {
    #fetch;
    #clock;
    #cached;
    /** What the refresh under way comes to next: a token, or a failure after which it goes on. */
    #next;
    #refreshingSince = 0;
    #askedAt = Number.NEGATIVE_INFINITY;
    /** Refreshes that succeeded, and those that failed. */
    fetched = 0;
    failed = 0;
    /** @param fetch gets a new token, with retries of its own */
    constructor(fetch, clock) {
        this.#fetch = fetch;
        this.#clock = clock;
    }
    /**
     * A token: one with at least 80 % of its life left; else a fresh one if it comes in time; else the
     * cached one.
     * @param isClient whether this shows that tokens are being asked for
     * @throws what `fetch` throws, or an error after 15 s, where there is none that a client could use
     */
    async current(isClient = true) {
        if (isClient)
            this.#askedAt = this.#clock.now();
        const cached = this.#cached;
        if (cached && this.#left(cached) >= YOUNG * (cached.expiresAt - cached.issuedAt))
            return cached;
        const fresh = this.#refresh();
        const patience = this.#patience(cached);
        if (cached && patience <= 0)
            return cached;
        try {
            return await this.#within(fresh, patience);
        }
        catch (error) {
            if (this.#cached && this.#left(this.#cached) >= LEAST_MS)
                return this.#cached;
            throw error;
        }
    }
    /** How long a client waits: less if others have waited for this refresh, never until the cached token is of no use. */
    #patience(cached) {
        const left = cached ? this.#left(cached) : 0;
        if (left < LEAST_MS)
            return LONG_PATIENCE_MS;
        const since = this.#clock.now() - this.#refreshingSince;
        if (left >= GOOD_MS)
            return SHORT_PATIENCE_MS - since;
        return Math.min(LONG_PATIENCE_MS - since, left - LEAST_MS - TIMER_MS);
    }
    #left({ expiresAt }) {
        return expiresAt - this.#clock.now();
    }
    async #within(token, patience) {
        const late = this.#clock.sleep(patience).then(() => {
            throw new Error(`no token within ${patience / 1000} s`);
        });
        return await Promise.race([token, late]);
    }
    #refresh() {
        if (this.#next)
            return this.#next.promise;
        const next = this.#expect();
        this.#next = next;
        this.#refreshingSince = this.#clock.now();
        void this.#keepTrying();
        return next.promise;
    }
    /** A promise that nobody need wait for. */
    #expect() {
        const next = Promise.withResolvers();
        next.promise.catch(() => { });
        return next;
    }
    async #keepTrying() {
        for (let failures = 0;; failures++) {
            const next = this.#next;
            try {
                this.#cached = await this.#fetch();
                this.fetched++;
                this.#next = undefined;
                next.resolve(this.#cached);
                return void this.#keepReserve(this.#cached);
            }
            catch (error) {
                this.failed++;
                this.#next = this.#expect();
                next.reject(error);
                await this.#clock.sleep(this.#pauseAfter(error, failures));
                if (!this.#isWanted())
                    return this.#rest(error);
            }
        }
    }
    #pauseAfter(error, failures) {
        const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures);
        const asked = error instanceof errors/* ActionError */.lZ ? error.waitMs : 0;
        return (Number.isFinite(asked) ? asked : 0) + FIRST_BACKOFF_MS + this.#clock.random() * ceiling;
    }
    #rest(error) {
        this.#next?.reject(error);
        this.#next = undefined;
    }
    /** Refreshes without being asked before less is left than an outage may last. */
    async #keepReserve(lease) {
        const life = this.#left(lease);
        // One that no client could use is no reserve, and there would be no end of fetching it.
        if (life < LEAST_MS)
            return;
        await this.#clock.sleep(Math.max(life - RESERVE_MS, life * (1 - YOUNG)));
        if (this.#cached === lease && this.#isWanted())
            void this.#refresh();
    }
    #isWanted() {
        return this.#clock.now() - this.#askedAt < REST_AFTER_MS;
    }
}

;// CONCATENATED MODULE: ./src/token-endpoint/serve.ts








/**
 * Runs the token endpoint in this process.
 * @param published until then requests for tokens wait
 * @throws the error of `listen`, such as EADDRINUSE
 */
async function serveTokens(config, clock, published) {
    const { promise: stopped, resolve: onStopped } = Promise.withResolvers();
    let listener;
    const close = async () => {
        await listener?.close();
        onStopped();
    };
    // The reply to the request that ends it must go out first.
    const backend = backendOf(config, clock, published, () => setImmediate(close));
    listener = await listen(config.inputs.tokenEndpointPort, (request, trust) => handle(request, { ...backend, host: `${address/* ADDRESS */.BD}:${listener?.port}`, onAuthenticated: trust }));
    return { port: listener.port, stopped, close };
}
function backendOf(config, clock, published, onStop) {
    const { idTokens, accessTokens, failed } = sourcesOf(config, clock);
    let served = 0;
    return {
        credentials: config.credentials,
        stopKey: config.stopKey,
        now: clock.now,
        tokens: {
            [address/* ID_TOKEN_PATH */.o$]: () => published.then(() => idTokens.current()),
            [address/* ACCESS_TOKEN_PATH */.NI]: () => published.then(() => accessTokens.current()),
        },
        statistics: () => ({ served, fetched: idTokens.fetched + accessTokens.fetched, failed: failed() }),
        onServed: () => {
            served++;
        },
        onStop,
    };
}
function sourcesOf({ inputs, requestUrl, requestToken }, clock) {
    const access = { requestUrl, requestToken };
    // By time alone: the cached token may bridge what would use up the attempts in seconds.
    const patient = { ...inputs, maxAttempts: Number.POSITIVE_INFINITY };
    const bounds = () => (0,retry/* boundsOf */.B)(patient, clock, clock.now(), () => { });
    let newest;
    const idTokens = new TokenSource(async () => {
        newest = await (0,id_token/* requestIdToken */.gj)(access, inputs.audience, bounds(), mute());
        return lease(newest);
    }, clock);
    // One failure of GitHub's must not count again as one of the exchange that waited for it.
    let sharedFailures = 0;
    const subject = async () => {
        await idTokens.current(false).catch((error) => {
            sharedFailures++;
            throw error;
        });
        return newest;
    };
    const accessTokens = new TokenSource(async () => {
        const result = await (0,exchange/* exchange */.cv)(inputs, subject, bounds(), mute());
        if ('refused' in result)
            throw new Error(`Confluent refused the exchange with ${result.refused.status}`);
        return lease(result.granted);
    }, clock);
    const failed = () => idTokens.failed + accessTokens.failed - sharedFailures;
    return { idTokens, accessTokens, failed };
}
function lease({ secret, issuedAt, expiresAt }) {
    return { token: secret.reveal(), issuedAt, expiresAt };
}
/** The token endpoint prints nothing, so there is nothing to mask; a new one each time remembers no old tokens. */
function mute() {
    return new secret/* Redactor */.pO(() => { });
}


/***/ }),

/***/ 663:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
module.exports = x({ ["ProxyAgent"]: () => (__WEBPACK_EXTERNAL_MODULE_node_path_02319fef__.ProxyAgent) });

/***/ }),

/***/ 613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 24:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 23:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(407);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
