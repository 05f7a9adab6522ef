"use strict";
exports.id = 713;
exports.ids = [713];
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

/***/ 713:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openTokenEndpoint: () => (/* binding */ openTokenEndpoint)
/* harmony export */ });
/* unused harmony export startProcess */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(481);
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_readline__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(301);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37);
/* harmony import */ var _protocol_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(617);









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
    const started = await startProcess(config, program, env, Math.min(START_TIMEOUT_MS, timeLeftMs));
    return {
        ...started,
        url: `http://${_address_js__WEBPACK_IMPORTED_MODULE_6__/* .ADDRESS */ .BD}:${started.port}${_address_js__WEBPACK_IMPORTED_MODULE_6__/* .ID_TOKEN_PATH */ .o$}`,
        clientId: CLIENT_ID,
        clientSecret,
        stopKey,
    };
}
function newSecret(redactor) {
    return redactor.protect((0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.randomBytes)(SECRET_BYTES).toString('base64url'));
}
/**
 * It does little for hours: V8 is to keep little memory in reserve for it. One of its two optimizing compilers
 * is enough, and the other's work would take a sixth of the process's memory.
 */
const SMALL = ['--max-semi-space-size=1', '--no-maglev'];
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
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(process.execPath, [...SMALL, program, _address_js__WEBPACK_IMPORTED_MODULE_6__/* .SERVE */ .Ip], {
        detached: true,
        windowsHide: true,
        stdio: ['pipe', 'pipe', 'ignore'],
        env: Object.fromEntries(Object.entries(env).filter(([name]) => KEPT.test(name.toUpperCase()))),
        // No folder of the job may be held busy.
        cwd: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.parse)(process.execPath).root,
    });
    // Where spawn fails for want of file handles, the event comes after the exception that tells of it.
    child.on('error', () => { });
    try {
        const port = await firstWords(child, JSON.stringify(config), timeoutMs);
        child.unref();
        return { port, confirm: () => lastWord(child.stdin), kill: () => child.kill('SIGKILL') };
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
    const spawned = (0,node_events__WEBPACK_IMPORTED_MODULE_2__.once)(child, 'spawn');
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
    for await (line of (0,node_readline__WEBPACK_IMPORTED_MODULE_4__.createInterface)({ input: stdout }))
        break;
    clearTimeout(timer);
    stdout.destroy();
    const said = (0,_json_js__WEBPACK_IMPORTED_MODULE_7__/* .parseObject */ .lj)(line);
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
    return new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .ActionError */ .lZ('TOKEN_ENDPOINT', `The token endpoint did not start: ${why}.`, remedy, cause);
}
/** Resolves when the pipe has taken it, or is broken: a process that has died has nothing to be told. */
function lastWord(stdin) {
    return new Promise((resolve) => {
        stdin.once('close', resolve);
        stdin.end(`${_protocol_js__WEBPACK_IMPORTED_MODULE_8__/* .PUBLISHED */ .l}\n`, () => resolve());
    });
}


/***/ })

};
;