import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type BlockStore, createFolderBlockStore, createMemoryBlockStore } from '../../src/service/index.js'
import { blockStoreContract } from '../../src/testing/index.js'
import { left, right } from './outcome.js'

const folders: Array<string> = []

const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'blocks-'))
  folders.push(folder)
  return folder
}

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

const stores: Readonly<Record<string, () => Promise<BlockStore>>> = {
  'a store of blocks in memory': async () => createMemoryBlockStore(),
  'a store of blocks in a folder': async () => createFolderBlockStore(join(await newFolder(), 'new')),
}

async function* chunksOf(...sizes: ReadonlyArray<number>): AsyncIterable<Uint8Array> {
  for (const size of sizes) yield new Uint8Array(size)
}

/** A content with a digest of its own, by its name. */
const content = (digest: string, ...sizes: ReadonlyArray<number>) => ({
  chunks: chunksOf(...sizes),
  digest: () => digest,
})

describe.each(Object.entries(stores))('%s', (_, open) => {
  it.each(blockStoreContract)('$name', async ({ check }) => {
    await check(await open())
  })
})

describe('a store of blocks in memory', () => {
  it('keeps no more bytes than its limit, whatever is put and removed', async () => {
    const action = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      digest: fc.constantFrom('x', 'y'),
      sizes: fc.array(fc.nat(40), { maxLength: 3 }),
      isRemoved: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(action), async (actions) => {
        const store = createMemoryBlockStore({ maxBytes: 100 })
        const kept = new Map<string, number>()
        const used = () => [...kept.values()].reduce((sum, size) => sum + size, 0)
        for (const { id, digest, sizes, isRemoved } of actions) {
          const size = sizes.reduce((sum, each) => sum + each, 0)
          const fits = used() + size <= 100
          const put = await store.put('uid', id, content(digest, ...sizes))()
          expect(put).toMatchObject(
            fits ? { right: { id, digest, size } } : { left: { code: 'unavailable', retryAfter: 30 } },
          )
          if (fits && !kept.has(id + digest)) kept.set(id + digest, size)
          if (isRemoved) {
            await right(store.remove('uid', { id, digest }))
            kept.delete(id + digest)
          }
        }
      }),
    )
  })

  it('says what to do when it is full', async () => {
    const store = createMemoryBlockStore({ maxBytes: 10 })
    expect((await left(store.put('uid', 'a', content('x', 6, 6)))).message).toBe(
      'the memory for blocks is full, with its 10 bytes; remove sessions, or keep blocks in a folder',
    )
    await right(store.put('uid', 'a', content('x', 10)))
  })
})

describe('a store of blocks in a folder', () => {
  it('finds in another process what it has kept, and nothing of what was being written', async () => {
    const folder = await newFolder()
    const kept = await right(createFolderBlockStore(folder).put('uid', 'a', content('x', 3)))
    const again = createFolderBlockStore(folder)
    expect(await right(again.sessions())).toEqual(['uid'])
    expect(await right(again.get('uid', kept))).not.toBe(null)
  })

  it('leaves no part of a file where writing fails', async () => {
    const folder = await newFolder()
    const failing = {
      chunks: (async function* () {
        yield new Uint8Array(10)
        throw new Error('broke off')
      })(),
      digest: () => 'x',
    }
    await left(createFolderBlockStore(folder).put('uid', 'a', failing))
    expect(await readdir(join(folder, 'uid'))).toEqual([])
  })

  it('reports a folder that it cannot write', async () => {
    const file = join(await newFolder(), 'file')
    await writeFile(file, '')
    const error = await left(createFolderBlockStore(file).put('uid', 'a', content('x', 1)))
    expect(error).toMatchObject({ code: 'storeFailed', cause: { code: 'ENOTDIR' } })
  })
})
