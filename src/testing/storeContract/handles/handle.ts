// A handle on a store, and what each handle shows of a session.
import type { SessionKey, SessionStore, StoredSession } from '../../../service/index.js'
import { equal, right } from '../assertion.js'

/** Opens a handle of its own on one and the same store. The caller closes them. */
export type OpenHandle = () => Promise<SessionStore>

export const expectSession = async (
  store: SessionStore,
  key: SessionKey,
  stored: StoredSession,
): Promise<void> => {
  equal(await right(store.get(key)), stored)
  equal([...(await right(store.locate([stored.uid])))], [[stored.uid, key]])
  equal((await right(store.list(key.datastoreId, { top: 2 }))).items, [stored])
  equal(await right(store.count(key.datastoreId)), 1)
}
