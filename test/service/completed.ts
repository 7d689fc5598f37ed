// A session that a processor completes.
import { expect, vi } from 'vitest'
import type { SessionService } from '../../src/service/index.js'
import { right } from './outcome.js'
import { block, datastoreId } from './service.js'

/** Uploads and commits a session, and waits until its jobs are done. */
export const completed = async (service: SessionService): Promise<void> => {
  const { session } = await right(service.create({ datastoreId, request: { totalBlockCount: 2 } }))
  const key = { datastoreId, id: session.id ?? '' }
  await Promise.all(['a', 'b'].map((id) => right(service.acknowledgeBlock({ ...key, block: block(id) }))))
  await right(service.commit({ ...key, totalJobCount: 3 }))
  await vi.waitFor(async () => expect((await right(service.get(key))).session.state).toBe('Completed'), {
    timeout: 60_000,
    interval: 20,
  })
}
