import ts from 'typescript';

/**
 * Packages without the functions and methods that nothing calls, so that a reader of the bundle has only to
 * read what can run. One is dropped if its name stands nowhere else, in whatever meaning: what is called by
 * a name that is put together at run time, or by the language itself such as `toJSON`, must not be among them.
 * @param packages the code of each file, by its path
 * @param callers the code of all else that may call them
 */
export function withoutUnused(
  packages: ReadonlyMap<string, string>,
  callers: readonly string[],
): Map<string, string> {
  const counts = countNames([...packages.values(), ...callers]);
  const rest = new Map([...packages].map(([path, code]) => [path, cut(path, code, counts)]));
  const isDone = [...rest].every(([path, code]) => code === packages.get(path));
  // What only those called that are gone now goes next.
  return isDone ? rest : withoutUnused(rest, callers);
}

function countNames(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const [name] of text.matchAll(/[\w$]+/g)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function cut(path: string, code: string, counts: ReadonlyMap<string, number>): string {
  const file = ts.createSourceFile(path, code, ts.ScriptTarget.ESNext, true);
  const unused: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const isNamed =
      ts.isFunctionDeclaration(node) || (ts.isMethodDeclaration(node) && ts.isClassLike(node.parent));
    if (isNamed && counts.get(node.name?.getText() ?? '') === 1) unused.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return unused.reduceRight((rest, { pos, end }) => rest.slice(0, pos) + rest.slice(end), code);
}
