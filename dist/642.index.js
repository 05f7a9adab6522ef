export const id = 642;
export const ids = [642];
export const modules = {

/***/ 149:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fetchAccessToken: () => (/* binding */ fetchAccessToken),
/* harmony export */   fetchIdToken: () => (/* binding */ fetchIdToken)
/* harmony export */ });
/* harmony import */ var _confluent_exchange_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(803);
/* harmony import */ var _github_id_token_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(795);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(643);




function fetchIdToken({ inputs, requestUrl, requestToken }, clock) {
	return (0,_github_id_token_js__WEBPACK_IMPORTED_MODULE_1__/* .requestIdToken */ .gj)({ requestUrl, requestToken }, inputs.audience, bounds(inputs, clock), mute());
}
async function fetchAccessToken({ inputs }, subject, clock) {
	const result = await (0,_confluent_exchange_js__WEBPACK_IMPORTED_MODULE_0__/* .exchange */ .cv)(inputs, subject, bounds(inputs, clock), mute());
	if ('refused' in result)
		throw new Error(`Confluent refused the exchange with ${result.refused.status}`);
	return result.granted;
}
function bounds(inputs, clock) {
	const patient = { ...inputs, maxAttempts: Number.POSITIVE_INFINITY };
	return (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .boundsOf */ .B)(patient, clock, clock.now(), () => { });
}
function mute() {
	return new _secret_js__WEBPACK_IMPORTED_MODULE_3__/* .Redactor */ .pO(() => { });
}


/***/ }),

/***/ 642:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runTokenEndpoint: () => (/* binding */ runTokenEndpoint)
});

// EXTERNAL MODULE: ./src/token-endpoint/address.js
var address = __webpack_require__(142);
;// CONCATENATED MODULE: ./src/token-endpoint/credentials.js
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
function readBasic(authorization) {
	const encoded = /^basic +([A-Za-z0-9+/_-]+=*) *$/i.exec(authorization)?.[1];
	const text = Buffer.from(encoded ?? '', 'base64').toString('utf8');
	const colon = text.indexOf(':');
	return colon < 0 ? undefined : { clientId: text.slice(0, colon), clientSecret: text.slice(colon + 1) };
}
function areValid(presented, expected) {
	return isSame(joined(presented), joined(expected));
}
function joined({ clientId, clientSecret }) {
	return `${clientId.length} ${clientId}${clientSecret}`;
}
const expectedDigests = new Map();
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
const credentials_crypto = () => process.getBuiltinModule('node:crypto');

;// CONCATENATED MODULE: ./src/token-endpoint/form.js
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

;// CONCATENATED MODULE: ./src/token-endpoint/replies.js
const RETRY_AFTER_S = '5';
function unauthorized(scheme) {
	const challenge = { 'www-authenticate': `${scheme} realm="confluent-cloud-auth"` };
	return fault(401, 'invalid_client', 'the client credentials are missing or wrong', challenge);
}
function unavailable() {
	return {
		status: 503,
		headers: { ...JSON_HEADERS, 'content-length': '0', 'retry-after': RETRY_AFTER_S },
		body: '',
		isAuthenticated: true,
	};
}
function fault(status, error, description, headers = {}) {
	return { ...reply(status, { error, error_description: description }, headers), isAuthenticated: false };
}
const JSON_HEADERS = {
	'content-type': 'application/json',
	'cache-control': 'no-store',
	pragma: 'no-cache',
};
function reply(status, object, headers = {}) {
	const body = JSON.stringify(object);
	const length = { 'content-length': String(Buffer.byteLength(body)) };
	return { status, headers: { ...JSON_HEADERS, ...length, ...headers }, body, isAuthenticated: true };
}
const granted = new WeakMap();
function grantOf(lease, seconds) {
	const last = granted.get(lease);
	if (last?.seconds === seconds)
		return last.reply;
	const body = { access_token: lease.token, token_type: 'Bearer', expires_in: seconds };
	const next = { seconds, reply: reply(200, body) };
	granted.set(lease, next);
	return next.reply;
}

