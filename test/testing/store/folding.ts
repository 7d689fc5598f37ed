// Stores in memory that take different names for one, as a collation or a column may.
import * as E from 'fp-ts/lib/Either.js'
import {
  createMemoryStore,
  type EntityStore,
  type SessionKey,
  type SessionStore,
} from '../../../src/service/index.js'

/** Changes the names under which a store keeps something, as a collation or a column may. */
type Fold = (name: string) => string

/** What can make one of two names. */
export const folds: Readonly<Record<string, Fold>> = {
  case: (name) => name.toLowerCase(),
  accents: (name) => name.normalize('NFD').replace(/\p{M}/gu, ''),
  'the normal form': (name) => name.normalize('NFC'),
  width: (name) => name.normalize('NFKC'),
  'trailing space': (name) => name.trimEnd(),
  'invisible characters': (name) => name.replaceAll('\u200b', ''),
  'a column of 255 characters': (name) => [...name].slice(0, 255).join(''),
  'a column of 255 UTF-16 units': (name) => name.slice(0, 255),
}

const foldEntities = <A>(entities: EntityStore<A>, fold: Fold): EntityStore<A> => ({
  ...entities,
  create: (id, entity) => entities.create(fold(id), entity),
  get: (id) => entities.get(fold(id)),
})

const foldKeys = (foldKey: (key: SessionKey) => SessionKey): SessionStore => {
  const store = createMemoryStore()
  return {
    ...store,
    create: (created) => store.create({ ...created, key: foldKey(created.key) }),
    get: (key) => store.get(foldKey(key)),
    change: (key, ...rest) => store.change(foldKey(key), ...rest),
    blocks: (key) => store.blocks(foldKey(key)),
  }
}

/** Where a store can fold names. */
export const folding: Readonly<Record<string, (fold: Fold) => SessionStore>> = {
  sessions: (fold) => foldKeys(({ datastoreId, id }) => ({ datastoreId, id: fold(id) })),
  'data stores with their sessions': (fold) =>
    foldKeys(({ datastoreId, id }) => ({ datastoreId: fold(datastoreId), id })),
  'data stores': (fold) => {
    const store = createMemoryStore()
    return { ...store, dataStores: foldEntities(store.dataStores, fold) }
  },
  'upload agents': (fold) => {
    const store = createMemoryStore()
    return { ...store, uploadAgents: foldEntities(store.uploadAgents, fold) }
  },
  blocks: (fold) => {
    const store = createMemoryStore()
    return {
      ...store,
      change: (key, blockIds, decide) =>
        store.change(key, blockIds.map(fold), (held) => {
          const blocks = blockIds.flatMap((id) => {
            const block = held.blocks.get(fold(id))
            return block === undefined ? [] : [[id, block] as const]
          })
          const decided = decide({ ...held, blocks: new Map(blocks) })
          if (E.isLeft(decided) || decided.right === null) return decided
          const folded = decided.right.blocks.map((block) => ({ ...block, id: fold(block.id) }))
          return E.right({ ...decided.right, blocks: folded })
        }),
    }
  },
}
