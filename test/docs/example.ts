// The examples of the documentation: those of docstrings, and the TypeScript blocks of pages.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { blocksOf } from './block.js'

export const root = join(import.meta.dirname, '../..')

export interface Example {
  /** A file with the name that it documents, or with its line. */
  readonly name: string
  readonly code: string
  /** The name of a file of the guide, which test/package/guide.verify.ts runs. */
  readonly file: string | null
}

const filesIn = (folder: string, ending: string): ReadonlyArray<string> =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file))
    .sort()

const nameOf = (node: ts.Node): string => {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0]?.name.getText() ?? ''
  return 'name' in node && ts.isIdentifier(node.name as ts.Node) ? (node.name as ts.Identifier).text : ''
}

const docstringExamplesIn = (file: string): ReadonlyArray<Example> => {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  )
  return source.statements.flatMap((node) =>
    ts
      .getJSDocTags(node)
      .filter((tag) => tag.tagName.text === 'example')
      .map((tag) => ({
        name: `${file} ${nameOf(node)}`,
        code: ts.getTextOfJSDocComment(tag.comment) ?? '',
        file: null,
      })),
  )
}

/** The ```ts blocks of a page, each with its own imports. */
const examplesIn = (file: string): ReadonlyArray<Example> =>
  blocksOf(readFileSync(join(root, file), 'utf8'))
    .filter(({ language }) => language === 'ts')
    .map((block) => ({
      name: `${file}:${block.line}`,
      code: block.content,
      file: block.file,
    }))

const pages = [
  ...readdirSync(root).filter((file) => file.endsWith('.md')),
  ...filesIn('docs', '.md').filter((file) => !file.startsWith(join('docs', 'api'))),
]

export const docstringExamples = filesIn('src', '.ts').flatMap(docstringExamplesIn)
export const pageExamples = pages.map((file) => relative(root, join(root, file))).flatMap(examplesIn)

/**
 * The result that a comment claims: `expression // value`, on the same line or in the lines below. Values are those of
 * TypeScript, with right, left, some and none; a comment with an ellipsis is shortened and claims nothing.
 */
export const claimOf = (comment: string): string | null => {
  const text = comment.replace(/^\s*\/\/ ?/gm, '').trim()
  if (
    text.includes('…') ||
    !/^(?:['"[{\d-]|true\b|false\b|null\b|undefined\b|right\(|left\(|some\(|none\b)/.test(text)
  ) {
    return null
  }
  const isValue = (value: string) =>
    ts
      .transpileModule(`(${value})`, { reportDiagnostics: true })
      .diagnostics?.every(({ category }) => category !== ts.DiagnosticCategory.Error) ?? false
  const cuts = [...text.matchAll(/[:,]/g)].map(({ index }) => text.slice(0, index)).reverse()
  return [text, ...cuts].find(isValue) ?? null
}

/** The example with each claim checked: an expression with a claim becomes a comparison of both. */
export const checked = (code: string): string => {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true)
  const edits = source.statements.flatMap((statement) => {
    if (!ts.isExpressionStatement(statement)) return []
    const below = /^[ \t]*(\/\/.*(?:\n[ \t]*\/\/.*)*)|^[ \t]*\n((?:[ \t]*\/\/.*\n?)+)/.exec(
      code.slice(statement.end),
    )
    const claim = below === null ? null : claimOf(below[1] ?? below[2] ?? '')
    return claim === null ? [] : [{ statement, claim }]
  })
  return edits.reduceRight(
    (text, { statement, claim }) =>
      `${text.slice(0, statement.getStart())};$same(${statement.expression.getText()}, (${claim}))${text.slice(statement.end)}`,
    code,
  )
}
