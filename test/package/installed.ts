// What an install puts on the disk.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The bytes of all files in a folder. */
const sizeOf = async (folder: string): Promise<number> => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = files
    .filter((file) => file.isFile())
    .map(async (file) => (await stat(join(file.parentPath, file.name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

/** The packages in a folder's node_modules, and their sizes in bytes. */
export const installedIn = async (folder: string): Promise<ReadonlyMap<string, number>> => {
  const modules = join(folder, 'node_modules')
  const names = (await readdir(modules)).filter((name) => !name.startsWith('.'))
  const packages = await Promise.all(
    names.map(async (name) =>
      name.startsWith('@') ? (await readdir(join(modules, name))).map((part) => `${name}/${part}`) : [name],
    ),
  )
  const sizes = packages.flat().map(async (name) => [name, await sizeOf(join(modules, name))] as const)
  return new Map(await Promise.all(sizes))
}
