// The upload methods of Azure's own client against the upload endpoint.
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { BlockBlobClient, type RestError } from '@azure/storage-blob'
import { StorageCRC64Calculator } from '@azure/storage-common'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { slices, structuredMessage } from './structuredMessage.js'
import { createSession, createTestApi, type ListeningApi, listen, send, sessionsPath } from './testApi.js'

let server: ListeningApi
beforeAll(async () => {
  server = await listen({ rateLimit: (request) => (request.headers.has('x-limited') ? 1 : null) })
})
afterAll(() => server.close())

const clientOf = ({ dataUploadURI }: { readonly dataUploadURI: string }): BlockBlobClient =>
  new BlockBlobClient(dataUploadURI, undefined, { retryOptions: { maxTries: 1 } })

const created = (totalBlockCount: number) => createSession(server, { totalBlockCount })

const read = async ({ id }: { readonly id: string }) =>
  (await send(server, 'GET', `${sessionsPath}/${id}`)).json()

/** What the service has kept, in the order of the blocks. */
const uploadedTo = async ({ id }: { readonly id: string }): Promise<Buffer> => {
  const key = { datastoreId: 'patients', id }
  const parts: Array<Uint8Array> = []
  const blocks = await server.service.blocksOf(key)()
  if (blocks._tag === 'Left') throw new Error(blocks.left.message)
  for (const { id: blockId } of blocks.right) {
    const reading = await server.service.readBlock({ ...key, blockId })()
    if (reading._tag === 'Left') throw new Error(reading.left.message)
    for await (const chunk of reading.right.chunks) parts.push(chunk)
  }
  return Buffer.concat(parts)
}

const failureOf = (response: Promise<unknown>): Promise<RestError> =>
  response.then(
    () => Promise.reject(new Error('no failure')),
    (error: RestError) => error,
  )

const idOf = (index: number): string => Buffer.from(`${index}`.padStart(6, '0')).toString('base64')

const file = randomBytes(300_000)
const parts = { blockSize: 65_536, maxSingleShotSize: 1_000, concurrency: 3 }

describe("Azure's blob client uploads all of", () => {
  it('a buffer, in blocks and in parallel, with its progress', async () => {
    const session = await created(5)
    const progress: Array<number> = []
    const onProgress = ({ loadedBytes }: { readonly loadedBytes: number }) => progress.push(loadedBytes)
    await clientOf(session).uploadData(file, { ...parts, onProgress })
    expect(await read(session)).toMatchObject({ state: 'UploadCompleted', remainingBlockCount: 0 })
    expect(await uploadedTo(session)).toEqual(file)
    expect(progress.at(-1)).toBe(file.length)
  })

  it('a stream', async () => {
    const session = await created(5)
    await clientOf(session).uploadStream(Readable.from([file]), 65_536, 3)
    expect(await uploadedTo(session)).toEqual(file)
  })

  it('a small file, in one request', async () => {
    const session = await created(1)
    const { etag } = await clientOf(session).upload(file, file.length)
    expect(etag).toBe((await clientOf(session).getProperties()).etag)
    await clientOf(session).uploadData(file)
    expect(await uploadedTo(session)).toEqual(file)
    expect((await read(session)).state).toBe('UploadCompleted')
  })

  it('a file whose bodies it frames with CRC-64', async () => {
    const checked = { contentChecksumAlgorithm: 'StorageCrc64' } as const
    const session = await created(5)
    await clientOf(session).uploadData(file, { ...parts, ...checked })
    expect(await uploadedTo(session)).toEqual(file)
    const single = await created(1)
    await clientOf(single).upload(file, file.length, checked)
    expect(await uploadedTo(single)).toEqual(file)
  })
})

