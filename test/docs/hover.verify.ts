// What an editor shows on hover: documentation of every property, and types short enough to read.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { propertyNames } from '../../src/model/index.js'
import { root } from './example.js'

const rooms = ['codec', 'model', 'machine'] as const

/** The names that a room's door exports as values. */
const valuesOf = (room: string): ReadonlyArray<string> => {
  const door = readFileSync(join(root, 'src', room, 'index.ts'), 'utf8')
  return [...door.matchAll(/export \{([^}]*)\}/g)]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))
}

const file = join(root, 'test/docs/hovered.ts')
const lines = [
  `import type { ExactMatchSession } from '../../src/model/index.js'`,
  ...rooms.map((room) => `import * as ${room} from '../../src/${room}/index.js'`),
  `declare const session: ExactMatchSession`,
  ...propertyNames.map((name) => `session.${name}`),
  ...rooms.flatMap((room) => valuesOf(room).map((name) => `${room}.${name}`)),
]
const text = lines.join('\n')

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  root,
)

const service = ts.createLanguageService({
  getScriptFileNames: () => [file],
  getScriptVersion: () => '1',
  getScriptSnapshot: (name) => {
    const content = name === file ? text : ts.sys.readFile(name)
    return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
  },
  getCurrentDirectory: () => root,
  getCompilationSettings: () => options,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (name) => name === file || ts.sys.fileExists(name),
  readFile: ts.sys.readFile,
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
})

const hoverOf = (expression: string) => {
  const info = service.getQuickInfoAtPosition(file, text.indexOf(`\n${expression}\n`) + expression.length)
  return {
    type: ts.displayPartsToString(info?.displayParts),
    documentation: ts.displayPartsToString(info?.documentation),
  }
}

describe('a property of a session', () => {
  it.each(propertyNames)('%s shows its documentation', (name) => {
    expect(hoverOf(`session.${name}`).documentation).toMatch(/^\w.*\.$/)
  })
})

describe('a public value', () => {
  const codecs = rooms.flatMap((room) => valuesOf(room).map((name) => `${room}.${name}`))

  it.each(codecs.filter((name) => /\.[A-Z]/.test(name)))(
    'the codec %s shows a type of at most 300 characters',
    (name) => {
      const { type } = hoverOf(name)
      expect(type).not.toBe('')
      expect(type.length).toBeLessThanOrEqual(300)
    },
  )

  it.each(codecs)('%s shows its documentation', (name) => {
    expect(hoverOf(name).documentation).not.toBe('')
  })
})
