// The contract of names: they are told apart by every character of the 256 that an id may have.
import type { EntityStore, SessionStore } from '../../service/index.js'
import { equal, ok, present, right } from './assertion.js'
import { everyPage } from './everyPage.js'
import { change, countBlock, create, newId, newKey, removal } from './sample.js'
import type { StoreCase } from './storeCase.js'

/** Names that a collation, a pattern or a column may take for one: by case, accent, form, width, space and length. */
const alikeNames = (): ReadonlyArray<string> => {
  const name = newId()
  const endings = [
    'a',
    'A',
    'ä',
    'a\u0308',
    'ａ',
    'a ',
    ' a',
    'a\u200b',
    'ss',
    'ß',
    'i',
    'ı',
    '%',
    '_',
    '\\',
    "'",
    '"',
  ]
  const long = [name.padEnd(255, 'x'), name + '😀'.repeat(255 - name.length)]
  return [
    ...endings.map((ending) => name + ending),
    ...long.flatMap((beginning) => [`${beginning}a`, `${beginning}b`]),
  ]
}

/** A name in a sentence, where only its end tells it from the others. */
const shown = (name: string): string =>
  name.length > 60 ? `…${name.slice(-4)} (${[...name].length} characters)` : JSON.stringify(name)

const taken = (name: string): string => `${shown(name)} is taken, but only by a name that is like it`

const mixedUp = (name: string): string => `${shown(name)} is mixed up with a name that is like it`

const entityCase = <A>(
  plural: string,
  entitiesOf: (store: SessionStore) => EntityStore<A>,
  describe: (description: string) => A,
): StoreCase => ({
  name: `tells ${plural} apart whose ids are alike`,
  check: async (store) => {
    const entities = entitiesOf(store)
    const names = alikeNames()
    for (const name of names) ok(await right(entities.create(name, describe(name))), taken(name))
    for (const name of names) {
      const found = present(await right(entities.get(name)), `${shown(name)} is not found`)
      ok(JSON.stringify(found) === JSON.stringify(describe(name)), mixedUp(name))
    }
    const listed = await everyPage((page) => right(entities.list(page)), 100)
    const texts = new Set(listed.flat().map((entity) => JSON.stringify(entity)))
    for (const name of names) ok(texts.has(JSON.stringify(describe(name))), `${shown(name)} is not listed`)
  },
})

export const nameCases: ReadonlyArray<StoreCase> = [
  {
    name: 'tells sessions apart whose ids are alike',
    check: async (store) => {
      const { datastoreId } = newKey()
      const keys = alikeNames().map((id) => ({ datastoreId, id }))
      const uids: Array<string> = []
      for (const key of keys) uids.push(present(await create(store, key), taken(key.id)).uid)
      for (const [index, key] of keys.entries()) {
        const { session, uid } = present(await right(store.get(key)), `${shown(key.id)} is not found`)
        ok(session.id === key.id && uid === uids[index], mixedUp(key.id))
        const changed = present(await change(store, key, (held) => countBlock(held)))
        ok(changed.session.remainingBlockCount === 99, mixedUp(key.id))
      }
      const located = await right(store.locate(uids))
      equal(
        uids.map((uid) => located.get(uid)),
        keys,
      )
      const { items } = await right(store.list(datastoreId, { top: 100 }))
      equal(
        items.map(({ session }) => session.id),
        keys.map(({ id }) => id),
      )
      await change(store, present(keys[0]), () => removal)
      for (const key of keys.slice(1)) present(await right(store.get(key)), mixedUp(key.id))
    },
  },
  {
    name: 'tells data stores with their sessions apart whose ids are alike',
    check: async (store) => {
      const id = newId()
      const keys = alikeNames().map((datastoreId) => ({ datastoreId, id }))
      for (const key of keys) present(await create(store, key), taken(key.datastoreId))
      for (const key of keys) {
        const name = key.datastoreId
        ok((await right(store.get(key)))?.session.datastoreId === name, mixedUp(name))
        const { items } = await right(store.list(name, { top: 10 }))
        equal(
          items.map(({ session }) => session.datastoreId),
          [name],
        )
        ok((await right(store.count(name))) === 1, mixedUp(name))
        ok((await right(store.dataStores.get(name)))?.id === name, mixedUp(name))
      }
    },
  },
  entityCase(
    'data stores',
    ({ dataStores }) => dataStores,
    (displayName) => ({ displayName }),
  ),
  entityCase(
    'upload agents',
    ({ uploadAgents }) => uploadAgents,
    (description) => ({ description }),
  ),
  {
    name: 'tells blocks apart whose ids are alike',
    check: async (store) => {
      const key = newKey()
      await create(store, key)
      const names = alikeNames()
      for (const name of names) {
        await change(
          store,
          key,
          (held) => {
            ok(!held.blocks.has(name) && held.blocks.size === 0, mixedUp(name))
            return countBlock(held, [{ id: name, digest: name }])
          },
          [name],
        )
      }
      const ids = present(await right(store.blocks(key))).map(({ id }) => id)
      equal([...ids].sort(), [...names].sort())
    },
  },
]
