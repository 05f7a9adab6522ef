"use strict";
exports.id = 411;
exports.ids = [411];
exports.modules = {

/***/ 617:
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


/***/ }),

/***/ 792:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fetchAccessToken: () => (/* binding */ fetchAccessToken),
  fetchIdToken: () => (/* binding */ fetchIdToken),
  runTokenEndpoint: () => (/* binding */ runTokenEndpoint),
  serveTokens: () => (/* binding */ serveTokens)
});

// EXTERNAL MODULE: ./src/confluent/exchange.ts
var exchange = __webpack_require__(753);
// EXTERNAL MODULE: ./src/github/id-token.ts
var id_token = __webpack_require__(138);
// EXTERNAL MODULE: ./src/http/retry.ts + 2 modules
var retry = __webpack_require__(113);
// EXTERNAL MODULE: ./src/secret.ts + 2 modules
var secret = __webpack_require__(87);
// EXTERNAL MODULE: ./src/token-endpoint/address.ts
var address = __webpack_require__(37);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(598);
;// CONCATENATED MODULE: ./src/token-endpoint/form.ts
/**
 * The parameters of a form (`application/x-www-form-urlencoded`); undefined if one is there twice.
 * One without a value counts as left out (RFC 6749, 3.2).
 */
function parseForm(body) {
    const parameters = [...new URLSearchParams(body)];
    const form = new Map(parameters);
    return form.size < parameters.length ? undefined : new Map([...form].filter(([, value]) => value !== ''));
}
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
        return refused(403, 'invalid_request', `Host must be ${host}`);
    if (headers.origin)
        return refused(403, 'invalid_request', 'requests with an Origin are refused');
    return undefined;
}
function refuseRoute({ method, body }, known) {
    if (!known)
        return refused(404, 'invalid_request', 'no such path');
    if (method !== 'POST')
        return refused(405, 'invalid_request', 'use POST', { allow: 'POST' });
    if (body === undefined)
        return refused(413, 'invalid_request', `the body is larger than ${LARGEST_BODY} bytes`);
    return undefined;
}
function readForm({ headers, body = '' }) {
    const types = headers['content-type'] ?? [];
    const type = types[0]?.split(';', 1)[0]?.trim().toLowerCase();
    if (types.length !== 1 || type !== 'application/x-www-form-urlencoded') {
        return refused(415, 'invalid_request', 'send application/x-www-form-urlencoded');
    }
    return parseForm(body) ?? refused(400, 'invalid_request', 'a parameter is there more than once');
}
async function grant({ headers }, form, backend, token) {
    const authorizations = headers.authorization ?? [];
    const presented = authorizations.length > 1 ? 'doubled' : readCredentials(authorizations[0], form);
    if (presented === 'doubled') {
        return refused(400, 'invalid_request', 'use one method of client authentication');
    }
    if (presented === 'none' || !areValid(presented, backend.credentials))
        return unauthorized('Basic');
    backend.onAuthenticated();
    const type = form.get('grant_type');
    if (type === undefined)
        return refused(400, 'invalid_request', 'grant_type is missing');
    if (type !== 'client_credentials') {
        const reply = refused(400, 'unsupported_grant_type', 'grant_type must be client_credentials');
        return { ...reply, isAuthenticated: true };
    }
    const granted = await token().catch(() => undefined);
    if (!granted)
        return unavailable();
    return json(200, { access_token: granted.token, token_type: 'Bearer', expires_in: granted.seconds });
}
function stop({ headers }, { stopKey, statistics, onStop }) {
    const [authorization = '', ...others] = headers.authorization ?? [];
    const key = /^bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
    if (others.length > 0 || !isSame(key, stopKey))
        return unauthorized('Bearer');
    onStop();
    return json(200, statistics());
}
/** Whether both parts are right, in a time that does not depend on what was presented. */
function areValid(presented, expected) {
    // One text for one digest; the length says where the first part ends.
    const joined = ({ clientId, clientSecret }) => `${clientId.length} ${clientId}${clientSecret}`;
    return isSame(joined(presented), joined(expected));
}
/** Constant time for any lengths: digests are compared. */
function isSame(presented, expected) {
    const digest = (text) => (0,external_node_crypto_.hash)('sha256', text, 'buffer');
    return (0,external_node_crypto_.timingSafeEqual)(digest(presented), digest(expected));
}
/** Long enough that clients do not hammer, short enough for an apply that waits. */
const RETRY_AFTER_S = '5';
/** Credentials are missing or wrong; `scheme` says how to send them. */
function unauthorized(scheme) {
    const challenge = { 'www-authenticate': `${scheme} realm="confluent-cloud-auth"` };
    return refused(401, 'invalid_client', 'the client credentials are missing or wrong', challenge);
}
/**
 * There is no token now; the client may ask again. Without a body: librdkafka 2.8 to 2.16 takes that of
 * its next try for a part of this one, and fails. With a content type all the same: without one, Schema
 * Registry's client for JavaScript does not try again.
 */
