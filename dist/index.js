/******/ (() => { // webpackBootstrap
/******/ 	var __webpack_modules__ = ({

/***/ 770:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(218);


/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

"use strict";
var __webpack_unused_export__;


var net = __nccwpck_require__(278);
var tls = __nccwpck_require__(756);
var http = __nccwpck_require__(611);
var https = __nccwpck_require__(692);
var events = __nccwpck_require__(434);
var assert = __nccwpck_require__(760);
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
        // Detect the request to connect same origin server,
        // reuse the connection.
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
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
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
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
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

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
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
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
__webpack_unused_export__ = debug; // for test


/***/ }),

/***/ 373:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ag: () => (/* binding */ rfc3339),
/* harmony export */   hv: () => (/* binding */ clockWarning),
/* harmony export */   z7: () => (/* binding */ httpDate)
/* harmony export */ });
/** Differences up to 30 s are common and harmless. */
const COMMON_DIFFERENCE_S = 30;
/** RFC 3339 in UTC, cut to whole seconds. */
function rfc3339(ms) {
    return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
/**
 * The warning that the clock of the runner is wrong, if it is: clients on the same machine compare the expiry of a
 * token with it.
 * @param runnerTime in milliseconds since the epoch
 * @param githubTime the same moment by GitHub, if known
 */
function clockWarning(runnerTime, githubTime = runnerTime) {
    const difference = Math.round((runnerTime - githubTime) / 1000);
    if (Math.abs(difference) <= COMMON_DIFFERENCE_S)
        return undefined;
    const [order, breaks] = difference > 0
        ? ['ahead of', 'refuse it too early']
        : ['behind', 'use it for too long, or say that it is not yet valid'];
    return `The clock of this runner is ${Math.abs(difference)} s ${order} the clock of GitHub: clients that check the expiry of a token by this clock ${breaks}. This action counts from the arrival of a token, so it is not affected; expires-at is in the time of the runner. Synchronise the clock (NTP).`;
}
/** The form that RFC 9110, 5.6.7 has senders use; `Date.parse` alone would take `Mon, 1`. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
/** Milliseconds since the epoch of an HTTP date; undefined for any other text. */
function httpDate(text) {
    const ms = text !== undefined && HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(ms) ? undefined : ms;
}


/***/ }),

/***/ 261:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ claimLines)
/* harmony export */ });
/* unused harmony export CLAIMS */
/** Claims that are shown only where the token has them. */
const OPTIONAL = ['workflow', 'base_ref', 'head_ref', 'actor', 'ref_protected'];
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
    ...OPTIONAL,
];
/** The claims of an ID token for the log, safe to print. */
function claimLines(claims, redactor) {
    const width = Math.max(...CLAIMS.map((name) => name.length));
    const isShown = (name) => claims[name] !== undefined || !OPTIONAL.includes(name);
    const shown = CLAIMS.filter(isShown);
    return shown.map((name) => {
        const isAbsent = claims[name] === undefined;
        const value = isAbsent ? '(absent)' : redactor.clean(claims[name], 500) || '(empty)';
        return `  ${name.padEnd(width)}  ${value}`;
    });
}


/***/ }),

/***/ 753:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   cv: () => (/* binding */ exchange)
/* harmony export */ });
/* unused harmony exports exchangeRequest, readReply */
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(916);
/* harmony import */ var _http_request_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(56);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(902);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(301);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(554);






/** Confluent's Security Token Service, operation exchangeStsV1OauthToken. */
const PATH = '/sts/v1/oauth2/token';
/** Confluent's maximum is 15 minutes; its API page has an example of an hour. A day is a mistake. */
const LONGEST_LIFETIME_S = 86_400;
/**
 * Exchanges the ID token for a Confluent Cloud access token (RFC 8693). If Confluent's clock has not
 * reached the `iat` of the ID token, it is asked once more when it has.
 * @param subjectToken gives the ID token for an attempt, counted from 1
 * @param connection opened early, for the first attempt
 * @returns the access token, or Confluent's reply with a 4xx
 * @throws ActionError UNEXPECTED_REPLY, or what `sendWithRetries` and `subjectToken` throw
 * @see https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/identity-providers/oauth/access-rest-apis-sts.html
 */
async function exchange(inputs, subjectToken, bounds, redactor, connection) {
    const { clock, deadline, log } = bounds;
    const ask = async () => {
        let subject = await subjectToken(1);
        const prepare = async (attempt) => {
            if (attempt > 1)
                subject = await subjectToken(attempt);
            return { ...exchangeRequest(inputs, subject), connection };
        };
        const reply = await (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .sendWithRetries */ .H)('Confluent', prepare, bounds);
        return readReply(reply, subject, redactor);
    };
    const result = await ask();
    const wait = untilIssued(result);
    if (wait >= deadline - clock.now())
        return result;
    log(`Confluent's clock is behind the iat of the ID token; asking once more in ${wait / 1000} s`);
    await clock.sleep(wait);
    return ask();
}
/**
 * Milliseconds until Confluent's clock has passed the `iat` of the ID token; Infinity if it was refused for another
 * reason. Both times come from remotes, in whole seconds.
 */
function untilIssued(result) {
    if (!('refused' in result) || result.refused.status !== 401)
        return Number.POSITIVE_INFINITY;
    const date = (0,_clock_js__WEBPACK_IMPORTED_MODULE_4__/* .httpDate */ .z7)(result.refused.headers.date);
    const { iat } = result.subject.claims;
    const ahead = typeof iat === 'number' && date !== undefined ? iat * 1000 - date : 0;
    return ahead > 0 ? ahead + 1000 : Number.POSITIVE_INFINITY;
}
/** The request of the exchange (RFC 8693, 2.1): the subject token is its only credential. */
function exchangeRequest(inputs, subject) {
    const form = new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: subject.secret.reveal(),
        identity_pool_id: inputs.identityPoolId,
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
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
 * Reads a final reply (RFC 8693, 2.2.1). The token is masked before all else: a refusal may repeat it in its words.
 * @throws ActionError UNEXPECTED_REPLY
 */
function readReply(reply, subject, redactor) {
    const body = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .parseObject */ .l)(reply.body);
    const token = body?.access_token;
    const secret = typeof token === 'string' ? redactor.protect(token) : undefined;
    if (reply.status >= 400)
        return { subject, refused: reply };
    if (reply.status >= 300 || reply.status === 204)
        throw unexpected(`status ${reply.status}${(0,_http_request_js__WEBPACK_IMPORTED_MODULE_1__/* .redirectNote */ .rp)(reply.status)}`);
    if (!body)
        throw unexpected('no JSON object');
    const fault = (0,_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .tokenFault */ .Ek)(token);
    if (!secret || fault)
        throw unexpected(`access_token is ${fault}`);
    const expiresIn = lifetimeOf(body);
    const issuedAt = reply.sentAt;
    const expiresAt = issuedAt + expiresIn * 1000;
    return { subject, granted: { secret, expiresIn, issuedAt, expiresAt } };
}
/** Seconds. Confluent's own SDK reads no type of a token, so an absent one is taken for `Bearer`. */
function lifetimeOf({ token_type: type, expires_in: life }) {
    if (!/^bearer$/i.test(String(type ?? 'Bearer')))
        throw unexpected('token_type is not Bearer');
    if (typeof life === 'number' && Number.isInteger(life) && life >= 1 && life <= LONGEST_LIFETIME_S)
        return life;
    throw unexpected(`expires_in is not a whole number from 1 to ${LONGEST_LIFETIME_S}`);
}
function unexpected(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('UNEXPECTED_REPLY', `Confluent's reply to the exchange is not what its API promises: ${what}.`, 'Check the input endpoint, and that no proxy answers in its place; if both are right, report this to Confluent.');
}


/***/ }),

/***/ 742:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ oddPoolIds)
/* harmony export */ });
const OF_PROVIDER = 'identity-pool-id begins with op-, so it is the id of an identity provider: use the id of an identity pool, which begins with pool- (confluent iam pool list --provider op-… prints it).';
const OTHER = 'identity-pool-id does not begin with pool-, as the ids of identity pools do: check that it is the id of an identity pool.';
/**
 * What is odd about the ids of the input `identity-pool-id`, a line for each kind. No id is repeated: it may be
 * a secret in the wrong place.
 * @param ids one or more, comma-separated
 */
function oddPoolIds(ids) {
    const odd = ids.split(',').filter((id) => !id.startsWith('pool-'));
    const lines = odd.map((id) => (id.startsWith('op-') ? OF_PROVIDER : OTHER));
    return [...new Set(lines)];
}


/***/ }),

