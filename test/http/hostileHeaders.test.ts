// Headers are read in linear time: the longest, made to lead a pattern astray, are answered. A quadratic pattern would
// take minutes over one of them.
import { expect, it } from 'vitest'
import { createSession, createTestApi, send, sessionsPath } from './testApi.js'

const length = 200_000

const filled = (...[start, unit, end = '']: readonly [string, string, string?]): string =>
  (start + unit.repeat(Math.ceil(length / unit.length))).slice(0, length) + end

/** What backtracking patterns are slow on: long runs before something that fits nothing. */
const shapes = {
  'open quotes': filled('"', '\\"'),
  'quotes and commas': filled('', '",'),
  tags: filled('', 'W/"a",', ';'),
  spaces: filled('a', ' ', 'b'),
  'spaces after a name': filled('charset=', ' ', 'x'),
  'equals signs': filled('Bearer a', '=', '!'),
  letters: filled('Bearer ', 'a', '!'),
  digits: filled('', '1', 'x'),
  commas: filled('', ',', 'x'),
  semicolons: filled('application/json', ';', 'x'),
  'types and weights': filled('', 'a/b;q=0,', 'x'),
} as const

const names = [
  'accept',
  'authorization',
  'client-request-id',
  'content-encoding',
  'content-md5',
  'content-type',
  'forwarded',
  'if-match',
  'if-none-match',
  'odata-maxversion',
  'odata-version',
  'origin',
  'prefer',
  'repeatability-client-id',
  'repeatability-first-sent',
  'repeatability-request-id',
  'x-forwarded-host',
  'x-forwarded-prefix',
  'x-forwarded-proto',
  'x-ms-client-request-id',
  'x-ms-content-crc64',
  'x-ms-version',
]

it.each(names)('%s', async (name) => {
  const api = createTestApi({ trustProxy: true, corsOrigins: ['https://app.example'] })
  const { id, dataUploadURI } = await createSession(api)
  const { pathname, search } = new URL(dataUploadURI)
  const session = `${sessionsPath}/${id}`
  for (const shape of Object.values(shapes)) {
    const headers = { [name]: shape }
    const responses = [
      await send(api, 'GET', session, { headers }),
      await send(api, 'PATCH', session, { body: { fileName: 'a.csv' }, headers }),
      await send(api, 'POST', sessionsPath, { body: { totalBlockCount: 1 }, headers }),
      await send(api, 'PUT', `${pathname}${search}&comp=block&blockid=AAAA`, { body: 'rows', headers }),
      await send(api, 'OPTIONS', sessionsPath, { headers }),
    ]
    for (const { status } of responses) expect(status).toBeLessThan(500)
  }
})
