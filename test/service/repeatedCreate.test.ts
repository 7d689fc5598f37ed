// Create requests that are sent again.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import { DateTimeOffset } from '../../src/codec/index.js'
import {
  createMemoryIdempotencyKeys,
  createMemoryStore,
  type SessionService,
} from '../../src/service/index.js'
import { createSessionRequest } from '../../src/testing/index.js'
import { left, right } from './outcome.js'
import { block, datastoreId, serviceOver } from './service.js'
import { stores } from './stores.js'

const aKey = (value = 'a') => ({ value, seconds: 600 })

const countIn = (service: SessionService): Promise<number> => right(service.count({ datastoreId }))

describe('a create request with its own id', () => {
  it('gives the session that exists when it is repeated, in every later state', async () => {
    await fc.assert(
      fc.asyncProperty(createSessionRequest({ maxCount: 3 }), fc.nat(4), async (sample, steps) => {
        const service = serviceOver(createMemoryStore())
        const request = { ...sample, id: 'mine', datastoreId }
        await right(service.create({ datastoreId, request }))
        const key = { datastoreId, id: 'mine' }
        const blocks = Array.from({ length: request.totalBlockCount }, (_, index) => block(`${index}`))
        const changes = [
          service.renew(key),
          service.start(key),
          service.acknowledgeBlocks({ ...key, blocks }),
          service.commit(key),
        ]
        for (const change of changes.slice(0, steps)) await right(change)
        const existing = await right(service.get(key))
        expect(await right(service.create({ datastoreId, request }))).toEqual(existing)
        expect(await countIn(service)).toBe(1)
      }),
    )
  })

  it('is idTaken with any other value of the client', async () => {
    const service = serviceOver(createMemoryStore())
    const request = { id: 'mine', totalBlockCount: 1, fileName: 'a.csv' }
    await right(service.create({ datastoreId, request }))
    for (const other of [
      { totalBlockCount: 2 },
      { fileName: 'b.csv' },
      { fileName: null },
      { totalJobCount: 1 },
    ]) {
      expect(await left(service.create({ datastoreId, request: { ...request, ...other } }))).toMatchObject({
        code: 'idTaken',
        id: 'mine',
      })
    }
  })

  it('creates one session, however many arrive at once', async () => {
    const service = serviceOver(createMemoryStore())
    const request = { id: 'mine', totalBlockCount: 1 }
    const all = await Promise.all(
      Array.from({ length: 8 }, () => right(service.create({ datastoreId, request }))),
    )
    expect(new Set(all.map(({ revision }) => revision)).size).toBe(1)
  })
})

describe('a create request that is repeated over the store', () => {
  it.each(Object.entries(stores))('in %s gives the session that exists', async (_, open) => {
    const { store, close } = await open()
    const service = serviceOver(store)
    await fc.assert(
      fc.asyncProperty(createSessionRequest(), fc.uuid(), async (sample, id) => {
        const request = { ...sample, id, datastoreId }
        const first = await right(service.create({ datastoreId, request }))
        expect(await right(service.create({ datastoreId, request }))).toEqual(first)
      }),
      { numRuns: 30 },
    )
    await close()
  })
})