describe("Azure's blob client", () => {
  it('lists the blocks that have arrived, and sends the rest after it has lost its memory', async () => {
    const session = await created(5)
    const [first, second] = [clientOf(session), clientOf(session)]
    const blockOf = (index: number) => file.subarray(index * 65_536, (index + 1) * 65_536)
    for (const index of [0, 3]) await first.stageBlock(idOf(index), blockOf(index), blockOf(index).length)
    const { uncommittedBlocks, committedBlocks } = await second.getBlockList('all')
    expect(committedBlocks).toEqual([])
    expect(uncommittedBlocks).toEqual([
      { name: idOf(0), size: 65_536 },
      { name: idOf(3), size: 65_536 },
    ])
    const arrived = new Set(uncommittedBlocks?.map(({ name }) => name))
    for (const index of [0, 1, 2, 3, 4].filter((each) => !arrived.has(idOf(each)))) {
      await second.stageBlock(idOf(index), blockOf(index), blockOf(index).length)
    }
    await second.commitBlockList([0, 1, 2, 3, 4].map(idOf))
    expect(await uploadedTo(session)).toEqual(file)
  })

  it('has its blocks committed by the commit of the session, not by its own', async () => {
    const session = await created(1)
    const client = clientOf(session)
    await client.stageBlock(idOf(0), file, file.length)
    const { etag, lastModified } = await client.commitBlockList([idOf(0)])
    expect(etag).toMatch(/^W\/"\d+"$/)
    expect(lastModified).toBeInstanceOf(Date)
    expect((await read(session)).state).toBe('UploadCompleted')
    await send(server, 'POST', `${sessionsPath}/${session.id}/commit`)
    expect((await client.getBlockList('committed')).committedBlocks).toEqual([
      { name: idOf(0), size: file.length },
    ])
    expect((await client.getBlockList('uncommitted')).uncommittedBlocks).toEqual([])
  })

  it('finds the upload once all its blocks have arrived', async () => {
    const session = await created(2)
    const client = clientOf(session)
    await client.stageBlock(idOf(0), file, file.length)
    expect(await client.exists()).toBe(false)
    await client.stageBlock(idOf(1), file, file.length)
    expect(await client.exists()).toBe(true)
    expect(await client.getProperties()).toMatchObject({
      contentLength: 2 * file.length,
      blobType: 'BlockBlob',
      contentType: 'application/octet-stream',
    })
  })

  it('can abort an upload, of which nothing is counted', async () => {
    const session = await created(1)
    const controller = new AbortController()
    const stream = async function* () {
      yield file.subarray(0, 100_000)
      controller.abort()
      yield file.subarray(100_000)
    }
    const upload = clientOf(session).stageBlock(idOf(0), () => Readable.from(stream()), file.length, {
      abortSignal: controller.signal,
    })
    expect((await failureOf(upload)).name).toBe('AbortError')
    expect((await read(session)).state).toBe('Created')
  })
})

