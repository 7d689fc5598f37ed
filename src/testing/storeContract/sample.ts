// Sessions with unique ids for the cases, and changes to them.
import * as E from 'fp-ts/lib/Either.js'
import { DateTimeOffset } from '../../codec/index.js'
import { type ExactMatchSession, sessionStates } from '../../model/index.js'
import type {
  Block,
  LockedSession,
  NewSession,
  SessionChange,
  SessionKey,
  SessionStore,
  StoredSession,
  Trigger,
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

/** A trigger of any kind: a store only passes it on. */
export const triggerOf = (type: Trigger['type']): Trigger => ({
  type,
  at: DateTimeOffset.of('2026-11-24T09:00:00Z'),
  event: null,
  principal: null,
})

export const newSession = (created: Pick<NewSession, 'key' | 'session' | 'dataStore'>): NewSession => ({
  ...created,
  uid: newId(),
  trigger: triggerOf('create'),
})

export const create = (store: SessionStore, key: SessionKey, more?: ExactMatchSession) =>
  right(
    store.create(
      newSession({
        key,
        session: sessionOf(key, more),
        dataStore: { id: key.datastoreId, displayName: 'new' },
      }),
    ),
  )

/** Makes a change; gives the session after its last step. */
export const change = async (
  store: SessionStore,
  key: SessionKey,
  decide: (held: LockedSession) => SessionChange | null,
  blockIds: ReadonlyArray<string> = [],
): Promise<StoredSession | null> => {
  const after = await right(store.change(key, blockIds, (held) => E.right(decide(held))))
  return after?.at(-1) ?? null
}

/** A change in one step, to another session; null removes it. */
export const changeTo = (
  session: ExactMatchSession | null,
  blocks: ReadonlyArray<Block> = [],
): SessionChange => ({
  steps: [{ trigger: triggerOf(session === null ? 'remove' : 'update'), session }],
  blocks,
})

export const removal: SessionChange = changeTo(null)

/** The change that an arrived block makes. */
export const countBlock = ({ session }: LockedSession, blocks: ReadonlyArray<Block> = []): SessionChange =>
  changeTo({ ...session, remainingBlockCount: present(session.remainingBlockCount) - 1 }, blocks)
