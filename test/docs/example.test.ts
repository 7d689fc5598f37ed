// The examples of the documentation compile, run, and have the results that they show.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checked, claimOf, docstringExamples, type Example, pageExamples, root } from './example.js'

// Inside the package, so that examples can import it by its name.
const folder = join(root, '.examples')
/** What readers copy beside an example that imports it. */
const copied = join(root, 'docs/examples')
const examples = [...docstringExamples, ...pageExamples]
const fileOf = (index: number, ending: string) => join(folder, `${index}.${ending}`)

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  types: ['node'],
  // An example may import another that readers copy beside it.
  rootDirs: [folder, copied],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
}

const messages: Map<string, ReadonlyArray<string>> = new Map()

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const file of readdirSync(copied).filter((each) => each.endsWith('.ts'))) {
    const code = readFileSync(join(copied, file), 'utf8')
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: { ...options, module: ts.ModuleKind.ESNext },
    })
    writeFileSync(join(folder, file), code)
    writeFileSync(join(folder, file.replace('.ts', '.js')), outputText)
  }
  examples.forEach(({ code, file }, index) => {
    writeFileSync(fileOf(index, 'ts'), code)
    // For the examples of the page that import it.
    if (file?.endsWith('.ts')) writeFileSync(join(folder, file), code)
    const { outputText } = ts.transpileModule(checked(code), { compilerOptions: options })
    writeFileSync(fileOf(index, 'mjs'), outputText)
  })
  const program = ts.createProgram(
    examples.map((_, index) => fileOf(index, 'ts')),
    options,
  )
  for (const diagnostic of ts.getPreEmitDiagnostics(program)) {
    const file = diagnostic.file?.fileName ?? ''
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')
    messages.set(file, [...(messages.get(file) ?? []), text])
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

const same = (actual: unknown, claimed: unknown): void => {
  // Options and Eithers are compared by their content; a property that is shown as undefined may be missing.
  if (
    !isDeepStrictEqual(
      JSON.parse(JSON.stringify({ value: actual })),
      JSON.parse(JSON.stringify({ value: claimed })),
    )
  )
    expect(actual).toEqual(claimed)
}
Object.assign(globalThis, { $same: same, right: E.right, left: E.left, some: O.some, none: O.none })

const run = async (index: number): Promise<void> => {
  await import(/* @vite-ignore */ pathToFileURL(fileOf(index, 'mjs')).href)
}

describe.each([
  ['docstring', docstringExamples, 0],
  ['page', pageExamples, docstringExamples.length],
] as const)('every %s example', (_, some: ReadonlyArray<Example>, first) => {
  it.each(some.map(({ name }, index) => [name, first + index] as const))('%s', async (_, index) => {
    expect(messages.get(fileOf(index, 'ts')) ?? []).toEqual([])
    if (examples[index]?.file === null) await run(index)
  })
})

describe('claims', () => {
  it('of results are distinguished from prose and from shortened values', () => {
    expect(claimOf('// true')).toBe('true')
    expect(claimOf('// false: no leap year')).toBe('false')
    expect(claimOf('// right({ rows: 100 }), the very same object')).toBe('right({ rows: 100 })')
    expect(claimOf('// right(…)')).toBe(null)
    expect(claimOf('// the session as it was')).toBe(null)
  })

  it('of results fail if they are wrong', () => {
    expect(() => same(1, 2)).toThrow()
    expect(checked('f(1) // true')).toBe(';$same(f(1), (true)) // true')
    expect(checked("f(1)\n// [{ a: 1,\n//    b: 'x' }]\n")).toMatch(';$same(f(1), ([{ a: 1,\n   b:')
  })

  it('of results are made by many examples', () => {
    expect(examples.filter(({ code }) => checked(code) !== code).length).toBeGreaterThan(10)
  })
})