describe('the upload endpoint refuses by name', () => {
  type Refusal = readonly [what: string, code: string, (client: BlockBlobClient) => Promise<unknown>]
  const body = Buffer.from('rows')
  const stage = (client: BlockBlobClient, options: object) => client.stageBlock(idOf(0), body, 4, options)
  const refusals: ReadonlyArray<Refusal> = [
    [
      'a list of blocks that have not arrived',
      'InvalidBlockList',
      (client) => client.commitBlockList([idOf(7)]),
    ],
    [
      'a blob of one request in a session of several',
      'OperationConflict',
      (client) => client.upload(body, 4),
    ],
    [
      'an id of another length',
      'InvalidBlobOrBlock',
      async (client) => {
        await client.stageBlock(idOf(0), body, 4)
        await client.stageBlock(btoa('a longer name'), body, 4)
      },
    ],
    ['a lease', 'UnsupportedHeader', (client) => stage(client, { conditions: { leaseId: 'a' } })],
    [
      'a condition',
      'UnsupportedHeader',
      (client) => client.upload(body, 4, { conditions: { ifNoneMatch: '*' } }),
    ],
    [
      'properties of a blob',
      'UnsupportedHeader',
      (client) => client.upload(body, 4, { blobHTTPHeaders: { blobContentType: 'text/csv' } }),
    ],
    ['metadata', 'UnsupportedHeader', (client) => client.upload(body, 4, { metadata: { a: 'b' } })],
    ['another part of a blob', 'InvalidQueryParameterValue', (client) => client.setMetadata({})],
    ['a snapshot', 'InvalidQueryParameterValue', (client) => client.createSnapshot()],
    ['reading', 'UnsupportedHttpVerb', (client) => client.download()],
    ['deleting', 'UnsupportedHttpVerb', (client) => client.delete()],
  ]

  it.each(refusals)('%s: %s', async (_, code, call) => {
    const session = await created(2)
    expect(await failureOf(call(clientOf(session)))).toMatchObject({ code })
  })

  const put = (
    session: { readonly dataUploadURI: string },
    query: string,
    headers: object,
    content: BodyInit,
  ) => fetch(`${session.dataUploadURI}${query}`, { method: 'PUT', headers: { ...headers }, body: content })

  it('a body in an encoding, both checksums, and a frame that it does not know', async () => {
    const session = await created(3)
    const codeOf = async (headers: object) => {
      const response = await put(session, `&comp=block&blockid=${idOf(0)}`, headers, 'rows')
      return [response.status, response.headers.get('x-ms-error-code')]
    }
    expect(await codeOf({ 'content-encoding': 'gzip' })).toEqual([400, 'UnsupportedHeader'])
    expect(await codeOf({ 'content-md5': 'a', 'x-ms-content-crc64': 'b' })).toEqual([
      400,
      'BothCrc64AndMd5HeaderPresent',
    ])
    const structured = { 'x-ms-structured-body': 'XSM/2.0; properties=crc64' }
    expect(await codeOf({ ...structured, 'x-ms-structured-content-length': '4' })).toEqual([
      400,
      'InvalidHeaderValue',
    ])
    expect((await read(session)).state).toBe('Created')
  })

  it('too many requests, by the status that its clients try again', async () => {
    const session = await created(1)
    const response = await put(session, `&comp=block&blockid=${idOf(0)}`, { 'x-limited': '1' }, 'rows')
    expect([
      response.status,
      response.headers.get('x-ms-error-code'),
      response.headers.get('retry-after'),
    ]).toEqual([503, 'ServerBusy', '1'])
  })

  it('a block list that is not one', async () => {
    const session = await created(1)
    const codeOf = async (xml: string) => {
      const response = await put(session, '&comp=blocklist', {}, xml)
      return response.headers.get('x-ms-error-code')
    }
    for (const xml of [
      '',
      '{}',
      '<BlockList>',
      '<BlockList><Other>AA==</Other></BlockList>',
      '<BlockList/>x',
    ]) {
      expect(await codeOf(xml)).toBe('InvalidXmlDocument')
    }
    const long = '<Latest>AA==</Latest>'.repeat(50_001)
    expect(await codeOf(`<BlockList>${long}</BlockList>`)).toBe('BlockListTooLong')
  })
})

/** A stream as fetch has them; Node wants to be told that its request ends before the response begins. */
const streaming = { duplex: 'half' }

const streamOf = (chunks: Iterator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull: (controller) => {
      const { done, value } = chunks.next()
      if (done === true) controller.close()
      else controller.enqueue(value)
    },
  })

describe('a structured body', () => {
  beforeAll(() => StorageCRC64Calculator.init())

  it('of any segments, in chunks of any length, is decoded; with any byte changed it is refused', async () => {
    const { api, service } = createTestApi()
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(),
        async (bytes, segmentLength, chunkLength, position) => {
          const content = Buffer.from(bytes)
          const frame = structuredMessage(content, segmentLength)
          const session = await createSession({ api }, { totalBlockCount: 1 })
          const upload = (body: Buffer) =>
            api.fetch(
              new Request(`${session.dataUploadURI}&comp=block&blockid=${idOf(0)}`, {
                method: 'PUT',
                headers: {
                  'x-ms-structured-body': 'XSM/1.0; properties=crc64',
                  'x-ms-structured-content-length': String(content.length),
                },
                body: streamOf(slices(body, chunkLength)),
                ...streaming,
              }),
            )
          const at = position % frame.length
          const broken = Buffer.from(frame)
          broken[at] = (broken[at] ?? 0) ^ 0x55
          // The length of the whole message, which nothing depends on, is not checked.
          if (at < 1 || at > 8) expect((await upload(broken)).status).toBe(400)
          expect((await upload(frame.subarray(0, at))).status).toBe(400)
          const response = await upload(frame)
          expect(response.status).toBe(201)
          expect(response.headers.get('x-ms-structured-body')).toBe('XSM/1.0; properties=crc64')
          const blocks = await service.blocksOf({ datastoreId: 'patients', id: session.id })()
          expect(blocks).toMatchObject({ right: [{ size: content.length }] })
        },
      ),
      { numRuns: 60 },
    )
  })
})
