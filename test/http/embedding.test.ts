// The examples in docs/examples work.
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { application } from '../../docs/examples/hono-app.js'
import { sessionsServer } from '../../docs/examples/node-server.js'
import { token } from './testApi.js'

const path = '/v1.0/dataClassification/exactMatchDataStores/patients/sessions'
const post = (url: string) =>
  new Request(url + path, {
    method: 'POST',
    body: '{"totalBlockCount": 1}',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  })

describe('the API can be embedded', () => {
  it('in a Node server', async () => {
    const server = sessionsServer('http://api.test', token)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      // A server that listens on a port has an address with one.
      const { port } = server.address() as AddressInfo
      expect((await fetch(post(`http://127.0.0.1:${port}`))).status).toBe(201)
    } finally {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })

  it('in a hono application, and Location, upload URIs and next links contain its path', async () => {
    const app = application('http://app.test', token)
    const response = await app.fetch(post('http://app.test/edm'))
    expect([response.status, await (await app.request('/')).text()]).toEqual([201, 'hello'])
    const location = response.headers.get('location') ?? ''
    expect(location).toMatch(/^http:\/\/app\.test\/edm\/v1\.0\//)
    const headers = { authorization: `Bearer ${token}` }
    expect((await app.request(location, { headers })).status).toBe(200)
    const { dataUploadURI } = await response.json()
    const block = await app.request(`${dataUploadURI}&comp=block&blockid=AAAA`, {
      method: 'PUT',
      body: 'rows',
    })
    expect(block.status).toBe(201)
    await app.fetch(post('http://app.test/edm'))
    const page = await (await app.request(`http://app.test/edm${path}?$top=1`, { headers })).json()
    const next = await (await app.request(page['@odata.nextLink'], { headers })).json()
    expect([page.value.length, next.value.length]).toEqual([1, 1])
  })
})
