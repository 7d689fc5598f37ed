// Several processes acknowledge blocks of one session, many of them more than once: each block is counted once.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import type { SessionService } from '../../../src/service/index.js'
import { createPostgresStore, openPg, openPglite } from '../../../src/service/postgres/index.js'
import { newDatabase, server } from '../database.js'
import { right } from '../outcome.js'
import { serviceOver } from '../service.js'
import { bundled, printFigure, run } from './process.js'
import { blockIds, type Line } from './task.js'

const { processes, each } = inject('full') ? { processes: 8, each: 1_000 } : { processes: 3, each: 60 }

/** More blocks than the processes send, so that some remain. */
const total = processes * each

/** The blocks of one process: others send about half of them too, and it sends a tenth of them twice. */
const shareOf = (process: number): ReadonlyArray<string> => {
  const ids = blockIds(total)
  const from = (process * each) / 2
  const own = ids.slice(from, from + each * 0.9)
  return [...own, ...own.slice(0, each * 0.1)]
}

const shares = Array.from({ length: processes }, (_, process) => shareOf(process))
const distinct = new Set(shares.flat()).size

const begun = async (service: SessionService) => {
  const { session } = await right(
    service.create({ datastoreId: 'patients', request: { totalBlockCount: total } }),
  )
  return { datastoreId: 'patients', id: session.id ?? '' }
}

describe('blocks acknowledged concurrently', () => {
  if (server === null) {
    it('are each counted once in one process', async () => {
      const database = await right(openPglite())
      const service = serviceOver(await right(createPostgresStore(database)))
      const key = await begun(service)
      await Promise.all(
        shares.map(async (ids) => {
          for (const id of ids) await right(service.acknowledgeBlock({ ...key, block: { id, digest: id } }))
        }),
      )
      expect((await right(service.get(key))).session.remainingBlockCount).toBe(total - distinct)
      await database.close()
    })
  } else {
    it('are each counted once from several processes', async () => {
      const worker = await bundled('acknowledgement')
      const { url, drop } = await newDatabase()
      const blocks = await mkdtemp(join(tmpdir(), 'blocks-'))
      onTestFinished(async () => {
        await drop()
        await rm(blocks, { recursive: true })
      })
      const database = await right(openPg({ connectionString: url }))
      const service = serviceOver(await right(createPostgresStore(database)))
      const key = await begun(service)
      let acknowledged = 0
      const ends = shares.map(
        (ids) =>
          run(worker, { url, blocks, total, send: { key, ids } }, (line: Line) => {
            if (line.type === 'blocks') acknowledged += line.ids.length
          }).done,
      )
      expect(await Promise.all(ends)).toEqual(shares.map(() => null))
      expect(acknowledged).toBe(processes * each)
      expect((await right(service.get(key))).session.remainingBlockCount).toBe(total - distinct)
      printFigure(
        `${processes} processes acknowledged ${each} blocks each, ${distinct} distinct ones: ${total - distinct} of ${total} remain`,
      )
      await database.close()
    })
  }
})
