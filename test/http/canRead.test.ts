// Lists and counts show what the caller may read: the pages are exact, and the counts agree with them.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CanRead } from '../../src/http/index.js'
import { createTestApi, send, sessionsPath, type TestApi } from './testApi.js'

const root = '/dataClassification'

/** A kind of item: its path, what creates one, and what hides those whose id begins with `hidden`. */
interface Kind {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly canRead: CanRead
}

const isShown = (_: unknown, id: string): boolean => !id.startsWith('hidden')

const kinds: Readonly<Record<string, Kind>> = {
  'data stores': {
    path: `${root}/exactMatchDataStores`,
    body: { displayName: 'x' },
    canRead: { dataStore: isShown },
  },
  'upload agents': {
    path: `${root}/exactMatchUploadAgents`,
    body: { description: 'x' },
    canRead: { uploadAgent: isShown },
  },
  sessions: {
    path: sessionsPath,
    body: { totalBlockCount: 1 },
    canRead: { session: (principal, { id }) => isShown(principal, id) },
  },
}

/** Reads all pages; gives the ids of each. */
const pagesOf = async (api: TestApi, first: string): Promise<ReadonlyArray<ReadonlyArray<string>>> => {
  const pages: Array<ReadonlyArray<string>> = []
  for (let next: string | undefined = first; next !== undefined; ) {
    const page = await (await send(api, 'GET', next)).json()
    pages.push(page.value.map((item: { readonly id: string }) => item.id))
    next = page['@odata.nextLink']
  }
  return pages
}

const created = async (
  { path, body, canRead }: Kind,
  hidden: ReadonlyArray<boolean>,
  limits: { readonly maxScan: number },
) => {
  const api = createTestApi({ canRead, limits })
  const ids = hidden.map((isHidden, index) => `${isHidden ? 'hidden' : 'shown'}-${index}`)
  for (const id of ids) {
    expect((await send(api, 'POST', path, { body: { ...body, id } })).status).toBe(201)
  }
  return { api, shown: ids.filter((id) => id.startsWith('shown')) }
}

const lots = fc.array(fc.boolean(), { maxLength: 12 })

describe.each(Object.entries(kinds))('a list of %s', (_, kind) => {
  it('has every visible item once, in order, on pages of the size that was asked for', async () => {
    await fc.assert(
      fc.asyncProperty(lots, fc.integer({ min: 1, max: 4 }), async (hidden, top) => {
        const { api, shown } = await created(kind, [false, ...hidden], { maxScan: 1_000 })
        const pages = await pagesOf(api, `${kind.path}?$top=${top}`)
        expect(pages.flat()).toEqual(shown)
        expect(pages.slice(0, -1).every((page) => page.length === top)).toBe(true)
        expect(await (await send(api, 'GET', `${kind.path}/$count`)).text()).toBe(String(shown.length))
        const page = await (await send(api, 'GET', `${kind.path}?$top=1&$count=true&$skip=1`)).json()
        expect(page['@odata.count']).toBe(shown.length)
        expect(page.value.map(({ id }: { readonly id: string }) => id)).toEqual(shown.slice(1, 2))
      }),
      { numRuns: 25 },
    )
  })

  it('reads a limited number of items for one page, and goes on with the next', async () => {
    const hidden = Array.from({ length: 12 }, (_, index) => index < 9)
    const { api, shown } = await created(kind, hidden, { maxScan: 4 })
    const pages = await pagesOf(api, `${kind.path}?$top=2`)
    expect(pages.flat()).toEqual(shown)
    expect(pages[0]).toEqual([])
    const count = await send(api, 'GET', `${kind.path}/$count`)
    expect([count.status, (await count.json()).error.message]).toEqual([
      400,
      expect.stringContaining('more than the 4'),
    ])
  })
})

describe('the sessions that a caller sees', () => {
  it('are filtered, ordered and counted among themselves', async () => {
    const sessions = kinds['sessions']
    if (sessions === undefined) throw new Error('unreachable')
    const { api } = await created(sessions, [true, false, true, false], { maxScan: 100 })
    const query = '$filter=totalBlockCount eq 1&$orderby=totalBlockCount desc&$count=true'
    const page = await (await send(api, 'GET', `${sessionsPath}?${query}`)).json()
    expect(page['@odata.count']).toBe(2)
    expect(page.value.map(({ id }: { readonly id: string }) => id)).toEqual(['shown-1', 'shown-3'])
    const counted = await send(api, 'GET', `${sessionsPath}/$count?$filter=totalBlockCount eq 1`)
    expect(await counted.text()).toBe('2')
  })
})
