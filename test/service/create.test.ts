import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { CreateSessionRequest, propertiesWhere, withoutComputed } from '../../src/model/index.js'
import { createMemoryStore } from '../../src/service/index.js'
import {
  classificationError,
  createSessionRequest,
  dateTimeOffset,
  uploadUri,
} from '../../src/testing/index.js'
import { documentedRequest } from '../model/documented.js'
import { left, right } from './outcome.js'
import { createSession, datastoreId, secondsPastNine, sequentialIds, serviceOver, uriOf } from './service.js'

describe('create', () => {
  it('fills in what the request leaves out', async () => {
    const { first } = await createSession({ totalBlockCount: 3, fileName: 'patients.csv' })
    expect(first.session).toMatchObject({
      '@odata.type': '#microsoft.graph.exactMatchSession',
      id: 'id-1',
      datastoreId,
      fileName: 'patients.csv',
      state: 'Created',
      remainingBlockCount: 3,
      creationDateTime: secondsPastNine(1),
      lastUpdatedDateTime: secondsPastNine(1),
      dataUploadURI: uriOf('id-1', 'id-3'),
      salt: null,
    })
  })

  it('ignores what the service computes, and keeps all else of the documented request', async () => {
    const { service } = await createSession()
    const request = { ...documentedRequest, id: 'mine', datastoreId }
    expect(CreateSessionRequest.is(request)).toBe(true)
    if (!CreateSessionRequest.is(request)) return
    const { session } = await right(service.create({ datastoreId, request }))
    expect(withoutComputed(session)).toEqual(withoutComputed(request))
    expect(session).toMatchObject({
      state: 'Created',
      remainingBlockCount: 15,
      remainingJobCount: 13,
      creationDateTime: secondsPastNine(2),
      startDateTime: null,
      error: null,
    })
    expect(session.dataUploadURI).not.toBe(documentedRequest.dataUploadURI)
  })

  it('gives the same session with any values of what the service computes as without', async () => {
    const computed = fc.record(
      {
        state: fc.constantFrom('Created', 'Completed', 'Cancelled', 'Nowhere'),
        remainingBlockCount: fc.nat(9),
        remainingJobCount: fc.nat(9),
        dataUploadURI: uploadUri(),
        error: classificationError(),
        ...Object.fromEntries(
          propertiesWhere(({ order }) => order !== undefined).map((name) => [name, dateTimeOffset()]),
        ),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(createSessionRequest(), computed, async (sample, stated) => {
        const { datastoreId: _, ...request } = sample
        const sessionOf = async (body: CreateSessionRequest) => {
          const service = serviceOver(createMemoryStore(), sequentialIds())
          return (await right(service.create({ datastoreId, request: body }))).session
        }
        expect(await sessionOf({ ...request, ...stated })).toEqual(await sessionOf(withoutComputed(request)))
      }),
    )
  })

  it('names every property that is not valid, and no secret', async () => {
    const { service } = await createSession()
    const request = {
      id: 'a\n',
      datastoreId: 'others',
      totalBlockCount: 3,
      rowsPerBlock: 0,
      salt: 'short',
      fields: ['name', 'name'],
    }
    const error = await left(service.create({ datastoreId, request }))
    expect(error.code === 'invalid' && error.issues.map(({ path }) => path)).toEqual([
      '/id',
      '/datastoreId',
      '/rowsPerBlock',
      '/salt',
      '/fields/1',
    ])
    expect(error.message).not.toMatch('short')
  })

  it('uses an id once in each data store', async () => {
    const { service } = await createSession()
    const request = { id: 'mine', totalBlockCount: 1 }
    await right(service.create({ datastoreId, request }))
    const other = { ...request, totalBlockCount: 2 }
    expect(await left(service.create({ datastoreId, request: other }))).toEqual({
      code: 'idTaken',
      kind: 'session',
      id: 'mine',
      message: 'there is a session with the id "mine" already',
    })
    await right(service.create({ datastoreId: 'others', request }))
  })

  it('creates the data store of the first session, unless the request is refused', async () => {
    const { service } = await createSession()
    expect(await right(service.dataStores.get({ id: datastoreId }))).toMatchObject({ id: datastoreId })
    await left(service.create({ datastoreId: 'others', request: { totalBlockCount: -1 } }))
    expect(await left(service.dataStores.get({ id: 'others' }))).toMatchObject({ code: 'notFound' })
  })
})

describe('import', () => {
  it('adds a session as it stands, once', async () => {
    const { first, service, key } = await createSession()
    const session = {
      ...first.session,
      id: 'mine',
      state: 'UploadInProgress',
      totalBlockCount: 5,
      remainingBlockCount: 2,
      startDateTime: secondsPastNine(1),
      lastUpdatedDateTime: secondsPastNine(2),
      dataUploadURI: 'https://elsewhere.example',
      salt: 'a1'.repeat(32),
    }
    const imported = await right(service.import({ datastoreId, session }))
    expect(imported.session).toEqual(session)
    expect(await right(service.get({ ...key, id: 'mine' }))).toEqual(imported)
    expect(await right(service.import({ datastoreId, session }))).toEqual(imported)
    for (const other of [{ remainingBlockCount: 1 }, { fileName: 'other.csv' }]) {
      expect(await left(service.import({ datastoreId, session: { ...session, ...other } }))).toMatchObject({
        code: 'idTaken',
      })
    }
  })

  it('refuses a session that violates an invariant', async () => {
    const { service } = await createSession()
    const session = { totalBlockCount: 3, remainingBlockCount: 4 }
    expect(await left(service.import({ datastoreId, session }))).toMatchObject({
      code: 'invalid',
      issues: [{ path: '/remainingBlockCount' }],
    })
  })
})

describe('data stores and upload agents', () => {
  it('are created with their missing properties filled in, and found again', async () => {
    const { service } = await createSession()
    const store = await right(service.dataStores.create({ displayName: 'Patients' }))
    expect(store).toMatchObject({ displayName: 'Patients', description: null })
    expect(await right(service.dataStores.get({ id: store.id ?? '' }))).toEqual(store)
    const agent = await right(service.uploadAgents.create({ id: 'agent' }))
    expect(agent).toMatchObject({ id: 'agent', description: null, creationDateTime: secondsPastNine(2) })
    expect(await right(service.uploadAgents.list({ top: 9 }))).toEqual({ items: [agent], next: null })
    expect(await right(service.uploadAgents.count())).toBe(1)
    expect(await left(service.uploadAgents.create({ id: 'agent' }))).toMatchObject({
      code: 'idTaken',
      kind: 'upload agent',
    })
    expect(await left(service.dataStores.create({ id: '', sessions: [] }))).toMatchObject({
      issues: [{ path: '/id' }, { path: '/sessions' }],
    })
  })

  it('are found from a session: its upload agent is the contained one, or else the one of uploadAgentId', async () => {
    const { service } = await createSession()
    const agent = await right(service.uploadAgents.create({ id: 'agent' }))
    const agentOf = async (request: CreateSessionRequest) => {
      const { session } = await right(service.create({ datastoreId, request }))
      return service.uploadAgentOf({ datastoreId, id: session.id ?? '' })()
    }
    expect(await agentOf({ totalBlockCount: 1, uploadAgentId: 'agent' })).toEqual(E.right(agent))
    expect(await agentOf({ totalBlockCount: 1, uploadAgent: { id: 'own' } })).toEqual(E.right({ id: 'own' }))
    expect(await agentOf({ totalBlockCount: 1 })).toMatchObject({ left: { kind: 'upload agent' } })
  })
})