;// CONCATENATED MODULE: ./src/token-endpoint/handler.js




const LARGEST_BODY = 16 * 1024;
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
;// CONCATENATED MODULE: ./src/token-endpoint/connections.js
const MOST_CONNECTIONS = 512;
const MOST_PIPELINED = 8;
class Connections {
	#strangers = new Set();
	#trusted = new Set();
	#unanswered = new WeakMap();
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
	trust(socket) {
		if (this.#strangers.delete(socket))
			this.#trusted.add(socket);
	}
	begin(socket, response) {
		const before = this.#unanswered.get(socket) ?? 0;
		if (before >= MOST_PIPELINED)
			return false;
		this.#unanswered.set(socket, before + 1);
		response.once('finish', () => this.#unanswered.set(socket, (this.#unanswered.get(socket) ?? 1) - 1));
		return true;
	}
}

;// CONCATENATED MODULE: ./src/token-endpoint/listen.js





const LIMITS = {
	headersTimeout: 5_000,
	requestTimeout: 10_000,
	keepAliveTimeout: 5_000,
	connectionsCheckingInterval: 1_000,
	maxHeaderSize: 16 * 1024,
};
async function listen(port, answer) {
	const connections = new Connections();
	const server = (0,external_node_http_.createServer)(LIMITS, (request, response) => {
		if (!connections.begin(request.socket, response))
			return void request.socket.destroy();
		respond(request, response, answer, connections).catch(() => response.destroy());
	});
	server.on('connection', (socket) => connections.add(socket));
	server.listen(port, address/* ADDRESS */.BD);
	await (0,external_node_events_.once)(server, 'listening');
	return { port: server.address().port, close: () => listen_close(server) };
}
async function respond(request, response, answer, connections) {
	const body = await readBody(request);
	const { method, url: target } = request;
	const headers = headersOf(request.rawHeaders);
	const reply = await answer({ method, target, headers, body }, () => connections.trust(request.socket));
	if (!reply.isAuthenticated)
		response.shouldKeepAlive = false;
	await inOneGo();
	response.writeHead(reply.status, reply.headers).end(reply.body);
}
let turn;
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
async function readBody(request) {
	let first;
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

// EXTERNAL MODULE: ./src/errors.js
var errors = __webpack_require__(247);
;// CONCATENATED MODULE: ./src/token-endpoint/source.js

const YOUNG = 0.8;
const GOOD_MS = 60_000;
const SHORT_PATIENCE_MS = 2_000;
const LONG_PATIENCE_MS = 15_000;
const LEAST_MS = 10_000;
const TIMER_MS = 1_000;
const RESERVE_MS = 240_000;
const REST_AFTER_MS = 15 * 60_000;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 4_000;
class TokenSource {
	#fetch;
	#clock;
	#cached;
	#next;
	#refreshingSince = 0;
	#askedAt = Number.NEGATIVE_INFINITY;
	fetched = 0;
	failed = 0;
	constructor(fetch, clock) {
		this.#fetch = fetch;
		this.#clock = clock;
	}
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
	async #keepReserve(lease) {
		const life = this.#left(lease);
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

;// CONCATENATED MODULE: ./src/token-endpoint/serve.js




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
const remotes = () => Promise.resolve(/* import() eager */).then(__webpack_require__.bind(__webpack_require__, 149));
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

// EXTERNAL MODULE: ./src/token-endpoint/words.js
var words = __webpack_require__(295);
;// CONCATENATED MODULE: ./src/token-endpoint/run.js


const LONGEST_LIFE_MS = 6.5 * 60 * 60 * 1000;
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

/***/ 295:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ listenToMain),
/* harmony export */   l: () => (/* binding */ PUBLISHED)
/* harmony export */ });
const PUBLISHED = 'published';
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
