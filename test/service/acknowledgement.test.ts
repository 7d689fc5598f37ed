import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import type { Block, ServiceError, SessionStore, StoredSession } from '../../src/service/index.js'
import { createMemoryStore } from '../../src/service/index.js'
import { right } from './outcome.js'
import { datastoreId, serviceOver } from './service.js'

const key = { datastoreId, id: 'a' }

/** A store whose changes wait for a turn of the event loop, as those of a database do, and how many it has made. */
const slowStore = () => {
  const store = createMemoryStore()
  const count = { changes: 0 }
  const change: SessionStore['change'] =
    (...request) =>
    async () => {
      count.changes += 1
      await new Promise(setImmediate)
      return store.change(...request)()
    }
  return { store: { ...store, change }, count }
}

const uploads = fc.array(
  fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), digest: fc.constantFrom('x', 'y') }), {
    maxLength: 3,
  }),
  { minLength: 1, maxLength: 20 },
)

/** An answer without its revision, which depends on what else the store has written. */
const answerOf = E.map(({ session }: StoredSession) => session)

const acknowledge =
  (blocks: ReadonlyArray<ReadonlyArray<Block>>, together: boolean) => async (store: SessionStore) => {
    const service = serviceOver(store)
    await right(service.create({ datastoreId, request: { id: 'a', totalBlockCount: 4 } }))
    const answers: Array<E.Either<ServiceError, StoredSession>> = []
    if (together)
      return Promise.all(blocks.map((some) => service.acknowledgeBlocks({ ...key, blocks: some })()))
    for (const some of blocks) answers.push(await service.acknowledgeBlocks({ ...key, blocks: some })())
    return answers
  }

const comparable = (session: unknown) =>
  JSON.parse(JSON.stringify(session), (name, value) =>
    name.endsWith('DateTime') || name === 'dataUploadURI' ? null : value,
  )

describe('acknowledgements of one session at once', () => {
  it('have the answers that they would have one by one, each state with a revision of its own', async () => {
    await fc.assert(
      fc.asyncProperty(uploads, async (blocks) => {
        const [one, other] = [slowStore(), slowStore()]
        const single = await acknowledge(blocks, false)(one.store)
        const grouped = await acknowledge(blocks, true)(other.store)
        expect(comparable(grouped.map(answerOf))).toEqual(comparable(single.map(answerOf)))
        const revisionOf = (answers: typeof single) => answers.map(E.map(({ revision }) => revision))
        expect(revisionOf(grouped)).toEqual(revisionOf(single))
        expect(other.count.changes).toBeLessThanOrEqual(2)
      }),
    )
  })

  it('are written by one change, and those that arrive during it by the next', async () => {
    const { store, count } = slowStore()
    const service = serviceOver(store)
    await right(service.create({ datastoreId, request: { id: 'a', totalBlockCount: 1_000 } }))
    const send = (name: string) =>
      Array.from({ length: 100 }, (_, index) =>
        right(service.acknowledgeBlock({ ...key, block: { id: `${name}${index}`, digest: 'x' } })),
      )
    const first = send('first')
    while (count.changes === 0) await new Promise(setImmediate)
    await Promise.all([...first, ...send('second')])
    expect(count.changes).toBe(2)
  })

  it('reject with what the store throws, and do not hold up those after them', async () => {
    const { store } = slowStore()
    let throws = true
    const change: SessionStore['change'] =
      (...request) =>
      async () => {
        if (throws) throw new Error('thrown')
        return store.change(...request)()
      }
    const service = serviceOver({ ...store, change })
    await right(service.create({ datastoreId, request: { id: 'a', totalBlockCount: 4 } }))
    const send = (id: string) => service.acknowledgeBlock({ ...key, block: { id, digest: 'x' } })()
    const settled = await Promise.allSettled(['a', 'b', 'c'].map(send))
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    throws = false
    expect(answerOf(await send('a'))).toMatchObject({ right: { remainingBlockCount: 3 } })
  })
})

describe('blocksOf', () => {
  it('gives the counted blocks in the order of the bytes that their ids encode', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(99_999), { minLength: 1, maxLength: 30 }), async (numbers) => {
        const service = serviceOver(createMemoryStore())
        await right(service.create({ datastoreId, request: { id: 'a', totalBlockCount: numbers.length } }))
        const ids = numbers.map((number) => btoa(`block-${`${number}`.padStart(5, '0')}`))
        await right(
          service.acknowledgeBlocks({ ...key, blocks: ids.map((id) => ({ id, digest: 'x', size: 1 })) }),
        )
        const sorted = [...numbers].sort((a, b) => a - b)
        expect((await right(service.blocksOf(key))).map(({ id }) => Number(atob(id).slice(6)))).toEqual(
          sorted,
        )
      }),
    )
  })

  it('finds no blocks of a session that does not exist', async () => {
    expect(await serviceOver(createMemoryStore()).blocksOf(key)()).toMatchObject({
      left: { code: 'notFound' },
    })
  })
})
