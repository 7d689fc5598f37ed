// The documented API, operation by operation. What real clients make of it, graphClient and blobClient test.
import * as fc from 'fast-check'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { beforeEach, describe, expect, it } from 'vitest'
import { ExactMatchSession } from '../../src/model/index.js'
import { createMemoryStore } from '../../src/service/index.js'
import { documentedRequest } from '../model/documented.js'
import { ask, type Bed, newBed } from './bed.js'

const sessions = '/dataClassification/exactMatchDataStores/patients/sessions'

let bed: Bed
beforeEach(() => {
  bed = newBed()
})

const jsonOf = async (answer: Promise<Response>) => (await answer).json()
const created = async (body: unknown = { totalBlockCount: 15 }) =>
  jsonOf(ask(bed, 'POST', sessions, { body }))
const targetsOf = ({ error }: { error: { details: ReadonlyArray<{ target: string }> } }) =>
  error.details.map(({ target }) => target)

describe('create', () => {
  it('gives the whole representation back with an id', async () => {
    const answer = await ask(bed, 'POST', sessions, { body: documentedRequest })
    expect(answer.status).toBe(201)
    const { id, ...rest } = await answer.json()
    expect(rest).toEqual(documentedRequest)
    expect(answer.headers.get('location')).toBe(`http://api.test${sessions}/${id}`)
    expect(answer.headers.get('odata-version')).toBe('4.0')
    expect(answer.headers.get('etag')).toMatch(/^W\/"\d+"$/)
  })

  it('fills in what is left out', async () => {
    const session = await created()
    expect(session).toMatchObject({
      state: 'Created',
      datastoreId: 'patients',
      remainingBlockCount: 15,
      creationDateTime: '2026-11-24T09:00:00Z',
      dataUploadURI: expect.stringMatching(/^http:\/\/api\.test\/uploads\/patients\/.*se=.*sig=/),
    })
    expect(ExactMatchSession.is(session)).toBe(true)
  })

  it('names every property that is at fault', async () => {
    const unlawful = await jsonOf(
      ask(bed, 'POST', sessions, {
        body: { totalBlockCount: 3, remainingBlockCount: 4, salt: 'short', fields: ['a', 'a'] },
      }),
    )
    expect(targetsOf(unlawful).toSorted()).toEqual(['fields/1', 'remainingBlockCount', 'salt'])
    const mistyped = await jsonOf(
      ask(bed, 'POST', sessions, { body: { totalBlockCount: '3', colour: 'red', salt: 7 } }),
    )
    expect(targetsOf(mistyped).toSorted()).toEqual(['colour', 'salt', 'totalBlockCount'])
    expect(targetsOf(await jsonOf(ask(bed, 'POST', sessions, { body: {} })))).toEqual(['totalBlockCount'])
  })

  it('answers nothing but headers where the client prefers that', async () => {
    const answer = await ask(bed, 'POST', sessions, {
      body: { totalBlockCount: 1 },
      headers: { prefer: 'return=minimal' },
    })
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect(answer.headers.get('preference-applied')).toBe('return=minimal')
    expect(answer.headers.get('odata-entityid')).toBe(answer.headers.get('location'))
    const path = new URL(answer.headers.get('location') ?? '').pathname
    expect((await ask(bed, 'GET', path)).status).toBe(200)
  })

  it('refuses an id that is taken, one no URL can name, and another data store than that of the path', async () => {
    await created({ id: 'a', totalBlockCount: 1 })
    const statusOf = async (body: unknown) => (await ask(bed, 'POST', sessions, { body })).status
    expect(await statusOf({ id: 'a', totalBlockCount: 1 })).toBe(409)
    expect(await statusOf({ id: '..', totalBlockCount: 1 })).toBe(400)
    expect(await statusOf({ datastoreId: 'others', totalBlockCount: 1 })).toBe(400)
  })

  it('reads both spellings of the data store and writes the one it is made for', async () => {
    bed = newBed({ naming: 'beta' })
    for (const name of ['datastoreId', 'dataStoreId']) {
      const session = await created({ totalBlockCount: 1, [name]: 'patients' })
      expect(session).toMatchObject({ dataStoreId: 'patients' })
      expect(session).not.toHaveProperty('datastoreId')
    }
  })

  it('takes annotations and whatever is no JSON of this type for what they are', async () => {
    await created({ '@odata.context': 'https://graph.example/$metadata', totalBlockCount: 1 })
    const statusOf = async (type: string, body = '{"totalBlockCount": 1}') =>
      (await ask(bed, 'POST', sessions, { body, headers: { 'content-type': type } })).status
    expect(await statusOf('application/json; odata.metadata=minimal; charset=UTF-8')).toBe(201)
    expect(await statusOf('text/plain')).toBe(415)
    expect(await statusOf('application/json; charset=latin1')).toBe(415)
    expect(await statusOf('application/json', '{')).toBe(400)
    expect((await ask(bed, 'POST', sessions)).status).toBe(400)
  })
})

