// The house: which room may import from which, through which door, and what no room of the core may touch.
import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const src = join(import.meta.dirname, '../src')

/** From whom each room may import, of the other rooms and of the packages; `types` from types alone. */
const plan: Readonly<
  Record<
    string,
    {
      readonly rooms: ReadonlyArray<string>
      readonly types?: ReadonlyArray<string>
      readonly packages: ReadonlyArray<string> | 'any'
    }
  >
> = {
  '.': { rooms: ['codec', 'model', 'machine'], packages: [] },
  codec: { rooms: [], packages: ['io-ts', 'fp-ts', 'date-fns', '@standard-schema/spec'] },
  model: { rooms: ['codec'], packages: ['io-ts', 'fp-ts', 'date-fns'] },
  machine: { rooms: ['codec', 'model'], packages: ['io-ts', 'fp-ts', 'date-fns', 'xstate'] },
  simulate: {
    rooms: ['codec', 'model', 'machine'],
    packages: ['io-ts', 'fp-ts', 'tinyqueue'],
  },
  'simulate/files': { rooms: ['codec', 'model', 'simulate'], packages: 'any' },
  service: {
    rooms: ['codec', 'model', 'machine'],
    packages: ['io-ts', 'fp-ts', 'node:crypto', 'node:fs', 'node:path', 'node:timers', 'node:util'],
  },
  'service/postgres': { rooms: ['model', 'service'], packages: 'any' },
  http: { rooms: ['codec', 'model', 'machine', 'service'], packages: 'any' },
  testing: {
    rooms: ['codec', 'model', 'machine'],
    types: ['service'],
    packages: ['io-ts', 'fp-ts', 'fast-check'],
  },
  cli: {
    rooms: [
      'codec',
      'model',
      'machine',
      'simulate',
      'simulate/files',
      'service',
      'service/postgres',
      'http',
      'testing',
    ],
    packages: 'any',
  },
}

interface Import {
  readonly from: string
  readonly names: string
  readonly typesAlone: boolean
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

const sourceOf = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(join(src, file), 'utf8'), ts.ScriptTarget.Latest, true)

const importsOf = (file: string): ReadonlyArray<Import> => {
  const found: Array<Import> = []
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier !== undefined
    ) {
      const clause = ts.isImportDeclaration(node) ? node.importClause : node
      const typesAlone =
        clause !== undefined &&
        (ts.isExportDeclaration(clause)
          ? clause.isTypeOnly
          : clause.phaseModifier === ts.SyntaxKind.TypeKeyword)
      found.push({ from: file, names: node.moduleSpecifier.getText().slice(1, -1), typesAlone })
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      found.push({ from: file, names: node.arguments[0]?.getText().slice(1, -1) ?? '', typesAlone: false })
    }
    ts.forEachChild(node, visit)
  }
  visit(sourceOf(file))
  return found
}

/** The innermost room of the plan that a file is in: a room may contain another, with a door of its own. */
const roomOf = (file: string): string => {
  const [outer = '.', inner = '', ...rest] = file.split(sep)
  if (rest.length > 0 && plan[`${outer}/${inner}`] !== undefined) return `${outer}/${inner}`
  return file.includes(sep) ? outer : '.'
}

/** Within a room every file may import every other; another room has one door. */
const faultOf = ({ from, names, typesAlone }: Import): string | null => {
  const room = roomOf(from)
  const rule = plan[room]
  if (rule === undefined) return `${room} is no room of the plan`
  if (!names.startsWith('.')) {
    const name = names.split('/', names.startsWith('@') ? 2 : 1).join('/')
    return rule.packages === 'any' || rule.packages.includes(name) ? null : `${from} imports ${names}`
  }
  const target = relative(src, join(src, dirname(from), names))
  if (roomOf(target) === room && !target.startsWith('..')) return null
  const other = roomOf(target)
  if (target !== join(other, 'index.js')) return `${from} reaches past the door: ${names}`
  return rule.rooms.includes(other) || (typesAlone && rule.types?.includes(other))
    ? null
    : `${from} imports from ${other}`
}

describe('the rooms of src', () => {
  it('import only what the plan allows, each from the door of its room', () => {
    const imports = files.flatMap(importsOf)
    expect(imports.length).toBeGreaterThan(100)
    expect(imports.map(faultOf).filter((fault) => fault !== null)).toEqual([])
  })

  it('would be caught importing against the plan', () => {
    const fault = (from: string, names: string, typesAlone = false) => faultOf({ from, names, typesAlone })
    expect(fault('codec/int32.ts', '../model/index.js')).toBe('codec/int32.ts imports from model')
    expect(fault('model/secret.ts', '../codec/int32.js')).toMatch('past the door')
    expect(fault('machine/step.ts', 'node:fs')).toBe('machine/step.ts imports node:fs')
    expect(fault('simulate/playback.ts', 'node:timers/promises')).toMatch('imports node:timers/promises')
    expect(fault('simulate/plan/plan.ts', '../files/index.js')).toMatch('imports from simulate/files')
    expect(fault('simulate/files/csv.ts', '../plan/plan.js')).toMatch('past the door')
    expect(fault('service/postgres/a.ts', '../index.js')).toBe(null)
    expect(fault('service/postgres/a.ts', '../storeError.js')).toMatch('past the door')
    expect(fault('service/store/a.ts', '../postgres/index.js')).toMatch('imports from service/postgres')
    expect(fault('service/store/a.ts', 'pg')).toBe('service/store/a.ts imports pg')
    expect(fault('testing/a.ts', '../service/index.js', true)).toBe(null)
    expect(fault('testing/a.ts', '../service/index.js')).toMatch('imports from service')
  })
})

/** Time, chance and the console come in as arguments, except at the command line. */
const forbidden = /\b(?:Date\.now|Math\.random|console\.|process\.|new Date\(\))/

describe('the rooms that run anywhere', () => {
  it('import nothing of Node', () => {
    const rooms = ['.', 'codec', 'model', 'machine', 'simulate']
    const importing = files
      .filter((file) => rooms.includes(roomOf(file)))
      .flatMap(importsOf)
      .filter(({ names }) => isBuiltin(names))
    expect(importing).toEqual([])
  })

  it('touch no clock, no chance, no console and no process', () => {
    const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    const touching = files
      .filter((file) => !['cli'].includes(roomOf(file)))
      .filter((file) => forbidden.test(withoutComments(readFileSync(join(src, file), 'utf8'))))
    // The clock that embedders pass as an argument.
    expect(touching).toEqual(['service/systemClock.ts'])
  })
})
