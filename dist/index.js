const __WEBPACK_EXTERNAL_MODULE_node_path_02319fef__ = process.getBuiltinModule("node:path");
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

/***/ 663:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
module.exports = x({  });

/***/ }),

/***/ 434:
/***/ ((module) => {

module.exports = process.getBuiltinModule("events");

/***/ }),

/***/ 611:
/***/ ((module) => {

module.exports = process.getBuiltinModule("http");

/***/ }),

/***/ 692:
/***/ ((module) => {

module.exports = process.getBuiltinModule("https");

/***/ }),

/***/ 278:
/***/ ((module) => {

module.exports = process.getBuiltinModule("net");

/***/ }),

/***/ 421:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:child_process");

/***/ }),

/***/ 598:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:crypto");

/***/ }),

/***/ 474:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:events");

/***/ }),

/***/ 67:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:http");

/***/ }),

/***/ 760:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:path");

/***/ }),

/***/ 481:
/***/ ((module) => {

module.exports = process.getBuiltinModule("node:readline");

/***/ }),

/***/ 756:
/***/ ((module) => {

module.exports = process.getBuiltinModule("tls");

/***/ }),

/***/ 23:
/***/ ((module) => {

module.exports = process.getBuiltinModule("util");

/***/ }),

/***/ 942:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Qq: () => (/* binding */ HttpClient),
  s_: () => (/* binding */ lib_getProxyUrl)
});

// UNUSED EXPORTS: Headers, HttpClientError, HttpClientResponse, HttpCodes, MediaTypes

// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(611);
var external_http_namespaceObject = external_http_;
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(692);
var external_https_namespaceObject = external_https_;
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
var getProxyUrl = (function getProxyUrl(reqUrl) {
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
});
var checkBypass = (function checkBypass(reqUrl) {
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
});
var isLoopbackAddress = (function isLoopbackAddress(host) {
	const hostLower = host.toLowerCase();
	return (hostLower === 'localhost' ||
		hostLower.startsWith('127.') ||
		hostLower.startsWith('[::1]') ||
		hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
});
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
var lib_getProxyUrl = (function lib_getProxyUrl(serverUrl) {
	const proxyUrl = getProxyUrl(new URL(serverUrl));
	return proxyUrl ? proxyUrl.href : '';
});
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
	post(requestUrl, data, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('POST', requestUrl, data, additionalHeaders || {});
		});
	}
	head(requestUrl, additionalHeaders) {
		return __awaiter(this, void 0, void 0, function* () {
			return this.request('HEAD', requestUrl, null, additionalHeaders || {});
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
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});


/***/ }),

/***/ 980:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ag: () => (/* binding */ rfc3339),
/* harmony export */   eG: () => (/* binding */ largestDifference),
/* harmony export */   eN: () => (/* binding */ clockDifference),
/* harmony export */   zM: () => (/* binding */ isLargeDifference)
/* harmony export */ });
var clockDifference = (function clockDifference(runnerTime, remoteTime) {
	return remoteTime === undefined ? undefined : Math.round((runnerTime - remoteTime) / 1000);
});
var isLargeDifference = (function isLargeDifference(seconds) {
	return Math.abs(seconds ?? 0) > ORDINARY_DIFFERENCE_S;
});
var largestDifference = (function largestDifference(...differences) {
	return differences.toSorted((a = 0, b = 0) => Math.abs(b) - Math.abs(a))[0];
});
var rfc3339 = (function rfc3339(ms) {
	return `${new Date(ms).toISOString().slice(0, 19)}Z`;
});
const ORDINARY_DIFFERENCE_S = 30;


/***/ }),

/***/ 803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  cv: () => (/* binding */ exchange)
});

// UNUSED EXPORTS: exchangeRequest, readAccessToken

// EXTERNAL MODULE: ./src/clock.js
var clock = __nccwpck_require__(980);
// EXTERNAL MODULE: ./src/errors.js
var errors = __nccwpck_require__(247);
// EXTERNAL MODULE: ./src/http/http-date.js
var http_date = __nccwpck_require__(636);
// EXTERNAL MODULE: ./src/http/retry.js + 6 modules
var retry = __nccwpck_require__(10);
// EXTERNAL MODULE: ./src/json.js
var json = __nccwpck_require__(746);
// EXTERNAL MODULE: ./src/secret.js + 3 modules
var src_secret = __nccwpck_require__(643);
;// CONCATENATED MODULE: ./src/confluent/refusal-reply.js

const MOST_ERRORS = 10;
function readRefusal(reply) {
	const body = (0,json/* parseObject */.lj)(reply.body);
	const list = Array.isArray(body?.errors) ? body.errors.slice(0, MOST_ERRORS) : [];
	const told = list
		.map(readError)
		.filter((error) => Object.values(error).some((value) => value !== undefined));
	const plain = { title: refusal_reply_text(body?.error), detail: refusal_reply_text(body?.error_description) };
	const isPlain = told.length === 0 && (plain.title ?? plain.detail) !== undefined;
	return {
		status: reply.status,
		errors: isPlain ? [plain] : told,
		requestId: refusal_reply_text(reply.headers['x-request-id']),
	};
}
function readError(value) {
	const error = (0,json/* asObject */.eB)(value);
	const source = (0,json/* asObject */.eB)(error?.source);
	return {
		title: refusal_reply_text(error?.title),
		detail: refusal_reply_text(error?.detail),
		code: refusal_reply_text(error?.code),
		status: refusal_reply_text(error?.status),
		parameter: refusal_reply_text(source?.parameter),
		pointer: refusal_reply_text(source?.pointer),
		id: refusal_reply_text(error?.id),
	};
}
function refusal_reply_text(value) {
	return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

;// CONCATENATED MODULE: ./src/confluent/exchange.js







var exchange = (async function exchange(inputs, subjectToken, bounds, redactor, connection) {
	let subject;
	const prepare = async (attempt) => {
		subject = await subjectToken(attempt);
		return { ...exchangeRequest(inputs, subject), connection };
	};
	const reply = await (0,retry/* sendWithRetries */.H)('Confluent', prepare, bounds);
	const difference = (0,clock/* clockDifference */.eN)(bounds.clock.wallTime(), (0,http_date/* httpDate */.z)(reply.headers.date));
	const common = { subject: subject, clockDifference: difference };
	if (reply.status >= 400)
		return { ...common, refused: readRefusal(reply) };
	return { ...common, granted: readAccessToken(reply, redactor) };
});
var exchangeRequest = (function exchangeRequest(inputs, subject) {
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
});
var readAccessToken = (function readAccessToken(reply, redactor) {
	const body = (0,json/* parseObject */.lj)(reply.body);
	const token = body?.access_token;
	const secret = typeof token === 'string' ? redactor.protect(token) : undefined;
	if (reply.status !== 200) {
		const redirect = reply.status >= 300 ? ', a redirect, which is never followed' : '';
		throw unexpected(`status ${reply.status}${redirect}`);
	}
	if (!body)
		throw unexpected('no JSON object');
	if (!secret || !(0,json/* isVisibleAscii */.Mr)(token))
		throw unexpected('access_token is not text of visible ASCII');
	if (token.length < src_secret/* SHORTEST_TOKEN */.P9)
		throw unexpected(`access_token is shorter than ${src_secret/* SHORTEST_TOKEN */.P9} characters`);
	if (token.length > src_secret/* LONGEST_TOKEN */.$c)
		throw unexpected('access_token is longer than 64 KiB');
	const expiresIn = proveRest(body);
	const issuedAt = reply.sentAt;
	return { secret, tokenType: 'Bearer', expiresIn, issuedAt, expiresAt: issuedAt + expiresIn * 1000 };
});
var proveRest = (function proveRest(body) {
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
});
const PATH = '/sts/v1/oauth2/token';
const ACCESS_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:access_token';
const LONGEST_LIFETIME_S = 86_400;
function unexpected(what) {
	return new errors/* ActionError */.lZ('UNEXPECTED_REPLY', `Confluent's reply to the exchange is not what its API promises: ${what}.`, 'Check the input endpoint, and that no proxy answers in its place; if both are right, report this to Confluent.');
}


/***/ }),

