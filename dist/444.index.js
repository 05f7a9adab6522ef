"use strict";
exports.id = 444;
exports.ids = [444];
exports.modules = {

/***/ 991:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runTokenEndpoint: () => (/* binding */ runTokenEndpoint)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(311);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(916);
// EXTERNAL MODULE: ./src/token-endpoint/protocol.ts
var protocol = __webpack_require__(617);
// EXTERNAL MODULE: ./src/confluent/exchange.ts
var exchange = __webpack_require__(753);
// EXTERNAL MODULE: ./src/github/id-token.ts
var id_token = __webpack_require__(138);
// EXTERNAL MODULE: ./src/http/retry.ts
var retry = __webpack_require__(902);
// EXTERNAL MODULE: ./src/secret.ts + 1 modules
var secret = __webpack_require__(554);
// EXTERNAL MODULE: ./src/token-endpoint/address.ts
var address = __webpack_require__(37);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(598);
;// CONCATENATED MODULE: ./src/token-endpoint/form.ts
/**
 * The parameters of a form (`application/x-www-form-urlencoded`); undefined if one is there twice.
 * A parameter without a value counts as left out (RFC 6749, 3.2).
 */
function parseForm(body) {
    const parameters = [...new URLSearchParams(body)];
    const names = new Set(parameters.map(([name]) => name));
    if (names.size < parameters.length)
        return undefined;
    return new Map(parameters.filter(([, value]) => value !== ''));
}
/**
 * Client credentials as HTTP Basic or in the form (RFC 6749, 2.3.1). The same `client_id` in the form beside
 * Basic is no second method.
 * @param authorization the header, if any; two of them are joined by a comma
 */
function readCredentials(authorization, form) {
    const clientId = form.get('client_id');
    const clientSecret = form.get('client_secret');
    if (authorization === undefined) {
        return clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : 'none';
    }
    const basic = readBasic(authorization);
    const isSameId = clientId === undefined || clientId === basic?.clientId;
    if (clientSecret !== undefined || !isSameId || authorization.includes(','))
        return 'doubled';
    return basic ?? 'none';
}
/** Some clients form-encode both parts first: our credentials have only characters that this does not change. */
function readBasic(authorization) {
    const encoded = /^basic +([A-Za-z0-9+/_-]+=*) *$/i.exec(authorization)?.[1];
    const text = Buffer.from(encoded ?? '', 'base64').toString('utf8');
    const colon = text.indexOf(':');
    if (colon < 0)
        return undefined;
    return { clientId: text.slice(0, colon), clientSecret: text.slice(colon + 1) };
}

;// CONCATENATED MODULE: ./src/token-endpoint/handler.ts



/** Maximum size of a request body, in bytes: a token request has a few hundred. */
const LARGEST_BODY = 16 * 1024;
/**
 * Answers one request: the client credentials grant (RFC 6749, 4.4) on the paths of `tokens`, and the
 * authenticated end of the token endpoint. Never rejects.
 */
async function handle(request, backend) {
    const path = request.target.split('?', 1)[0];
    const getToken = backend.tokens.get(path);
    if (!isForUs(request, backend.host))
        return turnedAway(403, `Host must be ${backend.host}`);
    if (request.headers.origin !== undefined)
        return turnedAway(403, 'it came from a web page (Origin)');
    if (!getToken && path !== address/* STOP_PATH */.fF)
        return turnedAway(404, 'no such path');
    if (request.method !== 'POST')
        return turnedAway(405, 'the method must be POST', 'invalid_request', { allow: 'POST' });
    if (request.body === undefined)
        return turnedAway(413, `the body is larger than ${LARGEST_BODY} bytes`);
    if (!getToken)
        return stop(request, backend);
    return whyNoGrant(request.headers, request.body, backend.credentials) ?? (await grant(getToken));
}
/**
 * A web page that was led here names another host (DNS rebinding). Nobody else can point `localhost` here.
 */
function isForUs({ headers: { host } }, own) {
    return host === own || host?.toLowerCase() === own.replace(address/* ADDRESS */.BD, 'localhost');
}
/** The reply to a request that is not the grant, or has wrong credentials; undefined if all is well. */
function whyNoGrant(headers, body, { clientId, clientSecret }) {
    const mediaType = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
    if (mediaType !== 'application/x-www-form-urlencoded')
        return turnedAway(415, 'the content type must be application/x-www-form-urlencoded');
    const form = parseForm(body);
    if (!form)
        return turnedAway(400, 'a parameter is there more than once');
    const presented = readCredentials(headers.authorization, form);
    if (presented === 'doubled')
        return turnedAway(400, 'more than one method of client authentication');
    if (presented === 'none')
        return unauthorized('Basic', 'no client credentials');
    // The client id is no secret.
    if (presented.clientId !== clientId)
        return unauthorized('Basic', 'wrong client id');
    if (!isSame(presented.clientSecret, clientSecret))
        return unauthorized('Basic', 'wrong client secret');
    const type = form.get('grant_type');
    if (type === undefined)
        return turnedAway(400, 'grant_type is missing');
    if (type === 'client_credentials')
        return undefined;
    return turnedAway(400, 'grant_type must be client_credentials', 'unsupported_grant_type');
}
async function grant(getToken) {
    const granted = await getToken().catch(() => undefined);
    if (!granted)
        return unavailable();
    return json(200, { access_token: granted.token, token_type: 'Bearer', expires_in: granted.seconds });
}
function stop({ headers }, { stopKey, statistics, onStop }) {
    const key = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
    if (!isSame(key, stopKey))
        return unauthorized('Bearer', 'wrong stop key');
    onStop();
    return json(200, statistics());
}
/** Compares digests, which takes the same time for any two texts. */
function isSame(presented, expected) {
    const digest = (text) => (0,external_node_crypto_.hash)('sha256', text, 'buffer');
    return (0,external_node_crypto_.timingSafeEqual)(digest(presented), digest(expected));
}
/** Seconds: clients must not ask all the time, and must not wait for long. */
const RETRY_AFTER_S = '5';
/**
 * The client is told less than post: it may be a stranger.
 * @param scheme how to send the credentials
 */
function unauthorized(scheme, reason) {
    const challenge = { 'www-authenticate': `${scheme} realm="confluent-cloud-auth"` };
    const words = 'the client credentials are missing or wrong';
    return { ...turnedAway(401, words, 'invalid_client', challenge), reason };
}
/**
 * There is no token now; the client may ask again. The reply has no body: librdkafka 2.8 to 2.16 would take the
 * next reply for a part of it. It has a content type: without one, Schema Registry's client for JavaScript does
 * not try again.
 */
function unavailable() {
    const headers = { ...JSON_HEADERS, 'content-length': '0', 'retry-after': RETRY_AFTER_S };
    return { status: 503, headers, body: '' };
}
/** An error of RFC 6749, 5.2. */
function turnedAway(status, reason, error = 'invalid_request', headers = {}) {
    const reply = json(status, { error, error_description: reason });
    return { ...reply, headers: { ...reply.headers, ...headers }, reason };
}
/** RFC 6749, 5.1 asks for the headers against caches. */
const JSON_HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' };
function json(status, object) {
    const body = JSON.stringify(object);
    const headers = { ...JSON_HEADERS, 'content-length': String(Buffer.byteLength(body)) };
    return { status, headers, body };
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(474);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(67);
;// CONCATENATED MODULE: ./src/token-endpoint/http-server.ts




const OPTIONS = {
    requestTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
    // Node would drop the second of two headers otherwise: two hosts would pass for one.
    joinDuplicateHeaders: true,
};
/** A job has far fewer clients, and a process may open far more files. */
const MOST_CONNECTIONS = 512;
/**
 * Serves `answer` on loopback, one answer a connection, within bounds on size, time and connections.
 * @param port 0 for any free one
 * @throws the error of `listen`, such as EADDRINUSE
 */
async function listen(port, answer) {
    const server = (0,external_node_http_.createServer)({ ...OPTIONS, IncomingMessage: OnlyRequest }, (request, response) => {
        // Not `request.destroy()`: where it has been read to its end, its socket would stay open.
        respond(request, response, answer).catch(() => response.destroy());
    });
    const open = new Set();
    server.on('connection', (socket) => {
        open.add(socket);
        socket.once('close', () => open.delete(socket));
        const [oldest] = open;
        if (open.size <= MOST_CONNECTIONS || !oldest)
            return;
        // A stranger who fills the token endpoint with connections loses them again, and a client gets in.
        oldest.destroy();
        open.delete(oldest);
    });
    server.listen(port, address/* ADDRESS */.BD);
    await (0,external_node_events_.once)(server, 'listening');
    return { port: server.address().port, close: () => http_server_close(server) };
}
/**
 * A second request of a connection looks like an upgrade, for which nobody listens: Node then ends the connection
 * and parses no more of it. After a `destroy` Node would still parse what it has read, maybe thousands of requests.
 */
class OnlyRequest extends external_node_http_.IncomingMessage {
    static #asked = new WeakSet();
    constructor(socket) {
        super(socket);
        // Node sets it as well, where the client asks for an upgrade or not.
        if (OnlyRequest.#asked.has(socket))
            Object.defineProperty(this, 'upgrade', { get: () => true, set() { } });
        OnlyRequest.#asked.add(socket);
    }
}
async function respond(request, response, answer) {
    const body = await bodyOf(request);
    // A request to a server has both.
    const { method, url: target } = request;
    const reply = await answer({ method, target, headers: request.headers, body });
    response.shouldKeepAlive = false;
    response.writeHead(reply.status, reply.headers).end(reply.body);
}
/**
 * The body, or undefined if it is too large. Even then it is read to its end: a client that still sends might
 * get a reset in place of the reply. `requestTimeout` bounds that.
 */
async function bodyOf(request) {
    // Not a list of chunks: one of a single byte takes half a kilobyte. What does not fit is not copied.
    const body = Buffer.alloc(LARGEST_BODY);
    let size = 0;
    for await (const chunk of request) {
        chunk.copy(body, size);
        size += chunk.length;
    }
    return size > LARGEST_BODY ? undefined : body.toString('utf8', 0, size);
}
async function http_server_close(server) {
    const closed = (0,external_node_events_.once)(server, 'close');
    server.close();
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
    await closed;
}

;// CONCATENATED MODULE: ./src/token-endpoint/token-cache.ts

/** A token with at least this part of its life left is served at once. */
const YOUNG = 0.8;
/** With this much left the cached token is good for any client, so nobody waits long for a better one. */
const GOOD_MS = 60_000;
const SHORT_PATIENCE_MS = 2_000;
/** Where there is nothing to give. Some clients give up after 5 s, others after 20 s. */
const LONG_PATIENCE_MS = 15_000;
/** With less left, a client could not use it before it expires. */
const LEAST_MS = 10_000;
/** The timer of a busy machine may be late by this. */
const TIMER_MS = 1_000;
/** The cached token keeps this much life while clients ask: a remote may be away for 200 s. */
const RESERVE_MS = 240_000;
/** After so long without a request nobody needs fresh tokens. */
const REST_AFTER_MS = 15 * 60_000;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 4_000;
/**
 * Keeps one kind of token fresh. There is one refresh at a time, however many clients ask. The cached token
 * bridges a failure while it lives, and the refresh is tried again: clients crash where they get no token.
 */
class TokenCache {
    #fetch;
    #clock;
    #cached;
    /** The refresh in progress; after a failure, its retry. */
    #next;
    #refreshingSince = 0;
    #askedAt = Number.NEGATIVE_INFINITY;
    /** What has gone wrong since the last token. */
    #trouble = '';
    /** Number of tokens that were fetched. */
    fetched = 0;
    /** @param fetch gets a new token, with retries of its own, and notes why there was one */
    constructor(fetch, clock) {
        this.#fetch = () => fetch((trouble) => {
            this.#trouble = trouble;
        });
        this.#clock = clock;
    }
    /**
     * A token with at least 80 % of its life left; else a fresh one if it comes in time; else the cached one.
     * @param isClient whether this shows that tokens are being asked for
     * @throws what `fetch` throws, or an error after 15 s, where there is none that a client could use
     */
    async current(isClient = true) {
        if (isClient)
            this.#askedAt = this.#clock.now();
        const cached = this.#cached;
        if (cached && this.left(cached) >= YOUNG * (cached.expiresAt - cached.issuedAt))
            return cached;
        const fresh = this.#refresh();
        const patience = this.#patience(cached);
        if (cached && patience <= 0)
            return cached;
        try {
            return await this.#within(fresh, patience);
        }
        catch (error) {
            if (this.#cached && this.left(this.#cached) >= LEAST_MS)
                return this.#cached;
            throw error;
        }
    }
    /**
     * Gets a token by this fetch, once.
     * @throws what it throws
     */
    async start(fetch) {
        const wallAhead = this.#clock.wallTime() - this.#clock.now();
        const token = { ...(await fetch()), wallAhead };
        this.#cached = token;
        this.fetched++;
        this.#trouble = '';
        void this.#keepReserve(token);
        return token;
    }
    /** How long a client waits: less if others have waited for this refresh, and no longer than the cached token is of use. */
    #patience(cached) {
        const left = cached ? this.left(cached) : 0;
        if (left < LEAST_MS)
            return LONG_PATIENCE_MS;
        const since = this.#clock.now() - this.#refreshingSince;
        if (left >= GOOD_MS)
            return SHORT_PATIENCE_MS - since;
        return Math.min(LONG_PATIENCE_MS - since, left - LEAST_MS - TIMER_MS);
    }
    /**
     * Milliseconds of life that the token has left. `now()` may stand still while the machine sleeps, and the wall
     * clock may be set, so the later of the two counts. A fetch too many harms nobody.
     */
    left({ expiresAt, wallAhead }) {
        return expiresAt - Math.max(this.#clock.now(), this.#clock.wallTime() - wallAhead);
    }
    async #within(token, patience) {
        const late = this.#clock.sleep(patience).then(() => {
            throw new Error(`no token within ${patience / 1000} s${this.#trouble && `: ${this.#trouble}`}`);
        });
        return await Promise.race([token, late]);
    }
    #refresh() {
        if (this.#next)
            return this.#next;
        this.#refreshingSince = this.#clock.now();
        return this.#expect(this.#attempt(0));
    }
    /** Keeps the promise; nobody need wait for it. */
    #expect(next) {
        next.catch(() => { });
        this.#next = next;
        return next;
    }
    async #attempt(failures) {
        try {
            const token = await this.start(this.#fetch);
            this.#next = undefined;
            return token;
        }
        catch (error) {
            this.#expect(this.#afterPause(error, failures));
            throw error;
        }
    }
    async #afterPause(error, failures) {
        await this.#clock.sleep(this.#pauseAfter(error, failures));
        if (this.#isWanted())
            return this.#attempt(failures + 1);
        this.#next = undefined;
        throw error;
    }
    #pauseAfter(error, failures) {
        const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures);
        // A timer of more than 24 days would fire at once.
        const asked = error instanceof errors/* ActionError */.lZ ? Math.min(error.waitMs, REST_AFTER_MS) : 0;
        return asked + FIRST_BACKOFF_MS + this.#clock.random() * ceiling;
    }
    /** Refreshes without being asked before less is left than an outage may last. */
    async #keepReserve(token) {
        const life = this.left(token);
        // A token too short to use is not worth keeping, and there would be no end of fetching it.
        if (life < LEAST_MS)
            return;
        await this.#clock.sleep(Math.max(life - RESERVE_MS, life * (1 - YOUNG)));
        if (this.#cached === token && this.#isWanted())
            void this.#refresh();
    }
    #isWanted() {
        return this.#clock.now() - this.#askedAt < REST_AFTER_MS;
    }
}

