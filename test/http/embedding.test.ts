// The examples in docs/examples work.
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import express from 'express'
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

/** Creates a session in a server, which then ends. */
const postTo = async (server: Server, path: string): Promise<Response> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    // A server that listens on a port has an address with one.
    const { port } = server.address() as AddressInfo
    return await fetch(post(`http://127.0.0.1:${port}${path}`))
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

describe('the API can be embedded', () => {
  it('in a Node server', async () => {
    expect((await postTo(sessionsServer('http://api.test', token), '')).status).toBe(201)
  })

  it('in Express, unless a parser reads the bodies first', async () => {
    const sessions: RequestListener = getRequestListener(application('http://api.test', token).fetch)
    const before = express().use(sessions).use(express.json())
    expect((await postTo(createServer(before), '/edm')).status).toBe(201)
    const after = express().use(express.json()).use(sessions)
    expect((await postTo(createServer(after), '/edm')).status).toBe(400)
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
