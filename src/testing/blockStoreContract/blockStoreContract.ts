// The contract of every store of blocks.
import * as E from 'fp-ts/lib/Either.js'
import type { BlockContent, BlockStore } from '../../service/index.js'
import { equal, ok, present, right } from '../storeContract/assertion.js'
import type { StoreCase } from '../storeContract/storeCase.js'
import { bytesIn, expectBytes, longBytes, sampleOf, textSample } from './content.js'

const newUid = (): string => crypto.randomUUID()

/** Ids that file names, URLs and collations would change or fold together. */
const unusualIds = [
  'QQ==',
  'qq==',
  'Qq==',
  '.',
  '..',
  'a/b',
  'a\\b',
  ' ',
  '%2F',
  'é',
  'e\u0301',
  'x'.repeat(256),
]

/** A content that breaks off after some bytes. */
const broken = (): BlockContent => ({
  chunks: (async function* () {
    yield new Uint8Array(100)
    throw new Error('the upload broke off')
  })(),
  digest: () => 'never',
})

/**
 * The cases of the contract. Each uses uids of its own, so that they can run concurrently on one store.
 *
 * @example
 * import { createMemoryBlockStore } from 'exact-match-session/service'
 * import { blockStoreContract } from 'exact-match-session/testing'
 *
 * for (const { check } of blockStoreContract) await check(createMemoryBlockStore()) // rejects if the store violates it
 */
export const blockStoreContract: ReadonlyArray<StoreCase<BlockStore>> = [
  {
    name: 'gives back the bytes of a block, whatever chunks they came in',
    check: async (store) => {
      const uid = newUid()
      for (const [length, chunkLength] of [
        [1, 1],
        [1_000, 1_000],
        [3_000_001, 65_536],
      ] as const) {
        const sample = await sampleOf(longBytes(length), chunkLength)
        const kept = await right(store.put(uid, 'MDAx', sample.content()))
        equal(kept, { id: 'MDAx', digest: sample.content().digest(), size: length })
        await expectBytes(store, uid, kept, sample)
      }
    },
  },
  {
    name: 'has nothing of what was never put',
    check: async (store) => {
      const [uid, sample] = [newUid(), await textSample('a')]
      equal(await bytesIn(store, uid, { id: 'a', digest: 'b' }), null)
      await right(store.put(uid, 'a', sample.content()))
      const digest = sample.content().digest()
      equal(await bytesIn(store, uid, { id: 'b', digest }), null)
      equal(await bytesIn(store, uid, { id: 'a', digest: 'b' }), null)
      equal(await bytesIn(store, newUid(), { id: 'a', digest }), null)
    },
  },
  {
    name: 'keeps blocks apart by session, id and digest',
    check: async (store) => {
      const uids = [newUid(), newUid()]
      const samples = await Promise.all(['one', 'two'].map(textSample))
      const all = uids.flatMap((uid) =>
        unusualIds.flatMap((id) => samples.map((sample) => ({ uid, id, sample }))),
      )
      for (const { uid, id, sample } of all) await right(store.put(uid, id, sample.content()))
      for (const { uid, id, sample } of all) {
        await expectBytes(store, uid, { id, digest: sample.content().digest() }, sample)
      }
    },
  },
  {
    name: 'keeps a block once, however often and at once it is put',
    check: async (store) => {
      const [uid, sample] = [newUid(), await sampleOf(longBytes(100_000))]
      const puts = Array.from({ length: 8 }, () => right(store.put(uid, 'a', sample.content())))
      const results = await Promise.all(puts)
      const kept = present(results[0])
      for (const result of results) equal(result, kept)
      await expectBytes(store, uid, kept, sample)
      equal(await right(store.retain(uid, [])), 1)
    },
  },
  {
    name: 'keeps nothing of a content that breaks off',
    check: async (store) => {
      const uid = newUid()
      // A store may reject, too.
      const outcome = await store
        .put(uid, 'a', broken())()
        .catch(() => null)
      ok(outcome === null || E.isLeft(outcome), 'the broken content is kept')
      equal(await right(store.retain(uid, [])), 0)
    },
  },
  {
    name: 'removes a block, and that again',
    check: async (store) => {
      const [uid, sample] = [newUid(), await textSample('a')]
      const [one, two] = [
        await right(store.put(uid, 'one', sample.content())),
        await right(store.put(uid, 'two', sample.content())),
      ]
      await right(store.remove(uid, one))
      await right(store.remove(uid, one))
      equal(await bytesIn(store, uid, one), null)
      await expectBytes(store, uid, two, sample)
      equal((await right(store.put(uid, 'one', sample.content()))).size, 1)
    },
  },
  {
    name: 'retains the named blocks of a session, and lists sessions with blocks',
    check: async (store) => {
      const [uid, other, sample] = [newUid(), newUid(), await textSample('a')]
      const [one, two] = [
        await right(store.put(uid, 'one', sample.content())),
        await right(store.put(uid, 'two', sample.content())),
      ]
      await right(store.put(other, 'one', sample.content()))
      equal(await right(store.retain(uid, [one, { id: 'none', digest: 'none' }])), 1)
      await expectBytes(store, uid, one, sample)
      equal(await bytesIn(store, uid, two), null)
      const listed = await right(store.sessions())
      equal([uid, other].filter((each) => listed.includes(each)).length, 2)
      equal(await right(store.retain(uid, [])), 1)
      ok(!(await right(store.sessions())).includes(uid), 'a session without blocks is listed')
      await expectBytes(store, other, one, sample)
    },
  },
]
