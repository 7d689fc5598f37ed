import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import {
  type CreateSessionRequest,
  type ExactMatchSession,
  historyViolationsOf,
  violationsOf,
} from '../../src/model/index.js'
import {
  createMemoryStore,
  type ServiceError,
  type SessionKey,
  type SessionService,
  type StoredSession,
} from '../../src/service/index.js'
import { classificationError, createSessionRequest } from '../../src/testing/index.js'
import { left, right } from './outcome.js'
import { second as clock, serviceOver, uriOf } from './service.js'

/** Ids in the order they are asked for. */
const counting = () => {
  let last = 0
  return () => {
    last += 1
    return `id-${last}`
  }
}

const datastoreId = 'patients'

const begun = async (
  request: CreateSessionRequest = { totalBlockCount: 3 },
): Promise<{ readonly service: SessionService; readonly key: SessionKey; readonly first: StoredSession }> => {
  const service = serviceOver(createMemoryStore(), counting())
  const first = await right(service.create({ datastoreId, request }))
  return { service, key: { datastoreId, id: first.session.id ?? '' }, first }
}

const block = (id: string, digest = `digest of ${id}`) => ({ id, digest })

/** A session with all of its blocks. */
const uploaded = async () => {
  const { service, key } = await begun()
  await right(service.acknowledgeBlocks({ ...key, blocks: ['a', 'b', 'c'].map((id) => block(id)) }))
  return { service, key }
}

interface Call {
  readonly name: string
  /** Whether asking again gives the same once more. */
  readonly retryable: boolean
  readonly ask: (service: SessionService, key: SessionKey) => TaskEither<ServiceError, StoredSession>
}

const call = <A>(
  name: string,
  argument: fc.Arbitrary<A>,
  ask: (service: SessionService, key: SessionKey, argument: A) => TaskEither<ServiceError, StoredSession>,
  retryable = true,
): fc.Arbitrary<Call> =>
  argument.map((value) => ({
    name: `${name} ${JSON.stringify(value)}`,
    retryable,
    ask: (service, key) => ask(service, key, value),
  }))

const blocks = fc.array(
  fc.record({ id: fc.constantFrom(...'abcdefgh'), digest: fc.constantFrom('x', 'x', 'x', 'y') }),
  { minLength: 1, maxLength: 4 },
)

const patch: fc.Arbitrary<ExactMatchSession> = fc.record(
  {
    fileName: fc.option(fc.string()),
    fields: fc.option(fc.array(fc.constantFrom('name', 'ssn', ''))),
    totalJobCount: fc.nat(5),
    remainingBlockCount: fc.nat(5),
    state: fc.constantFrom('Created', 'Completed', 'Nowhere'),
  },
  { requiredKeys: [] },
)

const calls = fc.array(
  fc.oneof(
    call('start', fc.constant(null), (service, key) => service.start(key)),
    call('blocks', blocks, (service, key, sent) => service.acknowledgeBlocks({ ...key, blocks: sent })),
    call('blocks', blocks, (service, key, sent) => service.acknowledgeBlocks({ ...key, blocks: sent })),
    call('commit', fc.record({ totalJobCount: fc.nat(5) }, { requiredKeys: [] }), (service, key, told) =>
      service.commit({ ...key, ...told }),
    ),
    call('renew', fc.constant(null), (service, key) => service.renew(key), false),
    call(
      'jobs',
      fc.integer({ min: -1, max: 6 }),
      (service, key, count) => service.completeJobs({ ...key, count }),
      false,
    ),
    call('update', patch, (service, key, sent) => service.update({ ...key, patch: sent })),
    call('cancel', fc.constant(null), (service, key) => service.cancel(key)),
    call('fail', classificationError(), (service, key, error) => service.fail({ ...key, error })),
  ),
  { maxLength: 12 },
)

