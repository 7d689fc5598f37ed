// GET …/sessions and …/sessions/$count
import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStore, type SessionStore } from '../../src/service/index.js'
import { createSession, createTestApi, jsonOf, send, sessionsPath, type TestApi } from './testApi.js'

let api: TestApi
beforeEach(() => {
  api = createTestApi()
})

describe('GET …/sessions', () => {
  const text = (value: string | null) => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`)
  const names = fc.option(fc.constantFrom("O'Neil", 'a', 'b', 'ab', ''), { freq: 4 })
  const stored = fc.array(fc.record({ fileName: names, totalBlockCount: fc.nat(4) }), { maxLength: 12 })
  type Stored = { readonly fileName: string | null; readonly totalBlockCount: number }

  /** A filter and its predicate. */
  interface FilterCase {
    readonly filter: string
    readonly passes: (session: Stored) => boolean
  }
  const leaf: fc.Arbitrary<FilterCase> = fc.oneof(
    names.map((name) => ({
      filter: `fileName eq ${text(name)}`,
      passes: ({ fileName }: Stored) => fileName === name,
    })),
    names.map((name) => ({
      filter: `fileName ne ${text(name)}`,
      passes: ({ fileName }: Stored) => fileName !== name,
    })),
    fc.nat(4).map((count) => ({
      filter: `totalBlockCount gt ${count}`,
      passes: ({ totalBlockCount }: Stored) => totalBlockCount > count,
    })),
    fc.nat(4).map((count) => ({
      filter: `totalBlockCount in (0, ${count})`,
      passes: ({ totalBlockCount }: Stored) => totalBlockCount === 0 || totalBlockCount === count,
    })),
  )
  const filterCase: fc.Arbitrary<FilterCase> = fc.letrec<{ node: FilterCase }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      tie('node').map(({ filter, passes }) => ({
        filter: `not (${filter})`,
        passes: (s: Stored) => !passes(s),
      })),
      fc.tuple(tie('node'), tie('node')).map(([one, two]) => ({
        filter: `(${one.filter}) and (${two.filter})`,
        passes: (s: Stored) => one.passes(s) && two.passes(s),
      })),
      fc.tuple(tie('node'), tie('node')).map(([one, two]) => ({
        filter: `(${one.filter} or ${two.filter})`,
        passes: (s: Stored) => one.passes(s) || two.passes(s),
      })),
    ),
  })).node

  const all = async (query: URLSearchParams): Promise<ReadonlyArray<Stored>> => {
    const found: Array<Stored> = []
    let next: string | undefined = `${sessionsPath}?${query}`
    while (next !== undefined) {
      const page: { value: ReadonlyArray<Stored>; '@odata.nextLink'?: string } = await jsonOf(
        send(api, 'GET', next),
      )
      expect(page.value.length).toBeLessThanOrEqual(Number(query.get('$top') ?? 100))
      found.push(...page.value)
      next = page['@odata.nextLink']
    }
    return found.map(({ fileName, totalBlockCount }) => ({ fileName, totalBlockCount }))
  }

  it('returns, over all pages, the sessions that $filter, $orderby and $skip select', async () => {
    await fc.assert(
      fc.asyncProperty(
        stored,
        fc.option(filterCase),
        fc.boolean(),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(3),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(1, 2_000, 1_000_000),
        async (items, filter, ordered, top, skip, chunk, pageBytes) => {
          api = createTestApi({ limits: { maxScan: ordered ? 1_000 : chunk, pageBytes } })
          await send(api, 'POST', '/dataClassification/exactMatchDataStores', { body: { id: 'patients' } })
          for (const item of items) await createSession(api, item)
          const query = new URLSearchParams({ $top: String(top), $skip: String(skip) })
          if (filter !== null) query.set('$filter', filter.filter)
          if (ordered) query.set('$orderby', 'fileName desc,totalBlockCount')
          const rank = ({ fileName }: Stored) => (fileName === null ? '' : `x${fileName}`)
          const expected = items.filter((item) => filter?.passes(item) ?? true)
          const sorted = ordered
            ? expected.toSorted((one, two) =>
                rank(one) === rank(two)
                  ? one.totalBlockCount - two.totalBlockCount
                  : rank(one) < rank(two)
                    ? 1
                    : -1,
              )
            : expected
          const wanted = sorted
            .slice(skip)
            .map(({ fileName, totalBlockCount }) => ({ fileName, totalBlockCount }))
          expect(await all(query)).toEqual(wanted)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('counts sessions, with or without a filter, in a page or by $count', async () => {
    for (const totalBlockCount of [1, 2, 3]) await createSession(api, { totalBlockCount })
    const filter = `$filter=${encodeURIComponent('totalBlockCount ge 2')}`
    expect(await (await send(api, 'GET', `${sessionsPath}/$count`)).text()).toBe('3')
    expect(await (await send(api, 'GET', `${sessionsPath}/$count?${filter}`)).text()).toBe('2')
    const page = await jsonOf(send(api, 'GET', `${sessionsPath}?$count=true&$top=1&${filter}`))
    expect([page['@odata.count'], page.value.length]).toEqual([2, 1])
    expect(await jsonOf(send(api, 'GET', `${sessionsPath}?$top=0`))).toEqual({ value: [] })
  })

  it('compares timestamps by instant, and null by three-valued logic', async () => {
    api.clock.set('2026-11-24T09:00:00.1234567+03:00')
    await createSession(api, { totalBlockCount: 1 })
    const count = async (filter: string) =>
      (await send(api, 'GET', `${sessionsPath}/$count?$filter=${encodeURIComponent(filter)}`)).text()
    expect(await count('creationDateTime eq 2026-11-24T06:00:00.1234567Z')).toBe('1')
    expect(await count('creationDateTime gt 2026-11-24T06:00:00.1234567Z')).toBe('0')
    expect(await count("contains(fileName, 'a') or not contains(fileName, 'a')")).toBe('0')
    expect(await count('fileName eq null and remainingBlockCount le totalBlockCount')).toBe('1')
  })

  it('understands query options in any case and without $, also in its links', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await createSession(api, { id, totalBlockCount: 1 })
    const pageAt = async (url: string) => {
      const { value, ...page } = await jsonOf(send(api, 'GET', url))
      return { ids: value.map(({ id }: { readonly id: string }) => id), next: page['@odata.nextLink'] }
    }
    const options = ["top=2&skip=1&filter=id ne 'd'", "$TOP=2&$Skip=1&$Filter=id ne 'd'"]
    for (const query of options) {
      const { ids, next } = await pageAt(`${sessionsPath}?${query}`)
      expect(ids).toEqual(['b', 'c'])
      if (next !== undefined) expect((await pageAt(next)).ids).toEqual([])
    }
    const first = await pageAt(`${sessionsPath}?top=1&skip=1`)
    expect([first.ids, (await pageAt(first.next)).ids]).toEqual([['b'], ['c']])
    const twice = await send(api, 'GET', `${sessionsPath}?top=1&$top=2`)
    expect([twice.status, (await twice.json()).error.message]).toEqual([400, '$top: there is more than one'])
  })

  it('gives each session the entity tag that a change of it can name', async () => {
    await createSession(api, { id: 'a', totalBlockCount: 1 })
    const [listed] = (await jsonOf(send(api, 'GET', sessionsPath))).value
    const etag = listed['@odata.etag']
    expect((await send(api, 'GET', `${sessionsPath}/a`)).headers.get('etag')).toBe(etag)
    const patch = (headers: Readonly<Record<string, string>>) =>
      send(api, 'PATCH', `${sessionsPath}/a`, { body: { ...listed, fileName: 'a.csv' }, headers })
    expect((await patch({ 'if-match': etag })).status).toBe(200)
    expect((await patch({ 'if-match': etag })).status).toBe(412)
  })

  it('writes JSON where $format asks for it, and refuses other formats', async () => {
    await createSession(api)
    const statusOf = async (format: string) =>
      (await send(api, 'GET', `${sessionsPath}?$format=${encodeURIComponent(format)}`)).status
    expect(await statusOf('json')).toBe(200)
    expect(await statusOf('application/json;odata.metadata=minimal')).toBe(200)
    expect(await statusOf('xml')).toBe(400)
  })

  it('explains why a filter is not valid', async () => {
    await createSession(api)
    for (const [filter, sentence] of [
      ['salt eq null', "$filter: salt is a secret and can't be filtered on"],
      ['colour eq 1', '$filter: a session has no property colour'],
      ["tolower(state) eq 'created'", '$filter: the function tolower is not supported'],
      ['state eq 1', "$filter: a text can't be compared with a number"],
      [`${'('.repeat(40)}id eq null${')'.repeat(40)}`, '$filter: it is nested more than 32 times'],
    ] as const) {
      const refused = await jsonOf(send(api, 'GET', `${sessionsPath}?$filter=${encodeURIComponent(filter)}`))
      expect(refused.error).toMatchObject({ message: sentence, target: '$filter' })
    }
  })

  it('has fewer items than requested where they are large, and links to the rest', async () => {
    api = createTestApi({ limits: { pageBytes: 2_000 } })
    const names = [...'abcdefghijklmnop'].map((letter) => letter.repeat(900))
    for (const fileName of names) await createSession(api, { totalBlockCount: 1, fileName })
    for (const query of ['', '$orderby=fileName', `$filter=${encodeURIComponent('totalBlockCount eq 1')}`]) {
      const page = await jsonOf(send(api, 'GET', `${sessionsPath}?${query}`))
      expect(page.value.length).toBeGreaterThan(0)
      expect(page.value.length).toBeLessThan(names.length)
      expect((await all(new URLSearchParams(query))).map(({ fileName }) => fileName)).toEqual(names)
    }
  })

  it('stops to read for a request that has been answered because it took too long', async () => {
    const store = createMemoryStore()
    let reads = 0
    let answer: () => void = () => undefined
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const list: SessionStore['list'] = (datastoreId, page) => async () => {
      reads += 1
      if (reads === 2) await answered
      return store.list(datastoreId, page)()
    }
    api = createTestApi({ store: { ...store, list }, limits: { duration: 50, pageBytes: 1 } })
    for (const totalBlockCount of [1, 2, 3, 4, 5]) await createSession(api, { totalBlockCount })
    expect((await send(api, 'GET', `${sessionsPath}?$orderby=id`)).status).toBe(503)
    answer()
    // Each read would follow in the next turn of the event loop.
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve))
    expect(reads).toBe(2)
  })

  it('refuses to scan more sessions than allowed', async () => {
    api = createTestApi({ limits: { maxScan: 2 } })
    for (const totalBlockCount of [1, 2, 3]) await createSession(api, { totalBlockCount })
    const refused = await send(api, 'GET', `${sessionsPath}?$orderby=id`)
    expect([refused.status, (await refused.json()).error.target]).toEqual([400, '$orderby'])
  })
})
