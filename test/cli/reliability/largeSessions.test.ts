// A server with a small heap, and sessions as large as they can be: lists, filters, orders and counts of them, many at
// once, are answered completely, and the process goes on.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { sessionProperties } from '../../../src/model/index.js'
import { newDatabase, server as postgres } from '../../service/database.js'
import { initializedFolder } from '../../service/initializedFolder.js'
import { printFigure } from '../../service/reliability/process.js'
import { type SpawnedServer, spawnServer } from '../server.js'

const sessions = inject('full') ? 1_000 : 60

/** In megabytes. */
const heap = 512

/** How many clients read at once. */
const clients = 3

const largest = (name: 'fileName' | 'checksum' | 'uploadAgentId') =>
  '語'.repeat(sessionProperties[name].maxLength)

/** As many fields as there can be, each of one character, because many small values need the most memory. */
const fields = Array.from({ length: sessionProperties.fields.maxLength }, (_, index) => {
  const first = 0x4e00
  const beforeSurrogates = 0xd800 - first
  return String.fromCodePoint(index < beforeSurrogates ? first + index : 0x10000 + index)
})

const body = JSON.stringify({
  totalBlockCount: 1,
  fields,
  fileName: largest('fileName'),
  checksum: largest('checksum'),
  uploadAgentId: largest('uploadAgentId'),
  uploadAgent: { description: '語'.repeat(4_000) },
})

const path = '/dataClassification/exactMatchDataStores/patients/sessions'

const headersOf = ({ token }: SpawnedServer) => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
})

/** How many sessions a query selects, on so many pages at most. */
const countOf = async (
  server: SpawnedServer,
  query: Readonly<Record<string, string>>,
  pages: number,
): Promise<number> => {
  let [count, page] = [0, 0]
  let next: string | undefined = `${server.url}${path}?${new URLSearchParams({ $top: '1000', ...query })}`
  while (next !== undefined && page < pages) {
    // A connection of its own: the server closes idle ones, and this process may be too busy to see that in time.
    const headers = { ...headersOf(server), connection: 'close' }
    const response: Response = await fetch(next, { headers })
    expect([200, 503]).toContain(response.status)
    const body = await response.json()
    if (response.status === 200) {
      page += 1
      count += body.value.length
      next = body['@odata.nextLink']
    } else {
      // On a busy machine a request may take too long; it is sent again, as clients do.
      expect(response.headers.get('retry-after')).toBe('1')
    }
  }
  return count
}

/** The most memory that a process has had, in megabytes. */
const peakOf = async ({ child }: SpawnedServer): Promise<number> => {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
  return Math.round(Number(/VmHWM:\s*(\d+)/.exec(status)?.[1]) / 1024)
}

const places: Readonly<Record<string, () => Promise<readonly [ReadonlyArray<string>, () => Promise<void>]>>> =
  {
    memory: async () => [[], async () => {}],
    'a folder': async () => {
      const { folder, remove } = await initializedFolder()
      return [['--data', folder], remove]
    },
    ...(postgres === null
      ? {}
      : {
          'a PostgreSQL server': async () => {
            const { url, drop } = await newDatabase()
            return [['--database-url', url], drop]
          },
        }),
  }

describe.each(Object.entries(places))(
  'a server with a heap of 512 MB and its sessions in %s',
  (place, open) => {
    let server: SpawnedServer
    let remove: () => Promise<void>
    beforeAll(async () => {
      const [args, removePlace] = await open()
      remove = removePlace
      server = await spawnServer(args, { NODE_OPTIONS: `--max-old-space-size=${heap}` })
      for (let count = 0; count < sessions; count += 1) {
        const created = await fetch(server.url + path, { method: 'POST', headers: headersOf(server), body })
        expect(created.status).toBe(201)
        await created.arrayBuffer()
      }
    }, 3_600_000)
    afterAll(async () => {
      server.child.kill('SIGKILL')
      await remove()
    })

    const queries: ReadonlyArray<readonly [string, Readonly<Record<string, string>>, number]> = [
      ['all of them', {}, sessions],
      ['a filter that all pass', { $filter: 'totalBlockCount eq 1' }, sessions],
      ['a filter that none pass', { $filter: "state eq 'x'" }, 0],
      ['their ids only', { $select: 'id' }, sessions],
    ]

    const report = async (what: string) =>
      printFigure(
        `${sessions} sessions of ${Math.round(Buffer.byteLength(body) / 1000)} kB in ${place}: ${what}; at most ${await peakOf(server)} MB so far`,
      )

    it.each(queries)('answers %s', async (name, query, count) => {
      const counts = await Promise.all(
        Array.from({ length: clients }, () => countOf(server, query, Number.POSITIVE_INFINITY)),
      )
      expect(counts).toEqual(Array(clients).fill(count))
      await report(`${clients} clients read ${name}`)
    })

    it('answers an order and a count, which have to read all of them', async () => {
      expect(await countOf(server, { $orderby: 'fileName,creationDateTime desc' }, 1)).toBeGreaterThan(0)
      const count = await fetch(`${server.url}${path}/$count?$filter=totalBlockCount%20eq%201`, {
        headers: headersOf(server),
      })
      expect(await count.text()).toBe(`${sessions}`)
      await report('a page in an order, and a count')
    })

    it('ends as always', async () => {
      expect(await server.stop('SIGTERM')).toBe(0)
    })
  },
)
