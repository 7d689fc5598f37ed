// Sends malformed requests and checks the responses.
import { Agent, request as httpRequest } from 'node:http'
import { StorageCRC64Calculator } from '@azure/storage-common'
import * as fc from 'fast-check'
import { expect } from 'vitest'
import { type MalformedRequest, malformedRequest } from './malformedRequest.js'
import { malformedUpload } from './malformedUpload.js'
import { token } from './testApi.js'

interface Received {
  readonly status: number
  readonly type: string
  readonly text: string
}

const send = (
  url: string,
  agent: Agent,
  { method, path, headers, body }: MalformedRequest,
): Promise<Received> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const length = { 'content-length': Buffer.byteLength(body) }
    const options = { hostname, port, agent, method, path, headers: { ...headers, ...length } }
    const outgoing = httpRequest(options, (incoming) => {
      const chunks: Array<Buffer> = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          type: incoming.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).toString(),
        }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })

const stack = /\n\s+at |node_modules|\.[jt]s:\d+/

const isErrorBody = (text: string): boolean => {
  const { error } = JSON.parse(text)
  return [error.code, error.message, error.innerError['request-id']].every((text) => typeof text === 'string')
}

/** What is wrong with a response; null for a success, and for an error with an error body and nothing else. */
const problemOf = ({ method }: MalformedRequest, { status, type, text }: Received): string | null => {
  // OData 4.0, Protocol, 9.3.1: 501 is for what a service does not support, and no failure of the service.
  if (status >= 500 && status !== 501) return `status ${status}`
  if (stack.test(text)) return 'a stack trace'
  if (status < 400) return null
  if (method === 'HEAD') return text === '' ? null : 'a body of a response to HEAD'
  const hasErrorBody =
    type === 'application/xml'
      ? /<Error><Code>\w+<\/Code><Message>/.test(text)
      : text !== '' && isErrorBody(text)
  return hasErrorBody ? null : 'no error body'
}

const concurrency = 16

/** The upload URIs of sessions of a few numbers of blocks, which are in force. */
const uploadUrisOf = (url: string): Promise<ReadonlyArray<string>> =>
  Promise.all(
    [0, 1, 1, 3, 1_000_000].map(async (totalBlockCount) => {
      const response = await fetch(`${url}/dataClassification/exactMatchDataStores/uploads/sessions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ totalBlockCount }),
      })
      return (await response.json()).dataUploadURI
    }),
  )

/** What a number of requests led to. */
export interface Responses {
  /** How often each status was received. */
  readonly statuses: Readonly<Record<number, number>>
  /** How often requests to upload URIs that are in force led to each. */
  readonly uploads: Readonly<Record<number, number>>
}

/**
 * Sends malformed requests, every other one to an upload URI; none may lead to a 5xx or a response without an error
 * body.
 */
export const sendMalformed = async (url: string, count: number, seed: number): Promise<Responses> => {
  await StorageCRC64Calculator.init()
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  const upload = malformedUpload(await uploadUrisOf(url))
  const [statuses, uploads]: ReadonlyArray<Record<number, number>> = [{}, {}]
  const sendSome = async (
    arbitrary: fc.Arbitrary<MalformedRequest>,
    counts: Record<number, number> = {},
    at = 0,
  ): Promise<void> => {
    const requests = fc.sample(arbitrary, { numRuns: concurrency / 2, seed: seed + at })
    const responses = await Promise.all(requests.map((request) => send(url, agent, request)))
    for (const [index, received] of responses.entries()) {
      const request = requests[index]
      counts[received.status] = (counts[received.status] ?? 0) + 1
      const problem = request === undefined ? null : problemOf(request, received)
      if (problem !== null) expect({ problem, received, request }).toBe(null)
    }
  }
  for (let done = 0; done < count; done += concurrency) {
    await Promise.all([sendSome(malformedRequest, statuses, done), sendSome(upload, uploads, done)])
  }
  agent.destroy()
  return { statuses: statuses ?? {}, uploads: uploads ?? {} }
}
