// An arbitrary of malformed requests to upload URIs that are in force: odd names and headers of Azure's operations, broken
// block lists and structured bodies, checksums of other bytes.
import * as fc from 'fast-check'
import type { MalformedRequest } from './malformedRequest.js'
import { structuredMessage } from './structuredMessage.js'

const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

const odd = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('', ' ', '%00', '\u0000', '__proto__', '..'),
)

/** Ids of many lengths, the empty one and those that are too long among them, and texts that are no base64. */
const blockId = fc.oneof(
  { weight: 4, arbitrary: fc.uint8Array({ minLength: 3, maxLength: 3 }).map(base64Of) },
  { weight: 3, arbitrary: fc.uint8Array({ maxLength: 80 }).map(base64Of) },
  { weight: 1, arbitrary: fc.constantFrom('AAAA', 'AAA', 'AA==', 'AAA==', '====', 'MDAx\n') },
  { weight: 1, arbitrary: odd },
)

const comp = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('block', 'block', 'blocklist', 'blocklist', null, null) },
  { weight: 2, arbitrary: fc.constantFrom('lease', 'metadata', 'page', 'tier', 'Block', 'BLOCKLIST', '') },
  { weight: 1, arbitrary: odd },
)

const parameter = fc.oneof(
  fc.tuple(fc.constant('blockid'), blockId),
  fc.tuple(fc.constant('blockid'), blockId),
  fc.tuple(
    fc.constant('blocklisttype'),
    fc.oneof(fc.constantFrom('committed', 'uncommitted', 'all', 'latest'), odd),
  ),
  fc.tuple(fc.constantFrom('timeout', 'snapshot', 'restype', 'comp', '$filter'), odd),
  fc.tuple(fc.constantFrom('sig', 'se', 'nonce'), odd),
)

/** The URI with further parameters, some of them twice; now and then with a signature that is not its own. */
const pathOf = (uri: string): fc.Arbitrary<string> =>
  fc.tuple(comp, fc.array(parameter, { maxLength: 3 }), fc.nat(12)).map(([name, parameters, changed]) => {
    const { pathname, search } = new URL(uri)
    const query = changed === 0 ? search.replace(/sig=./, 'sig=') : search
    const added = [...(name === null ? [] : [['comp', name] as const]), ...parameters]
    return pathname + query + added.map(([key, value]) => `&${key}=${encodeURIComponent(value)}`).join('')
  })

const element = fc.constantFrom('Latest', 'Uncommitted', 'Committed', 'Other', 'latest')

/** Lists of blocks as Azure's clients send them, and texts that are nearly such. */
const blockList = fc.oneof(
  fc
    .array(fc.tuple(element, blockId), { maxLength: 4 })
    .map(
      (blocks) => `<BlockList>${blocks.map(([tag, id]) => `<${tag}>${id}</${tag}>`).join('')}</BlockList>`,
    ),
  fc.constantFrom(
    '<BlockList>',
    '<BlockList/>',
    '<?xml version="1.0" encoding="utf-8"?><BlockList></BlockList>',
    '<!DOCTYPE b [<!ENTITY a "a">]><BlockList><Latest>&a;</Latest></BlockList>',
    '<BlockList><Latest>MDAx<Latest></BlockList>',
    '<BlockList><Latest a="b">MDAx</Latest></BlockList>',
    `${'<BlockList>'.repeat(600)}`,
    '\ufeff<BlockList></BlockList>',
  ),
)

/** Structured bodies that are whole, cut, too long or have another byte somewhere. */
const structured = fc
  .tuple(
    fc.uint8Array({ minLength: 1, maxLength: 60 }),
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom('whole', 'cut', 'longer', 'changed'),
    fc.nat(),
  )
  .map(([content, segment, how, place]) => {
    const message = structuredMessage(Buffer.from(content), segment)
    const at = place % message.length
    if (how === 'cut') return message.subarray(0, at)
    if (how === 'longer') return Buffer.concat([message, message.subarray(0, at)])
    if (how === 'changed') message[at] = (message[at] ?? 0) ^ 1
    return message
  })

const body: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 3, arbitrary: fc.uint8Array({ maxLength: 60 }) },
  { weight: 3, arbitrary: blockList },
  { weight: 3, arbitrary: structured },
  { weight: 1, arbitrary: fc.constantFrom('', 'x', 'x'.repeat(9_000)) },
)

const header = fc.oneof(
  fc.tuple(
    fc.constant('x-ms-blob-type'),
    fc.constantFrom('BlockBlob', 'BlockBlob', 'PageBlob', 'blockblob', ''),
  ),
  fc.tuple(
    fc.constant('x-ms-structured-body'),
    fc.constantFrom(
      'XSM/1.0; properties=crc64',
      'XSM/1.0; properties=crc64',
      'XSM/1.0;properties=crc64',
      'XSM/2.0',
      '',
    ),
  ),
  fc.tuple(
    fc.constant('x-ms-structured-content-length'),
    fc.oneof(fc.nat(80).map(String), fc.constantFrom('-1', '1e3', '', '9'.repeat(30))),
  ),
  fc.tuple(
    fc.constantFrom('content-md5', 'x-ms-content-crc64'),
    fc.oneof(
      fc.uint8Array({ minLength: 16, maxLength: 16 }).map(base64Of),
      fc.uint8Array({ maxLength: 20 }).map(base64Of),
      fc.constantFrom('AAAAAAAAAAA=', 'none', ''),
    ),
  ),
  fc.tuple(
    fc.constantFrom(
      'content-encoding',
      'x-ms-lease-id',
      'x-ms-encryption-key',
      'x-ms-copy-source',
      'x-ms-source-range',
      'x-ms-blob-content-type',
      'x-ms-meta-a',
      'x-ms-tags',
      'x-ms-access-tier',
      'x-ms-legal-hold',
      'if-match',
      'if-none-match',
      'range',
      'x-ms-range',
    ),
    fc.constantFrom('identity', 'gzip', '*', 'bytes=0-1', '', 'W/"1"'),
  ),
  fc.tuple(
    fc.constantFrom('x-ms-version', 'x-ms-client-request-id', 'x-ms-date', 'accept'),
    fc.constantFrom('2024-11-04', '0', '', '<a>', 'text/html'),
  ),
)

/** Malformed requests to one of some upload URIs. */
export const malformedUpload = (uris: ReadonlyArray<string>): fc.Arbitrary<MalformedRequest> =>
  fc.record({
    method: fc.constantFrom('PUT', 'PUT', 'PUT', 'PUT', 'GET', 'HEAD', 'HEAD', 'POST', 'DELETE', 'OPTIONS'),
    path: fc.constantFrom(...uris).chain(pathOf),
    headers: fc.array(header, { maxLength: 4 }).map((headers) => Object.fromEntries(headers)),
    body,
  })
