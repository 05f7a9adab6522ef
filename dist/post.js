/******/ (() => { // webpackBootstrap
/******/ 	"use strict";
/******/ 	var __webpack_modules__ = ({

/***/ 916:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Nl: () => (/* binding */ commandOf),
/* harmony export */   lZ: () => (/* binding */ ActionError)
/* harmony export */ });
/* unused harmony exports ERROR_CODES, describe, LONGEST_TIMEOUT_S, orRaise */
/** Every way a step can fail. The codes are stable: docs/troubleshooting.md has an entry for each. */
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

/***/ 523:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  runPost: () => (/* binding */ runPost)
});

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
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
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = require("node:path");
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
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(916);
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
        if (!(0,external_node_fs_namespaceObject.statSync)(file).isFile())
            throw new Error('not a file');
        // Not core.summary: to load it would take each run more time than all else here.
        (0,external_node_fs_namespaceObject.appendFileSync)(file, `### ${title}\n\n${fence}text\n${body}\n${fence}\n`);
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
            file = (0,external_node_fs_namespaceObject.statSync)(path);
            // To open a named pipe would hold the step until somebody reads it.
            if (!file.isFile())
                throw Object.assign(new Error(path), { code: 'not a file' });
            (0,external_node_fs_namespaceObject.closeSync)((0,external_node_fs_namespaceObject.openSync)(path, 'a'));
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
        (0,external_node_fs_namespaceObject.truncateSync)(path, size);
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

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = require("node:crypto");
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
    return (0,external_node_crypto_namespaceObject.hash)('sha256', value);
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

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = require("node:http");
;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = require("node:timers/promises");
;// CONCATENATED MODULE: ./src/json.ts
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

;// CONCATENATED MODULE: ./src/token-endpoint/address.ts
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

;// CONCATENATED MODULE: ./src/token-endpoint/stop.ts




/** Maximum size of the statistics, in characters; far more than they take. */
const LARGEST_REPLY = 4096;
const PAUSE_MS = 100;
/**
 * Ends the token endpoint by a request with its stop key: its process id may belong to another process by now.
 * Node's own client uses no proxy with `agent: false`. It tries again while connections are cut or nobody answers:
 * a stranger may have filled the token endpoint.
 * @param timeoutMs how long to try
 */
async function stopTokenEndpoint({ port, stopKey }, timeoutMs) {
    const signal = AbortSignal.timeout(timeoutMs);
    const headers = { authorization: `Bearer ${stopKey}` };
    const options = { host: ADDRESS, port, path: STOP_PATH, method: 'POST', headers, agent: false, signal };
    for (;;) {
        const ending = await askOnce(options);
        if (ending !== 'silent' || signal.aborted)
            return ending;
        await (0,promises_namespaceObject.setTimeout)(PAUSE_MS);
    }
}
async function askOnce(options) {
    try {
        const reply = await replyTo((0,external_node_http_namespaceObject.request)(options));
        if (!reply)
            return 'gone';
        const statistics = await readStatistics(reply);
        // Whoever answers otherwise has the port now; the token endpoint is no more.
        return reply.statusCode === 200 && statistics ? statistics : 'gone';
    }
    catch (error) {
        return error.code === 'ECONNREFUSED' ? 'gone' : 'silent';
    }
}
/** Undefined for a reply 101: unless somebody listens for it, Node ends such a request without a word. */
function replyTo(asked) {
    return new Promise((resolve, reject) => {
        asked.on('upgrade', (_, socket) => resolve(void socket.destroy()));
        asked.on('response', resolve).on('error', reject).end();
    });
}
const COUNTS = ['served', 'fetched', 'refused', 'turnedAway'];
async function readStatistics(reply) {
    let body = '';
    for await (const chunk of reply) {
        body += chunk;
        if (body.length > LARGEST_REPLY)
            return undefined;
    }
    const statistics = parseObject(body);
    const isOurs = COUNTS.every((name) => Number.isSafeInteger(statistics?.[name]));
    return isOurs ? statistics : undefined;
}

;// CONCATENATED MODULE: ./src/post.ts




const STOP_TIMEOUT_MS = 5_000;
/**
 * The post stage: takes the token out of the environment, so that later post steps do not see it, ends the token
 * endpoint and says what it has done. It is silent after a main that failed, and where a later step has set the
 * variable.
 */
async function runPost(env, runner = githubRunner(env)) {
    try {
        emptyVariable(env, runner);
    }
    finally {
        await endTokenEndpoint(env, runner);
    }
}
async function endTokenEndpoint(env, runner) {
    const handle = readTokenEndpoint(env);
    if (!handle)
        return;
    const ending = await stopTokenEndpoint(handle, STOP_TIMEOUT_MS);
    if (ending === 'gone') {
        return runner.warning(`The token endpoint on port ${handle.port} had ended before the job did: later requests got no token. It ends with a step that is cancelled, and after 6.5 hours; else something has killed its process, for example the system because memory ran out.`);
    }
    if (ending === 'silent') {
        const name = process.platform === 'win32' ? 'is node.exe' : 'begins with confluent-cloud-auth';
        return runner.warning(`The token endpoint on port ${handle.port} did not answer the request to end within ${STOP_TIMEOUT_MS / 1000} s. Its process may still run: on a self-hosted runner, end it by hand (its name ${name}).`);
    }
    const { served, fetched, refused, lastCause, turnedAway, lastReason } = ending;
    // The texts may come from whoever has the port now.
    const redactor = new Redactor(() => { });
    const none = count(refused, 'request');
    const wrong = `, ${count(turnedAway, 'request')} turned away: ${redactor.clean(lastReason)}`;
    const tokens = `${count(served, 'token')} served, ${count(fetched, 'token')} fetched`;
    runner.info(`Token endpoint: ${tokens}, ${none} refused${turnedAway > 0 ? wrong : ''}`);
    if (refused === 0)
        return;
    runner.warning(`The token endpoint had no token for ${none}. The last cause: ${redactor.clean(lastCause)}`);
}
function count(number, what) {
    return `${number} ${what}${number === 1 ? '' : 's'}`;
}
function emptyVariable(env, runner) {
    const variable = readExported(env);
    if (!variable)
        return;
    try {
        runner.allOrNothing(() => runner.exportVariable(variable, ''));
        runner.info(`Emptied ${variable} for the steps after this one.`);
    }
    catch (error) {
        const { message } = error;
        runner.warning(`${variable} keeps its token for the steps after this one. ${message}`);
    }
}


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
/************************************************************************/
/******/ 	/* webpack/runtime/asset-relocator-loader */
/******/ 	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
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
/************************************************************************/
var __webpack_exports__ = {};
__nccwpck_require__.r(__webpack_exports__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(916);

async function post() {
    const { runPost } = await Promise.resolve(/* import() eager */).then(__nccwpck_require__.bind(__nccwpck_require__, 523));
    await runPost(process.env);
}
// It cleans up after a job that is done: it must not turn a good one red.
post().catch((error) => console.log((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .commandOf */ .Nl)('warning', error)));

module.exports = __webpack_exports__;
/******/ })()
;