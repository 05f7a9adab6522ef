import ts from 'typescript';

/** What the bundler puts before the code of a file: a comment where a module has several, and its imports and exports. */
const TITLE = /CONCATENATED MODULE/;
const LINK = /^(?:var \w+ = )?__nccwpck_require__(?:\(|\.d\()/;

/**
 * A bundle with parentheses around the functions that each run calls: V8 compiles what is in parentheses
 * when it reads the file. Any other function is checked first, and read a second time when it is called.
 * In parentheses a function is no declaration any more, so it comes before all else of its file.
 * @param called where in the code these functions begin
 */
export function eager(code: string, called: ReadonlySet<number>): string {
  const file = ts.createSourceFile('index.js', code, ts.ScriptTarget.ESNext, true);
  const edits: { from: number; to: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) && isOfModule(node) && node.name && called.has(node.getStart())) {
      const top = startOfFile(node.parent.statements, node);
      edits.push({ from: top, to: top, text: `var ${node.name.text} = (${node.getText()});\n` });
      edits.push({ from: node.getStart(), to: node.end + (code[node.end] === '\n' ? 1 : 0), text: '' });
    } else ts.forEachChild(node, visit);
  };
  visit(file);
  // From the end, so that each place is still where it was; of those at one place, the last one first.
  const backwards = edits.reverse().sort((a, b) => b.from - a.from || b.to - a.to);
  return backwards.reduce((rest, { from, to, text }) => rest.slice(0, from) + text + rest.slice(to), code);
}

/** One inside another function may be called before its place there. */
function isOfModule(node: ts.FunctionDeclaration): node is ts.FunctionDeclaration & { parent: ts.Block } {
  const { parent: body } = node;
  const module = ts.isBlock(body) && ts.isArrowFunction(body.parent) ? body.parent : undefined;
  return module !== undefined && ts.isPropertyAssignment(module.parent.parent);
}

function startOfFile(statements: readonly ts.Statement[], inner: ts.Statement): number {
  const before = statements.slice(0, statements.indexOf(inner) + 1);
  const first = before.findLast((statement, index) => {
    const comment = statement.getFullText().slice(0, statement.getLeadingTriviaWidth());
    return TITLE.test(comment) || LINK.test(before[index - 1]?.getText() ?? '');
  });
  return (first ?? inner).getStart();
}