;// CONCATENATED MODULE: ./src/token-endpoint/wiring.ts








/** Share of the start-up time for the first fetch; the rest is for reporting a failure. */
const FIRST_FETCH = 0.9;
/**
 * Runs the token endpoint in this process. It resolves when an ID token has been fetched, which the first client gets.
 * @param published until then requests for tokens wait
 * @param startedAt the `clock.now()` from which the time for its start counts
 * @param onEnd called when it has been asked to stop and has closed
 * @throws the error of `listen`, such as EADDRINUSE, or that of the fetch
 */
async function serveTokens(config, clock, published, startedAt, onEnd) {
    const { idTokens, accessTokens, fetchFirst } = cachesOf(config, clock, startedAt);
    const counts = { served: 0, refused: 0, lastCause: '', turnedAway: 0, lastReason: '' };
    const tokensOf = (cache) => async () => {
        await published;
        return takeToken(cache, counts);
    };
    const backend = {
        credentials: config.credentials,
        stopKey: config.stopKey,
        tokens: new Map([
            [address/* ID_TOKEN_PATH */.o$, tokensOf(idTokens)],
            [address/* ACCESS_TOKEN_PATH */.NI, tokensOf(accessTokens)],
        ]),
        statistics: () => ({ ...counts, fetched: idTokens.fetched + accessTokens.fetched }),
        onStop: () => listener.close().then(onEnd),
    };
    const listener = await listen(config.inputs.tokenEndpointPort, async (request) => {
        const reply = await handle(request, { ...backend, host: `${address/* ADDRESS */.BD}:${listener.port}` });
        if (reply.reason) {
            counts.turnedAway++;
            counts.lastReason = reply.reason;
        }
        return reply;
    });
    await fetchFirst().catch(async (error) => {
        await listener.close();
        throw error;
    });
    return listener;
}
/** Takes a token from the cache, and counts what comes of it. */
async function takeToken(cache, counts) {
    try {
        const token = await cache.current();
        const seconds = Math.floor(cache.left(token) / 1000);
        if (seconds < 1)
            throw new Error('the token lives for less than a second');
        counts.served++;
        return { token: token.secret.reveal(), seconds };
    }
    catch (error) {
        counts.refused++;
        counts.lastCause = error.message;
        throw error;
    }
}
function cachesOf(config, clock, startedAt) {
    const { inputs, proxy } = config;
    // This process prints nothing, so nothing is masked; a new one each time remembers no old tokens.
    const mute = () => new secret/* Redactor */.pO(() => { });
    /** Time alone bounds these: the cached token may bridge an outage that would use up the attempts in seconds. */
    const patient = (note) => {
        const log = (line) => note(line.split(';', 1)[0]);
        return { ...(0,retry/* boundsOf */.B)(inputs, clock, clock.now(), log, proxy), maxAttempts: Number.POSITIVE_INFINITY };
    };
    const fetchIdToken = (bounds) => (0,id_token/* requestIdToken */.gj)(config, inputs.audience, bounds, mute());
    const idTokens = new TokenCache((note) => fetchIdToken(patient(note)), clock);
    const accessTokens = new TokenCache(async (note) => {
        const subjectToken = () => idTokens.current(false);
        const result = await (0,exchange/* exchange */.cv)(inputs, subjectToken, patient(note), mute());
        if ('granted' in result)
            return result.granted;
        throw new Error(`Confluent refused the exchange with status ${result.refused.status}`);
    }, clock);
    const first = {
        ...(0,retry/* boundsOf */.B)(inputs, clock, startedAt, () => { }, proxy),
        deadline: startedAt + config.timeLeftMs * FIRST_FETCH,
    };
    const fetchFirst = () => idTokens.start(() => fetchIdToken(first));
    return { idTokens, accessTokens, fetchFirst };
}