describe('a create request with an idempotency key', () => {
  it('creates one session, however often and however many at once, with the properties in any order', async () => {
    await fc.assert(
      fc.asyncProperty(createSessionRequest(), fc.integer({ min: 1, max: 5 }), async (sample, times) => {
        const { datastoreId: _, ...request } = sample
        const service = serviceOver(createMemoryStore())
        const backwards = Object.fromEntries(Object.entries(request).toReversed())
        const send = (body = request) =>
          right(service.create({ datastoreId, request: body, idempotencyKey: aKey() }))
        const atOnce = await Promise.all(Array.from({ length: times }, () => send()))
        const later = await send({ ...backwards, totalBlockCount: request.totalBlockCount })
        for (const { session } of atOnce) expect(session.id).toBe(later.session.id)
        expect(await countIn(service)).toBe(1)
      }),
    )
  })

  it('gives the session as it is now, also after an update', async () => {
    const service = serviceOver(createMemoryStore())
    const request = { totalBlockCount: 1 }
    const { session } = await right(service.create({ datastoreId, request, idempotencyKey: aKey() }))
    const key = { datastoreId, id: session.id ?? '' }
    const updated = await right(service.update({ ...key, patch: { fileName: 'a.csv' } }))
    expect(await right(service.create({ datastoreId, request, idempotencyKey: aKey() }))).toEqual(updated)
  })

  it('does not create a session again that has been removed', async () => {
    const service = serviceOver(createMemoryStore())
    const request = { totalBlockCount: 1 }
    const { session } = await right(service.create({ datastoreId, request, idempotencyKey: aKey() }))
    await right(service.remove({ datastoreId, id: session.id ?? '' }))
    expect(await left(service.create({ datastoreId, request, idempotencyKey: aKey() }))).toMatchObject({
      code: 'notFound',
    })
    expect(await countIn(service).catch(() => 0)).toBe(0)
  })

  it('is refused with another request, or in another data store, under the same key', async () => {
    const service = serviceOver(createMemoryStore())
    const idempotencyKey = aKey()
    await right(service.create({ datastoreId, request: { totalBlockCount: 1 }, idempotencyKey }))
    for (const other of [
      { datastoreId, request: { totalBlockCount: 2 } },
      { datastoreId: 'others', request: { totalBlockCount: 1 } },
    ]) {
      expect(await left(service.create({ ...other, idempotencyKey }))).toMatchObject({
        code: 'idempotencyKeyReused',
      })
    }
    await right(service.create({ datastoreId, request: { totalBlockCount: 2 }, idempotencyKey: aKey('b') }))
  })

  it('makes one session where the store has made it and its answer was lost', async () => {
    const store = createMemoryStore()
    const lost = TE.left({
      code: 'unavailable' as const,
      retryAfter: 1,
      message: 'away',
      cause: { message: 'away', code: null },
    })
    let isLost = true
    const service = serviceOver({
      ...store,
      create: (session) => async () => {
        const created = await store.create(session)()
        return isLost ? lost() : created
      },
    })
    const send = service.create({ datastoreId, request: { totalBlockCount: 1 }, idempotencyKey: aKey() })
    expect(E.isLeft(await send())).toBe(true)
    isLost = false
    await right(send)
    expect(await countIn(service)).toBe(1)
  })
})

describe('idempotency keys in memory', () => {
  const reservation = (id: string) => ({ fingerprint: 'x', id, isCreated: false })
  let seconds = 0
  const now = () => DateTimeOffset.of(new Date(Date.UTC(2026, 10, 24) + seconds * 1000))

  it('forget a key when its time is over', async () => {
    seconds = 0
    const keys = createMemoryIdempotencyKeys({ now })
    await right(keys.reserve('a', reservation('1'), 600))
    await right(keys.confirm('a'))
    seconds = 599
    expect(await right(keys.reserve('a', reservation('2'), 600))).toEqual({
      ...reservation('1'),
      isCreated: true,
    })
    seconds = 600
    expect(await right(keys.reserve('a', reservation('3'), 600))).toEqual(reservation('3'))
  })

  it('forget the oldest key when there are too many', async () => {
    const keys = createMemoryIdempotencyKeys({ now, maxKeys: 2 })
    for (const key of ['a', 'b', 'c']) await right(keys.reserve(key, reservation(key), 600))
    await right(keys.confirm('a'))
    for (const key of ['b', 'c']) {
      expect((await right(keys.reserve(key, reservation('again'), 600))).id).toBe(key)
    }
    expect((await right(keys.reserve('a', reservation('again'), 600))).id).toBe('again')
  })
})