/***/ 916:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Nl: () => (/* binding */ commandOf),
/* harmony export */   OQ: () => (/* binding */ ERROR_CODES),
/* harmony export */   ac: () => (/* binding */ orRaise),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   zy: () => (/* binding */ LONGEST_TIMEOUT_S)
/* harmony export */ });
/** Every way a step can fail. The codes are stable: docs/troubleshooting.md has an entry for each. */
const ERROR_CODES = [
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
];
/**
 * A failure that a person meets: what happened, and its remedy.
 * Neither text may hold a secret or uncleaned words of a remote.
 */
class ActionError extends Error {
    code;
    remedy;
    /** Wait the remote asked for that exceeds the deadline (ms); otherwise 0. */
    waitMs;
    constructor(code, message, remedy, cause, waitMs = 0) {
        super(message, cause === undefined ? undefined : { cause });
        this.name = 'ActionError';
        this.code = code;
        this.remedy = remedy;
        this.waitMs = waitMs;
    }
}
/** Maximum length of a message. What comes after it, the remedy and the code, must not be cut off. */
const LONGEST_MESSAGE = 1_200;
/** What was thrown, as one line: message, remedy and code. The caller cleans it before printing. */
function describe(thrown) {
    if (thrown instanceof ActionError) {
        const { message, remedy, code } = thrown;
        const shown = message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
        return `${shown} ${remedy} [${code}]`;
    }
    const what = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : 'something threw no error';
    return `A fault of this action, not of your workflow: ${what}. Please report it with the debug log. [INTERNAL]`;
}
/** The maximum of the input timeout-seconds. */
const LONGEST_TIMEOUT_S = 600;
/** The end of a remedy that may also be a longer time; nothing where the input has its maximum, or that is too short. */
function orRaise(timeoutSeconds, needed = 0) {
    const helps = timeoutSeconds < LONGEST_TIMEOUT_S && needed < LONGEST_TIMEOUT_S;
    return helps ? `, or raise timeout-seconds (${timeoutSeconds}).` : '.';
}
/** The workflow command for what was thrown, for use where the toolkit may be what has failed. */
function commandOf(level, thrown) {
    return `::${level}::${describe(thrown).replace(/\s+/g, ' ')}`;
}


/***/ }),

/***/ 138:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Z8: () => (/* binding */ keepAlive),
/* harmony export */   gj: () => (/* binding */ requestIdToken)
/* harmony export */ });
/* unused harmony exports idTokenRequest, readIdToken, readClaims */
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(373);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(916);
/* harmony import */ var _http_request_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(56);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(902);
/* harmony import */ var _http_urls_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(88);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(301);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(554);







/**
 * Asks GitHub for the OIDC ID token of this job.
 * @param audience the `aud` to ask for; empty for GitHub's default, the URL of the repository's owner
 * @throws ActionError GITHUB_REFUSED, UNEXPECTED_REPLY, or what `sendWithRetries` throws
 * @see https://docs.github.com/actions/reference/security/oidc
 */
async function requestIdToken(access, audience, bounds, redactor) {
    const request = idTokenRequest(access, audience);
    const reply = await (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .sendWithRetries */ .H)('GitHub', async () => request, bounds);
    if (reply.status >= 400) {
        // Most runs need none of it.
        const { refusalOf } = await __nccwpck_require__.e(/* import() | trouble */ 552).then(__nccwpck_require__.bind(__nccwpck_require__, 47));
        throw refusalOf(reply, request.url, bounds.proxy, redactor);
    }
    return readIdToken(reply, bounds.clock.wallTime(), redactor);
}
/** Minimum life, in milliseconds, that an ID token must have left for another attempt. */
const LEAST_LIFE_MS = 30_000;
/** Gives the ID token that there is; before another attempt, a fresh one if it is about to expire. */
function keepAlive(first, fetchAnew, clock) {
    let current = first;
    return async (attempt) => {
        if (attempt > 1 && current.expiresAt - clock.now() < LEAST_LIFE_MS)
            current = await fetchAnew();
        return current;
    };
}
/**
 * The request of the ID token. The URL that the runner gives has a query already.
 * @throws ActionError GITHUB_REFUSED if URL or token cannot be GitHub's
 */
function idTokenRequest(access, audience) {
    const url = (0,_http_urls_js__WEBPACK_IMPORTED_MODULE_4__/* .parseSafeUrl */ .QM)(access.requestUrl);
    if (!url || (0,_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .tokenFault */ .Ek)(access.requestToken)) {
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
 * Reads GitHub's reply that is no refusal, `{"value": "<JWT>"}`. The token is masked before it is checked.
 * @param wallTime of the runner, for the warning alone
 * @throws ActionError UNEXPECTED_REPLY
 */
function readIdToken(reply, wallTime, redactor) {
    const body = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .parseObject */ .l)(reply.body);
    const value = typeof body?.value === 'string' ? body.value : '';
    const secret = redactor.protect(value);
    if (reply.status !== 200)
        throw unexpected(`status ${reply.status}${(0,_http_request_js__WEBPACK_IMPORTED_MODULE_1__/* .redirectNote */ .rp)(reply.status)}`);
    if (!body)
        throw unexpected('no JSON object');
    const fault = (0,_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .tokenFault */ .Ek)(body.value);
    if (fault)
        throw unexpected(`value is ${fault}`);
    const claims = readClaims(value);
    if (!claims)
        throw unexpected('value is not a JWT');
    const remoteTime = (0,_clock_js__WEBPACK_IMPORTED_MODULE_6__/* .httpDate */ .z7)(reply.headers.date);
    const life = lifeOf(claims, remoteTime);
    const expiresAt = reply.sentAt + life * 1000;
    const warning = (0,_clock_js__WEBPACK_IMPORTED_MODULE_6__/* .clockWarning */ .hv)(wallTime, remoteTime);
    return { secret, claims, issuedAt: reply.sentAt, expiresAt, clockWarning: warning };
}
/** The payload of a JWT (RFC 7519, 3); the signature is Confluent's to check. */
function readClaims(jwt) {
    const parts = jwt.split('.');
    if (parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part)))
        return undefined;
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .parseObject */ .l)(Buffer.from(parts[1], 'base64url').toString('utf8'));
}
/** GitHub's tokens have been seen to live from 5 minutes to 6 hours; far more is a mistake. */
const LONGEST_LIFE_S = 86_400;
/**
 * Seconds that the token lives, by GitHub's times alone: `exp - iat`; without `iat`, which GitHub always
 * sends, from the `Date` of its reply.
 */
function lifeOf({ exp, iat }, remoteTime) {
    if (typeof exp !== 'number')
        throw unexpected('a JWT without the claim exp');
    const issuedAt = typeof iat === 'number' ? iat : (remoteTime ?? Number.NaN) / 1000;
    const life = exp - issuedAt;
    if (life >= 1 && life <= LONGEST_LIFE_S)
        return life;
    throw unexpected('a JWT whose claims exp and iat are no times');
}
function unexpected(what) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('UNEXPECTED_REPLY', `GitHub's reply to the request of an ID token is not what its API promises: ${what}.`, 'Check that no proxy or earlier step stands between the runner and GitHub, then run the job again.');
}


/***/ }),

/***/ 56:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  rp: () => (/* binding */ redirectNote),
  tN: () => (/* binding */ send)
});

// UNUSED EXPORTS: USER_AGENT

// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js
var lib = __nccwpck_require__(779);
;// CONCATENATED MODULE: ./src/version.ts
/** The version in package.json (a test holds them together); part of the user agent. */
const VERSION = '1.0.0';

;// CONCATENATED MODULE: ./src/http/request.ts


const USER_AGENT = `confluent-cloud-auth/${VERSION}`;
/** Maximum reply size, in bytes: far more than any honest reply, far less than would hurt a runner. */
const LARGEST_BODY = 1024 * 1024;
/**
 * One request, one outcome, never an exception. Redirects are not followed, a body over 1 MiB is cut off, and
 * nothing takes longer than `timeoutMs`. Proxies come from `https_proxy` and `no_proxy`.
 */
