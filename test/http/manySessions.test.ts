// Filters and orders over more sessions than are looked at in one turn give what they give over few.
import { beforeAll, describe, expect, it } from 'vitest'
import { createSession, createTestApi, jsonOf, send, sessionsPath } from './testApi.js'

const count = 1_300
const api = createTestApi()
const names: Array<string> = []

beforeAll(async () => {
  for (let index = 0; index < count; index += 1) {
    const fileName = `${(index * 7_919) % 11}.csv`
    names.push(fileName)
    await createSession(api, { id: `${index}`, totalBlockCount: 1, fileName })
  }
})

/** The ids on all pages of a list. */
const idsOf = async (query: string): Promise<ReadonlyArray<number>> => {
  const ids: Array<number> = []
  for (let next = `${sessionsPath}?$select=id&${query}`; next !== undefined; ) {
    const page = await jsonOf(send(api, 'GET', next))
    ids.push(...page.value.map(({ id }: { id: string }) => Number(id)))
    next = page['@odata.nextLink']
  }
  return ids
}

const all = [...Array(count).keys()]

describe('of many sessions', () => {
  it('an order gives all, equal ones in the order of their creation', async () => {
    const compare = (one: number, other: number) => ((names[one] ?? '') < (names[other] ?? '') ? -1 : 1)
    const sorted = all.toSorted((one, other) =>
      names[one] === names[other] ? one - other : compare(one, other),
    )
    expect(await idsOf('$orderby=fileName&$top=1000')).toEqual(sorted)
  })

  it('a filter gives those that pass, on any pages', async () => {
    const passing = all.filter((index) => names[index] === '3.csv')
    for (const top of [7, 100, 1_000]) {
      expect(await idsOf(`$filter=fileName eq '3.csv'&$top=${top}`)).toEqual(passing)
    }
    const text = await (await send(api, 'GET', `${sessionsPath}/$count?$filter=fileName eq '3.csv'`)).text()
    expect(text).toBe(`${passing.length}`)
  })
})
