// Folders with an embedded PostgreSQL in them. To create its files takes seconds, to copy them a fraction of one, so
// they are created once for each version of PGlite and copied for each test.
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPglite } from '../../src/service/postgres/index.js'
import { right } from './outcome.js'

const modules = join(import.meta.dirname, '../../node_modules')

const versionOfPglite = async (): Promise<string> =>
  JSON.parse(await readFile(join(modules, '@electric-sql/pglite/package.json'), 'utf8')).version

/** The folder that is copied. */
const template = async (): Promise<string> => {
  const cache = join(modules, '.cache/exact-match-session')
  const folder = join(cache, `pglite-${await versionOfPglite()}`)
  if (existsSync(folder)) return folder
  await mkdir(cache, { recursive: true })
  // Test files run in several processes: each creates a folder of its own, and the first to finish names it.
  const created = await mkdtemp(`${folder}-`)
  await (await right(openPglite({ folder: created }))).close()
  await rename(created, folder).catch(() => rm(created, { recursive: true }))
  return folder
}

/** A new folder for `openPglite` or `serve --data`, without sessions; and how to remove it. */
export const initializedFolder = async (): Promise<{
  readonly folder: string
  readonly remove: () => Promise<void>
}> => {
  const folder = await mkdtemp(join(tmpdir(), 'sessions-'))
  await cp(await template(), folder, { recursive: true })
  return { folder, remove: () => rm(folder, { recursive: true, maxRetries: 5 }) }
}
