// Every public name has a description, and every public value an example.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { root } from './example.js'

const manifest: { readonly exports: Readonly<Record<string, unknown>> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)
// The front door opens on three of the others.
const rooms = Object.keys(manifest.exports)
  .filter((path) => !['.', './package.json'].includes(path))
  .map((path) => path.slice(2))

const doorOf = (room: string): string => join(root, 'src', room, 'index.ts')

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  root,
)
const program = ts.createProgram(rooms.map(doorOf), options)
const checker = program.getTypeChecker()

const publicIn = (room: string): ReadonlyArray<ts.Symbol> => {
  const source = program.getSourceFile(doorOf(room))
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source)
  return (module === undefined ? [] : checker.getExportsOfModule(module)).map((symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
  )
}

const isDescribed = (symbol: ts.Symbol): boolean => symbol.getDocumentationComment(checker).length > 0
const isValue = (symbol: ts.Symbol): boolean => (symbol.flags & ts.SymbolFlags.Value) !== 0
const hasExample = (symbol: ts.Symbol): boolean =>
  symbol.getJsDocTags(checker).some(({ name }) => name === 'example')

describe.each(rooms)('every public name of %s', (room) => {
  it('has a description', () => {
    const names = publicIn(room)
    expect(names.length).toBeGreaterThan(5)
    expect(names.filter((symbol) => !isDescribed(symbol)).map(({ name }) => name)).toEqual([])
  })

  it('has an example if it is a value', () => {
    const without = publicIn(room).filter((symbol) => isValue(symbol) && !hasExample(symbol))
    expect(without.map(({ name }) => name)).toEqual([])
  })
})
