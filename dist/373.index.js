export const id = 373;
export const ids = [373];
export const modules = {

/***/ 754:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openTokenEndpoint: () => (/* binding */ openTokenEndpoint)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(768);



const CLIENT_ID = 'confluent-cloud-auth';
const SECRET_BYTES = 32;
const START_TIMEOUT_MS = 15_000;
async function openTokenEndpoint(inputs, { requestUrl, requestToken }, { env, program, redactor }, timeLeftMs) {
    const clientSecret = newSecret(redactor);
    const stopKey = newSecret(redactor);
    const credentials = { clientId: CLIENT_ID, clientSecret: clientSecret.reveal() };
    const config = { inputs, credentials, stopKey: stopKey.reveal(), requestUrl, requestToken };
    const started = await (0,_process_js__WEBPACK_IMPORTED_MODULE_1__/* .startProcess */ .k)(config, program, env, Math.min(START_TIMEOUT_MS, timeLeftMs));
    return {
        ...started,
        url: `http://${_address_js__WEBPACK_IMPORTED_MODULE_2__/* .ADDRESS */ .BD}:${started.port}${_address_js__WEBPACK_IMPORTED_MODULE_2__/* .ID_TOKEN_PATH */ .o$}`,
        clientId: CLIENT_ID,
        clientSecret,
        stopKey,
    };
}
function newSecret(redactor) {
    return redactor.protect((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(SECRET_BYTES).toString('base64url'));
}


/***/ }),

/***/ 768:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ listenToMain),
/* harmony export */   k: () => (/* binding */ startProcess)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(481);
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_readline__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(301);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(37);







const SMALL = ['--max-semi-space-size=1'];
const PUBLISHED = 'published';
const KEPT = /^(PATH|SYSTEMROOT|TEMP|TMP|RUNNER_TRACKING_ID|ACTIONS_ORCHESTRATION_ID|NODE_EXTRA_CA_CERTS|NODE_OPTIONS|RES_OPTIONS|SSL_CERT_(FILE|DIR)|(HTTPS?|NO)_PROXY)$/;
async function startProcess(config, program, env, timeoutMs) {
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(process.execPath, [...SMALL, program, _address_js__WEBPACK_IMPORTED_MODULE_5__/* .SERVE */ .Ip], {
        detached: true,
        windowsHide: true,
        stdio: ['pipe', 'pipe', 'ignore'],
        env: Object.fromEntries(Object.entries(env).filter(([name]) => KEPT.test(name.toUpperCase()))),
        cwd: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.parse)(process.execPath).root,
    });
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
async function firstWords(child, config, timeoutMs) {
    const { stdin, stdout } = child;
    if (!stdin || !stdout)
        throw new Error('no pipes');
    const spawned = (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'spawn');
    stdin.on('error', () => { });
    await spawned;
    stdin.write(`${config}\n`);
    let late = false;
    const timer = setTimeout(() => {
        late = true;
        child.kill('SIGKILL');
    }, timeoutMs);
    let line = '';
    for await (line of (0,node_readline__WEBPACK_IMPORTED_MODULE_3__.createInterface)({ input: stdout }))
        break;
    clearTimeout(timer);
    stdout.destroy();
    const said = (0,_json_js__WEBPACK_IMPORTED_MODULE_6__/* .parseObject */ .lj)(line);
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
    return new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .lZ('TOKEN_ENDPOINT', `The token endpoint did not start: ${why}.`, remedy, cause);
}
function lastWord({ stdin }) {
    return new Promise((resolve) => {
        stdin?.once('close', resolve);
        stdin?.end(`${PUBLISHED}\n`, () => resolve());
    });
}
async function listenToMain(input) {
    const lines = (0,node_readline__WEBPACK_IMPORTED_MODULE_3__.createInterface)({ input })[Symbol.asyncIterator]();
    const config = JSON.parse((await lines.next()).value ?? '');
    const published = lines.next().then(({ value }) => {
        if (value !== PUBLISHED)
            throw new Error('main ended before it had published');
    });
    published.catch(() => { });
    return { config, published };
}


/***/ })

};
