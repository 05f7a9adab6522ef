"use strict";
exports.id = 47;
exports.ids = [47];
exports.modules = {

/***/ 47:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   refusalOf: () => (/* binding */ refusalOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(916);
/* harmony import */ var _http_page_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(429);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(301);



/**
 * The error of a 4xx that answers the request of an ID token: with the words of GitHub, if it has some.
 * @param proxy the variable https_proxy: it may have answered in GitHub's place
 */
function refusalOf(reply, url, proxy, redactor) {
    const body = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseObject */ .l)(reply.body);
    // Nobody has seen a token in a refusal; one would be masked like any other.
    if (typeof body?.value === 'string')
        redactor.protect(body.value);
    const also = ', and the IP allow list of the organisation';
    const page = (0,_http_page_js__WEBPACK_IMPORTED_MODULE_1__/* .pageError */ .K)('GITHUB_REFUSED', 'GitHub', url, reply, proxy, also);
    if (page)
        return page;
    const words = typeof body?.message === 'string' ? redactor.clean(body.message).replace(/\.$/, '') : '';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('GITHUB_REFUSED', `GitHub refused to issue an ID token: status ${reply.status}${words && `: ${words}`}.`, "Let no step or env: block of the job set ACTIONS_ID_TOKEN_REQUEST_URL or ACTIONS_ID_TOKEN_REQUEST_TOKEN, and run the job again: ID tokens are issued only while it runs. If it is refused again: a proxy may have answered, or the organisation's IP allow list may not have the address of this runner.");
}


/***/ }),

/***/ 429:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ pageError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(301);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(856);



/**
 * The error of a 4xx that somebody between the runner and the remote seems to have answered; undefined if it is
 * in a form that the remote may have.
 * @param proxy the variable https_proxy, as the job has set it
 * @param also what to check besides, as the end of the sentence
 */
function pageError(code, remote, url, reply, proxy, also) {
    if (!isPage(reply))
        return undefined;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(code, `${url.host} answered ${reply.status} with a page that is not in ${remote}'s form: a proxy, firewall or gateway may have answered.`, `Check the way from the runner to ${url.host}${(0,_proxy_js__WEBPACK_IMPORTED_MODULE_1__/* .throughProxy */ .E)(url, proxy)}${also}.`);
}
/** An empty body and an empty object stay a refusal: nobody has seen in which form the remote refuses. */
function isPage({ headers, body }) {
    const object = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseObject */ .l)(body);
    const isKnown = [object?.errors, object?.error, object?.message].some((value) => value !== undefined);
    const isEmpty = ['', '{}'].includes(body.replace(/\s+/g, ''));
    return !isKnown && !isEmpty && headers['x-request-id'] === undefined;
}


/***/ }),

/***/ 856:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ throughProxy)
/* harmony export */ });
/* harmony import */ var _actions_http_client_lib_proxy__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(783);

/** A URL of a proxy; user info must have none of the signs that end it earlier or are an escape. */
const PROXY = /^https?:\/\/(?:(?:[^\s"'@/?#%]|%[0-9a-f]{2})*@)?[^\s"'@/?#]+\/?$/i;
/**
 * By which proxy the connection should have gone. Only the host is named: the URL may hold a password. The
 * toolkit ignores a URL that it cannot read, so it is looked at here.
 * @param proxy the variable https_proxy, as the job has set it
 */
function throughProxy(url, proxy) {
    if (proxy === '' || url.protocol !== 'https:' || (0,_actions_http_client_lib_proxy__WEBPACK_IMPORTED_MODULE_0__/* .checkBypass */ .H)(url))
        return '';
    // `host:3128` is a URL with the scheme `host:`, of which the toolkit takes no host.
    const [, scheme, slashes] = /^([a-z][\w+.-]*):(\/\/)?/i.exec(proxy) ?? [];
    if (scheme && !/^https?$/i.test(scheme))
        return slashes
            ? ', https_proxy must begin with http:// or https://'
            : ', without a proxy: http:// is missing at the start of https_proxy';
    const full = scheme ? proxy : `http://${proxy}`;
    if (PROXY.test(full) && URL.canParse(full))
        return `, through the proxy ${new URL(full).host}`;
    return ', https_proxy is not the URL of a proxy: write it without quotes and blanks, and percent-encode each # / ? % @ of its password';
}


/***/ })

};
;