function unavailable() {
    const headers = { ...JSON_HEADERS, 'content-length': '0', 'retry-after': RETRY_AFTER_S };
    return { status: 503, headers, body: '', isAuthenticated: true };
}
/** An error of RFC 6749, 5.2, for a request without good credentials. */
function refused(status, error, description, headers = {}) {
    const reply = json(status, { error, error_description: description });
    return { ...reply, headers: { ...reply.headers, ...headers }, isAuthenticated: false };
}
/** RFC 6749, 5.1 asks for those against caches. */
const JSON_HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' };
/** A reply in JSON to a request with good credentials. */
function json(status, object) {
    const body = JSON.stringify(object);
    const headers = { ...JSON_HEADERS, 'content-length': String(Buffer.byteLength(body)) };
    return { status, headers, body, isAuthenticated: true };
}

// EXTERNAL MODULE: ./src/token-endpoint/protocol.ts
var protocol = __webpack_require__(617);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(474);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(67);
;// CONCATENATED MODULE: ./src/token-endpoint/server.ts




const LIMITS = {
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: 16 * 1024,
};
/** Far more than the clients of one job, far less than the files a process may open. */
const MOST_CONNECTIONS = 512;
/**
 * Serves `answer` on loopback, within bounds on size, time and connections.
 * @param port 0 for any free one
 * @throws the error of `listen`, such as EADDRINUSE
 */
async function listen(port, answer) {
    const connections = new Connections();
    const server = (0,external_node_http_.createServer)({ ...LIMITS, IncomingMessage: boundTo(connections) }, (request, response) => {
        // Not the request: one that was read to its end is destroyed already, and its socket would stay open.
        respond(request, response, answer, connections).catch(() => response.destroy());
    });
    server.on('connection', (socket) => connections.add(socket));
    server.listen(port, address/* ADDRESS */.BD);
    await (0,external_node_events_.once)(server, 'listening');
    return { port: server.address().port, close: () => server_close(server) };
}
/**
 * Requests of a connection that may not ask look like an upgrade, for which nobody listens: Node then ends the
 * connection and parses no more of it. A destroyed one it parses on: thousands of small requests in one chunk.
 */
function boundTo(connections) {
    return class extends external_node_http_.IncomingMessage {
        #mayAsk;
        constructor(socket) {
            super(socket);
            this.#mayAsk = connections.mayAsk(socket);
        }
        get upgrade() {
            return !this.#mayAsk;
        }
        /** Set by Node where a client asks for it; it is answered like any other. */
        set upgrade(_) { }
    };
}
async function respond(request, response, answer, connections) {
    const body = await readBody(request);
    // A request to a server has both.
    const { method, url: target } = request;
    const asked = { method, target, headers: request.headersDistinct, body };
    const reply = await answer(asked, () => connections.trust(request.socket));
    // A stranger's connection is one that a client might need.
    if (!reply.isAuthenticated)
        response.shouldKeepAlive = false;
    response.writeHead(reply.status, reply.headers).end(reply.body);
}
/**
 * The body, or undefined if it is too large. Even then it is read to its end, and thrown away: a client
 * that still sends might get a reset instead of the reply. `requestTimeout` bounds that.
 */