async function send(request, timeoutMs) {
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => controller.abort(), timeoutMs);
    // A request that still waits for its proxy's tunnel emits no error when it is aborted.
    const timeout = new Promise((_, reject) => signal.addEventListener('abort', reject));
    try {
        return await Promise.race([converse(request, signal), timeout]);
    }
    catch (error) {
        // Most runs need none of it.
        const { failureOf, timedOut } = await __nccwpck_require__.e(/* import() | trouble */ 552).then(__nccwpck_require__.bind(__nccwpck_require__, 398));
        return signal.aborted ? timedOut(timeoutMs) : failureOf(error);
    }
    finally {
        clearTimeout(timer);
    }
}
/** Where the early connection is broken, the request is sent once more on a normal one. */
async function converse(request, signal) {
    const connection = await request.connection?.take();
    try {
        return await ask(request, signal, connection);
    }
    catch (error) {
        if (!connection || signal.aborted)
            throw error;
        return await ask(request, signal);
    }
}
async function ask({ method, url, headers, body }, signal, connection) {
    const client = new lib/* HttpClient */.Qq(USER_AGENT, [prepare(signal, connection)], { allowRedirects: false });
    const { message } = await client.request(method, url.href, body ?? null, { ...headers });
    const text = await readReplyBody(message);
    if (text === undefined)
        return { code: 'UNEXPECTED_REPLY', detail: 'a body of more than 1 MiB', heals: false };
    return { status: message.statusCode ?? 0, headers: message.headers, body: text };
}
/** What a message adds to a status that is neither a success nor an error. */
function redirectNote(status) {
    return status >= 300 ? ', a redirect, which is never followed' : '';
}
/** The text of the body; undefined for one that is too long, whose connection is ended. */
async function readReplyBody(message) {
    const chunks = [];
    let size = 0;
    for await (const chunk of message) {
        size += chunk.length;
        if (size > LARGEST_BODY)
            return undefined;
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
/** A hook of the client, for what it has no option for. */
function prepare(signal, connection) {
    return {
        prepareRequest(options) {
            options.signal = signal;
            // The client hands on `[::1]` with its brackets, which Node would look up as a name.
            options.host = String(options.host).replace(/[[\]]/g, '');
            // Node asks this of a request without an agent.
            if (connection)
                Object.assign(options, { agent: undefined, createConnection: () => connection });
        },
        canHandleAuthentication: () => false,
        handleAuthentication: () => Promise.reject(new Error('no authentication is handled here')),
    };
}


/***/ }),

/***/ 902:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ boundsOf),
/* harmony export */   H: () => (/* binding */ sendWithRetries)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(301);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(56);


/**
 * The bounds that the inputs `max-attempts` and `timeout-seconds` set.
 * @param startedAt the `clock.now()` from which `timeout-seconds` counts
 */
function boundsOf({ maxAttempts, timeoutSeconds }, clock, startedAt, log, proxy = '') {
    const deadline = startedAt + timeoutSeconds * 1000;
    return { clock, deadline, maxAttempts, shares: maxAttempts, timeoutSeconds, proxy, log };
}
/** Minimum time of an attempt, as long as another one is left. */
const LEAST_SHARE_MS = 15_000;
/**
 * Sends until there is a final answer. A connection error, a timeout, 408, 429, 5xx and a success without a
 * JSON object are not final; the last such success is given. A 429 does not count for `max-attempts`: nothing
 * is broken, so the deadline alone bounds it.
 * @param remote its name in messages: `GitHub` or `Confluent`
 * @param prepare makes the request of an attempt, counted from 1, those answered 429 included
 * @throws ActionError RATE_LIMITED, UNAVAILABLE, UNREACHABLE, TIMED_OUT or UNEXPECTED_REPLY
 */
async function sendWithRetries(remote, prepare, bounds) {
    const { clock, deadline, shares, log } = bounds;
    const attempts = { counted: 0, rateLimited: 0 };
    for (let attempt = 1;; attempt++) {
        const request = await prepare(attempt);
        const sentAt = clock.now();
        const left = deadline - sentAt;
        const time = attemptTime(left, shares - attempts.counted);
        const outcome = left > 0 ? await (0,_request_js__WEBPACK_IMPORTED_MODULE_0__/* .send */ .tN)(request, time) : undefined;
        if (isFinal(outcome))
            return { ...outcome, sentAt };
        attempts[isReply(outcome) && outcome.status === 429 ? 'rateLimited' : 'counted']++;
        // Most runs need none of it.
        const { nextWait } = await __nccwpck_require__.e(/* import() | trouble */ 552).then(__nccwpck_require__.bind(__nccwpck_require__, 143));
        const { gaveUp, willTryAgain } = await __nccwpck_require__.e(/* import() | trouble */ 552).then(__nccwpck_require__.bind(__nccwpck_require__, 716));
        const last = { remote, url: request.url, attempts, bounds, outcome };
        const next = nextWait(outcome, attempts, bounds);
        if (!next.again) {
            // Its reader says what is wrong with it.
            if (isReply(outcome) && outcome.status < 300)
                return { ...outcome, sentAt };
            throw gaveUp(last, next);
        }
        log(willTryAgain(last, next.wait));
        await clock.sleep(next.wait);
    }
}
/** A silent server must not use up the whole step, since the next one may answer; a slow one needs its share. */
function attemptTime(left, attemptsLeft) {
    const share = attemptsLeft > 0 ? left / attemptsLeft : 0;
    return Math.min(Math.max(LEAST_SHARE_MS, share), attemptsLeft === 1 ? left : left / 2);
}
function isReply(outcome) {
    return outcome !== undefined && 'status' in outcome;
}
function isFinal(outcome) {
    if (!isReply(outcome))
        return false;
    const { status, body } = outcome;
    if (status < 300 && status !== 204)
        return (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseObject */ .l)(body) !== undefined;
    return status !== 408 && status !== 429 && status < 500;
}


/***/ }),

/***/ 88:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   QM: () => (/* binding */ parseSafeUrl),
/* harmony export */   cm: () => (/* binding */ CONFLUENT_API)
/* harmony export */ });
/* unused harmony export isLoopback */
/** The API of Confluent Cloud: where the exchange is, and the audience of the ID token, unless told. */
const CONFLUENT_API = 'https://api.confluent.cloud';
/** 127.0.0.0/8, `[::1]` and `localhost`, exactly; expects the host name as `URL` writes it. */
function isLoopback(hostname) {
    return (/^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname) || hostname === '[::1]' || hostname === 'localhost');
}
/**
 * An absolute `https:` URL, or `http:` to a loopback host, without user info and fragment. Text that the URL
 * parser would repair (blanks, backslashes, a missing `//`, `127.1`) is refused.
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

/***/ 301:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ asObject),
/* harmony export */   l: () => (/* binding */ parseObject)
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


/***/ }),

/***/ 554:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  pO: () => (/* binding */ Redactor),
  Ek: () => (/* binding */ tokenFault)
});

// UNUSED EXPORTS: Secret

;// CONCATENATED MODULE: ./src/secret-forms.ts
/** Most texts have no other characters. */
const PRINTABLE_ASCII = /^[ -~]*$/;
/** Not a pattern: V8 would load tables of Unicode for it in each run. */
const UNPRINTABLE = '[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029\\p{Default_Ignorable_Code_Point}]+';
/**
 * Text without characters that cannot be printed safely: control, format (bidi, zero width), surrogates, line
 * separators and invisible ones.
 * @param instead what takes the place of a run of them
 */