/***/ 931:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ oddPoolIds)
/* harmony export */ });
var oddPoolIds = (function oddPoolIds(ids) {
	const odd = ids.split(',').filter((id) => !id.startsWith('pool-'));
	return [...new Set(odd.map(describeId))];
});
const KINDS = {
	op: 'an identity provider',
	u: 'a user',
	sa: 'a service account',
	group: 'a group mapping',
	rb: 'a role binding',
	env: 'an environment of Confluent Cloud',
	lkc: 'a Kafka cluster',
	lsrc: 'a Schema Registry cluster',
	lfcp: 'a Flink compute pool',
};
function describeId(id) {
	const prefix = /^([a-z]+)-/.exec(id)?.[1] ?? '';
	const kind = Object.hasOwn(KINDS, prefix) ? KINDS[prefix] : undefined;
	if (prefix === 'op') {
		return `identity-pool-id begins with op-, so it is the id of ${kind}: use the id of a pool of this provider, which begins with pool- (confluent iam pool list --provider op-… prints it).`;
	}
	if (kind) {
		return `identity-pool-id begins with ${prefix}-, so it is the id of ${kind}: use the id of an identity pool, which begins with pool-.`;
	}
	return 'identity-pool-id does not begin with pool-, as the ids of identity pools do: check that it is the id of an identity pool.';
}


/***/ }),

/***/ 247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   q0: () => (/* binding */ describe)
/* harmony export */ });
/* unused harmony export ERROR_CODES */
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
class ActionError extends Error {
	code;
	remedy;
	waitMs;
	constructor(code, message, remedy, cause, waitMs = 0) {
		super(message, cause === undefined ? undefined : { cause });
		this.name = 'ActionError';
		this.code = code;
		this.remedy = remedy;
		this.waitMs = waitMs;
	}
}
const LONGEST_MESSAGE = 1_200;
function describe(thrown) {
	if (thrown instanceof ActionError) {
		const { message, remedy, code } = thrown;
		const shown = message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
		return `${shown} ${remedy} [${code}]`;
	}
	const what = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : 'something threw no error';
	return `A fault of this action, not of your workflow: ${what}. Please report it with the debug log. [INTERNAL]`;
}


/***/ }),

/***/ 795:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   gj: () => (/* binding */ requestIdToken)
/* harmony export */ });
/* unused harmony exports idTokenRequest, readIdToken, readClaims */
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(980);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(247);
/* harmony import */ var _http_http_date_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(636);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(10);
/* harmony import */ var _http_urls_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(933);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(746);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(643);







var requestIdToken = (async function requestIdToken(access, audience, bounds, redactor, connection) {
	const request = { ...idTokenRequest(access, audience), connection };
	const reply = await (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .sendWithRetries */ .H)('GitHub', async () => request, bounds);
	return readIdToken(reply, bounds.clock.wallTime(), redactor);
});
var idTokenRequest = (function idTokenRequest(access, audience) {
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
});
var readIdToken = (function readIdToken(reply, wallTime, redactor) {
	const body = (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseObject */ .lj)(reply.body);
	const value = typeof body?.value === 'string' ? body.value : '';
	const secret = redactor.protect(value);
	if (reply.status >= 400) {
		throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('GITHUB_REFUSED', `GitHub refused to issue an ID token: status ${reply.status}.`, 'Run the job again; ID tokens are issued only while the job runs and only with permissions: id-token: write.');
	}
	if (reply.status !== 200)
		throw unexpected(`status ${reply.status}${redirectNote(reply.status)}`);
	if (!body)
		throw unexpected('no JSON object');
	if (value === '')
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
	const difference = (0,_clock_js__WEBPACK_IMPORTED_MODULE_6__/* .largestDifference */ .eG)((0,_clock_js__WEBPACK_IMPORTED_MODULE_6__/* .clockDifference */ .eN)(wallTime, milliseconds(claims.iat)), (0,_clock_js__WEBPACK_IMPORTED_MODULE_6__/* .clockDifference */ .eN)(wallTime, remoteTime));
	return { secret, claims, issuedAt: reply.sentAt, expiresAt, clockDifference: difference };
});
var readClaims = (function readClaims(jwt) {
	const parts = jwt.split('.');
	if (parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part)))
		return undefined;
	return (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseObject */ .lj)(Buffer.from(parts[1], 'base64url').toString('utf8'));
});
var lifeOf = (function lifeOf({ exp, iat }, remoteTime) {
	if (typeof exp !== 'number')
		throw unexpected('a JWT without the claim exp');
	const until = milliseconds(exp) ?? Number.NaN;
	const from = (typeof iat === 'number' ? milliseconds(iat) : remoteTime) ?? Number.NaN;
	const life = (until - from) / 1000;
	if (life >= 1 && life <= LONGEST_LIFE_S)
		return life;
	throw unexpected('a JWT whose claims exp and iat are no times');
});
var milliseconds = (function milliseconds(value) {
	const isTime = typeof value === 'number' && value > 0 && value < Number.MAX_SAFE_INTEGER / 1000;
	return isTime ? value * 1000 : undefined;
});
const LONGEST_LIFE_S = 86_400;
function unexpected(what) {
	return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('UNEXPECTED_REPLY', `GitHub's reply to the request of an ID token is not what its API promises: ${what}.`, 'Check that no proxy or earlier step stands between the runner and GitHub, then run the job again.');
}
function redirectNote(status) {
	return status >= 300 ? ', a redirect, which is never followed' : '';
}