;// CONCATENATED MODULE: ./src/token-endpoint/entry.ts







/** The token endpoint ends by itself after this time; a job of GitHub's own runners ends earlier. */
const LONGEST_LIFE_MS = 6.5 * 60 * 60 * 1000;
const WATCH_WORKER_MS = 5_000;
/** The token endpoint's process. It reports its port, or why it does not work. */
async function runTokenEndpoint(clock) {
    const exit = () => process.exit();
    try {
        const { config, published } = await (0,protocol/* listenToMain */.aT)(process.stdin);
        published.catch(exit);
        // The process began at 0.
        const listener = await serveTokens(config, clock, published, 0, exit);
        // A retry needs this file of dist later, and the folder of this action may be deleted while the job runs.
        await __webpack_require__.e(/* import() | trouble */ 552).then(__webpack_require__.bind(__webpack_require__, 716));
        setTimeout(exit, LONGEST_LIFE_MS);
        endWith(config.workerPid);
        detach();
        report(listener.port);
    }
    catch (error) {
        report(whyNotStarted(error));
        exit();
    }
}
function report(outcome) {
    (0,external_node_fs_.writeSync)(protocol/* REPORT_FD */.oQ, `${(0,protocol/* reportOf */.EI)(outcome)}\n`);
    (0,external_node_fs_.closeSync)(protocol/* REPORT_FD */.oQ);
}
/** Gives up what belongs to the step. */
function detach() {
    // This reads the certificates: their paths may be relative to the working directory, which must not stay in use.
    (0,external_node_tls_.createSecureContext)();
    process.chdir((0,external_node_path_.parse)(process.execPath).root);
    // Nobody reads its standard error any more: a write would end the process.
    process.stderr.on('error', () => { });
    if (process.platform === 'win32')
        return;
    (0,external_node_fs_.closeSync)(2);
    // It gets the lowest free number, which is 2.
    (0,external_node_fs_.openSync)(external_node_os_.devNull, 'w');
}
/** A runner that is killed does not end what a job has left behind. */
function endWith(workerPid) {
    if (workerPid === undefined)
        return;
    setInterval(() => (0,protocol/* isWorker */.xD)(workerPid) === false && process.exit(), WATCH_WORKER_MS).unref();
}
function whyNotStarted(error) {
    if (error instanceof errors/* ActionError */.lZ) {
        return new errors/* ActionError */.lZ(error.code, `The token endpoint got no ID token. ${error.message}`, error.remedy);
    }
    const { code, message, port } = error;
    const remedy = port && /EADDRINUSE|EACCES/.test(code ?? '')
        ? `Port ${port} is not free: choose another token-endpoint-port, or 0 for any free one. A job that was killed may have left its token endpoint there; docs/running.md says how to find and end it.`
        : 'Run the job again; if it fails again, report it with the debug log.';
    return new errors/* ActionError */.lZ('TOKEN_ENDPOINT', `The token endpoint did not start: ${code ?? message}.`, remedy);
}


