// Sends malformed requests and checks the responses.
import { Agent, request as httpRequest } from 'node:http'
import * as fc from 'fast-check'
import { expect } from 'vitest'
import { type MalformedRequest, malformedRequest } from './malformedRequest.js'

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
const problemOf = ({ status, type, text }: Received): string | null => {
  if (status >= 500) return `status ${status}`
  if (stack.test(text)) return 'a stack trace'
  if (status < 400) return null
  const hasErrorBody =
    type === 'application/xml'
      ? /<Error><Code>\w+<\/Code><Message>/.test(text)
      : text !== '' && isErrorBody(text)
  return hasErrorBody ? null : 'no error body'
}

const concurrency = 16

/** Sends malformed requests; none may lead to a 5xx or a response without an error body. Gives how often each status was received. */
export const sendMalformed = async (
  url: string,
  count: number,
  seed: number,
): Promise<Readonly<Record<number, number>>> => {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  const statuses: Record<number, number> = {}
  for (let done = 0; done < count; done += concurrency) {
    const requests = fc.sample(malformedRequest, { numRuns: concurrency, seed: seed + done })
    const responses = await Promise.all(requests.map((request) => send(url, agent, request)))
    for (const [index, received] of responses.entries()) {
      statuses[received.status] = (statuses[received.status] ?? 0) + 1
      const problem = problemOf(received)
      if (problem !== null) expect({ problem, received, request: requests[index] }).toBe(null)
    }
  }
  agent.destroy()
  return statuses
}
