import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import {
  type BlockStore,
  createBlockSweeper,
  createMemoryBlockStore,
  createMemoryStore,
  createSessionService,
  type SessionService,
  type SessionStore,
  systemClock,
} from '../../src/service/index.js'
import { left, right } from './outcome.js'
import { datastoreId } from './service.js'

const key = { datastoreId, id: 'a' }

/** A service with its stores. */
const newService = (
  blocks: BlockStore = createMemoryBlockStore(),
  store: SessionStore = createMemoryStore(),
) => {
  const service = createSessionService({
    store,
    blocks,
    now: systemClock,
    newId: () => crypto.randomUUID(),
    newUploadUri: ({ id, nonce }) => `https://upload.example/${id}?nonce=${nonce}`,
  })
  return { service, blocks, store, sweep: createBlockSweeper({ store, blocks }) }
}

const created = async (totalBlockCount: number, parts = newService()) => {
  await right(parts.service.create({ datastoreId, request: { id: 'a', totalBlockCount } }))
  return parts
}

const encoder = new TextEncoder()

async function* chunksOf(text: string): AsyncIterable<Uint8Array> {
  for (const character of text) yield encoder.encode(character)
}

const textOf = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  let text = ''
  for await (const chunk of chunks) text += new TextDecoder().decode(chunk)
  return text
}

const upload = (service: SessionService, blockId: string, text: string) =>
  service.uploadBlock({ ...key, blockId, chunks: chunksOf(text) })

const read = async (service: SessionService, blockId: string) =>
  textOf((await right(service.readBlock({ ...key, blockId }))).chunks)

/** How many blocks are kept, by removing them. */
const countKept = async ({ blocks }: { blocks: BlockStore }) => {
  let count = 0
  for (const uid of await right(blocks.sessions())) count += await right(blocks.retain(uid, []))
  return count
}

/** Chunks that tell whether they have been read. */
const watched = () => {
  const seen = { isRead: false }
  const chunks = (async function* () {
    seen.isRead = true
    yield encoder.encode('rows')
  })()
  return { seen, chunks }
}

describe('an uploaded block', () => {
  it('is counted once, and can be read as it was sent', async () => {
    const { service } = await created(2)
    await right(upload(service, 'MDAx', 'rows'))
    const { session } = await right(upload(service, 'MDAx', 'rows'))
    expect(session).toMatchObject({ state: 'UploadInProgress', remainingBlockCount: 1 })
    expect(await read(service, 'MDAx')).toBe('rows')
    expect(await right(service.blocksOf(key))).toMatchObject([{ id: 'MDAx', size: 4 }])
  })

  it('is refused with other bytes, which are dropped', async () => {
    const parts = await created(2)
    await right(upload(parts.service, 'MDAx', 'rows'))
    expect((await left(upload(parts.service, 'MDAx', 'other'))).code).toBe('blockContentDiffers')
    expect(await read(parts.service, 'MDAx')).toBe('rows')
    expect(await countKept(parts)).toBe(1)
  })

  it('is not kept where it breaks off, and can be sent again', async () => {
    const parts = await created(1)
    const broken = (async function* () {
      yield encoder.encode('ro')
      throw new Error('connection reset')
    })()
    const error = await left(parts.service.uploadBlock({ ...key, blockId: 'MDAx', chunks: broken }))
    expect(error).toMatchObject({ code: 'contentUnreadable', cause: new Error('connection reset') })
    expect(await countKept(parts)).toBe(0)
    expect((await right(upload(parts.service, 'MDAx', 'rows'))).session.state).toBe('UploadCompleted')
  })

  it('is not counted where its bytes cannot be kept', async () => {
    const { service } = await created(1, newService(createMemoryBlockStore({ maxBytes: 3 })))
    expect((await left(upload(service, 'MDAx', 'rows'))).code).toBe('unavailable')
    expect((await right(service.get(key))).session.remainingBlockCount).toBe(1)
  })

  it('is removed with its session', async () => {
    const parts = await created(1)
    await right(upload(parts.service, 'MDAx', 'rows'))
    await right(parts.service.remove(key))
    expect(await right(parts.blocks.sessions())).toEqual([])
    expect((await left(parts.service.readBlock({ ...key, blockId: 'MDAx' }))).code).toBe('notFound')
  })
})

