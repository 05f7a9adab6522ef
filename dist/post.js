const __WEBPACK_EXTERNAL_MODULE_node_path_02319fef__ = process.getBuiltinModule("node:path");
/******/ var __webpack_modules__ = ({

/***/ 68:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _post_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(508);
/* harmony import */ var _runner_publish_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(862);


const runner = (0,_runner_publish_js__WEBPACK_IMPORTED_MODULE_1__/* .githubRunner */ .O)(process.env);
try {
	await (0,_post_js__WEBPACK_IMPORTED_MODULE_0__/* .runPost */ .a)(process.env, runner);
}
catch (error) {
	runner.debug(error instanceof Error ? (error.stack ?? error.message) : 'something threw no error');
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (/* binding */ runPost)
});

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = process.getBuiltinModule("node:crypto");
;// CONCATENATED MODULE: ./src/runner/variable-name.js
const OF_THE_JOB = /^(PATH|HOME|SHELL|ENV|BASH_ENV|IFS|CI|NODE_OPTIONS|(LD|DYLD|GITHUB|RUNNER|ACTIONS|INPUT|STATE)_.*)$/;
function parseVariableName(text) {
	const isName = text === '' || /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
	return isName && !OF_THE_JOB.test(text.toUpperCase()) ? text : undefined;
}

;// CONCATENATED MODULE: ./src/runner/state.js


const VARIABLE = 'confluent-cloud-auth-variable';
const DIGEST = 'confluent-cloud-auth-sha256';
const PORT = 'confluent-cloud-auth-port';
const STOP_KEY = 'confluent-cloud-auth-stop-key';
function saveExported(save, variable, value) {
	save(VARIABLE, variable);
	save(DIGEST, digestOf(value));
}
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
function digestOf(value) {
	return (0,external_node_crypto_namespaceObject.hash)('sha256', value);
}

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = process.getBuiltinModule("node:http");
;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = process.getBuiltinModule("node:timers/promises");
;// CONCATENATED MODULE: ./src/json.js
function parseObject(text) {
	try {
		return asObject(JSON.parse(text));
	}
	catch {
		return undefined;
	}
}
function asObject(value) {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? value
		: undefined;
}
function isVisibleAscii(value) {
	return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}

;// CONCATENATED MODULE: ./src/token-endpoint/address.js
const ADDRESS = '127.0.0.1';
const ID_TOKEN_PATH = '/oauth2/token';
const ACCESS_TOKEN_PATH = '/sts/v1/oauth2/token';
const STOP_PATH = '/stop';
const SERVE = 'serve';

;// CONCATENATED MODULE: ./src/token-endpoint/close.js




const LARGEST_BODY = 1024;
const PAUSE_MS = 100;
async function stopTokenEndpoint(handle, timeoutMs) {
	const signal = AbortSignal.timeout(timeoutMs);
	for (;;) {
		const ending = await askOnce(handle, signal);
		if (ending !== 'silent' || signal.aborted)
			return ending;
		await (0,promises_namespaceObject.setTimeout)(PAUSE_MS);
	}
}
async function askOnce({ port, stopKey }, signal) {
	const headers = { authorization: `Bearer ${stopKey}` };
	const options = { host: ADDRESS, port, path: STOP_PATH, method: 'POST', headers, agent: false, signal };
	try {
		const reply = await new Promise((resolve, reject) => {
			(0,external_node_http_namespaceObject.request)(options, resolve).on('error', reject).end();
		});
		const body = await readBody(reply);
		return reply.statusCode === 200 ? readStatistics(body) : 'gone';
	}
	catch (error) {
		return error.code === 'ECONNREFUSED' ? 'gone' : 'silent';
	}
}
async function readBody(reply) {
	let body = '';
	for await (const chunk of reply) {
		body += chunk;
		if (body.length > LARGEST_BODY)
			break;
	}
	return body;
}
function readStatistics(body) {
	const { served, fetched, failed } = parseObject(body) ?? {};
	const isCount = (value) => Number.isSafeInteger(value);
	return isCount(served) && isCount(fetched) && isCount(failed) ? { served, fetched, failed } : 'gone';
}

;// CONCATENATED MODULE: ./src/post.js


const STOP_TIMEOUT_MS = 5_000;
async function runPost(env, runner) {
	try {
		await endTokenEndpoint(env, runner);
	}
	finally {
		emptyVariable(env, runner);
	}
}
async function endTokenEndpoint(env, runner) {
	const handle = readTokenEndpoint(env);
	const ending = handle ? await stopTokenEndpoint(handle, STOP_TIMEOUT_MS) : 'gone';
	if (ending === 'gone')
		return;
	if (ending === 'silent') {
		runner.warning(`The token endpoint on port ${handle?.port} did not answer the request to end within ${STOP_TIMEOUT_MS / 1000} s. Its process may still run: on a self-hosted runner, end it by hand (it runs dist/index.js serve).`);
		return;
	}
	const { served, fetched, failed } = ending;
	runner.info(`Token endpoint: ${served} tokens served, ${fetched} tokens fetched, ${failed} refreshes failed`);
}
function emptyVariable(env, runner) {
	const exported = readExported(env);
	if (!exported || !stillHolds(env, exported))
		return;
	runner.exportVariable(exported.variable, '');
	runner.info(`Emptied ${exported.variable} for the steps after this one.`);
}


/***/ }),

