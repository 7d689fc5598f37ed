// An empty project in which the tarball is installed, as a user would.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

export const root = join(import.meta.dirname, '../..')

/** Runs a program in a folder; resolves with its output, rejects with all of it if the program fails. */
export const run = async (
  folder: string,
  program: string,
  ...args: ReadonlyArray<string>
): Promise<string> => {
  try {
    const { stdout } = await execute(program, [...args], { cwd: folder, maxBuffer: 64e6 })
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`)
  }
}

export interface Packed {
  /** The packed package. */
  readonly tarball: string
  /** The paths of the files in it. */
  readonly files: ReadonlyArray<string>
}

/** Packs the files that `npm run build` wrote. */
export const packInto = async (folder: string): Promise<Packed> => {
  const packed = await run(root, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder)
  const report: unknown = JSON.parse(packed)
  // npm prints a list of the packages it packed, here one.
  const [{ filename, files }] = report as [{ filename: string; files: ReadonlyArray<{ path: string }> }]
  return { tarball: join(folder, filename), files: files.map(({ path }) => path) }
}

export interface Project extends Packed {
  readonly folder: string
  readonly write: (file: string, content: string) => Promise<void>
  readonly remove: () => Promise<void>
}

/** Installs the tarball and other packages. */
export const installProject = async (...beside: ReadonlyArray<string>): Promise<Project> => {
  const folder = await mkdtemp(join(tmpdir(), 'user-'))
  const packed = await packInto(folder)
  const write = (file: string, content: string) => writeFile(join(folder, file), content)
  await write('package.json', JSON.stringify({ name: 'user', private: true, type: 'module' }))
  await run(folder, 'npm', 'install', '--no-audit', '--no-fund', packed.tarball, ...beside)
  return { ...packed, folder, write, remove: () => rm(folder, { recursive: true }) }
}
