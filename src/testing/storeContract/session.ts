// The contract of creating and reading a session: it is stored unchanged, under a unique id.
import type { ExactMatchSession } from '../../model/index.js'
import { equal, present, right } from './assertion.js'
import { change, create, newKey, newSession, removal, sessionOf } from './sample.js'
import type { StoreCase } from './storeCase.js'

/** A resource that a careless store would change: order, offsets, digits, characters, unknown properties. */
const unusual: ExactMatchSession = JSON.parse(String.raw`{
  "zeta": {"b": 1, "a": [null, true, 1e21, 0.1, ""]},
  "creationDateTime": "2016-12-31T23:57:35.2754224+03:00",
  "error": {"message": "\u0000 \ud800 \u2028 \"' \\ 😀", "@odata.type": "microsoft.graph.classificationError"},
  "fields": ["__proto__", "constructor", " "],
  "fileName": null,
  "__proto__": {"polluted": true},
  "alpha": 0
}`)

export const sessionCases: ReadonlyArray<StoreCase> = [
  {
    name: 'returns a session as it was created, to the last character',
    check: async (store) => {
      const key = newKey()
      const session = { ...sessionOf(key), ...unusual }
      const created = present(
        await right(store.create(newSession({ key, session, dataStore: { id: key.datastoreId } }))),
      )
      const stored = present(await right(store.get(key)))
      equal(stored.session, session)
      equal(stored.revision, created.revision)
      const bare = newKey()
      await right(store.create(newSession({ key: bare, session: {}, dataStore: {} })))
      equal(present(await right(store.get(bare))).session, {})
    },
  },
  {
    name: 'does not share its objects with callers',
    check: async (store) => {
      const key = newKey()
      const fields = ['name']
      await create(store, key, { fields })
      fields.push('changed')
      present(present(await right(store.get(key))).session.fields).push('changed')
      equal(present(await right(store.get(key))).session.fields, ['name'])
    },
  },
  {
    name: 'accepts an id once in each data store',
    check: async (store) => {
      const key = newKey()
      const elsewhere = { ...newKey(), id: key.id }
      present(await create(store, key))
      equal(await create(store, key, { fileName: 'second' }), null)
      present(await create(store, elsewhere))
      equal('fileName' in present(await right(store.get(key))).session, false)
    },
  },
  {
    name: 'finds no session where none was created',
    check: async (store) => {
      const key = newKey()
      equal(await right(store.get(key)), null)
      equal(await change(store, key, () => removal), null)
      equal(await right(store.list(key.datastoreId, { top: 10 })), { items: [], next: null })
      equal(await right(store.count(key.datastoreId)), 0)
    },
  },
  {
    name: 'creates a data store with its first session, and leaves an existing one as it is',
    check: async (store) => {
      const [first, second] = [newKey(), newKey()]
      await create(store, first)
      equal(await right(store.dataStores.get(first.datastoreId)), {
        id: first.datastoreId,
        displayName: 'new',
      })
      await right(store.dataStores.create(second.datastoreId, { displayName: 'old' }))
      await create(store, second)
      equal(await right(store.dataStores.get(second.datastoreId)), { displayName: 'old' })
    },
  },
]
