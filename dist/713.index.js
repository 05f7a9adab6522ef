"use strict";
exports.id = 713;
exports.ids = [713];
exports.modules = {

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
/** Whole lines. `readline` would not do: it ends a line at U+2028 as well, and stays in memory for hours. */
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
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(code, redactor.clean(error?.message, 1_000), redactor.clean(error?.remedy, 1_000));
}
/**
 * Whether this process is the worker of GitHub's runner and lives, as Linux tells it; on other systems none is.
 * Undefined where it cannot be read, such as when no file handles are left.
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
/** Options against a debugger, which is open to every user of the machine: by NODE_OPTIONS, or by SIGUSR1. */
const NO_DEBUGGER = ['--no-inspect', '--no-inspect-brk', '--no-inspect-wait', '--disable-sigusr1'];
/**
 * What the token endpoint's process keeps of the environment: all by which Node and OpenSSL find the remotes and
 * trust them, the mark by which a runner ends what a job has left behind, and the folders that scripts ask for
 * which a job loads into each Node.
 */
const KEPT = /^(PATH|SYSTEMROOT|TEMP|TMP|TMPDIR|HOME|USERPROFILE|RUNNER_TRACKING_ID|ACTIONS_ORCHESTRATION_ID|RES_OPTIONS|(HTTPS?|NO)_PROXY|(NODE|SSL|OPENSSL|LD|DYLD|NIX)_.+)$/;
/** Names of secrets, such as NODE_AUTH_TOKEN, and of what weakens the process. */
const LEFT_OUT = /(TOKEN|SECRET|KEY|PASSWORD|PASSPHRASE)$|^NODE_TLS_REJECT_UNAUTHORIZED$/;
/**
 * Starts the token endpoint of this job with fresh credentials, as a process of its own that outlives this one. Does
 * not wait: main has its own calls to make, and the step ends by `process.exit`, whatever is still open.
 * @param program the bundle, which is also the token endpoint's program
 * @param timeLeftMs of the step
 * @returns `ready` resolves when it listens and has fetched an ID token; it rejects with an ActionError,
 *   TOKEN_ENDPOINT or why there was no ID token. `kill` ends it at once, for a step that fails
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
/** OpenSSL looks into these folders for each certificate, also when the process has left this one. */
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
    // If the process ends early, writing fails; that it sends no report says as much.
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
/** How the process ended, and what it said on its standard error, but for the source that Node shows before an error. */
async function endingOf(child, stderr, redactor) {
    let said = '';
    stderr.setEncoding('utf8').on('data', (text) => {
        said = (said + text).slice(0, MOST_STDERR);
    });
    // events.once would not do: an error of `kill` would end it.
    const [code, signal] = await new Promise((resolve) => {
        child.once('close', (...ended) => resolve(ended));
    });
    const words = said.slice(Math.max(0, said.search(/^\w*Error\b/m))).replace(/\s+/g, ' ');
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
/** Resolves when the pipe has taken it, is broken or full: a process that has died or hangs needs no message. */
async function confirm(stdin) {
    stdin.end(`${_protocol_js__WEBPACK_IMPORTED_MODULE_7__/* .PUBLISHED */ .ly}\n`);
    await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.finished)(stdin, { signal: AbortSignal.timeout(CONFIRM_TIMEOUT_MS) }).catch(() => { });
}


/***/ })

};
;