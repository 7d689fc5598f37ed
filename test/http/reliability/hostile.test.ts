// A hostile megabyte, or a hostile query over ten thousand sessions, holds the event loop for less than a tenth of a
// second at a time: others have their turn.
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { printFigure } from '../../service/reliability/process.js'
import { createSession, createTestApi, send, sessionsPath } from '../testApi.js'

const sessions = inject('full') ? 10_000 : 600

/** How often each is sent; the shortest time counts, since other programs hold up this one, too. */
const attempts = inject('full') ? 5 : 1

/** In milliseconds. */
const longest = 100

const megabyte = 1_040_000

const filled = (unit: string, length = megabyte): string => unit.repeat(Math.floor(length / unit.length))

const listed = (count: number, item: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => item(index)).join(',')

const create = (properties: string): string => `{"totalBlockCount":1,${properties}}`

const nested = (open: string, close: string): string => {
  const depth = Math.floor(megabyte / (open.length + close.length + 1))
  return `${open.repeat(depth)}1${close.repeat(depth)}`
}

const bodies = {
  'nested arrays': nested('[', ']'),
  'nested arrays in fields': create(`"fields":${nested('[', ']').slice(0, -30)}`),
  'nested objects': nested('{"a":', '}'),
  'nested errors': create(`"error":${nested('{"innerError":', '}').slice(20)}`),
  'brackets that nobody closes': filled('['),
  'half a million numbers': create(`"fields":[${filled('1,')}1]`),
  'as many wrong fields as are read': create(`"fields":[${listed(33_900, () => '1')}]`),
  'as many equal fields': create(`"fields":[${listed(33_900, () => '"f"')}]`),
  'as many fields': create(`"fields":[${listed(32_768, (index) => `"f${index}"`)}]`),
  'more objects than are read': `[${filled('{},')}{}]`,
  '80,000 properties': `{${listed(80_000, (index) => `"k${index}":1`)}}`,
  'as many properties as are read': `{${listed(9_999, (index) => `"k${index}":1`)}}`,
  'as many in an error': create(`"error":{${listed(9_990, (index) => `"k${index}":1`)}}`),
  'wrong errors': create(`"error":{"details":[${listed(9_900, () => '{"code":1}')}]}`),
  'wrong columns': `{"columns":[${listed(4_900, () => '{"name":1,"isSearchable":"a"}')}]}`,
  'a long text': create(`"fileName":"${filled('a')}"`),
  'a long name of a property': create(`"${filled('a')}":1`),
  'a long number': `{"totalBlockCount":${filled('1')}}`,
  'a long time': create(`"creationDateTime":"2026-01-01T00:00:00.${filled('1')}Z"`),
  'a long year': create(`"startDateTime":"-${filled('1')}-01-01T00:00Z"`),
  'a long checksum': create(`"checksum":"${filled('0')}"`),
  'a long URI': create(`"dataUploadURI":"${filled('?se=')}"`),
  'a long id': create(`"id":"${filled('🦉')}"`),
  escapes: create(`"fileName":"${filled('\\u0001')}"`),
  spaces: `${filled(' ')}{}`,
} as const

/** A part as often as it fits into a URL. */
const often = (part: string, separator: string): string => {
  const count = Math.floor(7_500 / encodeURIComponent(part + separator).length)
  return encodeURIComponent(Array(count).fill(part).join(separator))
}

const queries = {
  comparisons: `$filter=${often("id eq 'a'", ' or ')}`,
  'parts of texts': `$filter=${often("contains(fileName,'xxxxxxxxxxxxxxxxxxxxxxxxxy')", ' or ')}`,
  times: `$filter=${often('creationDateTime eq 2026-01-01T00:00:00.123456789012Z', ' or ')}`,
  values: `$filter=id%20in%20(${often("'a'", ',')})`,
  parentheses: `$filter=${'('.repeat(7_000)}`,
  quotes: `$filter=${"'".repeat(7_001)}`,
  'an order of equal texts': '$orderby=fileName,checksum,state,startDateTime,creationDateTime desc,id',
  'a count of few': `$count=true&$top=1&$filter=${encodeURIComponent("contains(fileName,'y')")}`,
  'every property, often': `$select=${'id,'.repeat(2_400)}id&$top=1000`,
  'options that nobody knows': listed(1_500, (index) => `$${index.toString(36)}`).replaceAll(',', '&'),
} as const

/** The longest time for which nothing else has had its turn, in milliseconds, and the status of the response. */
const holdOf = async (
  ask: () => Promise<Response>,
): Promise<{ readonly status: number; readonly held: number }> => {
  let [last, held, isOver] = [performance.now(), 0, false]
  const turn = (): void => {
    const now = performance.now()
    held = Math.max(held, now - last)
    last = now
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  const response = await ask()
  await response.text()
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  isOver = true
  return { status: response.status, held }
}

const report: Array<{ readonly name: string; readonly held: number }> = []

const expectShort = async (name: string, ask: () => Promise<Response>): Promise<void> => {
  const holds: Array<number> = []
  for (let count = 0; count < attempts; count += 1) {
    const { status, held } = await holdOf(ask)
    expect(status).toBeLessThan(500)
    holds.push(held)
  }
  const held = Math.min(...holds)
  report.push({ name, held })
  if (inject('full')) expect(held).toBeLessThan(longest)
}

const printLongest = (what: string): void => {
  const [first] = report.toSorted((one, other) => other.held - one.held)
  printFigure(`${report.length} ${what}: ${first?.name} holds longest, ${first?.held.toFixed(0)} ms`)
  report.length = 0
}

describe('others have their turn', () => {
  const api = createTestApi({ limits: { maxScan: sessions + 1 } })

  beforeAll(async () => {
    for (let count = 0; count < sessions; count += 1) {
      await createSession(api, { totalBlockCount: 1, fileName: 'x'.repeat(1_000) })
    }
  })

  it('while a hostile body is refused', async () => {
    const other = createTestApi()
    const session = await createSession(other)
    const collection = '/dataClassification'
    for (const [name, body] of Object.entries(bodies)) {
      for (const [method, path] of [
        ['POST', sessionsPath],
        ['PATCH', `${sessionsPath}/${session.id}`],
        ['POST', `${sessionsPath}/${session.id}/renew`],
        ['POST', `${collection}/exactMatchDataStores`],
        ['POST', `${collection}/exactMatchUploadAgents`],
      ] as const) {
        const headers = { 'client-request-id': crypto.randomUUID() }
        await expectShort(`${method} of ${name}`, () => send(other, method, path, { body, headers }))
      }
    }
    printLongest('hostile bodies')
  })

  it('while a hostile query is answered', async () => {
    for (const [name, query] of Object.entries(queries)) {
      await expectShort(name, () => send(api, 'GET', `${sessionsPath}?${query}`))
    }
    printLongest(`hostile queries over ${sessions} sessions`)
  })
})
