// Azure's own client uploads whole files of every size to `serve`, which keeps their bytes in its folder.
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BlockBlobClient } from '@azure/storage-blob'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SpawnedServer, spawnServer } from './server.js'

let folder: string
let server: SpawnedServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serve-blobs-'))
  server = await spawnServer(['--data', join(folder, 'data')])
})
afterAll(async () => {
  await server.stop('SIGTERM')
  await rm(folder, { recursive: true })
})

interface Session {
  readonly id: string
  readonly dataUploadURI: string
  readonly state: string
}

const send = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${server.url}/v1.0/dataClassification/exactMatchDataStores/files/sessions${path}`, {
    method,
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

const created = async (totalBlockCount: number): Promise<Session> =>
  (await send('POST', '', { totalBlockCount })).json()

const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

/** A file of a size, and its digest. */
const newFile = async (size: number): Promise<{ readonly path: string; readonly digest: string }> => {
  const path = join(folder, `${size}.bin`)
  const file = await open(path, 'w')
  const part = randomBytes(Math.min(size, 1_000_000))
  for (let left = size; left > 0; left -= part.length)
    await file.write(part.subarray(0, Math.min(left, part.length)))
  await file.close()
  return { path, digest: await digestOf(path) }
}

/** The digests of all files that are kept as blocks, which are named by their ids alone. */
const keptDigests = async (): Promise<ReadonlyArray<string>> => {
  const blocks = join(folder, 'data/blocks')
  const files = (
    await Promise.all(
      (
        await readdir(blocks)
      ).map(async (uid) => (await readdir(join(blocks, uid))).map((name) => join(blocks, uid, name))),
    )
  ).flat()
  return Promise.all(files.map(digestOf))
}

const sizes = [1, 10_000_000, 300_000_000]
const blockSize = 8_000_000
const blocksIn = (size: number): number => Math.ceil(size / blockSize)

describe.each(sizes)('a file of %d bytes', (size) => {
  const clientOf = ({ dataUploadURI }: Session) => new BlockBlobClient(dataUploadURI)
  const stateOf = async ({ id }: Session) => ((await (await send('GET', `/${id}`)).json()) as Session).state

  it('is uploaded by uploadFile in blocks, committed and processed', async () => {
    const { path } = await newFile(size)
    const session = await created(blocksIn(size))
    await clientOf(session).uploadFile(path, { blockSize, maxSingleShotSize: 1, concurrency: 4 })
    expect(await stateOf(session)).toBe('UploadCompleted')
    const { uncommittedBlocks } = await clientOf(session).getBlockList('uncommitted')
    expect(uncommittedBlocks?.reduce((sum, block) => sum + block.size, 0)).toBe(size)
    expect((await clientOf(session).getProperties()).contentLength).toBe(size)
    expect((await send('POST', `/${session.id}/commit`)).status).toBe(204)
    expect((await send('DELETE', `/${session.id}`)).status).toBe(204)
  })

  it('is uploaded by uploadStream, framed with CRC-64', async () => {
    const { path } = await newFile(size)
    const session = await created(blocksIn(size))
    await clientOf(session).uploadStream(createReadStream(path), blockSize, 4, {
      contentChecksumAlgorithm: 'StorageCrc64',
    })
    expect(await stateOf(session)).toBe('UploadCompleted')
    await send('DELETE', `/${session.id}`)
  })

  it('is uploaded by upload in one request, and kept to the last byte', async () => {
    const { path, digest } = await newFile(size)
    const session = await created(1)
    await clientOf(session).upload(() => createReadStream(path), size)
    expect(await stateOf(session)).toBe('UploadCompleted')
    expect(await keptDigests()).toEqual([digest])
    await send('DELETE', `/${session.id}`)
    expect(await keptDigests()).toEqual([])
  })
})

describe('a table', () => {
  it('is the same after it has been uploaded by uploadData and read from the folder', async () => {
    const table = await readFile(join(import.meta.dirname, '../../docs/examples/patients.csv'))
    const session = await created(1)
    await new BlockBlobClient(session.dataUploadURI).uploadData(table)
    expect(await keptDigests()).toEqual([createHash('sha256').update(table).digest('hex')])
  })
})
