import { transpile } from './transpile.ts';

/**
 * The same code, faster to start. The bundler makes a `require` of its own for each module of Node, imports
 * others and copies some; all take longer than to ask Node. It works out the address of a folder of assets,
 * of which there are none. Of `os`, which nothing else loads, the toolkit needs the end of a line alone.
 * Characters beyond ASCII stay: one makes V8 keep two bytes a character, and a text of that size has memory
 * of its own. In that of young objects, it would bring on their second collection.
 */
export function quick(code: string): string {
  const quicker = code
    .replace(/^import \{ createRequire as (\w+) \} from "module";\n/gm, '')
    .replaceAll('__WEBPACK_EXTERNAL_createRequire(import.meta.url)(', 'process.getBuiltinModule(')
    .replaceAll('process.getBuiltinModule("os")', '{ EOL: process.platform === "win32" ? "\\r\\n" : "\\n" }')
    .replace(/\/\*#__PURE__\*\/__nccwpck_require__\.t\((\w+), 2\)/g, '$1')
    .replace(/^import \* as (\w+) from ("node:\w+");$/gm, 'const $1 = process.getBuiltinModule($2);')
    .replace(
      /^\/\*{6}\/ if \(typeof __nccwpck_require__ !== 'undefined'\) __nccwpck_require__\.ab = .*\n/gm,
      '',
    );
  const lost = /__nccwpck_require__\.ab|external_os_\w+\.(?!EOL\b)\w+/.exec(quicker)?.[0];
  if (lost) throw new Error(`the bundle needs ${lost}`);
  return withTabs(quicker);
}

/** V8 reads each character of an indent. */
function withTabs(code: string): string {
  const indented = code.replace(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4));
  // The printer makes every indent anew, but keeps what a template literal of several lines holds.
  if (transpile(indented, false) !== transpile(code, false)) throw new Error('an indent is part of a text');
  return indented;
}
