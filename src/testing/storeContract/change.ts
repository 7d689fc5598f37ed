// The contract of a change: it is written as decided, or not at all.
import * as E from 'fp-ts/lib/Either.js'
import { equal, ok, present, right } from './assertion.js'
import { change, countBlock, create, newKey, triggerOf } from './sample.js'
import type { StoreCase } from './storeCase.js'

export const changeCases: ReadonlyArray<StoreCase> = [
  {
    name: 'writes a change with a greater revision',
    check: async (store) => {
      const key = newKey()
      const created = present(await create(store, key))
      const changed = present(await change(store, key, (held) => countBlock(held)))
      ok(changed.revision > created.revision, 'the revision is not greater')
      equal(changed.session.remainingBlockCount, 99)
      equal(await right(store.get(key)), changed)
    },
  },
  {
    name: 'gives each step of a change a revision, and stores the session of the last',
    check: async (store) => {
      const key = newKey()
      const created = present(await create(store, key))
      const first = { ...created.session, fileName: 'first' }
      const last = { ...created.session, fileName: 'last' }
      const trigger = triggerOf('update')
      const steps = [
        { trigger, session: first },
        { trigger, session: last },
      ] as const
      const after = present(await right(store.change(key, [], () => E.right({ steps, blocks: [] }))))
      equal(
        after.map(({ session, uid }) => ({ session, uid })),
        [first, last].map((session) => ({ session, uid: created.uid })),
      )
      const [one, two] = after.map(({ revision }) => revision)
      ok(present(one) > created.revision && present(two) > present(one), 'the revisions do not grow')
      equal(await right(store.get(key)), after.at(-1))
    },
  },
  {
    name: 'leaves the session as it is without a change, or if the decision is a refusal',
    check: async (store) => {
      const key = newKey()
      const created = await create(store, key)
      equal(await change(store, key, () => null), created)
      equal(await store.change(key, [], () => E.left('refused'))(), E.left('refused'))
      equal(await right(store.get(key)), created)
    },
  },
]