function bare(text, instead = '') {
    if (PRINTABLE_ASCII.test(text))
        return text;
    return text.toWellFormed().replace(new RegExp(UNPRINTABLE, 'gu'), instead);
}
/** Text with JSON escapes and percent encoding undone, and without what cannot be printed. */
function plain(text) {
    const character = (_, code) => String.fromCharCode(Number.parseInt(code, 16));
    const unescaped = bare(text)
        .replace(/\\u([0-9a-f]{4})/gi, character)
        .replace(/\\([/"\\])/g, '$1');
    return bare(unescaped.replace(/%([0-9a-f]{2})/gi, character));
}
/** Minimum length of a piece: so many characters in a row are no accident. */
const SHORTEST_PIECE = 20;
/** Every piece of 20 or more contains a whole part of 10 characters that starts at a multiple of 11. */
const PART = 10;
const STEP = SHORTEST_PIECE - PART + 1;
/** Maximum places of a part that are searched: a token has few, a secret of one repeated letter thousands. */
const MOST_PLACES = 20;
/** The known secrets, to be found in a text in each form in which a remote may repeat them: whole, or a piece of one. */
class KnownSecrets {
    #wholes = new Set();
    /** Every form that a piece can be cut from, in the alphabet of `urlSafe`. */
    #forms = new Set();
    add(value) {
        // A secret, with or without what stands before it, may look like an escape, which is undone before the search.
        const text = bare(value);
        for (const whole of [text, plain(value), encodeURIComponent(text)]) {
            this.#wholes.add(whole);
            this.#forms.add(urlSafe(whole));
        }
        // Behind something else, as in `user:secret`, the bits of base64 lie in one of three ways; the ends are shared.
        this.#forms.add(base64(value));
        this.#forms.add(base64(`.${value}`).slice(4, -4));
        this.#forms.add(base64(`..${value}`).slice(4, -4));
    }
    /** The text with `hidden` in place of every secret, and of every piece of one of 20 characters or more. */
    hide(text, hidden) {
        const longestFirst = [...this.#wholes].sort((a, b) => b.length - a.length);
        const shown = longestFirst.reduce((rest, whole) => rest.replaceAll(whole, hidden), text);
        return this.#hidePieces(shown, hidden);
    }
    #hidePieces(text, hidden) {
        const searched = urlSafe(text);
        for (let at = 0; at + PART <= text.length; at += STEP) {
            const { from, to } = this.#longestAround(searched, at);
            if (to - from >= SHORTEST_PIECE)
                return text.slice(0, from) + hidden + this.#hidePieces(text.slice(to), hidden);
        }
        return text;
    }
    /** Where the longest piece that contains the part at this place begins and ends. */
    #longestAround(text, at) {
        const part = text.slice(at, at + PART);
        let longest = { from: at, to: at };
        for (const form of this.#forms) {
            let place = form.indexOf(part);
            for (let count = 0; place >= 0 && count < MOST_PLACES; count++) {
                const from = at - alike(text, form, at - 1, place - 1, -1);
                const to = at + alike(text, form, at, place, 1);
                if (to - from > longest.to - longest.from)
                    longest = { from, to };
                place = form.indexOf(part, place + 1);
            }
        }
        return longest;
    }
}
/** Number of characters that are the same from these two places on, forwards (step 1) or backwards (step -1). */
function alike(a, b, atA, atB, step) {
    for (let count = 0;; count++) {
        const character = a[atA + count * step];
        if (character === undefined || character !== b[atB + count * step])
            return count;
    }
}
function base64(text) {
    return Buffer.from(text).toString('base64url');
}
/** Both alphabets of base64 become one; the length stays. */
function urlSafe(text) {
    return text.replaceAll('+', '-').replaceAll('/', '_');
}

;// CONCATENATED MODULE: ./src/secret.ts

const HIDDEN = '***';
/**
 * A token that cannot be printed by accident: neither text nor JSON nor inspection show a private field. Only
 * `reveal()` gives the value, so a search for that word finds every use.
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
}
/** A mask of fewer characters would hide the log. */
const SHORTEST_TOKEN = 16;
/** Linux starts no process with a variable of more than 128 KiB: no later step would start. */
const LONGEST_TOKEN = 64 * 1024;
/** Visible ASCII: safe in a header, a file command and a log, and all that a bearer token may hold (RFC 6750, 2.1). */
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;
/** What is wrong with the text of a token, as the end of a sentence with "is"; undefined for a good one. */
function tokenFault(text) {
    if (typeof text !== 'string' || !VISIBLE_ASCII.test(text))
        return 'not text of visible ASCII';
    if (text.length < SHORTEST_TOKEN)
        return `shorter than ${SHORTEST_TOKEN} characters`;
    return text.length > LONGEST_TOKEN ? 'longer than 64 KiB' : undefined;
}
/** Any JWT: three long parts of base64url. It is searched only where one begins: all else could take hours. */
const JWT = /(?<![\w-])[\w-]{16,}\.[\w-]{16,}\.[\w-]{16,}/g;
/** Maximum length of a text that is searched: more than is ever printed. A megabyte could take minutes. */
const LONGEST_RAW = 8_000;
/**
 * Knows every secret of this process, and makes text of others safe to print: it may repeat a token, or contain
 * workflow commands of the runner. docs/security.md has the guarantee: careless echoes are hidden, not artful ones.
 */
class Redactor {
    #mask;
    #known = new KnownSecrets();
    /** @param mask tells the runner to mask a value in the log from now on */
    constructor(mask) {
        this.#mask = mask;
    }
    /**
     * Masks a token at once, valid or not. A token whose mask would do harm is not masked, and refused later: a short
     * one would hide the log, and of one with line breaks the runner would mask each line by itself.
     */
    protect(value) {
        const isBlank = value.trim() === '';
        if (value.length >= SHORTEST_TOKEN && !isBlank && !/[\r\n]/.test(value))
            this.#mask(value);
        return this.hide(value);
    }
    /** Remembers a secret that the runner masks already, so that no echo of it is printed. */
    hide(value) {
        // A shorter one would hide every blank or every letter of a message.
        const { length } = bare(value).trim();
        if (length >= SHORTEST_TOKEN && value.length <= LONGEST_TOKEN)
            this.#known.add(value);
        return new Secret(value);
    }
    /**
     * One line that is safe to print: no control characters, no known secret, nothing that looks like a JWT, no
     * workflow command, at most `longest` characters. The cut comes last: half a secret would not be found.
     */
    clean(text, longest = 300) {
        const raw = asText(text).slice(0, LONGEST_RAW);
        // An encoded secret, or one with invisible characters inside, is found in plain text only.
        const decoded = plain(raw);
        const found = this.#hideSecrets(decoded);
        const shown = found === decoded ? this.#hideSecrets(bare(raw, ' ')) : found;
        const characters = [...defuse(shown.trim())];
        if (characters.length <= longest)
            return characters.join('');
        const start = characters.slice(0, longest - 1);
        return `${start.join('')}…`;
    }
    #hideSecrets(line) {
        // JWTs come first: an unknown one may have the header of a known one, and would no longer be found.
        return this.#known.hide(line.replace(JWT, HIDDEN), HIDDEN);
    }
}
/** The runner takes `::` at the start of a line and `##[` anywhere in one for a command (ActionCommand.cs). */
function defuse(line) {
    return line.replace(/##(?=\[)/g, '# #').replace(/^::/, ': :');
}
/** A claim may be JSON that is too deep to be made text again. */
function asText(value) {
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

/***/ 539:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  runStep: () => (/* binding */ runStep)
});

;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = require("node:https");
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(916);
// EXTERNAL MODULE: ./src/clock.ts
var src_clock = __nccwpck_require__(373);
// EXTERNAL MODULE: ./src/confluent/claims.ts
var claims = __nccwpck_require__(261);
// EXTERNAL MODULE: ./src/confluent/exchange.ts
var exchange = __nccwpck_require__(753);
// EXTERNAL MODULE: ./src/confluent/pool-id.ts
var pool_id = __nccwpck_require__(742);
// EXTERNAL MODULE: ./src/github/id-token.ts
var id_token = __nccwpck_require__(138);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(30);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __nccwpck_require__(311);
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js
var lib = __nccwpck_require__(779);
// EXTERNAL MODULE: ./src/http/urls.ts
var urls = __nccwpck_require__(88);
;// CONCATENATED MODULE: ./src/http/early.ts




/**
 * A connection to Confluent that is opened while GitHub answers, which saves two round trips. Nothing is sent on
 * it before it is taken.
 */
class EarlyConnection {
    #socket;
    constructor(options) {
        // In a turn of its own: the request to GitHub goes out first.
        setImmediate(() => this.#connect(options));
    }
    /** If it fails, the request opens a normal connection, and reports the fault. */
    #connect(options) {
        try {
            this.#socket = (0,external_node_tls_.connect)(options).on('error', () => { });
            this.#socket.unref();
        }
        catch {
            // The environment may tell OpenSSL to do what it cannot do.
        }
    }
    /** Opens one to the server of `url`; undefined for plain http, for no URL, and behind a proxy, whose tunnel comes first. */
    static open(url) {
        const { protocol, hostname, port } = (0,urls/* parseSafeUrl */.QM)(url) ?? {};
        if (protocol !== 'https:' || hostname === undefined || isProxied(url))
            return undefined;
        const host = hostname.replace(/^\[(.*)\]$/, '$1');
        const servername = (0,external_node_net_.isIP)(host) ? '' : host;
        return new EarlyConnection({ host, port: Number(port || 443), servername, rejectUnauthorized: true });
    }
    /**
     * The connection, once, if it is still good. What a server says before it was asked is no answer: a front end
     * may end an idle connection with a 408 or a 400.
     */
    async take() {
        const socket = this.#socket;
        this.#socket = undefined;
        // A turn of the event loop, which reads what has arrived.
        await new Promise(setImmediate);
        if (!socket || socket.destroyed || socket.readableEnded || socket.readableLength > 0)
            return undefined;
        return socket.ref();
    }
}
/** A proxy whose URL is not valid is for the request itself to report. */
function isProxied(url) {
    try {
        return (0,lib/* getProxyUrl */.s_)(url) !== '';
    }
    catch {
        return true;
    }
}

// EXTERNAL MODULE: ./src/http/retry.ts
var retry = __nccwpck_require__(902);
;// CONCATENATED MODULE: ./src/runner/context.ts
/** Reads the variables that GitHub's runner sets for every step. Empty text where one is absent. */
function parseContext(env) {
    return {
        requestUrl: env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '',
        requestToken: env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '',
        eventName: env.GITHUB_EVENT_NAME ?? '',
        actor: env.GITHUB_ACTOR ?? '',
        eventPath: env.GITHUB_EVENT_PATH ?? '',
        // As the toolkit reads it.
        proxy: env.https_proxy || env.HTTPS_PROXY || '',
        workflowRef: env.GITHUB_WORKFLOW_REF ?? '',
        otherRunner: otherRunner(env),
    };
}
/** Forgejo's and Gitea's runners are made from act, and may have its variables. */
function otherRunner(env) {
    if (env.FORGEJO_ACTIONS)
        return 'Forgejo';
    if (env.GITEA_ACTIONS)
        return 'Gitea';
    return env.ACT === 'true' ? 'act' : undefined;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(598);
;// CONCATENATED MODULE: ./src/runner/state.ts

/**
 * What main leaves for post; never a token. The runner hands a state NAME back as the variable `STATE_NAME`.
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
 * The variable that main exported, if it still holds the same. An earlier step can set `STATE_*` as well, so the
 * name is checked once more.
 */
function readExported(env) {
    const variable = parseVariableName(env[`STATE_${VARIABLE}`] ?? '');
    return variable && digestOf(env[variable] ?? '') === env[`STATE_${DIGEST}`] ? variable : undefined;
}
/** The key gives no token: to end the token endpoint is all that a reader of the runner's state could do with it. */
function saveTokenEndpoint(save, port, stopKey) {
    save(PORT, String(port));
    save(STOP_KEY, stopKey);
}
/** Where the token endpoint that main started is, and the key that ends it; undefined if there is none. */
function readTokenEndpoint(env) {
    const port = Number(env[`STATE_${PORT}`]);
    const stopKey = env[`STATE_${STOP_KEY}`] ?? '';
    const isPort = Number.isInteger(port) && port > 0 && port < 65_536;
    return isPort && stopKey !== '' ? { port, stopKey } : undefined;
}
function digestOf(value) {
    return (0,external_node_crypto_.hash)('sha256', value);
}
/** Variables that a job depends on; `*` stands for any rest of a name. */
const OF_THE_JOB = [
    ...['PATH', 'HOME', 'SHELL', 'ENV', 'BASH_ENV', 'IFS', 'CI', 'NODE_OPTIONS', 'SYSTEMROOT', 'COMSPEC'],
    ...['PATHEXT', 'WINDIR', 'TEMP', 'TMP', 'USERPROFILE'],
    ...['LD_*', 'DYLD_*', 'GITHUB_*', 'RUNNER_*', 'ACTIONS_*', 'INPUT_*', 'STATE_*'],
];
/**
 * The name of an environment variable that the action may write, or empty text for none; undefined for
 * any other. Compared without case: Windows would take `Path` for `PATH`.
 */
function parseVariableName(text) {
    const isName = text === '' || /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
    const name = text.toUpperCase();
    const isOfTheJob = OF_THE_JOB.some((one) => one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one);
    return isName && !isOfTheJob ? text : undefined;
}

;// CONCATENATED MODULE: ./src/runner/inputs.ts



/** Maximum length of an input, in characters: far more than any needs. */
const LONGEST_INPUT = 2_000;
/** The inputs of action.yml (a test holds them together). */
const RULES = {
    'identity-pool-id': {
        default: '',
        accepted: 'one or more identity pool ids (letters, digits, - and _), comma-separated, such as pool-abc1',
        parse: parsePoolIds,
    },
    audience: {
        default: urls/* CONFLUENT_API */.cm,
        accepted: 'any text',
        parse: (text) => text,
    },
    'expires-in': wholeNumber('900', 1, 900, 'seconds'),
    endpoint: {
        default: urls/* CONFLUENT_API */.cm,
        accepted: 'a base URL with https: (or http: to 127.0.0.0/8, [::1] or localhost), without user info, query, fragment or /sts/v1/oauth2/token',
        parse: parseEndpoint,
    },
    'environment-variable': {
        default: 'CONFLUENT_CLOUD_ACCESS_TOKEN',
        accepted: `empty or a name of A-Z, a-z, 0-9 and _ that does not begin with a digit, and none that the job depends on (${OF_THE_JOB.join(', ')})`,
        parse: parseVariableName,
    },
    'max-attempts': wholeNumber('5', 1, 10, 'attempts'),
    'timeout-seconds': wholeNumber('60', 1, errors/* LONGEST_TIMEOUT_S */.zy, 'seconds'),
    'token-endpoint': { default: 'false', accepted: 'true or false', parse: parseBoolean },
    'token-endpoint-port': {
        default: '0',
        accepted: '0 (any free port) or a whole number from 1024 to 65535, in plain decimal digits',
        parse: (text) => (text === '0' ? 0 : parseNumber(text, 1024, 65_535)),
    },
};
/**
 * Reads the inputs as the runner hands them over (`INPUT_NAME`, upper case, dashes kept).
 * @throws ActionError INVALID_INPUT that names every bad input with what is accepted. No value is repeated: it may
 * be a secret in the wrong place.
 */
function parseInputs(env) {
    const faults = [];
    const read = (name) => {
        const { text, value } = readInput(env, name);
        if (value === undefined)
            faults.push(faultOf(name, text));
        return value;
    };
    const inputs = {
        identityPoolId: read('identity-pool-id'),
        audience: read('audience'),
        expiresIn: read('expires-in'),
        endpoint: read('endpoint'),
        environmentVariable: read('environment-variable'),
        maxAttempts: read('max-attempts'),
        timeoutSeconds: read('timeout-seconds'),
        tokenEndpoint: read('token-endpoint'),
        tokenEndpointPort: read('token-endpoint-port'),
    };
    if (faults.length > 0)
        throw notAccepted(faults);
    return inputs;
}
/** The value is undefined if the rule refuses the text. */
function readInput(env, name) {
    const { default: byDefault, parse } = RULES[name];
    const text = (env[`INPUT_${name.toUpperCase()}`] ?? byDefault).trim();
    const value = text.length > LONGEST_INPUT ? undefined : parse(text);
    return { text, value: value };
}
/** A warning, if the variable that a failed step was to set has a value all the same. */
function staleWarning(env) {
    const { value: name } = readInput(env, 'environment-variable');
    if (!name || !env[name])
        return undefined;
    return `${name} still has the value that it had before this step: a later step that runs all the same uses that one. Give each use of this action an environment-variable of its own.`;
}
function faultOf(name, text) {
    const { default: byDefault, accepted } = RULES[name];
    // The runner hands over the default of an input whose name is misspelt.
    const misspelt = byDefault === '' ? ', or is its name misspelt' : '';
    if (text === '')
        return `${name} is empty: is the variable that it is read from defined for this job${misspelt}?`;
    if (text.length > LONGEST_INPUT)
        return `${name} must be of at most ${LONGEST_INPUT} characters`;
    return `${name} must be ${accepted}`;
}
function notAccepted(faults) {
    const count = faults.length === 1 ? 'An input is' : `${faults.length} inputs are`;
    const message = `${count} not accepted: ${faults.join('; ')}`;
    return new errors/* ActionError */.lZ('INVALID_INPUT', message.endsWith('?') ? message : `${message}.`, 'Correct the with: block of this step.');
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
function parsePoolIds(text) {
    const ids = text.split(',').map((id) => id.trim());
    const areIds = ids.every((id) => /^[A-Za-z0-9_-]+$/.test(id));
    return areIds ? ids.join(',') : undefined;
}
function parseEndpoint(text) {
    const url = text.includes('?') ? undefined : (0,urls/* parseSafeUrl */.QM)(text);
    const base = url?.href.replace(/\/+$/, '');
    // The path of Confluent's STS comes after it.
    return base?.endsWith('/sts/v1/oauth2/token') ? undefined : base;
}

;// CONCATENATED MODULE: ./src/runner/publish.ts

/**
 * Writes all outputs, the environment variable and the state for post; or nothing.
 * @param variable name of the environment variable; empty for none
 * @throws ActionError RUNNER_FILES
 */
function publish(runner, variable, { subject, granted, expiresAt }, tokenEndpoint) {
    const token = granted.secret.reveal();
    runner.allOrNothing(() => {
        if (variable !== '') {
            saveExported(runner.saveState, variable, token);
            runner.exportVariable(variable, token);
        }
        runner.setOutput('token-type', 'Bearer');
        runner.setOutput('expires-in', String(granted.expiresIn));
        runner.setOutput('expires-at', expiresAt);
        runner.setOutput('subject-token', subject.secret.reveal());
        runner.setOutput('access-token', token);
        if (tokenEndpoint)
            publishTokenEndpoint(runner, tokenEndpoint);
    });
}
function publishTokenEndpoint(runner, tokenEndpoint) {
    const { url, port, clientId, clientSecret, stopKey } = tokenEndpoint;
    saveTokenEndpoint(runner.saveState, port, stopKey.reveal());
    runner.setOutput('token-endpoint-url', url);
    runner.setOutput('token-endpoint-client-id', clientId);
    runner.setOutput('token-endpoint-client-secret', clientSecret.reveal());
}

;// CONCATENATED MODULE: ./src/main.ts










/**
 * The main stage: an ID token of GitHub, exchanged for an access token of Confluent Cloud, published.
 * @throws ActionError; then no output and no environment variable has been written
 */
async function runMain(surroundings) {
    const { env, clock, runner, redactor, startedAt } = surroundings;
    // Nobody is asked for a token that could not be published.
    runner.checkFiles();
    const inputs = parseInputs(env);
    const context = parseContext(env);
    redactor.hide(context.requestToken);
    // The runner sets both where the job has the permission.
    const mayAsk = context.requestUrl !== '' && context.requestToken !== '';
    if (!mayAsk) {
        const { readEvent, whyNoIdToken } = await __nccwpck_require__.e(/* import() | trouble */ 552).then(__nccwpck_require__.bind(__nccwpck_require__, 892));
        throw whyNoIdToken(context, readEvent(context.eventPath));
    }
    for (const line of (0,pool_id/* oddPoolIds */.C)(inputs.identityPoolId))
        runner.warning(line);
    const bounds = (0,retry/* boundsOf */.B)(inputs, clock, startedAt, runner.info, context.proxy);
    if (!inputs.tokenEndpoint)
        return await deliver(inputs, context, surroundings, bounds);
    // It starts while main makes its own calls.
    const { startTokenEndpoint } = await __nccwpck_require__.e(/* import() | token-endpoint */ 444).then(__nccwpck_require__.bind(__nccwpck_require__, 713));
    const starting = startTokenEndpoint(inputs, context, surroundings, bounds.deadline - clock.now());
    try {
        await deliver(inputs, context, surroundings, bounds, starting.ready);
    }
    catch (error) {
        starting.kill();
        throw error;
    }
}
/** Obtains the tokens and publishes them, with the token endpoint if there is one. */
async function deliver(inputs, context, surroundings, bounds, ready) {
    const { clock, runner, redactor } = surroundings;
    const result = await obtain(inputs, context, surroundings, bounds);
    if ('refused' in result)
        throw await explained(result, inputs, context.proxy, surroundings);
    const tokenEndpoint = await ready;
    // Whatever can fail comes before the first thing that is published.
    const results = resultsOf(result, clock);
    const line = success(inputs, results, redactor);
    publish(runner, inputs.environmentVariable, results, tokenEndpoint);
    await tokenEndpoint?.confirm();
    runner.info(line);
    if (tokenEndpoint)
        runner.info(`Token endpoint for the rest of the job: ${tokenEndpoint.url}`);
    runner.group('Claims of the ID token', (0,claims/* claimLines */.K)(result.subject.claims, redactor));
}
/** Both calls, and a warning where the runner's clock differs from that of GitHub. */
async function obtain(inputs, context, { clock, runner, redactor }, bounds) {
    const connection = EarlyConnection.open(inputs.endpoint);
    const fetchIdToken = () => (0,id_token/* requestIdToken */.gj)(context, inputs.audience, bounds, redactor);
    const idToken = await fetchIdToken();
    if (idToken.clockWarning)
        runner.warning(idToken.clockWarning);
    const subject = (0,id_token/* keepAlive */.Z8)(idToken, fetchIdToken, clock);
    return await (0,exchange/* exchange */.cv)(inputs, subject, bounds, redactor, connection);
}
/** Says in the log and the job summary why Confluent refused; gives the error of the step. */
async function explained(result, inputs, proxy, { runner, redactor }) {
    // Most runs need none of it.
    const { explainRefusal } = await __nccwpck_require__.e(/* import() | trouble */ 552).then(__nccwpck_require__.bind(__nccwpck_require__, 435));
    const { error, lines } = explainRefusal(result, inputs, redactor, proxy);
    if (lines.length === 0)
        return error;
    runner.group('How to fix the identity pool', lines);
    runner.summarise('Confluent refused the exchange', [error.message, error.remedy, '', ...lines]);
    return error;
}
/** Adds the time of expiry by the clock of the runner, with which later steps compare it. */
function resultsOf({ subject, granted }, clock) {
    const expiresAt = clock.wallTime() + granted.expiresAt - clock.now();
    return { subject, granted, expiresAt: (0,src_clock/* rfc3339 */.ag)(expiresAt) };
}
function success(inputs, { subject, granted, expiresAt }, redactor) {
    const sub = redactor.clean(subject.claims.sub);
    const until = `${expiresAt} (${granted.expiresIn} s)`;
    return `Access token of Confluent Cloud for identity pool ${inputs.identityPoolId}, sub ${sub}, valid until ${until}`;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = require("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
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
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
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
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = require("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = require("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




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
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = require("path");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return file_command_issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    command_issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
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
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
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
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
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
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return __awaiter(this, void 0, void 0, function* () {
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
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return file_command_issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return __awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: ./src/runner/runner.ts



/** The files through which a step speaks to the runner. */
const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE'];
/** The runner of GitHub Actions, through @actions/core. */
function githubRunner(env) {
    return {
        mask: setSecret,
        info: info,
        debug: debug,
        group: runner_group,
        warning: warning,
        fail: setFailed,
        saveState: saveState,
        exportVariable: exportVariable,
        setOutput: setOutput,
        summarise: (title, lines) => summarise(env, title, lines),
        checkFiles: () => void openFiles(env),
        allOrNothing: (write) => allOrNothing(env, write),
    };
}
function runner_group(title, lines) {
    startGroup(title);
    for (const line of lines)
        info(line);
    endGroup();
}
/**
 * A code block, so that nothing in it is taken for Markdown; its fence is longer than any run of backticks in it.
 * A summary that cannot be written must not hide the failure.
 */
function summarise(env, title, lines) {
    const file = env.GITHUB_STEP_SUMMARY ?? '';
    const body = lines.join('\n');
    const runs = body.match(/`+/g) ?? [];
    const longest = Math.max(2, ...runs.map((run) => run.length));
    const fence = '`'.repeat(longest + 1);
    try {
        if (!(0,external_node_fs_.statSync)(file).isFile())
            throw new Error('not a file');
        // Not core.summary: to load it would take each run more time than all else here.
        (0,external_node_fs_.appendFileSync)(file, `### ${title}\n\n${fence}text\n${body}\n${fence}\n`);
    }
    catch {
        debug('The job summary cannot be written; the log has the same.');
    }
}
/**
 * The command files and their sizes. Each is opened for append: permission bits say nothing of what root may do.
 * @throws ActionError RUNNER_FILES. Without a file @actions/core would print outputs to the log.
 */
function openFiles(env) {
    return FILES.map((name) => {
        const path = env[name] ?? '';
        let file;
        try {
            file = (0,external_node_fs_.statSync)(path);
            // To open a named pipe would hold the step until somebody reads it.
            if (!file.isFile())
                throw Object.assign(new Error(path), { code: 'not a file' });
            (0,external_node_fs_.closeSync)((0,external_node_fs_.openSync)(path, 'a'));
            return { path, size: file.size };
        }
        catch (error) {
            throw unwritable(name, error, file?.uid);
        }
    });
}
/**
 * A job may be cancelled at any moment. A signal takes effect after the writes.
 * @throws ActionError RUNNER_FILES, with the files as they were before
 */
function allOrNothing(env, write) {
    const before = openFiles(env);
    const release = holdSignals();
    try {
        write();
    }
    catch (error) {
        for (const { path, size } of before)
            restore(path, size);
        throw unwritable(FILES.join(', '), error);
    }
    finally {
        release();
    }
}
/** Signals of a cancelled job end this process only after the function that is returned has been called. */
function holdSignals() {
    const raise = (signal) => {
        remove();
        process.kill(process.pid, signal);
    };
    const remove = () => {
        for (const signal of SIGNALS)
            process.off(signal, raise);
    };
    for (const signal of SIGNALS)
        process.on(signal, raise);
    // Node delivers a signal in the next turn of the event loop; the second one comes after it.
    return () => void setImmediate(() => setImmediate(remove));
}
const SIGNALS = ['SIGINT', 'SIGTERM'];
/** A file that cannot be cut has taken nothing in; the others must be cut all the same. */
function restore(path, size) {
    try {
        (0,external_node_fs_.truncateSync)(path, size);
    }
    catch {
        // The step fails all the same, with the error of the write.
    }
}
function unwritable(names, cause, owner) {
    const { code = '' } = cause;
    const message = `The runner's command files cannot be written: ${names}${code && ` (${code})`}.`;
    return new errors/* ActionError */.lZ('RUNNER_FILES', message, remedyFor(code, owner), cause);
}
function remedyFor(code, owner) {
    if (code === 'ERR_ACCESS_DENIED')
        return "NODE_OPTIONS of this job turns on Node's permission model (--permission): take it out for this step, or add --allow-fs-read=* and --allow-fs-write=*.";
    if (code === 'ENOSPC')
        return 'Free space on the disk of the runner.';
    // Windows has no such users.
    const isOwner = owner === (process.getuid?.() ?? owner);
    if (/EACCES|EPERM/.test(code) && !isOwner)
        return `In a container: job, set options: --user ${owner ?? 'UID'}, the user to whom these files belong, or no --user.`;
    return 'Let no step and no env: block of the job change or remove them.';
}

// EXTERNAL MODULE: ./src/secret.ts + 1 modules
var secret = __nccwpck_require__(554);
;// CONCATENATED MODULE: ./src/step.ts
// First: Node then reads its root certificates on another thread while the rest is loaded.






/** The main stage as a step of a job: whatever goes wrong is one error annotation, and the process ends. */
async function runStep(clock) {
    const { env } = process;
    const runner = githubRunner(env);
    const redactor = new secret/* Redactor */.pO(runner.mask);
    const program = process.argv[1] ?? '';
    const fail = (error) => {
        runner.fail(redactor.clean((0,errors/* describe */.q0)(error), 2_000));
        const warning = staleWarning(env);
        if (warning)
            runner.warning(warning);
    };
    // With a wait that never ends, Node would end the process as if all were well: a green step without outputs.
    const unfinished = () => fail(new Error('the step ended before it was done'));
    process.once('exit', unfinished);
    try {
        keepCertificatesChecked(env, runner);
        await runMain({ env, clock, runner, redactor, program, startedAt: 0 });
    }
    catch (error) {
        const lines = error instanceof Error ? stackOf(error) : [];
        for (const line of lines)
            runner.debug(redactor.clean(line));
        fail(error);
    }
    process.off('exit', unfinished);
    // The empty write comes after all others. An open connection must not hold up the job.
    process.stdout.write('', () => process.exit());
}
/**
 * A job may have set it for another program; the tokens must not go to a server that is not checked. Node reads
 * the variable at each connection.
 */
function keepCertificatesChecked(env, runner) {
    if (env.NODE_TLS_REJECT_UNAUTHORIZED !== '0')
        return;
    delete env.NODE_TLS_REJECT_UNAUTHORIZED;
    runner.warning('NODE_TLS_REJECT_UNAUTHORIZED=0 is set in this job. This action checks certificates all the same. To trust a certificate authority of your own, set NODE_EXTRA_CA_CERTS to the file with its certificate.');
}
function stackOf(error) {
    const cause = error.cause instanceof Error ? ['caused by', ...stackOf(error.cause)] : [];
    return [...(error.stack ?? '').split('\n'), ...cause];
}


/***/ }),

/***/ 37:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ ADDRESS),
/* harmony export */   Ip: () => (/* binding */ SERVE),
/* harmony export */   NI: () => (/* binding */ ACCESS_TOKEN_PATH),
/* harmony export */   fF: () => (/* binding */ STOP_PATH),
/* harmony export */   o$: () => (/* binding */ ID_TOKEN_PATH)
/* harmony export */ });
/** The address of this machine that only its own processes can reach. */
const ADDRESS = '127.0.0.1';
/** Path of GitHub ID tokens, for clients that show them to Confluent themselves. */
const ID_TOKEN_PATH = '/oauth2/token';
/** Path of Confluent Cloud access tokens; Confluent's own STS has the same. */
const ACCESS_TOKEN_PATH = '/sts/v1/oauth2/token';
/** Path by which post ends the token endpoint. */
const STOP_PATH = '/stop';
/** The argument by which index.ts knows that it is the token endpoint. */
const SERVE = 'serve';


/***/ }),

/***/ 434:
/***/ ((module) => {

"use strict";
module.exports = require("events");

/***/ }),

/***/ 611:
/***/ ((module) => {

"use strict";
module.exports = require("http");

/***/ }),

/***/ 692:
/***/ ((module) => {

"use strict";
module.exports = require("https");

/***/ }),

/***/ 278:
/***/ ((module) => {

"use strict";
module.exports = require("net");

/***/ }),

/***/ 421:
/***/ ((module) => {

"use strict";
module.exports = require("node:child_process");

/***/ }),

/***/ 598:
/***/ ((module) => {

"use strict";
module.exports = require("node:crypto");

/***/ }),

/***/ 474:
/***/ ((module) => {

"use strict";
module.exports = require("node:events");

/***/ }),

/***/ 24:
/***/ ((module) => {

"use strict";
module.exports = require("node:fs");

/***/ }),

/***/ 67:
/***/ ((module) => {

"use strict";
module.exports = require("node:http");

/***/ }),

/***/ 30:
/***/ ((module) => {

"use strict";
module.exports = require("node:net");

/***/ }),

/***/ 161:
/***/ ((module) => {

"use strict";
module.exports = require("node:os");

/***/ }),

/***/ 760:
/***/ ((module) => {

"use strict";
module.exports = require("node:path");

/***/ }),

/***/ 466:
/***/ ((module) => {

"use strict";
module.exports = require("node:stream/promises");

/***/ }),

/***/ 500:
/***/ ((module) => {

"use strict";
module.exports = require("node:timers/promises");

/***/ }),

/***/ 311:
/***/ ((module) => {

"use strict";
module.exports = require("node:tls");

/***/ }),

/***/ 756:
/***/ ((module) => {

"use strict";
module.exports = require("tls");

/***/ }),

/***/ 23:
/***/ ((module) => {

"use strict";
module.exports = require("util");

/***/ }),

/***/ 779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

"use strict";
var https__WEBPACK_IMPORTED_MODULE_1___namespace_cache;
var http__WEBPACK_IMPORTED_MODULE_0___namespace_cache;
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Qq: () => (/* binding */ HttpClient),
/* harmony export */   s_: () => (/* binding */ getProxyUrl)
/* harmony export */ });
/* unused harmony exports HttpCodes, Headers, MediaTypes, HttpClientError, HttpClientResponse, isHttps */
/* harmony import */ var http__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(611);
/* harmony import */ var https__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(692);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(783);
/* harmony import */ var tunnel__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(770);
/* harmony import */ var undici__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(760);
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
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
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function getProxyUrl(serverUrl) {
    const proxyUrl = _proxy_js__WEBPACK_IMPORTED_MODULE_2__/* .getProxyUrl */ .s(new URL(serverUrl));
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
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
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
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
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
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
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
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
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
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
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
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
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
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
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
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = _proxy_js__WEBPACK_IMPORTED_MODULE_2__/* .getProxyUrl */ .s(parsedUrl);
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
        info.httpModule = usingSsl ? /*#__PURE__*/ (https__WEBPACK_IMPORTED_MODULE_1___namespace_cache || (https__WEBPACK_IMPORTED_MODULE_1___namespace_cache = __nccwpck_require__.t(https__WEBPACK_IMPORTED_MODULE_1__, 2))) : /*#__PURE__*/ (http__WEBPACK_IMPORTED_MODULE_0___namespace_cache || (http__WEBPACK_IMPORTED_MODULE_0___namespace_cache = __nccwpck_require__.t(http__WEBPACK_IMPORTED_MODULE_0__, 2)));
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
        // gives handlers an opportunity to participate
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
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
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
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
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
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
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
        const proxyUrl = _proxy_js__WEBPACK_IMPORTED_MODULE_2__/* .getProxyUrl */ .s(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || http__WEBPACK_IMPORTED_MODULE_0__.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
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
                tunnelAgent = overHttps ? tunnel__WEBPACK_IMPORTED_MODULE_3__.httpsOverHttps : tunnel__WEBPACK_IMPORTED_MODULE_3__.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel__WEBPACK_IMPORTED_MODULE_3__.httpOverHttps : tunnel__WEBPACK_IMPORTED_MODULE_3__.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new https__WEBPACK_IMPORTED_MODULE_1__.Agent(options) : new http__WEBPACK_IMPORTED_MODULE_0__.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
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
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new undici__WEBPACK_IMPORTED_MODULE_4__.ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
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
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
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
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
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
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
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
//# sourceMappingURL=index.js.map

/***/ }),