describe('an upload that will be refused', () => {
  const refusals: ReadonlyArray<
    readonly [string, string, (service: SessionService) => Promise<unknown>, object]
  > = [
    ['to a session that does not exist', 'notFound', async (service) => right(service.remove(key)), {}],
    ['to a cancelled session', 'finished', async (service) => right(service.cancel(key)), {}],
    [
      'of one block too many',
      'noBlocksRemain',
      async (service) => right(service.acknowledgeBlock({ ...key, block: { id: 'x', digest: 'y' } })),
      {},
    ],
    ['to a former URI', 'uploadUriReplaced', async () => null, { uploadedVia: () => false }],
  ]

  it.each(refusals)('%s is refused as %s before a byte is read', async (_, code, prepare, more) => {
    const { service } = await created(1)
    await prepare(service)
    const { seen, chunks } = watched()
    expect((await left(service.uploadBlock({ ...key, blockId: 'MDAx', chunks, ...more }))).code).toBe(code)
    expect(seen.isRead).toBe(false)
  })

  it('is none where the block is counted already: it is read and compared', async () => {
    const { service } = await created(1)
    await right(upload(service, 'MDAx', 'rows'))
    await right(service.cancel(key))
    const { seen, chunks } = watched()
    await right(service.uploadBlock({ ...key, blockId: 'MDAx', chunks }))
    expect(seen.isRead).toBe(true)
    expect((await left(upload(service, 'MDAx', 'other'))).code).toBe('blockContentDiffers')
  })
})

describe('a sweep', () => {
  it('between keeping and counting takes nothing of an upload', async () => {
    const [blocks, store] = [createMemoryBlockStore(), createMemoryStore()]
    const sweep = createBlockSweeper({ store, blocks })
    const change: SessionStore['change'] =
      (...request) =>
      async () => {
        await right(sweep)
        return store.change(...request)()
      }
    const { service } = await created(2, newService(blocks, { ...store, change }))
    await right(upload(service, 'MDAx', 'one'))
    await right(upload(service, 'MDAy', 'two'))
    await right(sweep)
    expect(await read(service, 'MDAx')).toBe('one')
    expect(await read(service, 'MDAy')).toBe('two')
  })
})

describe('a session that takes the place of another', () => {
  it('counts no block whose bytes are kept for the former', async () => {
    const [blocks, store] = [createMemoryBlockStore(), createMemoryStore()]
    const parts = await created(1, newService(blocks, store))
    const put: BlockStore['put'] =
      (...request) =>
      async () => {
        const kept = await blocks.put(...request)()
        await right(parts.service.remove(key))
        await created(1, parts)
        return kept
      }
    const { service } = newService({ ...blocks, put }, store)
    expect((await left(upload(service, 'MDAx', 'rows'))).code).toBe('notFound')
    expect((await right(service.get(key))).session.remainingBlockCount).toBe(1)
  })
})

describe('a process that ends between keeping and counting', () => {
  /** Where an upload ends: before its bytes are kept, before they are counted, or afterwards. */
  type CrashPoint = 'keeping' | 'counting' | 'answering'
  const crashed = TE.left({
    code: 'unavailable',
    retryAfter: 1,
    message: 'crashed',
    cause: { code: null, message: '' },
  } as const)

  const crashing = (blocks: BlockStore, store: SessionStore, at: CrashPoint) => {
    const put: BlockStore['put'] = (...request) => (at === 'keeping' ? crashed : blocks.put(...request))
    const change: SessionStore['change'] = (...request) =>
      at === 'counting'
        ? crashed
        : at === 'answering'
          ? async () => {
              await store.change(...request)()
              return crashed()
            }
          : store.change(...request)
    return newService({ ...blocks, put }, { ...store, change }).service
  }

  it('loses no counted byte, counts none twice, and leaves none after a sweep', async () => {
    const step = fc.record({
      id: fc.constantFrom('MDAx', 'MDAy', 'MDAz'),
      text: fc.constantFrom('one', 'two'),
      at: fc.constantFrom('keeping', 'counting', 'answering', null),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.boolean(), async (steps, isFinished) => {
        const parts = await created(3)
        const { service, blocks, store } = parts
        const counted = new Map<string, string>()
        for (const { id, text, at } of steps) {
          const used = at === null ? service : crashing(blocks, store, at)
          const outcome = await upload(used, id, text)()
          const isCounted = E.isRight(outcome) || at === 'answering'
          if (isCounted && !counted.has(id)) counted.set(id, text)
          await right(parts.sweep)
        }
        const { session } = await right(service.get(key))
        expect(session.remainingBlockCount).toBe(3 - counted.size)
        if (isFinished) await right(service.cancel(key))
        await right(parts.sweep)
        for (const [id, text] of counted) expect(await read(service, id)).toBe(text)
        if (isFinished || counted.size === 3) expect(await countKept(parts)).toBe(counted.size)
      }),
    )
  })

  it('leaves bytes of a session that no longer exists to a sweep, but not those of a new one with its id', async () => {
    const parts = await created(1)
    const { service, blocks, store } = parts
    const { uid } = await right(service.get(key))
    await right(upload(service, 'MDAx', 'old'))
    // Removed in the store alone, as by a process that ends before it removes the bytes.
    const trigger = { type: 'remove', at: systemClock(), event: null, principal: null } as const
    await right(store.change(key, [], () => E.right({ steps: [{ trigger, session: null }], blocks: [] })))
    await created(1, parts)
    await right(upload(service, 'MDAx', 'new'))
    expect(await right(parts.sweep)).toBe(1)
    expect(await right(blocks.sessions())).not.toContain(uid)
    expect(await read(service, 'MDAx')).toBe('new')
    expect(await right(parts.sweep)).toBe(0)
  })
})