async function readBody(request) {
    // Not a list of chunks: one of a single byte costs half a kilobyte.
    const body = Buffer.alloc(LARGEST_BODY);
    let size = 0;
    return await new Promise((resolve, reject) => {
        request.on('error', reject);
        request.on('end', () => resolve(size > LARGEST_BODY ? undefined : body.toString('utf8', 0, size)));
        request.on('data', (chunk) => {
            if (size < LARGEST_BODY)
                chunk.copy(body, size);
            size += chunk.length;
        });
    });
}
async function server_close(server) {
    const closed = (0,external_node_events_.once)(server, 'close');
    server.close();
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
    await closed;
}
/** The open connections: who is in, and who must go when there is no room. */
class Connections {
    /** In the order in which they came; whether each has asked. */
    #strangers = new Map();
    #trusted = new Set();
    /**
     * Takes a new connection in. When full, the oldest that has not authenticated goes: whoever fills the
     * token endpoint with connections loses them again, and a client gets in.
     */
    add(socket) {
        this.#strangers.set(socket, false);
        socket.once('close', () => {
            this.#strangers.delete(socket);
            this.#trusted.delete(socket);
        });
        if (this.#strangers.size + this.#trusted.size <= MOST_CONNECTIONS)
            return;
        const [oldest] = this.#strangers.keys();
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
     * Whether this connection may make a request: its first, or any once it has shown good credentials.
     * One that sends many at once without waiting would keep everybody else waiting.
     */
    mayAsk(socket) {
        if (this.#trusted.has(socket))
            return true;
        const isFirst = this.#strangers.get(socket) === false;
        if (isFirst)
            this.#strangers.set(socket, true);
        return isFirst;
    }
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
        // One that throws at once fails like any other.
        this.#fetch = async () => fetch();
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
            return this.#next;
        this.#refreshingSince = this.#clock.now();
        return this.#expect(this.#attempt(0));
    }
    /** A promise that nobody need wait for. */
    #expect(next) {
        next.catch(() => { });
        this.#next = next;
        return next;
    }
    async #attempt(failures) {
        try {
            const token = await this.#fetch();
            this.#cached = token;
            this.fetched++;
            this.#next = undefined;
            void this.#keepReserve(token);
            return token;
        }
        catch (error) {
            this.failed++;
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
        const asked = error instanceof errors/* ActionError */.lZ ? error.waitMs : 0;
        return (Number.isFinite(asked) ? asked : 0) + FIRST_BACKOFF_MS + this.#clock.random() * ceiling;
    }
    /** Refreshes without being asked before less is left than an outage may last. */
    async #keepReserve(token) {
        const life = this.#left(token);
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

;// CONCATENATED MODULE: ./src/token-endpoint/serve.ts









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
        const { config, published } = await (0,protocol/* listenToMain */.a)(input);
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
/**
 * Runs the token endpoint in this process.
 * @param published until then requests for tokens wait
 * @throws the error of `listen`, such as EADDRINUSE
 */
async function serveTokens(config, clock, published) {
    let listener;
    let onStopped = () => { };
    const stopped = new Promise((resolve) => {
        onStopped = resolve;
    });
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
    const grantFrom = (source) => async () => {
        await published;
        const { token, expiresAt } = await source.current();
        const seconds = Math.floor((expiresAt - clock.now()) / 1000);
        if (seconds < 1)
            throw new Error('the token expires within a second');
        served++;
        return { token, seconds };
    };
    return {
        credentials: config.credentials,
        stopKey: config.stopKey,
        tokens: { [address/* ID_TOKEN_PATH */.o$]: grantFrom(idTokens), [address/* ACCESS_TOKEN_PATH */.NI]: grantFrom(accessTokens) },
        statistics: () => ({ served, fetched: idTokens.fetched + accessTokens.fetched, failed: failed() }),
        onStop,
    };
}
function sourcesOf(config, clock) {
    let newest;
    const idTokens = new TokenSource(async () => {
        newest = await fetchIdToken(config, clock);
        return cachedOf(newest);
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
    const accessTokens = new TokenSource(async () => cachedOf(await fetchAccessToken(config, subject, clock)), clock);
    const failed = () => idTokens.failed + accessTokens.failed - sharedFailures;
    return { idTokens, accessTokens, failed };
}
function cachedOf({ secret, issuedAt, expiresAt, }) {
    return { token: secret.reveal(), issuedAt, expiresAt };
}
/** An ID token of GitHub for the token endpoint; errors as of `requestIdToken`. */
function fetchIdToken({ inputs, requestUrl, requestToken }, clock) {
    return (0,id_token/* requestIdToken */.gj)({ requestUrl, requestToken }, inputs.audience, bounds(inputs, clock), mute());
}
/**
 * An access token of Confluent Cloud for the token endpoint.
 * @throws as `exchange` does, and an error that names the status where Confluent refuses
 */
async function fetchAccessToken({ inputs }, subject, clock) {
    const result = await (0,exchange/* exchange */.cv)(inputs, subject, bounds(inputs, clock), mute());
    if ('refused' in result)
        throw new Error(`Confluent refused the exchange with ${result.refused.status}`);
    return result.granted;
}
/** By time alone: the cached token may bridge what would use up the attempts in seconds. */
function bounds(inputs, clock) {
    const patient = { ...inputs, maxAttempts: Number.POSITIVE_INFINITY };
    return (0,retry/* boundsOf */.B)(patient, clock, clock.now(), () => { });
}
/** The token endpoint prints nothing, so there is nothing to mask; a new one each time remembers no old tokens. */
function mute() {
    return new secret/* Redactor */.pO(() => { });
}


/***/ })

};
;