// The ways to write a path.
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createTestApi, jsonOf, send, type TestApi } from './testApi.js'

let api: TestApi
beforeAll(() => {
  api = createTestApi()
})

const stores = '/dataClassification/exactMatchDataStores'

const created = (store: string, id: string) =>
  send(api, 'POST', `${stores}/${encodeURIComponent(store)}/sessions`, { body: { id, totalBlockCount: 1 } })

const read = (path: string) => send(api, 'GET', path)

describe('a path of a session', () => {
  const ids = fc.string({
    minLength: 1,
    maxLength: 12,
    unit: fc.constantFrom('a', 'B', "'", '(', ')', ' ', 'é', '.'),
  })

  it('can have its keys in parentheses, whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(
        ids.filter((id) => id.trim() === id && !/^\.+$/.test(id)),
        ids.filter((id) => id.trim() === id && !/^\.+$/.test(id)),
        fc.constantFrom('', '/beta', '/v1.0'),
        async (store, id, prefix) => {
          await created(store, id)
          const key = (text: string) => `('${encodeURIComponent(text).replaceAll("'", "''")}')`
          const path = `${prefix}${stores}${key(store)}/sessions${key(id)}`
          expect((await jsonOf(read(path))).id).toBe(id)
          const escaped = path.replaceAll("'", '%27')
          expect((await jsonOf(read(escaped))).id).toBe(id)
        },
      ),
    )
  })

  it('can be written in any case, but for its keys, and with a slash at the end', async () => {
    await created('Sessions', 'Commit')
    const paths = [
      '/V1.0/DATACLASSIFICATION/exactmatchdatastores/Sessions/SESSIONS/Commit',
      '/beta/dataClassification/exactMatchDataStores/Sessions/sessions/Commit/',
      "/dataClassification/ExactMatchDataStores('Sessions')/Sessions('Commit')/",
    ]
    for (const path of paths) expect((await read(path)).status).toBe(200)
    expect((await read(`${stores}/sessions/sessions/Commit`)).status).toBe(404)
    expect((await read(`${stores}/Sessions/sessions/commit`)).status).toBe(404)
    expect(await (await read(`${stores}('Sessions')/Sessions/$count`)).text()).toBe('1')
  })

  it('can name its actions with their namespace', async () => {
    await created('patients', 'renewed')
    const path = `${stores}('patients')/sessions('renewed')`
    expect((await send(api, 'POST', `${path}/microsoft.graph.renew`)).status).toBe(200)
    expect((await send(api, 'POST', `${path}/microsoft.graph.cancel`)).status).toBe(204)
  })
})

describe('a path that is none', () => {
  it('is 404, and never an error of the service', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom('/', '(', "'", ')', '%27', 'sessions', 'uploads', '..', '$count', 'x', '#'),
          {
            maxLength: 12,
          },
        ),
        async (parts) => {
          const { status } = await read(`http://api.test/${parts.join('')}`)
          expect(status).toBeLessThan(500)
        },
      ),
    )
  })
})
