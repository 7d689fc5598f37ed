// Any store, with a function that is told of each change once the store has made it.
import * as E from 'fp-ts/lib/Either.js'
import type { ExactMatchSession } from '../../model/index.js'
import type {
  LockedSession,
  SessionKey,
  SessionStep,
  SessionStore,
  StoredSession,
} from '../store/sessionStore.js'
import { type ChangeNotification, notificationsOf } from './changeNotification.js'
import { revisionOrder, type Settle } from './revisionOrder.js'

/** What the last call of a decider saw and decided. */
interface Decided {
  readonly locked: LockedSession
  readonly steps: ReadonlyArray<SessionStep>
  readonly settle: Settle
}

/** The store with its changes told, in the order of revisions for each session; a failed change is not. */
export const withNotifications = (
  store: SessionStore,
  tell: (notification: ChangeNotification) => void,
): SessionStore => {
  const begin = revisionOrder()

  const tellAll = (
    key: SessionKey,
    uid: string,
    before: ExactMatchSession | null,
    steps: ReadonlyArray<SessionStep>,
    after: ReadonlyArray<StoredSession>,
  ): void => {
    const notifications = notificationsOf({ key, uid, before, steps })
    for (const [index, notification] of notifications.entries()) {
      const stored = after[index]
      if (stored !== undefined) tell({ ...notification, revision: stored.revision })
    }
  }

  return {
    ...store,
    create: (added) => async () => {
      const { key, uid, session, trigger } = added
      const settle = begin(uid, 0)
      try {
        const created = await store.create(added)()
        if (E.isRight(created) && created.right !== null) {
          const stored = created.right
          settle(() => tellAll(key, uid, null, [{ trigger, session }], [stored]))
        }
        return created
      } finally {
        settle()
      }
    },
    change: (key, blockIds, decide) => async () => {
      let decided: Decided | null = null
      // A function, because the compiler takes the variable for null after the call that sets it.
      const last = (): Decided | null => decided
      try {
        const changed = await store.change(key, blockIds, (locked) => {
          last()?.settle()
          const settle = begin(locked.uid, locked.revision)
          const decision = decide(locked)
          const steps = E.isRight(decision) ? (decision.right?.steps ?? []) : []
          decided = { locked, steps, settle }
          return decision
        })()
        const made = last()
        if (made !== null && E.isRight(changed) && changed.right !== null) {
          const { locked, steps, settle } = made
          const after = changed.right
          if (steps.length > 0) settle(() => tellAll(key, locked.uid, locked.session, steps, after))
        }
        return changed
      } finally {
        last()?.settle()
      }
    },
  }
}
