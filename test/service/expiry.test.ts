import { describe, expect, it } from 'vitest'
import { DateTimeOffset } from '../../src/codec/index.js'
import {
  createBlockSweeper,
  createMemoryBlockStore,
  createMemoryStore,
  createSessionExpirer,
  createSessionService,
  type SessionService,
} from '../../src/service/index.js'
import { right } from './outcome.js'
import { datastoreId } from './service.js'

const day = 86_400

/** A service on a clock that counts days, whose sessions expire after a week. */
const expiring = () => {
  let days = 0
  const now = () => DateTimeOffset.of(new Date(Date.UTC(2026, 10, 1) + days * day * 1000).toISOString())
  const [store, blocks] = [createMemoryStore(), createMemoryBlockStore()]
  const service = createSessionService({
    store,
    blocks,
    now,
    newId: () => crypto.randomUUID(),
    newUploadUri: ({ id, nonce }) => `https://upload.example/${id}?nonce=${nonce}`,
  })
  const expirerOver = (over: Pick<SessionService, 'staleSince' | 'get' | 'fail'>) =>
    createSessionExpirer({ service: over, now, lifetime: 7 * day })
  return {
    service,
    blocks,
    expirerOver,
    expire: expirerOver(service),
    sweep: createBlockSweeper({ store, blocks }),
    wait: (count: number) => {
      days += count
    },
  }
}

const create = async (service: SessionService, totalBlockCount = 2) => {
  const { session } = await right(service.create({ datastoreId, request: { totalBlockCount } }))
  return { datastoreId, id: session.id ?? '' }
}

async function* rows(): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode('rows')
}

const upload = (service: SessionService, key: { datastoreId: string; id: string }, blockId: string) =>
  right(service.uploadBlock({ ...key, blockId, chunks: rows() }))

const stateOf = async (service: SessionService, key: { datastoreId: string; id: string }) =>
  (await right(service.get(key))).session

describe('a session that its client has abandoned', () => {
  it('fails with a reason after its lifetime, and its bytes are removed', async () => {
    const { service, blocks, expire, sweep, wait } = expiring()
    const key = await create(service)
    await upload(service, key, 'MDAx')
    wait(7)
    expect(await right(expire)).toBe(0)
    wait(1)
    expect(await right(expire)).toBe(1)
    expect(await stateOf(service, key)).toMatchObject({
      state: 'Failed',
      error: { code: 'sessionExpired', message: 'the session expired: nothing arrived for 604800 s' },
    })
    expect(await right(sweep)).toBe(1)
    expect(await right(blocks.sessions())).toEqual([])
    expect(await right(expire)).toBe(0)
  })

  it('is none as long as something happens, nor while it is processed, nor when it has ended', async () => {
    const { service, expire, wait } = expiring()
    const [active, processed, cancelled] = [
      await create(service),
      await create(service, 1),
      await create(service),
    ]
    await upload(service, processed, 'MDAx')
    await right(service.commit({ ...processed, totalJobCount: 3 }))
    await right(service.cancel(cancelled))
    wait(6)
    await upload(service, active, 'MDAx')
    wait(6)
    expect(await right(expire)).toBe(0)
    wait(2)
    expect(await right(expire)).toBe(1)
    expect((await stateOf(service, active)).state).toBe('Failed')
    expect((await stateOf(service, processed)).state).toBe('ProcessingInProgress')
  })

  it('goes on where its client comes back at the same moment', async () => {
    const { service, expirerOver, wait } = expiring()
    const key = await create(service)
    wait(8)
    const fail: SessionService['fail'] = (request) => async () => {
      await upload(service, key, 'MDAx')
      return service.fail(request)()
    }
    expect(await right(expirerOver({ ...service, fail }))).toBe(0)
    expect((await stateOf(service, key)).state).toBe('UploadInProgress')
  })

  it('expires with all others, page by page', async () => {
    const { service, expire, wait } = expiring()
    for (let count = 0; count < 250; count += 1) await create(service)
    wait(8)
    expect(await right(expire)).toBe(250)
  })
})