/***/ 783:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

"use strict";
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ checkBypass),
/* harmony export */   s: () => (/* binding */ getProxyUrl)
/* harmony export */ });
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
    // Determine the request port
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
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
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
//# sourceMappingURL=proxy.js.map

/***/ })

/******/ 	});
/************************************************************************/
/******/ 	// The module cache
/******/ 	var __webpack_module_cache__ = {};
/******/ 	
/******/ 	// The require function
/******/ 	function __nccwpck_require__(moduleId) {
/******/ 		// Check if module is in cache
/******/ 		var cachedModule = __webpack_module_cache__[moduleId];
/******/ 		if (cachedModule !== undefined) {
/******/ 			return cachedModule.exports;
/******/ 		}
/******/ 		// Create a new module (and put it into the cache)
/******/ 		var module = __webpack_module_cache__[moduleId] = {
/******/ 			// no module.id needed
/******/ 			// no module.loaded needed
/******/ 			exports: {}
/******/ 		};
/******/ 	
/******/ 		// Execute the module function
/******/ 		var threw = true;
/******/ 		try {
/******/ 			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 			threw = false;
/******/ 		} finally {
/******/ 			if(threw) delete __webpack_module_cache__[moduleId];
/******/ 		}
/******/ 	
/******/ 		// Return the exports of the module
/******/ 		return module.exports;
/******/ 	}
/******/ 	
/******/ 	// expose the modules object (__webpack_modules__)
/******/ 	__nccwpck_require__.m = __webpack_modules__;
/******/ 	
/************************************************************************/
/******/ 	/* webpack/runtime/asset-relocator-loader */
/******/ 	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
/******/ 	
/******/ 	/* webpack/runtime/compat get default export */
/******/ 	(() => {
/******/ 		// getDefaultExport function for compatibility with non-harmony modules
/******/ 		__nccwpck_require__.n = (module) => {
/******/ 			var getter = module && module.__esModule ?
/******/ 				() => (module['default']) :
/******/ 				() => (module);
/******/ 			__nccwpck_require__.d(getter, { a: getter });
/******/ 			return getter;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/create fake namespace object */
/******/ 	(() => {
/******/ 		var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 		var leafPrototypes;
/******/ 		// create a fake namespace object
/******/ 		// mode & 1: value is a module id, require it
/******/ 		// mode & 2: merge all properties of value into the ns
/******/ 		// mode & 4: return value when already ns object
/******/ 		// mode & 16: return value when it's Promise-like
/******/ 		// mode & 8|1: behave like require
/******/ 		__nccwpck_require__.t = function(value, mode) {
/******/ 			if(mode & 1) value = this(value);
/******/ 			if(mode & 8) return value;
/******/ 			if(typeof value === 'object' && value) {
/******/ 				if((mode & 4) && value.__esModule) return value;
/******/ 				if((mode & 16) && typeof value.then === 'function') return value;
/******/ 			}
/******/ 			var ns = Object.create(null);
/******/ 			__nccwpck_require__.r(ns);
/******/ 			var def = {};
/******/ 			leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 			for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 				Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 			}
/******/ 			def['default'] = () => (value);
/******/ 			__nccwpck_require__.d(ns, def);
/******/ 			return ns;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/define property getters */
/******/ 	(() => {
/******/ 		// define getter functions for harmony exports
/******/ 		__nccwpck_require__.d = (exports, definition) => {
/******/ 			for(var key in definition) {
/******/ 				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 				}
/******/ 			}
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/ensure chunk */
/******/ 	(() => {
/******/ 		__nccwpck_require__.f = {};
/******/ 		// This file contains only the entry chunk.
/******/ 		// The chunk loading function for additional chunks
/******/ 		__nccwpck_require__.e = (chunkId) => {
/******/ 			return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 				__nccwpck_require__.f[key](chunkId, promises);
/******/ 				return promises;
/******/ 			}, []));
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/get javascript chunk filename */
/******/ 	(() => {
/******/ 		// This function allow to reference async chunks
/******/ 		__nccwpck_require__.u = (chunkId) => {
/******/ 			// return url for filenames based on template
/******/ 			return "" + chunkId + ".index.js";
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/hasOwnProperty shorthand */
/******/ 	(() => {
/******/ 		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/make namespace object */
/******/ 	(() => {
/******/ 		// define __esModule on exports
/******/ 		__nccwpck_require__.r = (exports) => {
/******/ 			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 			}
/******/ 			Object.defineProperty(exports, '__esModule', { value: true });
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/require chunk loading */
/******/ 	(() => {
/******/ 		// no baseURI
/******/ 		
/******/ 		// object to store loaded chunks
/******/ 		// "1" means "loaded", otherwise not loaded yet
/******/ 		var installedChunks = {
/******/ 			792: 1
/******/ 		};
/******/ 		
/******/ 		// no on chunks loaded
/******/ 		
/******/ 		var installChunk = (chunk) => {
/******/ 			var moreModules = chunk.modules, chunkIds = chunk.ids, runtime = chunk.runtime;
/******/ 			for(var moduleId in moreModules) {
/******/ 				if(__nccwpck_require__.o(moreModules, moduleId)) {
/******/ 					__nccwpck_require__.m[moduleId] = moreModules[moduleId];
/******/ 				}
/******/ 			}
/******/ 			if(runtime) runtime(__nccwpck_require__);
/******/ 			for(var i = 0; i < chunkIds.length; i++)
/******/ 				installedChunks[chunkIds[i]] = 1;
/******/ 		
/******/ 		};
/******/ 		
/******/ 		// require() chunk loading for javascript
/******/ 		__nccwpck_require__.f.require = (chunkId, promises) => {
/******/ 			// "1" is the signal for "already loaded"
/******/ 			if(!installedChunks[chunkId]) {
/******/ 				if(true) { // all chunks have JS
/******/ 					installChunk(require("./" + __nccwpck_require__.u(chunkId)));
/******/ 				} else installedChunks[chunkId] = 1;
/******/ 			}
/******/ 		};
/******/ 		
/******/ 		// no external install chunk
/******/ 		
/******/ 		// no HMR
/******/ 		
/******/ 		// no HMR manifest
/******/ 	})();
/******/ 	
/************************************************************************/
var __webpack_exports__ = {};
// This entry need to be wrapped in an IIFE because it need to be in strict mode.
(() => {
"use strict";
__nccwpck_require__.r(__webpack_exports__);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(30);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(916);
/* harmony import */ var _token_endpoint_address_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(37);



const clock = {
    // Since the start of the process. Date.now would move the deadline when the clock is set; the first use of
    // `performance` would load a dozen modules of Node.
    now: () => process.uptime() * 1000,
    wallTime: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
};
async function start() {
    // `tunnel` calls `new Buffer()` for the credentials of a proxy, and no reader of the log could fix that.
    // Not by `=`, which throws where the job has set --no-deprecation.
    Reflect.set(process, 'noDeprecation', true);
    // glibc reads it at the first look-up. With a name server that never answers, Node would wait for up to half a
    // minute after the last line of the log.
    process.env.RES_OPTIONS ??= 'timeout:2 attempts:2';
    // An address of IPv6 without a route may come first. Node gives each address 250 ms, too little for a slow network.
    (0,node_net__WEBPACK_IMPORTED_MODULE_0__.setDefaultAutoSelectFamilyAttemptTimeout)(2_500);
    // Main is in this file (`eager`), the token endpoint in another: most runs need none of it.
    if (process.argv[2] === _token_endpoint_address_js__WEBPACK_IMPORTED_MODULE_2__/* .SERVE */ .Ip) {
        // What `ps` shows, and the runner's log where the runner must end it; Linux shows 15 characters.
        process.title = 'confluent-cloud-auth token endpoint';
        const role = await __nccwpck_require__.e(/* import() | token-endpoint */ 444).then(__nccwpck_require__.bind(__nccwpck_require__, 991));
        return role.runTokenEndpoint(clock);
    }
    const role = await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 539));
    return role.runStep(clock);
}
start().catch((error) => {
    console.log((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .commandOf */ .Nl)('error', error));
    process.exitCode = 1;
});

})();

module.exports = __webpack_exports__;
/******/ })()
;