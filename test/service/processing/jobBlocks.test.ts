// The blocks that work reads: those of its session, in order, as streams.
import fc from 'fast-check'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import {
  createMemoryStore,
  type Job,
  type JobBlock,
  type ProcessorOptions,
  startProcessor,
} from '../../../src/service/index.js'
import { right } from '../outcome.js'
import { datastoreId, serviceOver } from '../service.js'
import { entryOf, handQueue } from './handQueue.js'

/** A store of blocks that keeps these bytes under the uid of a session; each character of a text is a chunk. */
const keeping = (texts: () => Readonly<Record<string, string>>): NonNullable<ProcessorOptions['blocks']> => ({
  get: (uid, { id, digest }) => {
    const text = texts()[`${uid} ${id} ${digest}`]
    return TE.right(text === undefined ? null : chunksOf(text))
  },
})

async function* chunksOf(text: string): AsyncGenerator<Uint8Array, void> {
  for (const character of text) yield Buffer.from(character)
}

const textOf = async ({ content }: JobBlock): Promise<string> => {
  const chunks: Array<Uint8Array> = []
  for await (const chunk of content()) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const idOf = (name: string): string => Buffer.from(name).toString('base64')

/** Does the one job of a session with these blocks; gives what `read` gave, and the session's error. */
const doWith = async (
  texts: ReadonlyArray<string>,
  read: (job: Job) => Promise<unknown>,
  options: (kept: Readonly<Record<string, string>>) => Pick<ProcessorOptions, 'blocks'>,
) => {
  const store = createMemoryStore()
  const service = serviceOver(store)
  const { queue, handle } = handQueue()
  let given: unknown
  const work = async (job: Job) => {
    given = await read(job)
  }
  const kept: Record<string, string> = {}
  const parts = { service, store, queue, work, retry: { maxAttempts: 1 }, ...options(kept) }
  await right(startProcessor(parts)).then(({ stop }) => stop())
  const { session, uid } = await right(
    service.create({ datastoreId, request: { totalBlockCount: texts.length } }),
  )
  const key = { datastoreId, id: session.id ?? '' }
  const blocks = texts.map((text, index) => ({
    id: idOf(`block-${index + 100}`),
    digest: `of ${text}`,
    text,
  }))
  for (const { id, digest, text } of blocks) kept[`${uid} ${id} ${digest}`] = text
  await right(service.acknowledgeBlocks({ ...key, blocks: [...blocks].reverse() }))
  await right(service.commit({ ...key, totalJobCount: 1 }))
  await handle(entryOf(key, 1))
  return { given, error: (await right(service.get(key))).session.error ?? null }
}

const withStore = (kept: Readonly<Record<string, string>>) => ({ blocks: keeping(() => kept) })

describe('the blocks of a job', () => {
  it('are those of its session in order, whatever the order of their upload', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.string({ maxLength: 5 }), { minLength: 1, maxLength: 12 }),
      async (texts) => {
        const read = async ({ blocks }: Job) => Promise.all((await blocks()).map(textOf))
        expect(await doWith(texts, read, withStore)).toEqual({ given: texts, error: null })
      },
    )
    await fc.assert(property, { numRuns: 30 })
  })

  it('can be read twice', async () => {
    const read = async ({ blocks }: Job) => {
      const [block] = await blocks()
      return block && [await textOf(block), await textOf(block)]
    }
    expect((await doWith(['rows'], read, withStore)).given).toEqual(['rows', 'rows'])
  })

  it('fail the job where their bytes are not kept', async () => {
    const read = async ({ blocks }: Job) => Promise.all((await blocks()).map(textOf))
    expect((await doWith(['a'], read, () => ({ blocks: keeping(() => ({})) }))).error).toEqual({
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
      get: () => TE.left({ code: 'storeFailed' as const, message: 'the disk is broken', cause }),
    }
    const read = async ({ blocks }: Job) => Promise.all((await blocks()).map(textOf))
    expect((await doWith(['a'], read, () => ({ blocks: failing }))).error).toEqual({
      code: 'storeFailed',
      message: 'the disk is broken',
    })
  })
})
