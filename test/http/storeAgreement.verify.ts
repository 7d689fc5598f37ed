// A query gives the same sessions in the same order, wherever they are kept.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DateTimeOffset } from '../../src/codec/index.js'
import type { ExactMatchSession } from '../../src/model/index.js'
import type { SessionStore } from '../../src/service/index.js'
import { newSession } from '../service/newSession.js'
import { right } from '../service/outcome.js'
import { type OpenStore, stores } from '../service/stores.js'
import { filter, orderBy, storedSession } from './query.js'
import { createTestApi, send, type TestApi } from './testApi.js'

let opened: ReadonlyArray<OpenStore> = []
let apis: ReadonlyArray<TestApi> = []
beforeAll(async () => {
  opened = await Promise.all(Object.values(stores).map((open) => open()))
  apis = opened.map(({ store }) => createTestApi({ store }))
})
afterAll(() => Promise.all(opened.map(({ close }) => close())))

const fill = async (store: SessionStore, datastoreId: string, sessions: ReadonlyArray<ExactMatchSession>) => {
  for (const session of sessions) {
    const key = { datastoreId, id: session.id ?? '' }
    await right(store.create(newSession({ key, session, dataStore: {} })))
  }
}

/** Every session of a query, over all its pages. Revisions and the links to pages are the store's own. */
const everySession = async (api: TestApi, datastoreId: string, query: Readonly<Record<string, string>>) => {
  const found: Array<unknown> = []
  const path = `/dataClassification/exactMatchDataStores/${datastoreId}/sessions?${new URLSearchParams(query)}`
  for (let next: string | undefined = path; next !== undefined; ) {
    const response = await send(api, 'GET', next)
    const body = await response.json()
    expect([response.status, body.error]).toEqual([200, undefined])
    found.push(...body.value.map(({ '@odata.etag': _, ...session }: Record<string, unknown>) => session))
    next = body['@odata.nextLink']
  }
  return found
}

const ids = ['b', 'a', 'A', '10', '9', 'ä', 'Z', 'ß']

const dataStore = fc.tuple(...ids.map(storedSession))

const query = fc.record(
  { $filter: filter, $orderby: orderBy, $top: fc.constantFrom('1', '3', '100') },
  { requiredKeys: ['$top'] },
)

describe('memory, PGlite and PostgreSQL', () => {
  it('give the same sessions in the same order for any $filter and $orderby', async () => {
    let selected = 0
    await fc.assert(
      fc.asyncProperty(
        dataStore,
        fc.array(query, { minLength: 6, maxLength: 6 }),
        async (sessions, queries) => {
          const datastoreId = randomUUID()
          for (const { store } of opened) await fill(store, datastoreId, sessions)
          for (const each of queries) {
            const [first, ...others] = await Promise.all(
              apis.map((api) => everySession(api, datastoreId, each)),
            )
            for (const other of others) expect(other).toEqual(first)
            if (first !== undefined && first.length > 0 && first.length < ids.length) selected += 1
          }
        },
      ),
      { numRuns: 60 },
    )
    // Queries that select all or nothing would agree by themselves.
    expect(selected).toBeGreaterThan(60)
  })

  it('order texts by code points and times to the twelfth digit, null first', async () => {
    const fileNames = ['\u{1f600}', null, 'a', '\uffff', 'B', '', 'ä', 'a\u0000']
    const sorted = [null, '', 'B', 'a', 'a\u0000', 'ä', '\uffff', '\u{1f600}']
    const digits = [5, 3, 9, 1, 0, 2, 8, 4]
    const sessions = fileNames.map((fileName, index) => ({
      id: `s${index}`,
      fileName,
      creationDateTime: DateTimeOffset.of(`2026-11-24T09:00:00.00000000000${digits[index]}Z`),
    }))
    for (const [index, { store }] of opened.entries()) {
      const api = apis[index]
      if (api === undefined) continue
      await fill(store, 'sorted', sessions)
      const byName = await everySession(api, 'sorted', { $orderby: 'fileName', $select: 'fileName' })
      expect(byName).toEqual(sorted.map((fileName) => ({ fileName })))
      const byTime = await everySession(api, 'sorted', { $orderby: 'creationDateTime', $select: 'id' })
      expect(byTime).toEqual([4, 3, 5, 1, 7, 0, 6, 2].map((at) => ({ id: `s${at}` })))
      const $filter = 'creationDateTime gt 2026-11-24T09:00:00.000000000007Z'
      expect(await everySession(api, 'sorted', { $filter, $select: 'id' })).toEqual([
        { id: 's2' },
        { id: 's6' },
      ])
    }
  })
})
