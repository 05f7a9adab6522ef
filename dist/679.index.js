"use strict";
exports.id = 679;
exports.ids = [679];
exports.modules = {

/***/ 802:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fetchAccessToken: () => (/* binding */ fetchAccessToken),
/* harmony export */   fetchIdToken: () => (/* binding */ fetchIdToken)
/* harmony export */ });
/* harmony import */ var _confluent_exchange_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(753);
/* harmony import */ var _github_id_token_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(138);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(113);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87);




/** An ID token of GitHub for the token endpoint; errors as of `requestIdToken`. */
function fetchIdToken({ inputs, requestUrl, requestToken }, clock) {
    return (0,_github_id_token_js__WEBPACK_IMPORTED_MODULE_1__/* .requestIdToken */ .gj)({ requestUrl, requestToken }, inputs.audience, bounds(inputs, clock), mute());
}
/**
 * An access token of Confluent Cloud for the token endpoint.
 * @throws as `exchange` does, and an error that names the status where Confluent refuses
 */
async function fetchAccessToken({ inputs }, subject, clock) {
    const result = await (0,_confluent_exchange_js__WEBPACK_IMPORTED_MODULE_0__/* .exchange */ .cv)(inputs, subject, bounds(inputs, clock), mute());
    if ('refused' in result)
        throw new Error(`Confluent refused the exchange with ${result.refused.status}`);
    return result.granted;
}
/** By time alone: the cached token may bridge what would use up the attempts in seconds. */
function bounds(inputs, clock) {
    const patient = { ...inputs, maxAttempts: Number.POSITIVE_INFINITY };
    return (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .boundsOf */ .B)(patient, clock, clock.now(), () => { });
}
/** The token endpoint prints nothing, so there is nothing to mask; a new one each time remembers no old tokens. */
function mute() {
    return new _secret_js__WEBPACK_IMPORTED_MODULE_3__/* .Redactor */ .pO(() => { });
}


/***/ }),

/***/ 679:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runTokenEndpoint: () => (/* binding */ runTokenEndpoint)
});

// EXTERNAL MODULE: ./src/token-endpoint/address.ts
var address = __webpack_require__(37);
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
        return clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : 'none';
    }
    const basic = readBasic(authorization);
    if (clientSecret !== undefined || (clientId !== undefined && clientId !== basic?.clientId))
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
    return isSame(joined(presented), joined(expected));
}
/** One text for one digest; the length says where the first part ends. */
function joined({ clientId, clientSecret }) {
    return `${clientId.length} ${clientId}${clientSecret}`;
}
/** Digests of what is expected: the same few texts for as long as the process lives. */
const expectedDigests = new Map();
/** Constant time for any lengths: digests are compared. */
function isSame(presented, expected) {
    let digest = expectedDigests.get(expected);
    if (!digest) {
        digest = digestOf(expected);
        expectedDigests.set(expected, digest);
    }
    return credentials_crypto().timingSafeEqual(digestOf(presented), digest);
}
function digestOf(text) {
    return credentials_crypto().hash('sha256', text, 'buffer');
}
/** Loaded at the first request: it takes a twentieth of the memory of a process that may never see one. */
const credentials_crypto = () => process.getBuiltinModule('node:crypto');

;// CONCATENATED MODULE: ./src/token-endpoint/form.ts
/**
 * The parameters of a form (`application/x-www-form-urlencoded`); undefined if one is there twice.
 * One without a value counts as left out (RFC 6749, 3.2).
 */