/***/ }),

/***/ 617:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dx: () => (/* binding */ linesOf),
/* harmony export */   EI: () => (/* binding */ reportOf),
/* harmony export */   aT: () => (/* binding */ listenToMain),
/* harmony export */   ly: () => (/* binding */ PUBLISHED),
/* harmony export */   oQ: () => (/* binding */ REPORT_FD),
/* harmony export */   tL: () => (/* binding */ readReport),
/* harmony export */   xD: () => (/* binding */ isWorker)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(301);



/** The last line on its standard input. A main that ends without it takes the process with it. */
const PUBLISHED = 'published';
/**
 * Descriptor for the start report. Standard output would not do: what a job loads into each Node
 * (`NODE_OPTIONS=--require …`) may print there.
 */
const REPORT_FD = 3;
/**
 * Listens to main, which speaks as `startTokenEndpoint` and `confirm` do.
 * @returns `published` rejects if main ends before it has published
 * @throws if the first line is no configuration
 */
async function listenToMain(input) {
    const lines = linesOf(input);
    const config = JSON.parse((await lines.next()).value ?? '');
    const published = lines.next().then(({ value }) => {
        if (value !== PUBLISHED)
            throw new Error('main ended before it had published');
    });
    return { config, published };
}
/** Whole lines. Not by `readline`: it ends a line at U+2028 as well, and stays in memory. */
async function* linesOf(input) {
    let rest = '';
    for await (const chunk of input.setEncoding('utf8')) {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop();
        yield* lines;
    }
    return undefined;
}
/** The report of a process that works, with its port, or of one that does not, with the reason. */
function reportOf(outcome) {
    if (typeof outcome === 'number')
        return JSON.stringify({ port: outcome });
    const { code, message, remedy } = outcome;
    return JSON.stringify({ error: { code, message, remedy } });
}
/** Reads a report; undefined for anything else. The texts may hold what a remote said, so they are cleaned here. */
function readReport(line, redactor) {
    const report = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseObject */ .l)(line ?? '');
    if (typeof report?.port === 'number')
        return report.port;
    const error = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .asObject */ .e)(report?.error);
    const code = _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ERROR_CODES */ .OQ.find((known) => known === error?.code);
    if (!code)
        return undefined;
    const clean = (text) => redactor.clean(text, 1_000);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(code, clean(error?.message), clean(error?.remedy));
}
/**
 * Whether this process is the worker of GitHub's runner, and lives; false on systems other than Linux. Undefined
 * where it cannot be read, for example because no file handles are left.
 */