/***/ }),

/***/ 636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ httpDate)
/* harmony export */ });
var httpDate = (function httpDate(text) {
	const ms = text !== undefined && HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(ms) ? undefined : ms;
});
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;


/***/ }),

/***/ 10:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  B: () => (/* binding */ boundsOf),
  H: () => (/* binding */ sendWithRetries)
});

// EXTERNAL MODULE: ./src/errors.js
var errors = __nccwpck_require__(247);
;// CONCATENATED MODULE: ./src/http/failure.js

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
	return new errors/* ActionError */.lZ(code, `${whatHappened(failure)} (${count}${noTime}).`, remedyFor(code, failure), cause, failure.asked);
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

// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 1 modules
var lib = __nccwpck_require__(942);
;// CONCATENATED MODULE: ./src/version.js
const VERSION = '1.0.0';

;// CONCATENATED MODULE: ./src/http/fault.js

function timedOut(timeoutMs, url) {
	const detail = `no complete answer within ${(timeoutMs / 1000).toFixed(1)} s${withoutScheme(proxyOf(url))}`;
	return { kind: 'fault', code: 'TIMED_OUT', detail, heals: true };
}
const SWITCHED = 'SWITCHED_PROTOCOLS';
const PROXY_CERTIFICATE = 'the certificate of the proxy is not trusted';
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
	const heals = code !== PROXY_CERTIFICATE &&
		!/CERT|ERR_TLS|ERR_SSL|ERR_INVALID|UNABLE_TO|EPROTO|answered 4(?!08|29)/.test(code);
	const detail = `${code}${throughProxy(proxyOf(url))}`;
	return { kind: 'fault', code: 'UNREACHABLE', detail, heals, cause: error };
}
function fault_codeOf(error) {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	const ofProxy = error instanceof Error ? codeOfProxy(error.message) : undefined;
	return ofProxy ?? (typeof code === 'string' ? code : 'connection failed');
}
function codeOfProxy(message) {
	const said = /^tunneling socket could not be established, (.*)$/s.exec(message)?.[1] ?? '';
	const status = /^statusCode=(\d{3})$/.exec(said)?.[1];
	if (status)
		return `the proxy answered ${status}`;
	if (/^cause=.*\bcertificate\b/.test(said))
		return PROXY_CERTIFICATE;
	return /^cause=[a-z]+ (E[A-Z_]+)(?: |$)/.exec(said)?.[1];
}
function proxyOf(url) {
	try {
		const proxy = (0,lib/* getProxyUrl */.s_)(url.href);
		return proxy === '' ? 'none' : new URL(proxy);
	}
	catch {
		return 'not valid';
	}
}
function throughProxy(proxy) {
	if (proxy === 'none')
		return '';
	if (proxy === 'not valid')
		return ', the URL in https_proxy is not valid';
	return withoutScheme(proxy) || `, through the proxy ${proxy.host}`;
}
function withoutScheme(proxy) {
	if (typeof proxy === 'string' || /^https?:$/.test(proxy.protocol))
		return '';
	return proxy.host === ''
		? ', without a proxy: http:// is missing at the start of https_proxy'
		: ', https_proxy must begin with http:// or https://';
}

;// CONCATENATED MODULE: ./src/http/client.js



var checkCertificates = (function checkCertificates(options) {
	options.rejectUnauthorized = true;
	const agent = options.agent;
	for (const own of [agent.options, agent.proxyOptions])
		Object.assign(own ?? {}, { rejectUnauthorized: true });
});
const USER_AGENT = `confluent-cloud-auth/${VERSION}`;
class Client extends lib/* HttpClient */.Qq {
	#request;
	#isEnded = false;
	constructor(timeoutMs, connection) {
		super(USER_AGENT, [new Prepare(connection)], {
			allowRedirects: false,
			allowRetries: false,
			socketTimeout: timeoutMs,
		});
	}
	get isEnded() {
		return this.#isEnded;
	}
	end() {
		this.#isEnded = true;
		this.#request?.destroy();
	}
	requestRaw(info, data) {
		const { httpModule } = info;
		const request = (options, onReply) => {
			this.#request = httpModule.request(options, onReply).on('upgrade', switched);
			return this.#request;
		};
		return super.requestRaw({ ...info, httpModule: { request } }, data);
	}
}
function switched(_, socket) {
	socket.destroy();
	this.emit('error', Object.assign(new Error('status 101'), { code: SWITCHED }));
}
class Prepare {
	#connection;
	constructor(connection) {
		this.#connection = connection;
	}
	prepareRequest(options) {
		checkCertificates(options);
		options.host = String(options.host).replace(/[[\]]/g, '');
		const connection = this.#connection;
		this.#connection = undefined;
		if (connection)
			Object.assign(options, { agent: undefined, createConnection: () => connection });
	}
	canHandleAuthentication() {
		return false;
	}
	handleAuthentication() {
		throw new Error('no authentication is handled here');
	}
}

;// CONCATENATED MODULE: ./src/http/request.js


