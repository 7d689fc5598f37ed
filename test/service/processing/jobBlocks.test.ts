// The blocks that work reads: those of its session, in order, as streams.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import {
  type BlockStore,
  createMemoryBlockStore,
  createMemoryStore,
  createSessionService,
  type Job,
  type JobBlock,
  type ProcessorOptions,
  startProcessor,
  systemClock,
} from '../../../src/service/index.js'
import { right } from '../outcome.js'
import { datastoreId, uriOf } from '../service.js'
import { entryOf, handQueue } from './handQueue.js'

async function* chunksOf(text: string): AsyncGenerator<Uint8Array, void> {
  for (const character of text) yield Buffer.from(character)
}

const textOf = async ({ content }: JobBlock): Promise<string> => {
  const chunks: Array<Uint8Array> = []
  for await (const chunk of content()) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const idOf = (name: string): string => Buffer.from(name).toString('base64')

type Blocks = Pick<ProcessorOptions, 'blocks'>

/** Does the one job of a session with these blocks; gives what `read` gave, and the session's error. */
const doWith = async (
  texts: ReadonlyArray<string>,
  read: (job: Job) => Promise<unknown>,
  options: (kept: BlockStore) => Blocks = (blocks) => ({ blocks }),
) => {
  const store = createMemoryStore()
  const blocks = createMemoryBlockStore()
  const service = createSessionService({
    store,
    blocks,
    now: systemClock,
    newId: randomUUID,
    newUploadUri: ({ id, nonce }) => uriOf(id, nonce),
  })
  const { queue, handle } = handQueue()
  let given: unknown
  const work = async (job: Job) => {
    given = await read(job)
  }
  const parts = { service, store, queue, work, retry: { maxAttempts: 1 }, ...options(blocks) }
  await right(startProcessor(parts)).then(({ stop }) => stop())
  const { session } = await right(service.create({ datastoreId, request: { totalBlockCount: texts.length } }))
  const key = { datastoreId, id: session.id ?? '' }
  for (const [index, text] of [...texts.entries()].reverse()) {
    await right(
      service.uploadBlock({ ...key, blockId: idOf(`block-${index + 100}`), chunks: chunksOf(text) }),
    )
  }
  await right(service.commit({ ...key, totalJobCount: 1 }))
  await handle(entryOf(key, 1))
  return { given, error: (await right(service.get(key))).session.error ?? null }
}

describe('the blocks of a job', () => {
  it('are those of its session in order, whatever the order of their upload', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.string({ maxLength: 5 }), { minLength: 1, maxLength: 12 }),
      async (texts) => {
        const read = async ({ blocks }: Job) => Promise.all((await blocks()).map(textOf))
        expect(await doWith(texts, read)).toEqual({ given: texts, error: null })
      },
    )
    await fc.assert(property, { numRuns: 30 })
  })

  it('can be read twice', async () => {
    const read = async ({ blocks }: Job) => {
      const [block] = await blocks()
      return block && [await textOf(block), await textOf(block)]
    }
    expect((await doWith(['rows'], read)).given).toEqual(['rows', 'rows'])
  })

  it('fail the job where their bytes are not kept', async () => {
    const read = async ({ blocks }: Job) => Promise.all((await blocks()).map(textOf))
    expect((await doWith(['a'], read, () => ({ blocks: createMemoryBlockStore() }))).error).toEqual({
      code: 'blockNotKept',
      message: `the bytes of block ${idOf('block-100')} are not kept`,
    })
    expect((await doWith(['a'], read, () => ({}))).error).toEqual({
      code: 'blockNotKept',
      message: 'the processor has no store of blocks; set its option `blocks`',
    })
  })

  it('fail the job where their store fails', async () => {
    const cause = { code: 'EIO', message: 'i/o error' }
    const failing = {
      get: (): ReturnType<BlockStore['get']> =>
        TE.left({ code: 'storeFailed', message: 'the disk is broken', cause }),
    }
    const read = async ({ blocks }: Job) => Promise.all((await blocks()).map(textOf))
    expect((await doWith(['a'], read, () => ({ blocks: failing }))).error).toEqual({
      code: 'storeFailed',
      message: 'the disk is broken',
    })
  })
})