/***/ 862:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  O: () => (/* binding */ githubRunner)
});

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = process.getBuiltinModule("node:fs");
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = { EOL: process.platform === "win32" ? "\r\n" : "\n" };
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
const external_crypto_namespaceObject = process.getBuiltinModule("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = process.getBuiltinModule("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js




function issueFileCommand(command, message) {
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
const external_path_namespaceObject = process.getBuiltinModule("path");
;// CONCATENATED MODULE: external "node:path"
var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
const external_node_path_namespaceObject = x({  });
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
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
function exportVariable(name, val) {
	const convertedVal = toCommandValue(val);
	process.env[name] = convertedVal;
	const filePath = process.env['GITHUB_ENV'] || '';
	if (filePath) {
		return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
	}
	command_issueCommand('set-env', { name }, convertedVal);
}
function setSecret(secret) {
	command_issueCommand('add-mask', {}, secret);
}
function setOutput(name, value) {
	const filePath = process.env['GITHUB_OUTPUT'] || '';
	if (filePath) {
		return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
	}
	process.stdout.write(external_os_namespaceObject.EOL);
	command_issueCommand('set-output', { name }, toCommandValue(value));
}
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
function info(message) {
	process.stdout.write(message + external_os_namespaceObject.EOL);
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
function saveState(name, value) {
	const filePath = process.env['GITHUB_STATE'] || '';
	if (filePath) {
		return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
	}
	command_issueCommand('save-state', { name }, toCommandValue(value));
}
function getIDToken(aud) {
	return __awaiter(this, void 0, void 0, function* () {
		return yield OidcClient.getIDToken(aud);
	});
}





;// CONCATENATED MODULE: ./src/errors.js
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

;// CONCATENATED MODULE: ./src/runner/publish.js



const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE'];
function githubRunner(env) {
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
}
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
function allOrNothing(env, write) {
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
}
function restore(path, size) {
	try {
		(0,external_node_fs_namespaceObject.truncateSync)(path, size);
	}
	catch {
	}
}
function isFile(path) {
	try {
		return (0,external_node_fs_namespaceObject.statSync)(path).isFile();
	}
	catch {
		return false;
	}
}
function unwritable(names, cause) {
	return new ActionError('RUNNER_FILES', `The runner's command files cannot be written: ${names}.`, 'Use a runner of v2.327.1 or later, with room on its disk.', cause);
}


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
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(68);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
