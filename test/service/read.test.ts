import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import { createMemoryStore, type ServiceError, type SessionService } from '../../src/service/index.js'
import { newSession } from './newSession.js'
import { left, right } from './outcome.js'
import { block, createSession, datastoreId, serviceOver } from './service.js'

describe('a session that does not exist', () => {
  const key = { datastoreId: 'nowhere', id: 'missing' }
  it.each([
    ['get', (service: SessionService) => service.get(key)],
    ['update', (service: SessionService) => service.update({ ...key, patch: {} })],
    ['remove', (service: SessionService) => service.remove(key)],
    ['start', (service: SessionService) => service.start(key)],
    [
      'acknowledgeBlock',
      (service: SessionService) => service.acknowledgeBlock({ ...key, block: block('a') }),
    ],
    ['commit', (service: SessionService) => service.commit(key)],
    ['cancel', (service: SessionService) => service.cancel(key)],
    ['renew', (service: SessionService) => service.renew(key)],
    ['completeJobs', (service: SessionService) => service.completeJobs({ ...key, count: 1 })],
    ['fail', (service: SessionService) => service.fail({ ...key, error: { code: 'lost' } })],
    ['uploadAgentOf', (service: SessionService) => service.uploadAgentOf(key)],
  ])(
    'makes %s fail with notFound',
    async (_, send: (service: SessionService) => TaskEither<ServiceError, unknown>) => {
      const { service } = await createSession()
      expect(await left(send(service))).toEqual({
        code: 'notFound',
        kind: 'session',
        id: 'missing',
        message: 'there is no session with the id "missing"',
      })
    },
  )

  it('includes every session with an invalid id', async () => {
    const { service } = await createSession()
    for (const id of ['', '\0', '\ud800', 'x'.repeat(257)]) {
      expect(await left(service.get({ datastoreId, id }))).toMatchObject({ code: 'notFound' })
      expect(await left(service.list({ datastoreId: id, top: 1 }))).toMatchObject({ kind: 'data store' })
    }
  })
})

describe('a list', () => {
  it('of a data store that does not exist is notFound, of an empty data store it is empty', async () => {
    const { service, key } = await createSession()
    await right(service.remove(key))
    expect(await right(service.list({ datastoreId, top: 1 }))).toEqual({ items: [], next: null })
    expect(await right(service.count({ datastoreId }))).toBe(0)
    expect(await left(service.list({ datastoreId: 'nowhere', top: 1 }))).toMatchObject({ code: 'notFound' })
    expect(await left(service.count({ datastoreId: 'nowhere' }))).toMatchObject({ code: 'notFound' })
  })

  it('goes through all sessions of a data store page by page', async () => {
    const { service } = await createSession()
    for (const id of ['b', 'c', 'd']) {
      await right(service.create({ datastoreId, request: { id, totalBlockCount: 1 } }))
    }
    const first = await right(service.list({ datastoreId, top: 3 }))
    expect(first.items.map(({ session }) => session.id)).toEqual(['id-1', 'b', 'c'])
    const second = await right(service.list({ datastoreId, top: 3, after: first.next ?? '' }))
    expect(second).toMatchObject({ items: [{ session: { id: 'd' } }], next: null })
    expect(await right(service.count({ datastoreId }))).toBe(4)
  })

  it('names every part of a page request that is not valid', async () => {
    const { service } = await createSession()
    expect(await left(service.list({ datastoreId, top: -1, skip: 0.5, after: 'x' }))).toMatchObject({
      code: 'invalid',
      issues: [{ path: '/top' }, { path: '/skip' }, { path: '/after' }],
    })
    expect(await left(service.uploadAgents.list({ top: Number.NaN }))).toMatchObject({ code: 'invalid' })
  })
})

describe('a stored session that violates an invariant', () => {
  it('is corrupt, and can be removed', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const key = { datastoreId, id: 'broken' }
    await right(
      store.create(newSession({ key, session: { id: 'broken', totalBlockCount: -1 }, dataStore: {} })),
    )
    expect(await left(service.start(key))).toMatchObject({
      code: 'corrupt',
      issues: [{ path: '/totalBlockCount' }],
    })
    await right(service.remove(key))
  })
})
