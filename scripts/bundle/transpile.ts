import ts from 'typescript';

const { ModuleKind, ScriptTarget, transpileModule } = ts;

/** Code without types, printed anew; with its comments or without them. */
export function transpile(source: string, removeComments: boolean): string {
  const syntax = { target: ScriptTarget.ESNext, module: ModuleKind.Preserve };
  const compilerOptions = { ...syntax, removeComments, rewriteRelativeImportExtensions: true };
  return transpileModule(source, { compilerOptions }).outputText;
}
