// Sessions with unique ids for the cases, and changes to them.
import * as E from 'fp-ts/lib/Either.js'
import { type ExactMatchSession, sessionStates } from '../../model/index.js'
import type {
  Block,
  LockedSession,
  SessionChange,
  SessionKey,
  SessionStore,
  StoredSession,
} from '../../service/index.js'
import { present, right } from './assertion.js'

/** A unique id. */
export const newId = (): string => crypto.randomUUID()

export const newKey = (datastoreId = newId()): SessionKey => ({ datastoreId, id: newId() })

export const sessionOf = (
  { datastoreId, id }: SessionKey,
  more: ExactMatchSession = {},
): ExactMatchSession => ({
  id,
  datastoreId,
  totalBlockCount: 100,
  remainingBlockCount: 100,
  state: sessionStates.created.wire,
  ...more,
})

export const create = (store: SessionStore, key: SessionKey, more?: ExactMatchSession) =>
  right(
    store.create({
      key,
      session: sessionOf(key, more),
      dataStore: { id: key.datastoreId, displayName: 'new' },
    }),
  )

export const change = (
  store: SessionStore,
  key: SessionKey,
  decide: (held: LockedSession) => SessionChange | null,
  blockIds: ReadonlyArray<string> = [],
): Promise<StoredSession | null> => right(store.change(key, blockIds, (held) => E.right(decide(held))))

export const removal: SessionChange = { session: null, blocks: [] }

/** The change that an arrived block makes. */
export const countBlock = ({ session }: LockedSession, blocks: ReadonlyArray<Block> = []): SessionChange => ({
  session: { ...session, remainingBlockCount: present(session.remainingBlockCount) - 1 },
  blocks,
})