function parseForm(body) {
    const form = new Map();
    for (const [name, value] of entriesOf(body)) {
        if (form.has(name))
            return undefined;
        form.set(name, value);
    }
    for (const [name, value] of form)
        if (value === '')
            form.delete(name);
    return form;
}
/** Most bodies have nothing to decode, and `URLSearchParams` takes several times as long. */
function entriesOf(body) {
    if (/[%+?]/.test(body))
        return new URLSearchParams(body);
    return body
        .split('&')
        .filter((part) => part !== '')
        .map((part) => {
        const equals = part.indexOf('=');
        return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
    });
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
 * its next try for a part of this one, and fails. With a content type all the same: without one, Schema
 * Registry's client for JavaScript does not try again.
 */
function unavailable() {
    return {
        status: 503,
        headers: { ...JSON_HEADERS, 'content-length': '0', 'retry-after': RETRY_AFTER_S },
        body: '',
        isAuthenticated: true,
    };
}
/** An error of RFC 6749, 5.2, for a request without good credentials. */
function fault(status, error, description, headers = {}) {
    return { ...reply(status, { error, error_description: description }, headers), isAuthenticated: false };
}
/** RFC 6749, 5.1 asks for those against caches. */
const JSON_HEADERS = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    pragma: 'no-cache',
};
/** A reply in JSON to a request with good credentials. */
function reply(status, object, headers = {}) {
    const body = JSON.stringify(object);
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    return { status, headers: { ...JSON_HEADERS, ...length, ...headers }, body, isAuthenticated: true };
}
/** The last reply for each token: within a second it is the same for every client. */
const granted = new WeakMap();
/** The token, with the whole seconds of life that it has left (RFC 6749, 5.1). */
function grantOf(lease, seconds) {
    const last = granted.get(lease);
    if (last?.seconds === seconds)
        return last.reply;
    const body = { access_token: lease.token, token_type: 'Bearer', expires_in: seconds };
    const next = { seconds, reply: reply(200, body) };
    granted.set(lease, next);
    return next.reply;
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
/**
 * A web page that was lured here names another host (DNS rebinding) or has an origin. `localhost` is no
 * name that somebody else could have pointed here.
 */
function refuseStranger({ headers }, { host }) {
    const hosts = headers.host ?? [];
    const isOurs = hosts[0] === host || hosts[0]?.toLowerCase() === host.replace(address/* ADDRESS */.BD, 'localhost');
    if (hosts.length !== 1 || !isOurs)
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
function readForm({ headers, body = '' }) {
    const types = headers['content-type'] ?? [];
    const type = types[0]?.split(';', 1)[0]?.trim().toLowerCase();
    if (types.length !== 1 || type !== 'application/x-www-form-urlencoded') {
        return fault(415, 'invalid_request', 'send application/x-www-form-urlencoded');
    }
    return parseForm(body) ?? fault(400, 'invalid_request', 'a parameter is there more than once');
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
    if (type === undefined)
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
    return grantOf(lease, seconds);
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
var external_node_events_ = __webpack_require__(474);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(67);
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
    const server = (0,external_node_http_.createServer)(LIMITS, (request, response) => {
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
    // A request to a server has both.
    const { method, url: target } = request;
    const headers = headersOf(request.rawHeaders);
    const reply = await answer({ method, target, headers, body }, () => connections.trust(request.socket));
    // A stranger's connection is one that a client might need.
    if (!reply.isAuthenticated)
        response.shouldKeepAlive = false;
    await inOneGo();
    response.writeHead(reply.status, reply.headers).end(reply.body);
}
let turn;
/**
 * Resolves at once for the first reply of a turn of the event loop, at the end of the turn for all others:
 * each write by itself may wake a client that sleeps, which takes longer than the whole request.
 */
async function inOneGo() {
    if (turn)
        return turn;
    turn = new Promise((resolve) => {
        setImmediate(() => {
            turn = undefined;
            resolve();
        });
    });
}
const HEARD = new Set(['host', 'origin', 'authorization', 'content-type']);
/** The headers that are looked at, each as often as it came: Node's own lists of all take far longer. */
function headersOf(raw) {
    const headers = {};
    for (let at = 0; at < raw.length; at += 2) {
        const name = raw[at].toLowerCase();
        if (!HEARD.has(name))
            continue;
        headers[name] ??= [];
        headers[name].push(raw[at + 1]);
    }
    return headers;
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
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
    await closed;
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(916);
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
                if (this.#isWanted())
                    continue;
                this.#next.reject(error);
                this.#next = undefined;
                return;
            }
        }
    }
    #pauseAfter(error, failures) {
        const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures);
        const asked = error instanceof errors/* ActionError */.lZ ? error.waitMs : 0;
        return (Number.isFinite(asked) ? asked : 0) + FIRST_BACKOFF_MS + this.#clock.random() * ceiling;
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
/** Loaded at the first call: TLS is a tenth of the process's memory, and a job may never ask for a token. */
const remotes = () => Promise.resolve(/* import() eager */).then(__webpack_require__.bind(__webpack_require__, 802));
function sourcesOf(config, clock) {
    let newest;
    const idTokens = new TokenSource(async () => {
        newest = await (await remotes()).fetchIdToken(config, clock);
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
    const accessTokens = new TokenSource(async () => lease(await (await remotes()).fetchAccessToken(config, subject, clock)), clock);
    const failed = () => idTokens.failed + accessTokens.failed - sharedFailures;
    return { idTokens, accessTokens, failed };
}
function lease({ secret, issuedAt, expiresAt }) {
    return { token: secret.reveal(), issuedAt, expiresAt };
}

// EXTERNAL MODULE: ./src/token-endpoint/words.ts
var words = __webpack_require__(980);
;// CONCATENATED MODULE: ./src/token-endpoint/run.ts


/** The token endpoint ends by itself after this: later than any job of GitHub's own runners. */
const LONGEST_LIFE_MS = 6.5 * 60 * 60 * 1000;
/**
 * The token endpoint's process: says its port or why it has none, then nothing more to anybody but its
 * clients.
 * @param input what main says, as `startProcess` and `confirm` do
 * @param exit ends the process
 */
async function runTokenEndpoint(input, output, clock, exit) {
    try {
        const { config, published } = await (0,words/* listenToMain */.a)(input);
        published.catch(exit);
        const server = await serveTokens(config, clock, published);
        setTimeout(exit, LONGEST_LIFE_MS);
        output.write(`${JSON.stringify({ port: server.port })}\n`);
        await server.stopped;
        exit();
    }
    catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : 'it could not read its configuration';
        output.write(`${JSON.stringify({ error: code })}\n`, () => exit());
    }
}


/***/ }),

/***/ 980:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ listenToMain),
/* harmony export */   l: () => (/* binding */ PUBLISHED)
/* harmony export */ });
/** The last word on its standard input. A main that ends without it takes the process with it. */
const PUBLISHED = 'published';
/**
 * Listens to main, which speaks as `startProcess` and `confirm` do.
 * @throws if the first line is no configuration
 */
async function listenToMain(input) {
    const lines = linesOf(input);
    const config = JSON.parse((await lines.next()).value ?? '');
    const published = lines.next().then(({ value }) => {
        if (value !== PUBLISHED)
            throw new Error('main ended before it had published');
    });
    published.catch(() => { });
    return { config, published };
}
/** Whole lines. Not `readline`, which ends a line at U+2028 as well and stays in memory for hours. */
async function* linesOf(input) {
    let rest = '';
    for await (const chunk of input.setEncoding('utf8')) {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop();
        yield* lines;
    }
    return undefined;
}


/***/ })

};
;