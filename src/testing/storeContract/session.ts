// What is asked of a session that is created and read: it is kept whole, and its id is its own.
import type { ExactMatchSession } from '../../model/index.js'
import { equal, right, there } from './assertion.js'
import { change, create, newKey, removal, sessionOf } from './sample.js'
import type { StoreCase } from './storeCase.js'

/** A resource that a careless store would change: order, offsets, digits, characters, what it doesn't know. */
const odd: ExactMatchSession = JSON.parse(String.raw`{
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
    name: 'gives a session back as it came, to the last character',
    check: async (store) => {
      const key = newKey()
      const session = { ...sessionOf(key), ...odd }
      const created = there(await right(store.create({ key, session, dataStore: { id: key.datastoreId } })))
      const stored = there(await right(store.get(key)))
      equal(stored.session, session)
      equal(stored.revision, created.revision)
      const bare = newKey()
      await right(store.create({ key: bare, session: {}, dataStore: {} }))
      equal(there(await right(store.get(bare))).session, {})
    },
  },
  {
    name: 'gives nobody the object it holds',
    check: async (store) => {
      const key = newKey()
      const fields = ['name']
      await create(store, key, { fields })
      fields.push('changed')
      there(there(await right(store.get(key))).session.fields).push('changed')
      equal(there(await right(store.get(key))).session.fields, ['name'])
    },
  },
  {
    name: 'takes an id once, and once in each data store',
    check: async (store) => {
      const key = newKey()
      const elsewhere = { ...newKey(), id: key.id }
      there(await create(store, key))
      equal(await create(store, key, { fileName: 'second' }), null)
      there(await create(store, elsewhere))
      equal('fileName' in there(await right(store.get(key))).session, false)
    },
  },
  {
    name: 'finds nothing where there is nothing',
    check: async (store) => {
      const key = newKey()
      equal(await right(store.get(key)), null)
      equal(await change(store, key, () => removal), null)
      equal(await right(store.list(key.datastoreId, { top: 10 })), { items: [], next: null })
      equal(await right(store.count(key.datastoreId)), 0)
    },
  },
  {
    name: 'makes a data store with its first session and leaves one that is there',
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
