// Requests as nobody should send them, from a seeded generator: broken JSON, wrong types, huge bodies, odd paths and
// headers, bad signatures, steps out of the tree, keys of prototypes.
import { Agent, request as httpRequest } from 'node:http'
import * as fc from 'fast-check'
import { expect } from 'vitest'
import { token } from './bed.js'

/** A request, to the last odd header. */
interface Malformed {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

const odd = fc.oneof(
  fc.constantFrom(
    '',
    '.',
    '..',
    '%2e%2e',
    '..%2f..%2fetc%2fpasswd',
    '%',
    '%zz',
    '%00',
    '%2F',
    '%ed%a0%80',
    '$count',
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'patients',
    'none',
    'a'.repeat(300),
  ),
  fc.string({ maxLength: 12 }).map((text) => encodeURIComponent(text)),
  fc.constantFrom("('a')", '*', ';', ':id', '{id}', '<script>', "'", '"', '`id`'),
)

const known = fc.constantFrom(
  'dataClassification',
  'exactMatchDataStores',
  'exactMatchUploadAgents',
  'sessions',
)
const action = fc.constantFrom('commit', 'cancel', 'renew', 'uploadAgent', '$count', 'lookup')
const stem = '/dataClassification/exactMatchDataStores'

const path = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(odd, odd, action)
      .map(([store, id, last]) => `${stem}/${store}/sessions/${id}/${last}`),
  },
  { weight: 4, arbitrary: fc.tuple(odd, odd).map(([store, id]) => `${stem}/${store}/sessions/${id}`) },
  { weight: 4, arbitrary: odd.map((store) => `${stem}/${store}/sessions`) },
  { weight: 2, arbitrary: fc.tuple(odd, odd).map(([store, id]) => `/uploads/${store}/${id}`) },
  {
    weight: 2,
    arbitrary: fc.array(fc.oneof(odd, known, action), { maxLength: 7 }).map((all) => `/${all.join('/')}`),
  },
)

const option = fc.tuple(
  fc.constantFrom(
    '$top',
    '$skip',
    '$select',
    '$filter',
    '$orderby',
    '$count',
    '$skiptoken',
    '$expand',
    '$search',
  ),
  fc.oneof(
    fc.constantFrom(
      '-1',
      '1e9',
      '99999999999',
      'id,,',
      "state eq 'Created'",
      '((((',
      "state eq '",
      'not not',
      'true',
    ),
    fc.constantFrom(
      '__proto__',
      '__proto__ asc',
      'constructor eq null',
      "contains(salt,'a')",
      "'".repeat(99),
    ),
    fc.string({ maxLength: 20 }),
  ),
)
const signature = fc.tuple(
  fc.constantFrom('sig', 'se', 'nonce', 'comp', 'blockid'),
  fc.oneof(fc.string(), fc.constant('block')),
)
const query = fc
  .array(fc.oneof(option, signature), { maxLength: 4 })
  .map((pairs) => pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'))

const json = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom('{"totalBlockCount": "3"}', '{"totalBlockCount": 2147483648}', '{"totalBlockCount": -1}'),
  fc.constantFrom(
    '{"__proto__": {"admin": true}, "totalBlockCount": 1}',
    '{"constructor": 1, "totalBlockCount": 1}',
  ),
  fc.constantFrom('{"totalBlockCount": 1, "id": "\\ud800"}', '{"totalBlockCount": 1, "fileName": "\\u0000"}'),
  fc.constantFrom(
    '{"totalBlockCount": 1, "salt": 7}',
    '{"totalBlockCount": 1, "id": ".."}',
    '{"totalBlockCount": 1e400}',
  ),
  fc.constantFrom('{"totalBlockCount": 1, "state": "Completed"}', '{"totalBlockCount": 1, "colour": "red"}'),
  fc.constantFrom(
    '[',
    '{',
    '"',
    'nul',
    '{"a":1,}',
    '\ufeff{}',
    '['.repeat(5_000),
    `{"a":${'['.repeat(2_000)}`,
  ),
)
const body: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: json },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom('', ' '.repeat(3_000), 'x'.repeat(9_000)) },
)

const printable = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019 ,;=/"*()<>@[]{}W?:-_.'), maxLength: 24 })
  .map((text) => text.trim())
const header = fc.tuple(
  fc.constantFrom(
    'content-type',
    'content-encoding',
    'if-match',
    'if-none-match',
    'prefer',
    'odata-version',
    'odata-maxversion',
    'client-request-id',
    'x-ms-version',
    'content-md5',
    'x-ms-content-crc64',
    'accept',
    'cookie',
    'x-http-method-override',
  ),
  fc.oneof(
    printable,
    fc.constantFrom('application/json', 'application/json', 'W/"1"', '"', '*', 'return=minimal', 'gzip'),
  ),
)
const authorization = fc.oneof(
  { weight: 8, arbitrary: fc.constant(`Bearer ${token}`) },
  { weight: 1, arbitrary: fc.constantFrom('Bearer', 'Basic YTpi', `Bearer ${token}x`, `bearer  ${token}`) },
  { weight: 1, arbitrary: printable },
)

/** Any of them. */
const malformed: fc.Arbitrary<Malformed> = fc.record({
  method: fc.constantFrom(
    'GET',
    'POST',
    'POST',
    'POST',
    'PATCH',
    'PUT',
    'DELETE',
    'OPTIONS',
    'TRACE',
    'PROPFIND',
  ),
  path: fc
    .tuple(fc.constantFrom('', '', '/beta', '/v1.0', '/v9'), path, query)
    .map(([prefix, stem, options]) => `${prefix}${stem}${options === '' ? '' : `?${options}`}`),
  headers: fc.tuple(authorization, fc.array(header, { maxLength: 3 })).map(([value, others]) => ({
    'content-type': 'application/json',
    ...Object.fromEntries(others),
    authorization: value,
  })),
  body,
})

/** What came back. */
interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
}

const sent = (url: string, agent: Agent, { method, path, headers, body }: Malformed): Promise<Answer> =>
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
  return [error.code, error.message, error.innerError['request-id']].every((told) => typeof told === 'string')
}

/** What is wrong with an answer; null where a refusal tells what it must and nothing else. */
const faultOf = ({ status, type, text }: Answer): string | null => {
  if (status >= 500) return `status ${status}`
  if (stack.test(text)) return 'a stack trace'
  if (status < 400) return null
  const told =
    type === 'application/xml'
      ? /<Error><Code>\w+<\/Code><Message>/.test(text)
      : text !== '' && isErrorBody(text)
  return told ? null : 'no error body'
}

const atOnce = 16

/** Sends so many of them to an API; every refusal has its error body, and none is a failure of the server's. */
export const withstands = async (
  url: string,
  count: number,
  seed: number,
): Promise<Readonly<Record<number, number>>> => {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const statuses: Record<number, number> = {}
  for (let done = 0; done < count; done += atOnce) {
    const requests = fc.sample(malformed, { numRuns: atOnce, seed: seed + done })
    const answers = await Promise.all(requests.map((request) => sent(url, agent, request)))
    for (const [index, answer] of answers.entries()) {
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
      const fault = faultOf(answer)
      if (fault !== null) expect({ fault, answer, request: requests[index] }).toBe(null)
    }
  }
  agent.destroy()
  return statuses
}
