// An arbitrary of malformed requests: broken JSON, wrong types, large bodies, odd paths and headers, invalid signatures,
// path traversal, names of prototypes.
import * as fc from 'fast-check'
import { token } from './testApi.js'

/** A request as it is sent. */
export interface MalformedRequest {
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
    'forwarded',
    'origin',
    'access-control-request-method',
    'x-forwarded-host',
    'x-forwarded-prefix',
    'x-http-method-override',
  ),
  fc.oneof(
    printable,
    fc.constantFrom('application/json', 'application/json', 'W/"1"', '"', '*', 'return=minimal', 'gzip'),
    fc.constantFrom('https://app.test', 'application/xml;q=0', 'host="', '//', 'PUT'),
  ),
)
const authorization = fc.oneof(
  { weight: 8, arbitrary: fc.constant(`Bearer ${token}`) },
  { weight: 1, arbitrary: fc.constantFrom('Bearer', 'Basic YTpi', `Bearer ${token}x`, `bearer  ${token}`) },
  { weight: 1, arbitrary: printable },
)

/** Malformed requests. */
export const malformedRequest: fc.Arbitrary<MalformedRequest> = fc.record({
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
