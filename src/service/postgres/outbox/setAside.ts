// The notifications that could not be delivered: what they are, and what becomes of them.
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type ChangeNotification, type StoreError, storeError } from '../../index.js'
import type { Database } from '../database.js'
import { defaultSchema, quoteIdentifier, type SchemaOptions } from '../migration/schema.js'
import { notificationsIn } from './outboxEntry.js'
import { outboxStatements } from './outboxStatement.js'

/** A notification that has failed as often as it may. */
export interface SetAsideChange {
  readonly notification: ChangeNotification
  readonly attempts: number
  /** The message of the last attempt. */
  readonly error: string
  /** How many entries of the session wait behind this one's; an entry is a change with its steps. */
  readonly waiting: number
}

/** Which part of a list. */
export interface SetAsideOptions extends SchemaOptions {
  /** @defaultValue 100 */
  readonly top?: number
  /** @defaultValue 0 */
  readonly skip?: number
}

const statementsIn = (schema = defaultSchema) => outboxStatements(quoteIdentifier(schema))

const attempt = <A>(work: () => Promise<A>): TE.TaskEither<StoreError, A> =>
  TE.tryCatch(work, (cause) => storeError(cause))

/**
 * The notifications that are set aside, at most one a session, the oldest first. The tables must have been migrated.
 *
 * @example
 * import { type Database, setAsideChanges } from 'exact-match-session/service/postgres'
 *
 * const list = (database: Database) => setAsideChanges(database, { top: 10 })
 */
export const setAsideChanges = (
  { query }: Database,
  { schema, top = 100, skip = 0 }: SetAsideOptions = {},
): TE.TaskEither<StoreError, ReadonlyArray<SetAsideChange>> =>
  attempt(async () => {
    const rows = await query(statementsIn(schema).setAside, [top, skip])
    return rows.flatMap((row) =>
      notificationsIn(String(row['session_uid']), row)
        .filter(({ revision }) => revision === Number(row['failed_revision']))
        .map((notification) => ({
          notification,
          attempts: Number(row['attempts']),
          error: String(row['error']),
          waiting: Number(row['waiting']),
        })),
    )
  })

/** Which sessions, by `uid`. */
export interface RetryChangesOptions extends SchemaOptions {
  /** @defaultValue all that have a notification that is set aside */
  readonly uids?: ReadonlyArray<string>
}

/**
 * Lets notifications that are set aside be delivered again, and what waits behind them: after the receiver has been
 * mended, for example. Gives the number of sessions.
 *
 * @example
 * import { type Database, retryChanges } from 'exact-match-session/service/postgres'
 *
 * const retryAll = (database: Database) => retryChanges(database)
 */
export const retryChanges = (
  { query }: Database,
  { schema, uids }: RetryChangesOptions = {},
): TE.TaskEither<StoreError, number> =>
  attempt(async () => (await query(statementsIn(schema).retry, [uids ?? null])).length)

/**
 * Gives up the notifications of some sessions that are set aside, one of each, and delivers what waits behind them. Gives
 * the number of sessions.
 *
 * @example
 * import { type Database, discardChanges } from 'exact-match-session/service/postgres'
 *
 * const discard = (database: Database, uid: string) => discardChanges(database, { uids: [uid] })
 */
export const discardChanges = (
  { query }: Database,
  { schema, uids }: SchemaOptions & { readonly uids: ReadonlyArray<string> },
): TE.TaskEither<StoreError, number> =>
  attempt(async () => (await query(statementsIn(schema).discard, [uids])).length)