describe('whatever a session is asked for', () => {
  it('breaks no law, counts each block once, and tells the truth about what it changed', async () => {
    await fc.assert(
      fc.asyncProperty(createSessionRequest({ maxCount: 8 }), calls, async (request, asked) => {
        const service = serviceOver(createMemoryStore())
        const { datastoreId: _, ...rest } = request
        let before = await right(service.create({ datastoreId, request: rest }))
        const key = { datastoreId, id: before.session.id ?? '' }
        const arrived = new Set<string>()
        for (const { name, ask } of asked) {
          const outcome = await ask(service, key)()
          const after = await right(service.get(key))
          if (E.isLeft(outcome)) expect(after).toEqual(before)
          else expect(after).toEqual(outcome.right)
          expect(after.revision > before.revision).toBe(
            JSON.stringify(after.session) !== JSON.stringify(before.session),
          )
          if (E.isRight(outcome) && name.startsWith('blocks')) {
            for (const { id } of JSON.parse(name.slice('blocks '.length))) arrived.add(id)
          }
          expect(violationsOf(after.session)).toEqual([])
          expect(historyViolationsOf(before.session, after.session)).toEqual([])
          expect(after.session.remainingBlockCount).toBe(request.totalBlockCount - arrived.size)
          before = after
        }
      }),
      { numRuns: 500 },
    )
  })

  it('gives the same when it is asked again, and refuses again what it refused', async () => {
    await fc.assert(
      fc.asyncProperty(createSessionRequest({ maxCount: 8 }), calls, async (request, asked) => {
        const service = serviceOver(createMemoryStore())
        const { datastoreId: _, ...rest } = request
        const { session } = await right(service.create({ datastoreId, request: rest }))
        const key = { datastoreId, id: session.id ?? '' }
        for (const { retryable, ask } of asked) {
          const first = await ask(service, key)()
          if (!retryable) continue
          const second = await ask(service, key)()
          if (E.isRight(first)) expect(second).toEqual(first)
          else expect(second).toMatchObject({ left: { type: first.left.type } })
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('create', () => {
  it('fills in what the request leaves out', async () => {
    const { first } = await begun({ totalBlockCount: 3, fileName: 'patients.csv' })
    expect(first.session).toMatchObject({
      '@odata.type': '#microsoft.graph.exactMatchSession',
      id: 'id-1',
      datastoreId,
      fileName: 'patients.csv',
      state: 'Created',
      remainingBlockCount: 3,
      creationDateTime: clock(1),
      lastUpdatedDateTime: clock(1),
      dataUploadURI: uriOf('id-1', 'id-2'),
      salt: null,
    })
  })

  it('keeps a whole representation as it is', async () => {
    const { first, service, key } = await begun()
    const session = {
      ...first.session,
      id: 'mine',
      state: 'UploadInProgress',
      totalBlockCount: 5,
      remainingBlockCount: 2,
      startDateTime: clock(1),
      lastUpdatedDateTime: clock(2),
      dataUploadURI: 'https://elsewhere.example',
      salt: 'a1'.repeat(32),
    }
    expect((await right(service.create({ datastoreId, request: session }))).session).toEqual(session)
    expect((await right(service.get({ ...key, id: 'mine' }))).session).toEqual(session)
  })

  it('names every property that can not be so', async () => {
    const { service } = await begun()
    const request = {
      id: 'a\n',
      datastoreId: 'others',
      totalBlockCount: 3,
      remainingBlockCount: 4,
      salt: 'short',
      fields: ['name', 'name'],
    }
    const error = await left(service.create({ datastoreId, request }))
    expect(error.type === 'invalid' && error.faults.map(({ path }) => path)).toEqual([
      '/id',
      '/datastoreId',
      '/remainingBlockCount',
      '/salt',
      '/fields/1',
    ])
    expect(error.message).not.toMatch('short')
  })

  it('gives an id once in each data store', async () => {
    const { service } = await begun()
    const request = { id: 'mine', totalBlockCount: 1 }
    await right(service.create({ datastoreId, request }))
    expect(await left(service.create({ datastoreId, request }))).toMatchObject({
      type: 'conflict',
      clash: { reason: 'idTaken', thing: 'session', id: 'mine' },
      message: 'there is a session with the id "mine" already',
    })
    await right(service.create({ datastoreId: 'others', request }))
  })

  it('lets a data store come into being with its first session, and only then', async () => {
    const { service } = await begun()
    expect(await right(service.dataStores.get({ id: datastoreId }))).toMatchObject({ id: datastoreId })
    await left(service.create({ datastoreId: 'others', request: { totalBlockCount: -1 } }))
    expect(await left(service.dataStores.get({ id: 'others' }))).toMatchObject({ type: 'notFound' })
  })
})

describe('what is not there', () => {
  const key = { datastoreId: 'nowhere', id: 'nobody' }
  it.each([
    ['get', (service: SessionService) => service.get(key)],
    ['update', (service: SessionService) => service.update({ ...key, patch: {} })],
    ['remove', (service: SessionService) => service.remove(key)],
    ['start', (service: SessionService) => service.start(key)],
    ['a block', (service: SessionService) => service.acknowledgeBlock({ ...key, block: block('a') })],
    ['commit', (service: SessionService) => service.commit(key)],
    ['cancel', (service: SessionService) => service.cancel(key)],
    ['renew', (service: SessionService) => service.renew(key)],
    ['jobs', (service: SessionService) => service.completeJobs({ ...key, count: 1 })],
    ['fail', (service: SessionService) => service.fail({ ...key, error: { code: 'lost' } })],
    ['its agent', (service: SessionService) => service.uploadAgentOf(key)],
  ])('is not found: %s', async (_, ask: (service: SessionService) => TaskEither<ServiceError, unknown>) => {
    const { service } = await begun()
    expect(await left(ask(service))).toEqual({
      type: 'notFound',
      thing: 'session',
      id: 'nobody',
      message: 'there is no session with the id "nobody"',
    })
  })

  it('is not found under an id that nothing can have', async () => {
    const { service } = await begun()
    for (const id of ['', '\0', '\ud800', 'x'.repeat(257)]) {
      expect(await left(service.get({ datastoreId, id }))).toMatchObject({ type: 'notFound' })
      expect(await left(service.list({ datastoreId: id, top: 1 }))).toMatchObject({ thing: 'data store' })
    }
  })

  it('is a list of another kind than an empty one', async () => {
    const { service, key: only } = await begun()
    await right(service.remove(only))
    expect(await right(service.list({ datastoreId, top: 1 }))).toEqual({ items: [], next: null })
    expect(await right(service.count({ datastoreId }))).toBe(0)
    expect(await left(service.list({ datastoreId: 'nowhere', top: 1 }))).toMatchObject({ type: 'notFound' })
    expect(await left(service.count({ datastoreId: 'nowhere' }))).toMatchObject({ type: 'notFound' })
  })
})

describe('a retry', () => {
  it('counts a block once and starts the session once', async () => {
    const { service, key } = await begun()
    const once = await right(service.acknowledgeBlock({ ...key, block: block('a') }))
    expect(once.session).toMatchObject({ state: 'UploadInProgress', remainingBlockCount: 2 })
    expect(await right(service.acknowledgeBlock({ ...key, block: block('a') }))).toEqual(once)
    expect(await right(service.start(key))).toEqual(once)
  })

  it('with other bytes is a conflict that names the block, and its batch counts for nothing', async () => {
    const { service, key } = await begun()
    const once = await right(service.acknowledgeBlock({ ...key, block: block('a') }))
    for (const sent of [
      [block('b'), block('a', 'other')],
      [block('b'), block('b', 'other')],
    ]) {
      expect(await left(service.acknowledgeBlocks({ ...key, blocks: sent }))).toMatchObject({
        type: 'conflict',
        clash: { reason: 'otherBlock', blockIds: [sent[1]?.id] },
      })
    }
    expect(await right(service.get(key))).toEqual(once)
  })

  it('of a block that arrived is answered in every state that follows', async () => {
    const { service, key } = await uploaded()
    await right(service.commit(key))
    const done = await right(service.completeJobs({ ...key, count: 3 }))
    expect(await right(service.acknowledgeBlock({ ...key, block: block('c') }))).toEqual(done)
    expect(await left(service.acknowledgeBlock({ ...key, block: block('d') }))).toMatchObject({
      clash: { reason: 'rejected', rejection: { code: 'finished' } },
    })
  })

  it('of commit answers like the first; a commit of another number of jobs is another', async () => {
    const { service, key } = await uploaded()
    const committed = await right(service.commit({ ...key, totalJobCount: 2 }))
    expect(await right(service.commit({ ...key, totalJobCount: 2 }))).toEqual(committed)
    expect(await right(service.commit(key))).toEqual(committed)
    expect(await left(service.commit({ ...key, totalJobCount: 3 }))).toMatchObject({
      message: 'cannot commit: it was committed already; 2 of 2 jobs remain',
    })
    const done = await right(service.completeJobs({ ...key, count: 2 }))
    expect(await right(service.commit(key))).toEqual(done)
  })

  it('of cancel answers like the first, of another ending does not', async () => {
    const { service, key } = await begun()
    const cancelled = await right(service.cancel(key))
    expect(await right(service.cancel(key))).toEqual(cancelled)
    expect(await left(service.fail({ ...key, error: { code: 'lost' } }))).toMatchObject({ type: 'conflict' })
    expect(await left(service.commit(key))).toMatchObject({ type: 'conflict' })
  })
})

describe('a revision', () => {
  it("that is not the session's stops every change", async () => {
    const { service, key, first } = await begun()
    const second = await right(service.start({ ...key, revisions: [first.revision] }))
    const stale = { ...key, revisions: [first.revision, 1e9] }
    for (const ask of [
      service.update({ ...stale, patch: { fileName: 'x' } }),
      service.remove(stale),
      service.start(stale),
      service.acknowledgeBlock({ ...stale, block: block('a') }),
      service.cancel(stale),
      service.renew(stale),
    ]) {
      expect(await left(ask)).toMatchObject({ type: 'preconditionFailed', revision: second.revision })
    }
    expect(await right(service.get(key))).toEqual(second)
  })

  it('among those expected lets it happen', async () => {
    const { service, key, first } = await begun()
    expect((await right(service.cancel({ ...key, revisions: [1e9, first.revision] }))).session.state).toBe(
      'Cancelled',
    )
  })
})

describe('renew', () => {
  it('gives a fresh URI, through which alone blocks come from then on', async () => {
    const { service, key, first } = await begun()
    const old = first.session.dataUploadURI
    const renewed = await right(service.renew(key))
    expect(renewed.session.dataUploadURI).not.toBe(old)
    const send = (uri: string | null | undefined) =>
      service.acknowledgeBlock({ ...key, block: block('a'), through: (current) => current === uri })
    expect(await left(send(old))).toMatchObject({ type: 'uploadUriReplaced' })
    expect((await right(send(renewed.session.dataUploadURI))).session.remainingBlockCount).toBe(2)
  })
})

describe('update', () => {
  it('changes the facts: what is left out stays, null is null', async () => {
    const { service, key } = await begun({ totalBlockCount: 1, fileName: 'a.csv', checksum: 'x' })
    const { session } = await right(service.update({ ...key, patch: { fileName: null, fields: ['ssn'] } }))
    expect(session).toMatchObject({
      fileName: null,
      checksum: 'x',
      fields: ['ssn'],
      lastUpdatedDateTime: clock(2),
    })
  })

  it('tells a number of jobs that nobody knew, once', async () => {
    const { service, key } = await begun()
    const { session } = await right(service.update({ ...key, patch: { totalJobCount: 13 } }))
    expect(session).toMatchObject({ totalJobCount: 13, remainingJobCount: 13 })
    expect(await left(service.update({ ...key, patch: { totalJobCount: 12 } }))).toMatchObject({
      type: 'invalid',
      faults: [{ path: '/totalJobCount', message: 'totalJobCount changed from 13 to 12' }],
    })
  })

  it('moves nothing that events move, but may repeat it', async () => {
    const { service, key, first } = await begun()
    expect(await right(service.update({ ...key, patch: first.session }))).toEqual(first)
    expect(
      await left(service.update({ ...key, patch: { ...first.session, state: 'Completed', id: 'other' } })),
    ).toMatchObject({ type: 'invalid', faults: [{ path: '/id' }, { path: '/state' }] })
  })

  it('is refused where it breaks a law, and once the session is finished', async () => {
    const { service, key } = await begun()
    expect(await left(service.update({ ...key, patch: { rowsPerBlock: 0 } }))).toMatchObject({
      type: 'invalid',
      faults: [{ path: '/rowsPerBlock' }],
    })
    await right(service.cancel(key))
    expect(await left(service.update({ ...key, patch: { fileName: 'late' } }))).toMatchObject({
      type: 'conflict',
      clash: { reason: 'finished', state: 'Cancelled' },
    })
  })
})

describe('lists', () => {
  it('go through all sessions of a data store page by page', async () => {
    const { service } = await begun()
    for (const id of ['b', 'c', 'd']) {
      await right(service.create({ datastoreId, request: { id, totalBlockCount: 1 } }))
    }
    const first = await right(service.list({ datastoreId, top: 3 }))
    expect(first.items.map(({ session }) => session.id)).toEqual(['id-1', 'b', 'c'])
    const second = await right(service.list({ datastoreId, top: 3, after: first.next ?? '' }))
    expect(second).toMatchObject({ items: [{ session: { id: 'd' } }], next: null })
    expect(await right(service.count({ datastoreId }))).toBe(4)
  })

  it('say what is wrong with a page that can not be', async () => {
    const { service } = await begun()
    expect(await left(service.list({ datastoreId, top: -1, skip: 0.5, after: 'x' }))).toMatchObject({
      type: 'invalid',
      faults: [{ path: '/top' }, { path: '/skip' }, { path: '/after' }],
    })
    expect(await left(service.uploadAgents.list({ top: Number.NaN }))).toMatchObject({ type: 'invalid' })
  })
})

describe('data stores and upload agents', () => {
  it('are created, with what is left out filled in, and found', async () => {
    const { service } = await begun()
    const store = await right(service.dataStores.create({ displayName: 'Patients' }))
    expect(store).toMatchObject({ displayName: 'Patients', description: null })
    expect(await right(service.dataStores.get({ id: store.id ?? '' }))).toEqual(store)
    const agent = await right(service.uploadAgents.create({ id: 'agent' }))
    expect(agent).toMatchObject({ id: 'agent', description: null, creationDateTime: clock(2) })
    expect(await right(service.uploadAgents.list({ top: 9 }))).toEqual({ items: [agent], next: null })
    expect(await right(service.uploadAgents.count())).toBe(1)
    expect(await left(service.uploadAgents.create({ id: 'agent' }))).toMatchObject({
      clash: { reason: 'idTaken', thing: 'upload agent' },
    })
    expect(await left(service.dataStores.create({ id: '', sessions: [] }))).toMatchObject({
      faults: [{ path: '/id' }, { path: '/sessions' }],
    })
  })

  it('belong to the sessions that came from them', async () => {
    const { service } = await begun()
    const agent = await right(service.uploadAgents.create({ id: 'agent' }))
    const agentOf = async (request: CreateSessionRequest) => {
      const { session } = await right(service.create({ datastoreId, request }))
      return service.uploadAgentOf({ datastoreId, id: session.id ?? '' })()
    }
    expect(await agentOf({ totalBlockCount: 1, uploadAgentId: 'agent' })).toEqual(E.right(agent))
    expect(await agentOf({ totalBlockCount: 1, uploadAgent: { id: 'own' } })).toEqual(E.right({ id: 'own' }))
    expect(await agentOf({ totalBlockCount: 1 })).toMatchObject({ left: { thing: 'upload agent' } })
  })
})

describe('a session that somebody else wrote', () => {
  it('is told as damaged where it breaks a law, and can be removed', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const key = { datastoreId, id: 'broken' }
    await right(store.create({ key, session: { id: 'broken', totalBlockCount: -1 }, dataStore: {} }))
    expect(await left(service.start(key))).toMatchObject({
      type: 'damaged',
      faults: [{ path: '/totalBlockCount' }],
    })
    await right(service.remove(key))
  })
})