var send = (async function send(request, timeoutMs) {
	const connection = request.connection?.take();
	const client = new Client(timeoutMs, connection);
	let timer;
	const timeout = new Promise((resolve) => {
		const end = () => {
			client.end();
			resolve(timedOut(timeoutMs, request.url));
		};
		timer = setTimeout(end, timeoutMs);
	});
	try {
		return await Promise.race([converse(client, request, connection !== undefined), timeout]);
	}
	catch (error) {
		return faultOf(error, request.url);
	}
	finally {
		clearTimeout(timer);
	}
});
var converse = (async function converse(client, request, isEarly) {
	try {
		return await ask(client, request);
	}
	catch (error) {
		if (!isEarly || client.isEnded || faultOf(error, request.url).code !== 'UNREACHABLE')
			throw error;
		return await ask(client, request);
	}
});
var ask = (async function ask(client, { method, url, headers, body }) {
	const { message } = await client.request(method, url.href, body ?? null, { ...headers });
	const text = await readBody(message);
	if (text === undefined) {
		return { kind: 'fault', code: 'UNEXPECTED_REPLY', detail: 'a body of more than 1 MiB', heals: false };
	}
	return { kind: 'reply', status: message.statusCode ?? 0, headers: message.headers, body: text };
});
var readBody = (function readBody(message) {
	return new Promise((resolve, reject) => {
		const chunks = [];
		let size = 0;
		message.on('data', (chunk) => {
			size += chunk.length;
			chunks.push(chunk);
			if (size <= LARGEST_BODY)
				return;
			message.destroy();
			resolve(undefined);
		});
		message.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
		message.on('error', reject);
	});
});
const LARGEST_BODY = 1024 * 1024;

// EXTERNAL MODULE: ./src/http/http-date.js
var http_date = __nccwpck_require__(636);
;// CONCATENATED MODULE: ./src/http/wait.js

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;
const FIRST_SPREAD_MS = 4_000;
const LEAST_AFTER_429_MS = 1_000;
function waitAfter(outcome, { attempts, rateLimited }, left, random) {
	const asked = outcome.kind === 'reply' ? (askedWait(outcome) ?? 0) : 0;
	const isRateLimit = outcome.kind === 'reply' && outcome.status === 429;
	const least = isRateLimit ? Math.max(asked, LEAST_AFTER_429_MS) : asked;
	const spread = isRateLimit
		? Math.min(FIRST_SPREAD_MS * 2 ** (rateLimited - 1), Math.max(left, 0) / 2)
		: Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempts - 1));
	return { least, drawn: least + random * spread };
}
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

;// CONCATENATED MODULE: ./src/http/retry.js



var boundsOf = (function boundsOf({ maxAttempts, timeoutSeconds }, clock, startedAt, log) {
	const deadline = startedAt + timeoutSeconds * 1000;
	return { clock, deadline, maxAttempts, limit: `timeout-seconds (${timeoutSeconds})`, log };
});
var sendWithRetries = (async function sendWithRetries(remote, prepare, bounds) {
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
			throw gaveUp({ ...failure, ...wait });
		log(willTryAgain(failure, wait));
		await clock.sleep(wait);
	}
});
var attemptTime = (function attemptTime(left) {
	return Math.min(left, Math.max(SHORTEST_ATTEMPT_MS, Math.min(LONGEST_ATTEMPT_MS, left / 2)));
});
var isFinal = (function isFinal(status) {
	return status !== 408 && status !== 429 && status < 500;
});
const LONGEST_ATTEMPT_MS = 15_000;
const SHORTEST_ATTEMPT_MS = 1_000;
function nextWait(outcome, tries, { clock, deadline, maxAttempts }) {
	if (!outcome)
		return {};
	const isHopeless = outcome.kind === 'fault' && !outcome.heals;
	if (isHopeless || tries.attempts >= maxAttempts)
		return {};
	const left = deadline - clock.now();
	const { least, drawn } = waitAfter(outcome, tries, left, clock.random());
	if (drawn < left)
		return drawn;
	if (least > 0 && least < left)
		return least + (left - least) / 2;
	return least > 0 ? { wait: least, asked: least } : { wait: drawn };
}


/***/ }),

/***/ 933:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ parseSafeUrl)
/* harmony export */ });
/* unused harmony export isLoopback */
var parseSafeUrl = (function parseSafeUrl(text) {
	if (!/^https?:\/\/[^\s\\@#/?]+([/?][^\s\\#]*)?$/i.test(text) || !URL.canParse(text))
		return undefined;
	const url = new URL(text);
	if (url.protocol === 'https:')
		return url;
	const asWritten = text.toLowerCase().startsWith(`http://${url.hostname}`);
	return asWritten && isLoopback(url.hostname) ? url : undefined;
});
function isLoopback(hostname) {
	return (/^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname) || hostname === '[::1]' || hostname === 'localhost');
}


/***/ }),

/***/ 746:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Mr: () => (/* binding */ isVisibleAscii),
/* harmony export */   eB: () => (/* binding */ asObject),
/* harmony export */   lj: () => (/* binding */ parseObject)
/* harmony export */ });
var parseObject = (function parseObject(text) {
	try {
		return asObject(JSON.parse(text));
	}
	catch {
		return undefined;
	}
});
var asObject = (function asObject(value) {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? value
		: undefined;
});
var isVisibleAscii = (function isVisibleAscii(value) {
	return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
});


/***/ }),

/***/ 643:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  $c: () => (/* binding */ LONGEST_TOKEN),
  pO: () => (/* binding */ Redactor),
  P9: () => (/* binding */ SHORTEST_TOKEN)
});

// UNUSED EXPORTS: Secret

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = process.getBuiltinModule("node:util");
;// CONCATENATED MODULE: ./src/secret-forms.js
var bare = (function bare(text, instead = '') {
	if (PRINTABLE_ASCII.test(text))
		return text;
	return text.toWellFormed().replace(new RegExp(UNPRINTABLE, 'gu'), instead);
});
var formsOf = (function formsOf(value, shown) {
	const whole = ['base64', 'base64url'].map((encoding) => Buffer.from(value).toString(encoding));
	const parts = shown.split('.').filter((part) => part.length >= SHORTEST_PART);
	return [
		shown,
		plain(shown),
		encodeURIComponent(shown),
		...whole.map((form) => form.replace(/=+$/, '')),
		...parts,
	];
});
var wholesOf = (function wholesOf(value, shown) {
	const encoded = ['', '.', '..'].map((before) => Buffer.from(before + value).toString('base64url'));
	const [alone = '', ...behind] = encoded;
	return [urlSafe(shown), alone, ...behind.map((form) => form.slice(4, -4))];
});
var urlSafe = (function urlSafe(text) {
	return text.replaceAll('+', '-').replaceAll('/', '_');
});
var plain = (function plain(text) {
	let current = bare(text);
	if (!ESCAPE.test(current))
		return current;
	for (let layer = 0; layer < MOST_LAYERS; layer++) {
		const next = bare(current
			.replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
			.replace(/(?:%|\\x)([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))));
		if (next === current)
			break;
		current = next;
	}
	return current;
});
const SHORTEST_PART = 16;
const PRINTABLE_ASCII = /^[ -~]*$/;
const UNPRINTABLE = '[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029\\p{Default_Ignorable_Code_Point}]+';
const ESCAPE = /[%\\]/;
const MOST_LAYERS = 3;

