// A temporary folder for the tests of a file or a describe block, removed after them.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'

export interface Folder {
  /** The path of the folder, or of a name in it. */
  readonly at: (name?: string) => string
  /** Writes a file; resolves with its path. */
  readonly write: (name: string, content: string | Uint8Array) => Promise<string>
}

export const newFolder = (): Folder => {
  let path = ''
  beforeAll(async () => {
    path = await mkdtemp(join(tmpdir(), 'exact-match-'))
  })
  afterAll(() => rm(path, { recursive: true }))
  const at = (name = '') => join(path, name)
  return {
    at,
    write: async (name, content) => {
      await writeFile(at(name), content)
      return at(name)
    },
  }
}
