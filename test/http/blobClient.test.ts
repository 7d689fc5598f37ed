// Azure's own client uploads the blocks of a real table to dataUploadURI.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BlockBlobClient, type RestError } from '@azure/storage-blob'
import { StorageCRC64Calculator } from '@azure/storage-common'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ListeningApi, listen, send } from './testApi.js'

const table = join(import.meta.dirname, '../../node_modules/vega-datasets/data/airports.csv')
const rowsPerBlock = 200

let server: ListeningApi
beforeAll(async () => {
  server = await listen()
})
afterAll(() => server.close())

const blocks = async (): Promise<ReadonlyArray<Buffer>> => {
  const lines = (await readFile(table, 'utf8')).split('\n').slice(1)
  return Array.from({ length: Math.ceil(lines.length / rowsPerBlock) }, (_, index) =>
    Buffer.from(lines.slice(index * rowsPerBlock, (index + 1) * rowsPerBlock).join('\n')),
  )
}

const idOf = (index: number): string => Buffer.from(String(index).padStart(6, '0')).toString('base64')

const path = '/dataClassification/exactMatchDataStores/airports/sessions'

interface Session {
  readonly id: string
  readonly dataUploadURI: string
  readonly state: string
  readonly remainingBlockCount: number
}

const created = async (totalBlockCount: number): Promise<Session> =>
  (await send(server, 'POST', path, { body: { totalBlockCount } })).json()

const read = async ({ id }: Session): Promise<Session> => (await send(server, 'GET', `${path}/${id}`)).json()

const clientOf = ({ dataUploadURI }: Session): BlockBlobClient =>
  new BlockBlobClient(dataUploadURI, undefined, { retryOptions: { maxTries: 1 } })

const failureOf = (response: Promise<unknown>): Promise<RestError> =>
  response.then(
    () => Promise.reject(new Error('no failure')),
    (error: RestError) => error,
  )

const bytes = Buffer.from('a block')

describe("Azure's blob client", () => {
  it("uploads a table's blocks in parallel, some twice; each is counted once", async () => {
    const parts = await blocks()
    expect(parts.length).toBeGreaterThan(10)
    const session = await created(parts.length)
    const client = clientOf(session)
    const twice = parts.map((part, index) => [part, index] as const).filter(([, index]) => index % 3 === 0)
    const uploads = [...parts.map((part, index) => [part, index] as const), ...twice]
    const responses = await Promise.all(
      uploads.map(([part, index]) => client.stageBlock(idOf(index), part, part.length)),
    )
    for (const response of responses) {
      expect(response).toMatchObject({ isServerEncrypted: false, version: expect.stringMatching(/^\d{4}-/) })
      expect(response.requestId).toMatch(/^[\da-f-]{36}$/)
      expect(response.clientRequestId).toMatch(/^[\da-f-]{36}$/)
      expect(response.date).toBeInstanceOf(Date)
    }
    expect(await read(session)).toMatchObject({ state: 'UploadCompleted', remainingBlockCount: 0 })
    expect((await send(server, 'POST', `${path}/${session.id}/commit`)).status).toBe(204)
    expect(await read(session)).toMatchObject({ state: 'ProcessingInProgress' })
  })

  it('gets back the checksums that it sends, if they are right', async () => {
    const client = clientOf(await created(3))
    const md5 = createHash('md5').update(bytes).digest()
    const one = await client.stageBlock(idOf(0), bytes, bytes.length, { transactionalContentMD5: md5 })
    expect(Buffer.from(one.contentMD5 ?? [])).toEqual(md5)
    await StorageCRC64Calculator.init()
    const crc64 = new StorageCRC64Calculator().final(bytes, bytes.length)
    const two = await client.stageBlock(idOf(1), bytes, bytes.length, { transactionalContentCrc64: crc64 })
    expect(Buffer.from(two.xMsContentCrc64 ?? [])).toEqual(Buffer.from(crc64))
  })

  it('gets an error for a wrong checksum, and the block is not counted', async () => {
    const session = await created(3)
    const client = clientOf(session)
    const stage = (options: object) => failureOf(client.stageBlock(idOf(0), bytes, bytes.length, options))
    expect(await stage({ transactionalContentMD5: Buffer.alloc(16) })).toMatchObject({
      statusCode: 400,
      code: 'Md5Mismatch',
    })
    expect(await stage({ transactionalContentCrc64: Buffer.alloc(8) })).toMatchObject({
      code: 'Crc64Mismatch',
    })
    expect(await stage({ transactionalContentMD5: Buffer.alloc(3) })).toMatchObject({ code: 'InvalidMd5' })
    expect(await read(session)).toMatchObject({ state: 'Created', remainingBlockCount: 3 })
  })

  it('gets an error code of Azure and the reason when a block is refused', async () => {
    const session = await created(1)
    const client = clientOf(session)
    await client.stageBlock(idOf(0), bytes, bytes.length)
    const other = await failureOf(client.stageBlock(idOf(0), Buffer.from('other'), 5))
    expect(other).toMatchObject({ statusCode: 409, code: 'OperationConflict' })
    expect(other.message).toContain('has been uploaded before with other content')
    const more = await failureOf(client.stageBlock(idOf(1), bytes, bytes.length))
    expect(more.message).toContain('cannot take blocks: all 1 blocks have been uploaded')
  })

  it('gets AuthenticationFailed for a former upload URI and for an expired one', async () => {
    const session = await created(2)
    await clientOf(session).stageBlock(idOf(0), bytes, bytes.length)
    const renewed: Session = await (await send(server, 'POST', `${path}/${session.id}/renew`)).json()
    const old = await failureOf(clientOf(session).stageBlock(idOf(1), bytes, bytes.length))
    expect(old).toMatchObject({ statusCode: 403, code: 'AuthenticationFailed' })
    server.clock.set('2026-11-24T10:00:00Z')
    const late = await failureOf(clientOf(renewed).stageBlock(idOf(1), bytes, bytes.length))
    expect(late).toMatchObject({ statusCode: 403, code: 'AuthenticationFailed' })
    expect(late.message).toContain('renew the session first')
    const again: Session = await (await send(server, 'POST', `${path}/${session.id}/renew`)).json()
    await clientOf(again).stageBlock(idOf(1), bytes, bytes.length)
    expect(await read(session)).toMatchObject({ remainingBlockCount: 0 })
  })

  it('gets an error for an id that is not base64', async () => {
    const client = clientOf(await created(1))
    expect(await failureOf(client.stageBlock('no base64!', bytes, bytes.length))).toMatchObject({
      code: 'InvalidQueryParameterValue',
    })
  })
})
