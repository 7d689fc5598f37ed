// fetch that trusts one certificate: Node's own has no option for it.
import type { IncomingMessage } from 'node:http'
import { type Agent, request as httpsRequest } from 'node:https'
import { buffer } from 'node:stream/consumers'

const responseOf = async (incoming: IncomingMessage): Promise<Response> => {
  const { statusCode: status = 0, headersDistinct } = incoming
  const body = await buffer(incoming)
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  return new Response(body.length === 0 ? null : body, { status, headers })
}

/** fetch over an agent of node:https; calls `sent` with every request. */
export const trustingFetch =
  (agent: Agent, sent: (request: Request) => void): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init)
    sent(request)
    const bytes = new Uint8Array(await request.arrayBuffer())
    const { url, method, headers } = request
    return new Promise((resolve, reject) => {
      httpsRequest(url, { agent, method, headers: Object.fromEntries(headers) }, (incoming) =>
        responseOf(incoming).then(resolve, reject),
      )
        .on('error', reject)
        .end(bytes)
    })
  }