;// CONCATENATED MODULE: ./src/secret-pieces.js
const PIECE = 20;
const GRAM = 10;
const STEP = PIECE - GRAM + 1;
const MOST_PLACES = 8;
const LONGEST_UNINDEXED = 400;
const BASE = 16_777_619;
const BASE_TO_GRAM = Array.from({ length: GRAM }).reduce((power) => Math.imul(power, BASE), 1);
class Pieces {
	#forms = [];
	#indexed = 0;
	#places = new Map();
	add(form) {
		this.#forms.push(form);
	}
	#isClear(looked) {
		if (looked.length > LONGEST_UNINDEXED)
			return false;
		for (let at = 0; at + GRAM <= looked.length; at += STEP) {
			const gram = looked.slice(at, at + GRAM);
			if (this.#forms.some((form) => form.includes(gram)))
				return false;
		}
		return true;
	}
	#index(form) {
		for (let at = 0; at + GRAM <= form.length; at += STEP) {
			const hash = hashOf(form, at);
			const places = this.#places.get(hash);
			if (!places)
				this.#places.set(hash, [{ form, at }]);
			else if (places.length <= MOST_PLACES)
				places.push({ form, at });
		}
	}
	hide(text, hidden, looked) {
		if (this.#isClear(looked))
			return text;
		while (this.#indexed < this.#forms.length)
			this.#index(this.#forms[this.#indexed++]);
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

;// CONCATENATED MODULE: ./src/secret.js



var defuse = (function defuse(line) {
	return line.replace(/##(?=\[)/g, '# #').replace(/^::/, ': :');
});
var textOf = (function textOf(value) {
	if (typeof value === 'string')
		return value;
	try {
		return JSON.stringify(value) ?? String(value);
	}
	catch {
		return '(no text)';
	}
});
const HIDDEN = '***';
class Secret {
	#value;
	constructor(value) {
		this.#value = value;
	}
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
const JWT = /(?<![\w-])[\w-]{16,}\.[\w-]{16,}\.[\w-]{16,}/g;
const SHORTEST_TOKEN = 16;
const LONGEST_TOKEN = 64 * 1024;
const LONGEST_RAW = 8_000;
class Redactor {
	#mask;
	#forms = new Set();
	#pieces = new Pieces();
	#hexPieces = new Pieces();
	constructor(mask) {
		this.#mask = mask;
	}
	protect(value) {
		if (value.length >= SHORTEST_TOKEN && value.trim() !== '' && !/[\r\n]/.test(value))
			this.#mask(value);
		return this.hide(value);
	}
	hide(value) {
		const shown = value.length > LONGEST_TOKEN ? '' : bare(value);
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
	clean(text, longest = 300) {
		const raw = textOf(text).slice(0, LONGEST_RAW);
		const decoded = plain(raw);
		const readable = bare(raw, ' ');
		let shown = this.#hideSecrets(decoded);
		if (shown === decoded)
			shown = decoded === readable ? decoded : this.#hideSecrets(readable);
		const characters = [...defuse(shown.trim())];
		return characters.length > longest
			? `${characters.slice(0, longest - 1).join('')}…`
			: characters.join('');
	}
	#hideSecrets(line) {
		let shown = line.replace(JWT, HIDDEN);
		const longestFirst = [...this.#forms].sort((a, b) => b.length - a.length);
		for (const form of longestFirst)
			shown = shown.replaceAll(form, HIDDEN);
		shown = this.#pieces.hide(shown, HIDDEN, urlSafe(shown));
		const lowerHex = shown.replace(/[A-F]+/g, (digits) => digits.toLowerCase());
		return this.#hexPieces.hide(shown, HIDDEN, lowerHex);
	}
}


/***/ }),

/***/ 999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  runStep: () => (/* binding */ runStep)
});

;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = process.getBuiltinModule("node:https");
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = process.getBuiltinModule("node:fs");
// EXTERNAL MODULE: ./src/errors.js
var errors = __nccwpck_require__(247);
// EXTERNAL MODULE: ./src/clock.js
var src_clock = __nccwpck_require__(980);
// EXTERNAL MODULE: ./src/confluent/exchange.js + 1 modules
var exchange = __nccwpck_require__(803);
// EXTERNAL MODULE: ./src/confluent/pool-id.js
var pool_id = __nccwpck_require__(931);
// EXTERNAL MODULE: ./src/github/id-token.js
var id_token = __nccwpck_require__(795);
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = process.getBuiltinModule("node:net");
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = process.getBuiltinModule("node:tls");
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 1 modules
var lib = __nccwpck_require__(942);
// EXTERNAL MODULE: ./src/http/urls.js
var urls = __nccwpck_require__(933);
;// CONCATENATED MODULE: ./src/http/early.js




var isProxied = (function isProxied(url) {
	try {
		return (0,lib/* getProxyUrl */.s_)(url) !== '';
	}
	catch {
		return true;
	}
});
let secureContext;
class EarlyConnection {
	#socket;
	#opening;
	constructor(options) {
		this.#opening = setImmediate(() => this.#connect(options));
	}
	#connect(options) {
		try {
			secureContext ??= (0,external_node_tls_namespaceObject.createSecureContext)();
			this.#socket = (0,external_node_tls_namespaceObject.connect)({ ...options, secureContext }).on('error', () => { });
			this.#socket.unref();
		}
		catch {
		}
	}
	static open(url) {
		const { protocol, hostname, port } = (0,urls/* parseSafeUrl */.Q)(url) ?? {};
		if (protocol !== 'https:' || hostname === undefined || isProxied(url))
			return undefined;
		const host = hostname.replace(/^\[(.*)\]$/, '$1');
		const servername = (0,external_node_net_namespaceObject.isIP)(host) ? '' : host;
		return new EarlyConnection({ host, port: Number(port || 443), servername, rejectUnauthorized: true });
	}
	take() {
		clearImmediate(this.#opening);
		const socket = this.#socket;
		this.#socket = undefined;
		return socket?.destroyed || socket?.readableEnded ? undefined : socket?.ref();
	}
	close() {
		clearImmediate(this.#opening);
		this.#socket?.destroy();
		this.#socket = undefined;
	}
}

// EXTERNAL MODULE: ./src/http/retry.js + 6 modules
var retry = __nccwpck_require__(10);
;// CONCATENATED MODULE: ./src/runner/clock-warning.js

var tellClock = (function tellClock(runner, remote, difference) {
	if (!(0,src_clock/* isLargeDifference */.zM)(difference))
		return false;
	const ahead = difference > 0;
	const breaks = ahead
		? 'clients that check the expiry of a token by this clock refuse it too early'
		: 'clients that check the expiry of a token by this clock use it for too long, or say that it is not yet valid';
	runner.warning(`The clock of this runner is ${Math.abs(difference)} s ${ahead ? 'ahead of' : 'behind'} the clock of ${remote}: ${breaks}. This action counts from the arrival of a token, so it is not affected; expires-at is in the time of the runner. Synchronise the clock (NTP).`);
	return true;
});

;// CONCATENATED MODULE: ./src/runner/context.js
var parseContext = (function parseContext(env) {
	return {
		requestUrl: env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '',
		requestToken: env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '',
		eventName: env.GITHUB_EVENT_NAME ?? '',
		actor: env.GITHUB_ACTOR ?? '',
		eventPath: env.GITHUB_EVENT_PATH ?? '',
		workflowRef: env.GITHUB_WORKFLOW_REF ?? '',
	};
});
var canAsk = (function canAsk({ requestUrl, requestToken }) {
	return requestUrl !== '' && requestToken !== '';
});

;// CONCATENATED MODULE: ./src/runner/variable-name.js
var variable_name_parseVariableName = (function variable_name_parseVariableName(text) {
	const isName = text === '' || /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
	return isName && !OF_THE_JOB.test(text.toUpperCase()) ? text : undefined;
});
const OF_THE_JOB = /^(PATH|HOME|SHELL|ENV|BASH_ENV|IFS|CI|NODE_OPTIONS|(LD|DYLD|GITHUB|RUNNER|ACTIONS|INPUT|STATE)_.*)$/;

;// CONCATENATED MODULE: ./src/runner/inputs.js



var parseInputs = (function parseInputs(env) {
	const faults = [];
	const read = (name, rule) => {
		const text = (env[`INPUT_${name.toUpperCase()}`] ?? rule.default).trim();
		const value = text.length > LONGEST_INPUT ? undefined : rule.parse(text);
		const accepted = text.length > LONGEST_INPUT ? `of at most ${LONGEST_INPUT} characters` : rule.accepted;
		if (value === undefined)
			faults.push(`${name} must be ${accepted}`);
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
	if (faults.length > 0)
		throw notAccepted(faults);
	return inputs;
});
var wholeNumber = (function wholeNumber(byDefault, least, most, unit) {
	return {
		default: byDefault,
		accepted: `a whole number of ${unit} from ${least} to ${most}, in plain decimal digits`,
		parse: (text) => parseNumber(text, least, most),
	};
});
var parseNumber = (function parseNumber(text, least, most) {
	const number = /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : Number.NaN;
	return number >= least && number <= most ? number : undefined;
});
var parseBoolean = (function parseBoolean(text) {
	return text === 'true' ? true : text === 'false' ? false : undefined;
});
var parsePort = (function parsePort(text) {
	return text === '0' ? 0 : parseNumber(text, 1024, 65_535);
});
var parsePoolIds = (function parsePoolIds(text) {
	const ids = text.split(',').map((id) => id.trim());
	return ids.every((id) => /^[A-Za-z0-9_-]+$/.test(id)) ? ids.join(',') : undefined;
});
var parseEndpoint = (function parseEndpoint(text) {
	const url = text.includes('?') ? undefined : (0,urls/* parseSafeUrl */.Q)(text);
	return url?.href.replace(/\/+$/, '');
});
const LONGEST_INPUT = 2_000;
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
function notAccepted(faults) {
	const count = faults.length === 1 ? 'An input is' : `${faults.length} inputs are`;
	return new errors/* ActionError */.lZ('INVALID_INPUT', `${count} not accepted: ${faults.join('; ')}.`, 'Correct the with: block of this step.');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(598);
;// CONCATENATED MODULE: ./src/runner/state.js


var saveExported = (function saveExported(save, variable, value) {
	save(VARIABLE, variable);
	save(DIGEST, digestOf(value));
});
var digestOf = (function digestOf(value) {
	return (0,external_node_crypto_.hash)('sha256', value);
});
const VARIABLE = 'confluent-cloud-auth-variable';
const DIGEST = 'confluent-cloud-auth-sha256';
const PORT = 'confluent-cloud-auth-port';
const STOP_KEY = 'confluent-cloud-auth-stop-key';
function readExported(env) {
	const variable = parseVariableName(env[`STATE_${VARIABLE}`] ?? '');
	const digest = env[`STATE_${DIGEST}`] ?? '';
	return !variable || digest === '' ? undefined : { variable, digest };
}
function saveTokenEndpoint(save, { port, stopKey }) {
	save(PORT, String(port));
	save(STOP_KEY, stopKey);
}
function readTokenEndpoint(env) {
	const port = Number(env[`STATE_${PORT}`]);
	const stopKey = env[`STATE_${STOP_KEY}`] ?? '';
	return Number.isInteger(port) && port > 0 && port < 65_536 && stopKey !== ''
		? { port, stopKey }
		: undefined;
}
function stillHolds(env, exported) {
	return digestOf(env[exported.variable] ?? '') === exported.digest;
}

;// CONCATENATED MODULE: ./src/runner/results.js

var publish = (function publish(runner, variable, { subject, granted, expiresAt }, tokenEndpoint) {
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
});
function publishTokenEndpoint(runner, tokenEndpoint) {
	const { url, port, clientId, clientSecret, stopKey } = tokenEndpoint;
	saveTokenEndpoint(runner.saveState, { port, stopKey: stopKey.reveal() });
	runner.setOutput('token-endpoint-url', url);
	runner.setOutput('token-endpoint-client-id', clientId);
	runner.setOutput('token-endpoint-client-secret', clientSecret.reveal());
}

;// CONCATENATED MODULE: ./src/main.js










var runMain = (async function runMain(surroundings) {
	const { env, clock, runner, redactor, readEvent, startedAt } = surroundings;
	runner.allOrNothing(() => { });
	const inputs = parseInputs(env);
	const context = parseContext(env);
	redactor.hide(context.requestToken);
	if (!canAsk(context)) {
		const { whyNoIdToken } = await __nccwpck_require__.e(/* import() */ 5).then(__nccwpck_require__.bind(__nccwpck_require__, 5));
		throw whyNoIdToken(context, readEvent(context.eventPath));
	}
	for (const line of (0,pool_id/* oddPoolIds */.C)(inputs.identityPoolId))
		runner.warning(line);
	const bounds = (0,retry/* boundsOf */.B)(inputs, clock, startedAt, runner.info);
	const result = await obtain(inputs, context, surroundings, bounds);
	if ('refused' in result)
		throw await explained(result, inputs, context, surroundings);
	const results = resultsOf(result, clock);
	const line = success(inputs, results, redactor);
	const tokenEndpoint = inputs.tokenEndpoint
		? await main_open(inputs, context, surroundings, bounds.deadline - clock.now())
		: undefined;
	publish(runner, inputs.environmentVariable, results, tokenEndpoint);
	await tokenEndpoint?.confirm();
	runner.info(line);
	if (tokenEndpoint)
		runner.info(`Token endpoint for the rest of the job: ${tokenEndpoint.url}`);
});
var obtain = (async function obtain(inputs, context, { clock, runner, redactor }, bounds) {
	const toGitHub = EarlyConnection.open(context.requestUrl);
	await new Promise(setImmediate);
	const toConfluent = EarlyConnection.open(inputs.endpoint);
	try {
		const fetchIdToken = () => (0,id_token/* requestIdToken */.gj)(context, inputs.audience, bounds, redactor, toGitHub);
		const idToken = await fetchIdToken();
		const isTold = tellClock(runner, 'GitHub', idToken.clockDifference);
		const subject = keepAlive(idToken, fetchIdToken, clock);
		const result = await (0,exchange/* exchange */.cv)(inputs, subject, bounds, redactor, toConfluent);
		if (!isTold)
			tellClock(runner, 'Confluent', result.clockDifference);
		return result;
	}
	finally {
		for (const connection of [toGitHub, toConfluent])
			connection?.close();
	}
});
var keepAlive = (function keepAlive(first, fetchAnew, clock) {
	let current = first;
	return async (attempt) => {
		if (attempt > 1 && current.expiresAt - clock.now() < LEAST_LIFE_MS)
			current = await fetchAnew();
		return current;
	};
});
var resultsOf = (function resultsOf({ subject, granted }, clock) {
	return { subject, granted, expiresAt: (0,src_clock/* rfc3339 */.ag)(clock.wallTime() + granted.expiresAt - clock.now()) };
});
var success = (function success(inputs, { subject, granted, expiresAt }, redactor) {
	const sub = redactor.clean(subject.claims.sub);
	const until = `${expiresAt} (${granted.expiresIn} s)`;
	return `Access token of Confluent Cloud for identity pool ${inputs.identityPoolId}, sub ${sub}, valid until ${until}`;
});
const LEAST_LIFE_MS = 30_000;
async function main_open(...given) {
	const { openTokenEndpoint } = await __nccwpck_require__.e(/* import() */ 16).then(__nccwpck_require__.bind(__nccwpck_require__, 16));
	return openTokenEndpoint(...given);
}
async function explained(result, inputs, { eventName }, { runner, redactor }) {
	const { refused: refusal, subject } = result;
	const defaults = { audience: RULES.audience.default, endpoint: RULES.endpoint.default };
	const evidence = {
		refusal,
		claims: subject.claims,
		inputs,
		defaults,
		eventName,
		clockDifference: (0,src_clock/* largestDifference */.eG)(subject.clockDifference, result.clockDifference),
	};
	const { explainRefusal } = await __nccwpck_require__.e(/* import() */ 493).then(__nccwpck_require__.bind(__nccwpck_require__, 493));
	const { error, title, lines } = explainRefusal(evidence, redactor);
	runner.group(title, lines);
	runner.summarise('Confluent refused the exchange', [error.message, error.remedy, '', ...lines]);
	return error;
}

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = { EOL: process.platform === "win32" ? "\r\n" : "\n" };
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
var toCommandValue = (function toCommandValue(input) {
	if (input === null || input === undefined) {
		return '';
	}
	else if (typeof input === 'string' || input instanceof String) {
		return input;
	}
	return JSON.stringify(input);
});
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


var command_issueCommand = (function command_issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
});
var escapeData = (function escapeData(s) {
	return toCommandValue(s)
		.replace(/%/g, '%25')
		.replace(/\r/g, '%0D')
		.replace(/\n/g, '%0A');
});
function issue(name, message = '') {
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
function escapeProperty(s) {
	return toCommandValue(s)
		.replace(/%/g, '%25')
		.replace(/\r/g, '%0D')
		.replace(/\n/g, '%0A')
		.replace(/:/g, '%3A')
		.replace(/,/g, '%2C');
}

;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = process.getBuiltinModule("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = process.getBuiltinModule("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js




var issueFileCommand = (function issueFileCommand(command, message) {
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
});
var prepareKeyValueMessage = (function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) {
		throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	}
	if (convertedValue.includes(delimiter)) {
		throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	}
	return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
});

;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = process.getBuiltinModule("path");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(663);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var exportVariable = (function exportVariable(name, val) {
	const convertedVal = toCommandValue(val);
	process.env[name] = convertedVal;
	const filePath = process.env['GITHUB_ENV'] || '';
	if (filePath) {
		return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
	}
	command_issueCommand('set-env', { name }, convertedVal);
});
var setSecret = (function setSecret(secret) {
	command_issueCommand('add-mask', {}, secret);
});
var setOutput = (function setOutput(name, value) {
	const filePath = process.env['GITHUB_OUTPUT'] || '';
	if (filePath) {
		return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
	}
	process.stdout.write(external_os_namespaceObject.EOL);
	command_issueCommand('set-output', { name }, toCommandValue(value));
});
var info = (function info(message) {
	process.stdout.write(message + external_os_namespaceObject.EOL);
});
var saveState = (function saveState(name, value) {
	const filePath = process.env['GITHUB_STATE'] || '';
	if (filePath) {
		return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
	}
	command_issueCommand('save-state', { name }, toCommandValue(value));
});
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






var ExitCode;
(function (ExitCode) {
	ExitCode[ExitCode["Success"] = 0] = "Success";
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setFailed(message) {
	process.exitCode = ExitCode.Failure;
	error(message);
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
function startGroup(name) {
	issue('group', name);
}
function endGroup() {
	issue('endgroup');
}
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
function getIDToken(aud) {
	return __awaiter(this, void 0, void 0, function* () {
		return yield OidcClient.getIDToken(aud);
	});
}





;// CONCATENATED MODULE: ./src/runner/publish.js



var githubRunner = (function githubRunner(env) {
	return {
		mask: setSecret,
		info: info,
		debug: debug,
		group: publish_group,
		warning: warning,
		fail: setFailed,
		saveState: saveState,
		exportVariable: exportVariable,
		setOutput: setOutput,
		summarise: (title, lines) => summarise(env, title, lines),
		allOrNothing: (write) => allOrNothing(env, write),
	};
});
var allOrNothing = (function allOrNothing(env, write) {
	const before = FILES.map((name) => ({ name, path: env[name] ?? '' })).map(({ name, path }) => {
		if (!isFile(path))
			throw unwritable(name, undefined);
		return { path, size: (0,external_node_fs_namespaceObject.statSync)(path).size };
	});
	try {
		write();
	}
	catch (error) {
		for (const { path, size } of before)
			restore(path, size);
		throw unwritable(FILES.join(', '), error);
	}
});
var isFile = (function isFile(path) {
	try {
		return (0,external_node_fs_namespaceObject.statSync)(path).isFile();
	}
	catch {
		return false;
	}
});
const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE'];
function publish_group(title, lines) {
	startGroup(title);
	for (const line of lines)
		info(line);
	endGroup();
}
function summarise(env, title, lines) {
	const file = env.GITHUB_STEP_SUMMARY ?? '';
	if (!(0,external_node_fs_namespaceObject.existsSync)(file))
		return;
	const body = lines.join('\n');
	const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map((run) => run[0].length));
	const fence = '`'.repeat(longest + 1);
	try {
		if (!isFile(file))
			throw new Error('not a file');
		(0,external_node_fs_namespaceObject.appendFileSync)(file, `### ${title}\n\n${fence}text\n${body}\n${fence}\n`);
	}
	catch {
		debug('The job summary cannot be written; the log has the same.');
	}
}
function restore(path, size) {
	try {
		(0,external_node_fs_namespaceObject.truncateSync)(path, size);
	}
	catch {
	}
}
function unwritable(names, cause) {
	return new errors/* ActionError */.lZ('RUNNER_FILES', `The runner's command files cannot be written: ${names}.`, 'Use a runner of v2.327.1 or later, with room on its disk.', cause);
}

// EXTERNAL MODULE: ./src/secret.js + 3 modules
var secret = __nccwpck_require__(643);
;// CONCATENATED MODULE: ./src/step.js






var runStep = (async function runStep(clock) {
	const { env } = process;
	const runner = githubRunner(env);
	const redactor = new secret/* Redactor */.pO(runner.mask);
	const program = process.argv[1] ?? '';
	const unfinished = () => runner.fail((0,errors/* describe */.q0)(new Error('the step ended before it was done')));
	process.once('exit', unfinished);
	try {
		keepCertificatesChecked(env, runner);
		await runMain({ env, clock, runner, redactor, readEvent, program, startedAt: 0 });
	}
	catch (error) {
		const lines = error instanceof Error ? stackOf(error) : [];
		for (const line of lines)
			runner.debug(redactor.clean(line));
		runner.fail(redactor.clean((0,errors/* describe */.q0)(error), 2_000));
	}
	process.off('exit', unfinished);
	process.stdout.write('', () => process.exit());
});
var keepCertificatesChecked = (function keepCertificatesChecked(env, runner) {
	if (env.NODE_TLS_REJECT_UNAUTHORIZED !== '0')
		return;
	delete env.NODE_TLS_REJECT_UNAUTHORIZED;
	runner.warning('NODE_TLS_REJECT_UNAUTHORIZED=0 is set in this job. This action checks certificates all the same. To trust a certificate authority of your own, set NODE_EXTRA_CA_CERTS to the file with its certificate.');
});
function stackOf(error) {
	const cause = error.cause instanceof Error ? ['caused by', ...stackOf(error.cause)] : [];
	return [...(error.stack ?? '').split('\n'), ...cause];
}
const LARGEST_EVENT = 32 * 1024 * 1024;
function readEvent(path) {
	try {
		const file = (0,external_node_fs_namespaceObject.statSync)(path);
		return file.isFile() && file.size <= LARGEST_EVENT ? JSON.parse((0,external_node_fs_namespaceObject.readFileSync)(path, 'utf8')) : undefined;
	}
	catch {
		return undefined;
	}
}


/***/ }),

/***/ 142:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ ADDRESS),
/* harmony export */   Ip: () => (/* binding */ SERVE),
/* harmony export */   NI: () => (/* binding */ ACCESS_TOKEN_PATH),
/* harmony export */   fF: () => (/* binding */ STOP_PATH),
/* harmony export */   o$: () => (/* binding */ ID_TOKEN_PATH)
/* harmony export */ });
const ADDRESS = '127.0.0.1';
const ID_TOKEN_PATH = '/oauth2/token';
const ACCESS_TOKEN_PATH = '/sts/v1/oauth2/token';
const STOP_PATH = '/stop';
const SERVE = 'serve';


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
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
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
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
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
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};
/* harmony import */ var _token_endpoint_address_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(142);

