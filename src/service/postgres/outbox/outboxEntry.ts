// A change as the outbox keeps it: the session before it, and of each step only the properties that it changes. Steps
// that are written together would otherwise repeat a large session many times.
import { isDeepStrictEqual } from 'node:util'
import type { ExactMatchSession } from '../../../model/index.js'
import { type ChangeNotification, notificationsOf, type SessionKey, type SessionSteps } from '../../index.js'
import type { DatabaseRow } from '../database.js'

/** The properties of a session that a step sets and removes. */
interface Delta {
  readonly set: ExactMatchSession
  readonly removed: ReadonlyArray<string>
}

/** What tells a step. */
type StepDetails = Pick<ChangeNotification, 'type' | 'at' | 'event' | 'principal'>

interface EntryStep extends StepDetails {
  /** Null where the step removes the session. */
  readonly delta: Delta | null
}

/** An entry of the outbox. The statement that writes it knows the revisions of the steps. */
export interface OutboxEntry {
  readonly key: SessionKey
  /** Null where the first step creates the session. */
  readonly before: ExactMatchSession | null
  readonly steps: ReadonlyArray<EntryStep>
}

const deltaOf = (before: ExactMatchSession, after: ExactMatchSession): Delta => {
  const values = new Map<string, unknown>(Object.entries(before))
  return {
    set: Object.fromEntries(
      Object.entries(after).filter(
        ([name, value]) => !(values.has(name) && isDeepStrictEqual(values.get(name), value)),
      ),
    ),
    removed: Object.keys(before).filter((name) => !(name in after)),
  }
}

/** The entry of some steps, without secrets. */
export const outboxEntryOf = (steps: SessionSteps): OutboxEntry => {
  const notifications = notificationsOf(steps)
  return {
    key: steps.key,
    before: notifications[0]?.before ?? null,
    steps: notifications.map(({ type, at, event, principal, before, after }) => ({
      type,
      at,
      event,
      principal,
      delta: after && deltaOf(before ?? {}, after),
    })),
  }
}

const applied = (before: ExactMatchSession, { set, removed }: Delta): ExactMatchSession =>
  Object.fromEntries(Object.entries({ ...before, ...set }).filter(([name]) => !removed.includes(name)))

/** The notifications of an entry, in the order of their revisions. */
export const notificationsIn = (uid: string, row: DatabaseRow): ReadonlyArray<ChangeNotification> => {
  // The store wrote both columns.
  const { key, before, steps } = row['change'] as OutboxEntry
  const revisions = row['revisions'] as ReadonlyArray<number>
  let last = before
  return steps.map(({ delta, ...details }, index) => {
    const from = last
    last = delta && applied(from ?? {}, delta)
    return { key, uid, revision: revisions[index] ?? 0, ...details, before: from, after: last }
  })
}
