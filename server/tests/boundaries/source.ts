import path from 'node:path'
import ts from 'typescript'

/** A file as the checks see it: its path from the top of the repository, with `/`, and its text. */
export type Source = { path: string; text: string }

/** One import of a file, whatever its form: `import`, `export … from`, `import()`, `import type`. */
export type Import = {
  /** What stands between the quotes. */
  specifier: string
  /** The file of the repository it means, or undefined for packages, styles and pictures. */
  target: string | undefined
  /** Names taken by it; `*` for everything, empty for none. */
  names: string[]
  /** Gone after compilation. */
  isType: boolean
  line: number
}

/** Something the code does that a rule may speak of. */
export type Deed = { kind: 'call' | 'member' | 'sql'; text: string; args: number; line: number }

export type Scan = { path: string; imports: Import[]; deeds: Deed[]; lines: number }

/** Reads what a file imports and does with TypeScript's parser, so that comments and texts never count. */
export function scan(source: Source, known: ReadonlySet<string>): Scan {
  const file = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.ESNext, true)
  const imports: Import[] = []
  const deeds: Deed[] = []
  const lineOf = (node: ts.Node) => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
  const take = (node: ts.Node, literal: ts.Node | undefined, names: string[], isType: boolean) => {
    if (!literal || !ts.isStringLiteralLike(literal)) return
    imports.push({ specifier: literal.text, target: resolve(source.path, literal.text, known), names, isType, line: lineOf(node) })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) take(node, node.moduleSpecifier, namesOf(node), isTypeImport(node))
    else if (ts.isExportDeclaration(node)) take(node, node.moduleSpecifier, ['*'], isTypeExport(node))
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) take(node, node.argument.literal, [], true)
    else if (ts.isCallExpression(node)) {
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword) take(node, node.arguments[0], ['*'], false)
      deeds.push({ kind: 'call', text: node.expression.getText(file), args: node.arguments.length, line: lineOf(node) })
    } else if (ts.isNewExpression(node)) deeds.push({ kind: 'call', text: `new ${node.expression.getText(file)}`, args: node.arguments?.length ?? 0, line: lineOf(node) })
    else if (ts.isPropertyAccessExpression(node)) deeds.push({ kind: 'member', text: `${node.expression.getText(file)}.${node.name.text}`, args: 0, line: lineOf(node) })
    else if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) deeds.push({ kind: 'member', text: `${node.expression.getText(file)}.${node.argumentExpression.text}`, args: 0, line: lineOf(node) })
    else if (ts.isTaggedTemplateExpression(node)) deeds.push({ kind: 'sql', text: textOf(node.template), args: 0, line: lineOf(node) })
    ts.forEachChild(node, visit)
  }
  visit(file)
  return { path: source.path, imports, deeds, lines: file.getLineStarts().length }
}

/** What stands in a template itself, each `${…}` as a question mark, but `fixed(…)` as a number sign. */
function textOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text
  const isFixed = (value: ts.Expression) => ts.isCallExpression(value) && value.expression.getText() === 'fixed'
  return template.head.text + template.templateSpans.map(({ expression, literal }) => (isFixed(expression) ? '#' : '?') + literal.text).join('')
}

function isTypeImport({ importClause: clause }: ts.ImportDeclaration): boolean {
  if (!clause) return false
  const named = clause.namedBindings
  return clause.isTypeOnly || (!clause.name && !!named && ts.isNamedImports(named) && named.elements.length > 0 && named.elements.every((e) => e.isTypeOnly))
}

function isTypeExport(node: ts.ExportDeclaration): boolean {
  const named = node.exportClause
  return node.isTypeOnly || (!!named && ts.isNamedExports(named) && named.elements.every((e) => e.isTypeOnly))
}

function namesOf({ importClause: clause }: ts.ImportDeclaration): string[] {
  const named = clause?.namedBindings
  const bound = !named ? [] : ts.isNamespaceImport(named) ? ['*'] : named.elements.map((e) => (e.propertyName ?? e.name).text)
  return clause?.name ? ['default', ...bound] : bound
}

/** `~/x` is app/x; endings may be left out. */
function resolve(from: string, specifier: string, known: ReadonlySet<string>): string | undefined {
  const plain = specifier.replace(/\?.*$/, '')
  const base = plain.startsWith('~/') ? `app/${plain.slice(2)}` : /^\.\.?(\/|$)/.test(plain) ? path.posix.join(path.posix.dirname(from), plain) : undefined
  if (base === undefined) return undefined
  return ['', '.ts', '.tsx', '.mjs', '/index.ts', '/index.tsx'].map((end) => base + end).find((p) => known.has(p)) ?? (/\.(css|svg|json|woff2|js)$/.test(base) ? undefined : base)
}