describe('preconditions', () => {
  it('hold for update, delete and every action', async () => {
    const { id } = await created()
    const path = `${sessions}/${id}`
    const headers = { 'if-match': 'W/"999"' }
    for (const [method, where] of [
      ['PATCH', path],
      ['DELETE', path],
      ['POST', `${path}/commit`],
      ['POST', `${path}/cancel`],
      ['POST', `${path}/renew`],
    ] as const) {
      const body = method === 'PATCH' ? { body: { fileName: 'other.csv' } } : {}
      expect((await ask(bed, method, where, { headers, ...body })).status).toBe(412)
    }
    const answer = await ask(bed, 'GET', path)
    const now = { 'if-match': `"7", ${answer.headers.get('etag')}` }
    expect((await ask(bed, 'PATCH', path, { headers: now, body: { fileName: 'a.csv' } })).status).toBe(200)
    expect((await ask(bed, 'PATCH', path, { headers: now, body: { fileName: 'b.csv' } })).status).toBe(412)
    expect(
      (await ask(bed, 'PATCH', path, { headers: { 'if-match': '*' }, body: { fileName: null } })).status,
    ).toBe(200)
    expect(await jsonOf(ask(bed, 'GET', path))).toMatchObject({ fileName: null })
    expect((await ask(bed, 'DELETE', path, { headers: { 'if-match': 'nonsense' } })).status).toBe(400)
  })

  it('spare whoever has a session already from reading it again', async () => {
    const { id } = await created()
    const path = `${sessions}/${id}`
    const etag = (await ask(bed, 'GET', path)).headers.get('etag') ?? ''
    const again = await ask(bed, 'GET', path, { headers: { 'if-none-match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    await ask(bed, 'POST', `${path}/cancel`)
    expect((await ask(bed, 'GET', path, { headers: { 'if-none-match': etag } })).status).toBe(200)
  })
})

describe('actions', () => {
  it('take no body or an empty object, and no parameter', async () => {
    const { id } = await created()
    const path = `${sessions}/${id}/cancel`
    expect((await ask(bed, 'POST', path, { body: { reason: 'none' } })).status).toBe(400)
    for (const body of [{}, undefined]) expect((await ask(bed, 'POST', path, { body })).status).toBe(204)
    const refused = await jsonOf(ask(bed, 'POST', `${sessions}/${id}/renew`))
    expect(refused.error.message).toBe('cannot renew: the session is cancelled since 2026-11-24T09:00:00Z')
  })
})

describe('what surrounds sessions', () => {
  it('is created, listed, counted and got', async () => {
    for (const [collection, body] of [
      ['exactMatchDataStores', { id: 'people', displayName: 'People' }],
      ['exactMatchUploadAgents', { id: 'agent', description: 'in the cellar' }],
    ] as const) {
      const path = `/dataClassification/${collection}`
      const made = await ask(bed, 'POST', `/v1.0${path}`, { body })
      expect([made.status, made.headers.get('location')]).toEqual([
        201,
        `http://api.test/v1.0${path}/${body.id}`,
      ])
      expect(await jsonOf(ask(bed, 'GET', `${path}/${body.id}`))).toMatchObject(body)
      expect((await jsonOf(ask(bed, 'GET', `/beta${path}?$count=true`)))['@odata.count']).toBe(1)
      const count = await ask(bed, 'GET', `${path}/$count`)
      expect([count.headers.get('content-type'), await count.text()]).toEqual(['text/plain', '1'])
      expect((await ask(bed, 'POST', path, { body })).status).toBe(409)
      expect((await ask(bed, 'GET', `${path}/none`)).status).toBe(404)
    }
  })

  it('is reached from a session: its upload agent, and its data store, which comes into being with it', async () => {
    await ask(bed, 'POST', '/dataClassification/exactMatchUploadAgents', { body: { id: 'agent' } })
    const { id } = await created({ totalBlockCount: 1, uploadAgentId: 'agent' })
    expect(await jsonOf(ask(bed, 'GET', `${sessions}/${id}/uploadAgent`))).toMatchObject({ id: 'agent' })
    expect((await ask(bed, 'GET', '/dataClassification/exactMatchDataStores/patients')).status).toBe(200)
    expect((await ask(bed, 'GET', '/dataClassification/exactMatchDataStores/none/sessions')).status).toBe(404)
  })
})

describe('refusals', () => {
  it('tell what is not at a path, and what else is', async () => {
    expect((await ask(bed, 'GET', '/dataClassification')).status).toBe(404)
    const answer = await ask(bed, 'PUT', sessions)
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD'])
  })

  it('repeat the name the client gave its request, unless that is none', async () => {
    const idsOf = async (name: string) => {
      const answer = await ask(bed, 'GET', '/nowhere', { headers: { 'client-request-id': name } })
      const { innerError } = (await answer.json()).error
      expect(innerError['request-id']).toBe(answer.headers.get('request-id'))
      return [answer.headers.get('client-request-id'), innerError['client-request-id']]
    }
    expect(await idsOf('mine')).toEqual(['mine', 'mine'])
    expect((await idsOf('x'.repeat(129)))[0]).toBe(null)
  })

  it('name every query option that is not supported', async () => {
    await created()
    const refused = await jsonOf(ask(bed, 'GET', `${sessions}?$expand=uploadAgent&$search=a&$top=1&x=1`))
    expect(targetsOf(refused)).toEqual(['$expand', '$search'])
  })

  it('are 503 with Retry-After while the store is away', async () => {
    const away = TE.left({
      code: 'unavailable' as const,
      retryAfter: 3,
      message: 'away',
      cause: { message: 'away', code: null },
    })
    bed = newBed({ store: { ...createMemoryStore(), get: () => away, create: () => away } })
    for (const answer of [
      await ask(bed, 'GET', `${sessions}/a`),
      await ask(bed, 'POST', sessions, { body: { totalBlockCount: 1 } }),
    ]) {
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '3'])
      expect((await answer.json()).error.code).toBe('serviceUnavailable')
    }
  })

  it('of what nobody expected say nothing of it but to the log', async () => {
    const errors: Array<unknown> = []
    const store = {
      ...createMemoryStore(),
      get: () => () => Promise.reject(new Error('a secret of the store')),
    }
    bed = newBed({ store, onError: (error) => errors.push(error) })
    const answer = await ask(bed, 'GET', `${sessions}/a`)
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('secret')
    expect(errors).toEqual([new Error('a secret of the store')])
  })
})

describe('lists', () => {
  const text = (value: string | null) => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`)
  const names = fc.option(fc.constantFrom("O'Neil", 'a', 'b', 'ab', ''), { freq: 4 })
  const stored = fc.array(fc.record({ fileName: names, totalBlockCount: fc.nat(4) }), { maxLength: 12 })
  type Stored = { readonly fileName: string | null; readonly totalBlockCount: number }

  /** A filter, and what it means. */
  interface Meant {
    readonly filter: string
    readonly passes: (session: Stored) => boolean
  }
  const leaf: fc.Arbitrary<Meant> = fc.oneof(
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
  const meant: fc.Arbitrary<Meant> = fc.letrec<{ node: Meant }>((tie) => ({
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
    let next: string | undefined = `${sessions}?${query}`
    while (next !== undefined) {
      const page: { value: ReadonlyArray<Stored>; '@odata.nextLink'?: string } = await jsonOf(
        ask(bed, 'GET', next),
      )
      expect(page.value.length).toBeLessThanOrEqual(Number(query.get('$top') ?? 100))
      found.push(...page.value)
      next = page['@odata.nextLink']
    }
    return found.map(({ fileName, totalBlockCount }) => ({ fileName, totalBlockCount }))
  }

  it('hold, over all their pages, what filter, order and skip mean', async () => {
    await fc.assert(
      fc.asyncProperty(
        stored,
        fc.option(meant),
        fc.boolean(),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(3),
        fc.integer({ min: 1, max: 4 }),
        async (items, filter, ordered, top, skip, chunk) => {
          bed = newBed({ limits: { maxScan: ordered ? 1_000 : chunk } })
          await ask(bed, 'POST', '/dataClassification/exactMatchDataStores', { body: { id: 'patients' } })
          for (const item of items) await created(item)
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

  it('are counted, filtered or not, in the page or alone', async () => {
    for (const totalBlockCount of [1, 2, 3]) await created({ totalBlockCount })
    const filter = `$filter=${encodeURIComponent('totalBlockCount ge 2')}`
    expect(await (await ask(bed, 'GET', `${sessions}/$count`)).text()).toBe('3')
    expect(await (await ask(bed, 'GET', `${sessions}/$count?${filter}`)).text()).toBe('2')
    const page = await jsonOf(ask(bed, 'GET', `${sessions}?$count=true&$top=1&${filter}`))
    expect([page['@odata.count'], page.value.length]).toEqual([2, 1])
    expect(await jsonOf(ask(bed, 'GET', `${sessions}?$top=0`))).toEqual({ value: [] })
  })

  it('compare times by their instants, and know that of nothing nothing can be said', async () => {
    await created({ totalBlockCount: 1, creationDateTime: '2026-11-24T09:00:00.1234567+03:00' })
    const count = async (filter: string) =>
      (await ask(bed, 'GET', `${sessions}/$count?$filter=${encodeURIComponent(filter)}`)).text()
    expect(await count('creationDateTime eq 2026-11-24T06:00:00.1234567Z')).toBe('1')
    expect(await count('creationDateTime gt 2026-11-24T06:00:00.1234567Z')).toBe('0')
    expect(await count("contains(fileName, 'a') or not contains(fileName, 'a')")).toBe('0')
    expect(await count('fileName eq null and remainingBlockCount le totalBlockCount')).toBe('1')
  })

  it('refuse a filter that cannot be read, in a sentence', async () => {
    await created()
    for (const [filter, sentence] of [
      ['salt eq null', "$filter: salt is a secret and can't be filtered on"],
      ['colour eq 1', '$filter: a session has no property colour'],
      ["tolower(state) eq 'created'", '$filter: the function tolower is not supported'],
      ['state eq 1', "$filter: a text can't be compared with a number"],
      [`${'('.repeat(40)}id eq null${')'.repeat(40)}`, '$filter: it is nested more than 32 times'],
    ] as const) {
      const refused = await jsonOf(ask(bed, 'GET', `${sessions}?$filter=${encodeURIComponent(filter)}`))
      expect(refused.error).toMatchObject({ message: sentence, target: '$filter' })
    }
  })

  it('refuse to read more sessions than one request may', async () => {
    bed = newBed({ limits: { maxScan: 2 } })
    for (const totalBlockCount of [1, 2, 3]) await created({ totalBlockCount })
    const refused = await ask(bed, 'GET', `${sessions}?$orderby=id`)
    expect([refused.status, (await refused.json()).error.target]).toEqual([400, '$orderby'])
  })
})
