// The API conforms over HTTP, over every store, with real processing; so does `exact-match-session serve`, by
// `exact-match-session conform`.
import { describe, expect, it } from 'vitest'
import { createTimerQueue, simulatedWork, startProcessor } from '../../src/service/index.js'
import { checkConformance, httpSystem } from '../../src/testing/index.js'
import { run } from '../cli/run.js'
import { startServer } from '../cli/server.js'
import { listen, token } from '../http/testApi.js'
import { newDatabase, server } from '../service/database.js'
import { right } from '../service/outcome.js'
import { stores } from '../service/stores.js'

describe('the API', () => {
  it.each(Object.entries(stores))(
    'conforms over the store in %s, with eight concurrent clients',
    async (_, open) => {
      const { store, close } = await open()
      const { url, service, close: hangUp } = await listen({ store })
      const queue = createTimerQueue()
      const processor = await right(
        startProcessor({ service, store, queue, work: simulatedWork(1), pollInterval: 10 }),
      )
      const system = httpSystem({ baseUrl: url, token, pollInterval: 5 })
      const { counterexample, runs } = await checkConformance(system, {
        numRuns: 30,
        concurrency: 8,
        timeLimit: 90_000,
      })
      await processor.stop()
      await hangUp()
      await close()
      expect(counterexample?.text).toBe(undefined)
      expect(runs).toBe(30)
    },
  )
})

/** Where `serve` stores its sessions; a PostgreSQL server only if one is configured. */
const storages = { memory: null, ...(server === null ? {} : { 'a PostgreSQL server': newDatabase }) }

describe('exact-match-session conform', () => {
  it.each(Object.entries(storages))(
    'exits with 0 for exact-match-session serve with its sessions in %s',
    async (_, open) => {
      const database = await open?.()
      const where = database === undefined ? [] : ['--database-url', database.url]
      const running = await startServer(['--processing-time', '1ms', ...where])
      const ran = await run([
        ...['conform', running.url, '--token', running.token],
        ...['--runs', '12', '--concurrency', '8'],
      ])
      await running.stop('SIGTERM')
      await database?.drop()
      expect(ran).toMatchObject({ code: 0, out: '' })
      expect(ran.err).toMatch(/it conforms: \d+ calls in 12 runs/)
      expect(ran.err).toMatch(/\d+ of the 49 cells .* were reached, \d+ can’t be over HTTP/)
    },
  )
})