// `tunnel` calls `new Buffer()` for the credentials of a proxy; no reader of the log could fix that.
process.noDeprecation = true;
// A name server that never answers would hold the process after its last line: Node waits for a look-up,
// and glibc takes up to half a minute for one. Read by glibc at the first look-up.
process.env.RES_OPTIONS ??= 'timeout:2 attempts:2';
/** The zero of the clock: the start of the process, as near as it matters. */
const START = process.hrtime.bigint() - BigInt(Math.round(process.uptime() * 1e9));
const clock = {
	// Not Date.now: a clock that is set while the step runs would move its deadline. Nor `performance`,
	// whose first use loads a dozen modules of Node.
	now: () => Number(process.hrtime.bigint() - START) / 1e6,
	wallTime: Date.now,
	sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
	random: Math.random,
};
// Neither role loads what the other needs. Main is in this file (`eager`), the token endpoint in another:
// most runs need none of it.
if (process.argv[2] === _token_endpoint_address_js__WEBPACK_IMPORTED_MODULE_0__/* .SERVE */ .Ip) {
	const exit = () => process.exit();
	__nccwpck_require__.e(/* import() */ 642).then(__nccwpck_require__.bind(__nccwpck_require__, 642)).then((role) => role.runTokenEndpoint(process.stdin, process.stdout, clock, exit));
}
else {
	Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 999)).then((role) => role.runStep(clock));
}

