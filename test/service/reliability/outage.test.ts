// The database goes away under load and comes back: whoever asks meanwhile is told to come again, and nothing that
// was acknowledged is lost.
import { setTimeout as wait } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, inject, it, vi } from 'vitest'
import {
  createPostgresStore,
  openPg,
  openWorkerQueue,
  type SessionKey,
  type SessionService,
  startProcessor,
} from '../../../src/service/index.js'
import { newDatabase, right, server } from '../database.js'
import { serviceOver } from '../service.js'
import { tell } from './process.js'
import { type Wire, wireTo } from './wire.js'

/** How long the database is away, in milliseconds. */
const outage = inject('full') ? 10_000 : 300

const datastoreId = 'patients'

interface Load {
  /** Blocks that were acknowledged, by number. */
  readonly acknowledged: Set<number>
  failures: number
  stopped: boolean
}

/** Sends block after block, each until it is acknowledged. */
const upload = async (service: SessionService, key: SessionKey, load: Load, first: number): Promise<void> => {
  for (let number = first; !load.stopped; number += 4) {
    for (let sent = false; !sent; ) {
      const outcome = await service.acknowledgeBlock({ ...key, block: { id: `${number}`, digest: 'x' } })()
      sent = E.isRight(outcome)
      if (E.isRight(outcome)) load.acknowledged.add(number)
      else {
        expect(outcome.left).toMatchObject({ type: 'unavailable', retryAfter: 1 })
        load.failures += 1
        // A second later, as it was told, only quicker.
        await wait(10)
      }
    }
  }
}

const until = (holds: () => boolean) =>
  vi.waitFor(() => expect(holds()).toBe(true), { timeout: 60_000, interval: 10 })

const survive = async (how: string, away: (wire: Wire) => Promise<void> | void): Promise<void> => {
  const { url, drop } = await newDatabase()
  const wire = await wireTo(url)
  const database = await right(openPg({ connectionString: wire.url, patience: 1_000 }))
  const store = await right(createPostgresStore(database))
  const service = serviceOver(store)
  const queue = await right(openWorkerQueue({ database, connectionString: wire.url }))
  const processor = await right(startProcessor({ service, store, queue, processingTime: 10 }))
  const create = async (totalBlockCount: number): Promise<SessionKey> => {
    const { session } = await right(service.create({ datastoreId, request: { totalBlockCount } }))
    return { datastoreId, id: session.id ?? '' }
  }
  const total = 2_000_000_000
  const key = await create(total)
  const load: Load = { acknowledged: new Set(), failures: 0, stopped: false }
  const lanes = [0, 1, 2, 3].map((first) => upload(service, key, load, first))
  const past = (count: number) => until(() => load.acknowledged.size > count)

  await past(20)
  await away(wire)
  await until(() => load.failures > 0)
  await wait(outage)
  const [before, failures] = [load.acknowledged.size, load.failures]
  await wire.mend()
  await past(before + 20)
  load.stopped = true
  await Promise.all(lanes)

  // The store may have counted what it could not acknowledge any more, and that was sent again: once.
  expect((await right(service.get(key))).session.remainingBlockCount).toBe(total - load.acknowledged.size)
  const small = await create(0)
  await right(service.start(small))
  await right(service.commit({ ...small, totalJobCount: 5 }))
  await vi.waitFor(async () => expect((await right(service.get(small))).session.state).toBe('Completed'), {
    timeout: 60_000,
    interval: 50,
  })
  tell(
    `${how} for ${outage / 1000} s: ${failures} times told to come again, ${load.acknowledged.size} blocks acknowledged, all there`,
  )
  await processor.stop()
  await database.close()
  await wire.cut()
  await drop()
}

describe('a database that is away', () => {
  it('is unavailable where there is none', async () => {
    const database = await right(openPg({ connectionString: 'postgres://127.0.0.1:1/none' }))
    expect(await createPostgresStore(database)()).toMatchObject({
      left: { type: 'unavailable', retryAfter: 1, cause: { code: 'ECONNREFUSED' } },
    })
    await database.close()
  })

  if (server !== null) {
    it('comes back after every connection broke', () => survive('cut off', (wire) => wire.cut()))
    it('comes back after it answered nothing', () => survive('frozen', (wire) => wire.freeze()))
  }
})
