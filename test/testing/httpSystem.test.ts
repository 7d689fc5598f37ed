import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as O from 'fp-ts/lib/Option.js'
import { afterEach, describe, expect, it } from 'vitest'
import { dateTimeOffsetOf } from '../../src/codec/index.js'
import { checkConformance, httpSystem } from '../../src/testing/index.js'
import { serveApi, token } from './apiOver.js'
import { correct, implementationOf } from './implementation.js'

const servers: Array<ReturnType<typeof createServer>> = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address with one.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Checks a server; a slow one has half a minute to respond. */
const check = (baseUrl: string, requestTimeout = 30_000) =>
  checkConformance(httpSystem({ baseUrl, token: 'secret-token', requestTimeout }), {
    numRuns: 50,
    timeLimit: 60_000,
  })

const now = O.getOrElseW(() => {
  throw new Error('the epoch is a time')
})(dateTimeOffsetOf(new Date(0)))

const session = { id: 'a', state: 'Created', totalBlockCount: 1, remainingBlockCount: 1 }

/** Servers of something else: the listener, parts of the report, and the time limit of a request. */
const otherServers: Readonly<Record<string, readonly [RequestListener, ReadonlyArray<string>, number?]>> = {
  'returns HTML': [
    (_, response) => response.setHeader('content-type', 'text/html').end('<html>Welcome</html>'),
    ['200', 'text/html: <html>Welcome</html>', '201 was expected'],
  ],
  'returns HTML with the expected status': [
    (_, response) => response.writeHead(201, { 'content-type': 'text/html' }).end('<html>'),
    ['201', 'text/html: <html>', 'a session as JSON was expected'],
  ],
  redirects: [
    (_, response) => response.writeHead(302, { location: 'https://login.example/' }).end(),
    ['302 to https://login.example/'],
  ],
  'rejects the token': [
    (_, response) => response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{}}'),
    ['401', 'is the token right?'],
  ],
  'has no such path': [(_, response) => response.writeHead(404).end(), ['404', 'is the URL right?']],
  'has an internal error': [
    (_, response) => response.writeHead(500, { 'content-type': 'text/plain' }).end('stack trace'),
    ['500', 'stack trace'],
  ],
  'never responds': [() => undefined, ['nothing within 200 ms'], 200],
  'sends half a response': [
    (_, response) => void response.writeHead(201, { 'content-length': '100' }).write('{"id":'),
    ['nothing within 200 ms'],
    200,
  ],
  'closes the connection': [(request) => void request.socket.destroy(), ['no response']],
  'returns an invalid session': [
    (_, response) => response.writeHead(201).end(JSON.stringify({ ...session, totalBlockCount: '1' })),
    ['/totalBlockCount'],
  ],
}

describe('a server that', () => {
  it.each(Object.entries(otherServers))(
    '%s is reported with the request and the response',
    async (_, [listener, reported, requestTimeout]) => {
      const { verdict, counterexample } = await check(await serve(listener), requestTimeout)
      expect(verdict).toBe('unusable')
      const text = counterexample?.text ?? ''
      for (const part of reported) expect(text).toContain(part)
      expect(text).toContain('call:     { call: "create", request: {')
      expect(text).not.toContain('secret-token')
    },
  )

  it('is down is reported with the connection error', async () => {
    const url = await serve(() => undefined)
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
    const { verdict, counterexample } = await check(url)
    expect(verdict).toBe('unusable')
    expect(counterexample?.text).toContain('ECONNREFUSED')
    expect(counterexample?.text).toContain(`POST ${url}/dataClassification/exactMatchDataStores/`)
  })

  it('stops responding after the creation is not called any longer', async () => {
    let requests = 0
    const url = await serve((request, response) => {
      requests += 1
      if (request.method !== 'POST' || !request.url?.endsWith('/sessions')) return
      response.writeHead(201).end(
        JSON.stringify({
          ...session,
          totalBlockCount: 3,
          remainingBlockCount: 3,
          creationDateTime: '2026-01-01T00:00:00Z',
          lastUpdatedDateTime: '2026-01-01T00:00:00Z',
          dataUploadURI: `${url}/block?sig=very-secret`,
        }),
      )
    })
    const { verdict, counterexample } = await check(url, 200)
    expect(verdict).not.toBe('conforms')
    expect(requests).toBeLessThan(100)
    expect(counterexample?.text).not.toContain('very-secret')
  })

  it('never completes the processing is waited for until the processing timeout', async () => {
    const url = await serve((_, response) =>
      response.writeHead(200).end(JSON.stringify({ ...session, state: 'ProcessingInProgress' })),
    )
    const system = httpSystem({ baseUrl: url, token: 't', processingTimeout: 60, pollInterval: 20 })
    expect(await system.completeJobs?.({ id: 'a', at: now, count: 1 })).toMatchObject({
      type: 'failed',
      received: 'ProcessingInProgress, still after 60 ms',
    })
  })
})

describe('an implementation of the documented API', () => {
  it('conforms if it is correct, with eight clients at a time', async () => {
    const { url, close } = await serveApi(implementationOf())
    const system = httpSystem({ baseUrl: url, token, pollInterval: 1 })
    const report = await checkConformance(system, { numRuns: 60, concurrency: 8, timeLimit: 120_000 })
    await close()
    expect(report.counterexample?.text).toBe(undefined)
    expect(report.coverage.unreachable.length).toBeGreaterThan(0)
  })

  it('does not conform if it is faulty', async () => {
    const { url, close } = await serveApi(
      implementationOf({
        ...correct,
        upload: (stored, block, at, move) =>
          correct.upload({ ...stored, blocks: new Map() }, block, at, move),
      }),
    )
    const report = await checkConformance(httpSystem({ baseUrl: `${url}/`, token, pollInterval: 1 }), {
      numRuns: 100,
      timeLimit: 120_000,
    })
    await close()
    expect(report.verdict).toBe('faulty')
    expect(report.counterexample?.history.calls.length).toBeLessThanOrEqual(4)
  })

  it('can’t be judged with a wrong token', async () => {
    const { url, close } = await serveApi(implementationOf())
    const report = await checkConformance(httpSystem({ baseUrl: url, token: 'another' }), { numRuns: 5 })
    await close()
    expect(report.verdict).toBe('unusable')
    expect(report.counterexample?.text).toContain('is the token right?')
  })
})