function isWorker(pid) {
    try {
        // Z and X: it has ended. Its parent may not have noticed.
        return /^\d+ \(Runner\.Worker\) [^ZX]/.test((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, 'utf8'));
    }
    catch (error) {
        return /ENOENT|ESRCH/.test(error.code ?? '') ? false : undefined;
    }
}


/***/ }),

/***/ 713:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   startTokenEndpoint: () => (/* binding */ startTokenEndpoint)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(466);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_stream_promises__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_5___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_5__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(916);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(37);
/* harmony import */ var _protocol_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(617);









const CLIENT_ID = 'confluent-cloud-auth';
const SECRET_BYTES = 32;
const CONFIRM_TIMEOUT_MS = 5_000;
/** Maximum of what is kept of its standard error, in characters; far less is shown. */
const MOST_STDERR = 8_000;
/** A debugger would be open to every user of the machine. NODE_OPTIONS and SIGUSR1 can start one. */
const NO_DEBUGGER = ['--no-inspect', '--no-inspect-brk', '--no-inspect-wait', '--disable-sigusr1'];
/**
 * What the token endpoint's process keeps of the environment: what Node and OpenSSL need to reach and to trust the
 * remotes, the mark by which a runner ends what a job left, and folders that a script in NODE_OPTIONS may need.
 */
