import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as O from 'fp-ts/lib/Option.js'
import { afterEach, describe, expect, it } from 'vitest'
import { dateTimeOffsetOf } from '../../src/codec/index.js'
import { checkConformance, httpSystem } from '../../src/testing/index.js'
import { serveApi, token } from './apiOver.js'
import { implementationOf, right } from './implementation.js'

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

/** Patient with a server that answers, and not with one that never does. */
const check = (baseUrl: string, requestTimeout = 30_000) =>
  checkConformance(httpSystem({ baseUrl, token: 'secret-token', requestTimeout }), {
    numRuns: 50,
    timeLimit: 60_000,
  })

const now = O.getOrElseW(() => {
  throw new Error('the epoch is a time')
})(dateTimeOffsetOf(new Date(0)))

const session = { id: 'a', state: 'Created', totalBlockCount: 1, remainingBlockCount: 1 }

/** What a server may answer that is no such API, what of it is told, and how long an answer may take. */
const strangers: Readonly<Record<string, readonly [RequestListener, ReadonlyArray<string>, number?]>> = {
  'answers HTML': [
    (_, response) => response.setHeader('content-type', 'text/html').end('<html>Welcome</html>'),
    ['200', 'text/html: <html>Welcome</html>', '201 was expected'],
  ],
  'answers HTML with the right status': [
    (_, response) => response.writeHead(201, { 'content-type': 'text/html' }).end('<html>'),
    ['201', 'text/html: <html>', 'a session as JSON was expected'],
  ],
  redirects: [
    (_, response) => response.writeHead(302, { location: 'https://login.example/' }).end(),
    ['302 to https://login.example/'],
  ],
  'refuses the token': [
    (_, response) => response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{}}'),
    ['401', 'is the token right?'],
  ],
  'has no such path': [(_, response) => response.writeHead(404).end(), ['404', 'is the URL right?']],
  breaks: [
    (_, response) => response.writeHead(500, { 'content-type': 'text/plain' }).end('stack trace'),
    ['500', 'stack trace'],
  ],
  'never answers': [() => undefined, ['nothing within 200 ms'], 200],
  'answers by half': [
    (_, response) => void response.writeHead(201, { 'content-length': '100' }).write('{"id":'),
    ['nothing within 200 ms'],
    200,
  ],
  'hangs up': [(request) => void request.socket.destroy(), ['no answer']],
  'answers with another session': [
    (_, response) => response.writeHead(201).end(JSON.stringify({ ...session, totalBlockCount: '1' })),
    ['/totalBlockCount'],
  ],
}

describe('a server that', () => {
  it.each(Object.entries(strangers))(
    '%s is reported with what was sent and what came',
    async (_, [listener, told, requestTimeout]) => {
      const { verdict, counterexample } = await check(await serve(listener), requestTimeout)
      expect(verdict).toBe('unusable')
      const text = counterexample?.text ?? ''
      for (const part of told) expect(text).toContain(part)
      expect(text).toContain('call:     { call: "create", request: {')
      expect(text).not.toContain('secret-token')
    },
  )

  it('is not there is reported as such', async () => {
    const url = await serve(() => undefined)
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
    const { verdict, counterexample } = await check(url)
    expect(verdict).toBe('unusable')
    expect(counterexample?.text).toContain('ECONNREFUSED')
    expect(counterexample?.text).toContain(`POST ${url}/dataClassification/exactMatchDataStores/`)
  })

  it('goes silent after the creation is given up on', async () => {
    let asked = 0
    const url = await serve((request, response) => {
      asked += 1
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
    expect(asked).toBeLessThan(100)
    expect(counterexample?.text).not.toContain('very-secret')
  })

  it('processes for ever is not waited for longer than it is told', async () => {
    const url = await serve((_, response) =>
      response.writeHead(200).end(JSON.stringify({ ...session, state: 'ProcessingInProgress' })),
    )
    const system = httpSystem({ baseUrl: url, token: 't', processingTimeout: 60, pollInterval: 20 })
    expect(await system.completeJobs?.({ id: 'a', at: now, count: 1 })).toMatchObject({
      answer: 'failed',
      received: 'ProcessingInProgress, still after 60 ms',
    })
  })
})

describe('an implementation of the documented API', () => {
  it('conforms where it is right, with eight clients at a time', async () => {
    const { url, close } = await serveApi(implementationOf())
    const system = httpSystem({ baseUrl: url, token, pollInterval: 1 })
    const report = await checkConformance(system, { numRuns: 60, concurrency: 8, timeLimit: 120_000 })
    await close()
    expect(report.counterexample?.text).toBe(undefined)
    expect(report.coverage.unreachable.length).toBeGreaterThan(0)
  })

  it('does not conform where it is faulty', async () => {
    const { url, close } = await serveApi(
      implementationOf({
        ...right,
        upload: (kept, block, at, move) => right.upload({ ...kept, blocks: new Map() }, block, at, move),
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
