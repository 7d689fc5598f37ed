// A reserve of free space. PostgreSQL that cannot extend its log stands still, and does not start again before there is
// room for one more segment of it; so it is asked to write nothing once the disk has less left than that.
import { statfs } from 'node:fs/promises'

/** In bytes: a segment of the log, which has 16 MiB, and what one change writes beside it. */
const reserve = 20_971_520

/** Free space in bytes; null where the file system does not tell. */
const freeSpaceOf = async (folder: string): Promise<number | null> => {
  const { blocks, bavail, bsize } = await statfs(folder)
  return blocks === 0 ? null : bavail * bsize
}

const inMegabytes = (bytes: number): string => `${Math.floor(bytes / 1_000_000)} MB`

/** PostgreSQL's code for a full disk, disk_full. */
const diskFull = '53100'

/** Rejects with PostgreSQL's error for a full disk where less than the reserve is free. */
export const checkFreeSpace = async (folder: string): Promise<void> => {
  const free = await freeSpaceOf(folder)
  if (free === null || free >= reserve) return
  const message = `the disk of ${folder} has ${inMegabytes(free)} left; ${inMegabytes(reserve)} are needed`
  throw Object.assign(new Error(message), { code: diskFull })
}