const KEPT = /^(PATH|SYSTEMROOT|TEMP|TMP|TMPDIR|HOME|USERPROFILE|RUNNER_TRACKING_ID|ACTIONS_ORCHESTRATION_ID|RES_OPTIONS|(HTTPS?|NO)_PROXY|(NODE|SSL|OPENSSL|LD|DYLD|NIX)_.+)$/;
/** Names of secrets, such as NODE_AUTH_TOKEN, and of what weakens the process. */
const LEFT_OUT = /(TOKEN|SECRET|KEY|PASSWORD|PASSPHRASE)$|^NODE_TLS_REJECT_UNAUTHORIZED$/;
/**
 * Starts the token endpoint of this job with fresh credentials, as a process that lives longer than this one. It
 * does not wait: main has its own calls to make. Nothing here is unref'd: the step ends by `process.exit`.
 * @param program the bundle, which is also the token endpoint's program
 * @param timeLeftMs of the step
 * @returns `ready` resolves when it listens and has fetched an ID token; it rejects with an ActionError,
 *   TOKEN_ENDPOINT or why there was no ID token. `kill` ends it at once
 */
function startTokenEndpoint(inputs, { requestUrl, requestToken, proxy }, { env, program, redactor }, timeLeftMs) {
    const clientSecret = newSecret(redactor);
    const stopKey = newSecret(redactor);
    const config = {
        inputs,
        credentials: { clientId: CLIENT_ID, clientSecret: clientSecret.reveal() },
        stopKey: stopKey.reveal(),
        requestUrl,
        requestToken,
        proxy,
        timeLeftMs,
        workerPid: (0,_protocol_js__WEBPACK_IMPORTED_MODULE_7__/* .isWorker */ .xD)(process.ppid) ? process.ppid : undefined,
    };
    let child;
    const start = async () => {
        child = spawnEndpoint(program, env);
        const port = await portOf(child, config, redactor);
        const url = `http://${_address_js__WEBPACK_IMPORTED_MODULE_8__/* .ADDRESS */ .BD}:${port}${_address_js__WEBPACK_IMPORTED_MODULE_8__/* .ID_TOKEN_PATH */ .o$}`;
        const stdin = child.stdin;
        return { url, port, clientId: CLIENT_ID, clientSecret, stopKey, confirm: () => confirm(stdin) };
    };
    const kill = () => void child?.kill('SIGKILL');
    const ready = start().catch((error) => {
        kill();
        throw notSpawned(error);
    });
    // Main may fail before it waits for this.
    ready.catch(() => { });
    return { ready, kill };
}
/** A secret in hex: a client may take a value that begins with `-` for an option. */
function newSecret(redactor) {
    return redactor.protect((0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.randomBytes)(SECRET_BYTES).toString('hex'));
}
function spawnEndpoint(program, env) {
    const options = NO_DEBUGGER.filter((option) => process.allowedNodeEnvironmentFlags.has(option));
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(process.execPath, [...options, program, _address_js__WEBPACK_IMPORTED_MODULE_8__/* .SERVE */ .Ip], {
        detached: true,
        windowsHide: true,
        stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
        env: environmentOf(env),
    });
    // On Windows and macOS the system refuses to kill a process that is just ending.
    child.on('error', () => { });
    return child;
}
function environmentOf(env) {
    const kept = {};
    for (const [name, value] of Object.entries(env)) {
        // Windows knows no case.
        const upper = name.toUpperCase();
        if (value === undefined || !KEPT.test(upper) || LEFT_OUT.test(upper))
            continue;
        kept[name] = upper === 'SSL_CERT_DIR' ? absolute(value) : value;
    }
    return kept;
}
/** OpenSSL looks into these folders for each certificate; by then the process has another working directory. */
function absolute(folders) {
    return folders
        .split(node_path__WEBPACK_IMPORTED_MODULE_3__.delimiter)
        .map((folder) => folder && (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(folder))
        .join(node_path__WEBPACK_IMPORTED_MODULE_3__.delimiter);
}
async function portOf(child, config, redactor) {
    await (0,node_events__WEBPACK_IMPORTED_MODULE_2__.once)(child, 'spawn');
    const [stdin, , stderr, reports] = child.stdio;
    const ending = endingOf(child, stderr, redactor);
    // If the process ends early, this fails; the missing report says so as well.
    stdin.on('error', () => { });
    stdin.write(`${JSON.stringify(config)}\n`);
    const timer = setTimeout(() => child.kill('SIGKILL'), config.timeLeftMs);
    const line = await (0,_protocol_js__WEBPACK_IMPORTED_MODULE_7__/* .linesOf */ .Dx)(reports).next();
    clearTimeout(timer);
    const report = (0,_protocol_js__WEBPACK_IMPORTED_MODULE_7__/* .readReport */ .tL)(line.value, redactor);
    if (typeof report === 'number')
        return report;
    if (report)
        throw report;
    if (child.killed)
        throw tooSlow(config);
    // Bounded: something that the process has started may hold its pipes open.
    throw notStarted(await Promise.race([ending, (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_5__.setTimeout)(1_000, 'it sent no report')]));
}
function tooSlow({ inputs, timeLeftMs }) {
    const limits = "limits of processes starve it (ulimit -u, the container's pids limit)";
    const remedy = `Give the runner more room, it is very busy or ${limits}${(0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .orRaise */ .ac)(inputs.timeoutSeconds)}`;
    return notStarted(`it was not ready within ${(timeLeftMs / 1000).toFixed(1)} s`, remedy);
}
/** How the process ended, and what it said on its standard error, without the source that Node shows before an error. */
async function endingOf(child, stderr, redactor) {
    let said = '';
    stderr.setEncoding('utf8').on('data', (text) => {
        said = (said + text).slice(0, MOST_STDERR);
    });
    // events.once would not do: an error of `kill` would end it.
    const [code, signal] = await new Promise((resolve) => {
        child.once('close', (...ended) => resolve(ended));
    });
    const start = Math.max(0, said.search(/^\w*Error\b/m));
    const words = said.slice(start).replace(/\s+/g, ' ');
    return `it ended before it was ready (${signal ?? `exit code ${code}`})${words && `: ${redactor.clean(words)}`}`;
}
const CHECK = "Check NODE_OPTIONS of this job, and the limits of the runner (ulimit -u, ulimit -n, the container's pids limit).";
function notStarted(why, remedy = CHECK, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .ActionError */ .lZ('TOKEN_ENDPOINT', `The token endpoint did not start: ${why}.`, remedy, cause);
}
/** Turns a failed spawn into an ActionError; an error without a code is our bug. */
function notSpawned(cause) {
    const { code } = cause;
    if (cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .ActionError */ .lZ || code === undefined)
        return cause;
    const remedy = code === 'ERR_ACCESS_DENIED'
        ? "NODE_OPTIONS of this job turns on Node's permission model (--permission): take it out for this step, or add --allow-child-process."
        : CHECK;
    return notStarted(`its process could not be created (${code})`, remedy, cause);
}
/** Resolves when the pipe has the line, or cannot take it: a process that has died or hangs needs none. */
async function confirm(stdin) {
    stdin.end(`${_protocol_js__WEBPACK_IMPORTED_MODULE_7__/* .PUBLISHED */ .ly}\n`);
    const signal = AbortSignal.timeout(CONFIRM_TIMEOUT_MS);
    await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.finished)(stdin, { signal }).catch(() => { });
}


/***/ })

};
;