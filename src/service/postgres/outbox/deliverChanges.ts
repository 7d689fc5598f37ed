// Delivers the changes that stores have written into the outbox, of all sessions and processes.
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { StoreError } from '../../index.js'
import type { Database } from '../database.js'
import { migrate } from '../migration/migration.js'
import { defaultSchema, quoteIdentifier, type SchemaOptions } from '../migration/schema.js'
import type { DeliverChange, DeliveryContext } from './deliverSession.js'
import { type ChangeDelivery, doubling, startDelivery } from './delivery.js'
import { leasesIn } from './lease.js'

/** How changes are delivered. */
export interface DeliverChangesOptions extends SchemaOptions {
  /**
   * Delivers one notification. If it throws, rejects or takes too long, it is called again: it may get a notification
   * more than once, and recognizes it by `uid` and `revision`.
   */
  readonly onChange: DeliverChange
  /** Called with the error of every attempt that fails, and of a database that cannot be reached, for a log. */
  readonly onError?: (error: unknown, context: DeliveryContext) => void
  /**
   * After this many attempts a notification is set aside.
   * @defaultValue 20
   */
  readonly maxAttempts?: number
  /**
   * The delay after an attempt, the first being 1, in milliseconds.
   * @defaultValue a second, twice as long each time, up to five minutes: twenty attempts take an hour
   */
  readonly retryDelay?: (attempt: number) => number
  /**
   * How long `onChange` may take, in milliseconds. Its signal aborts then, and the attempt has failed.
   * @defaultValue 10,000
   */
  readonly timeout?: number
  /**
   * How many sessions this process delivers changes of at once.
   * @defaultValue 4
   */
  readonly concurrency?: number
  /**
   * How often to look for changes, in milliseconds.
   * @defaultValue 500
   */
  readonly pollInterval?: number
  /**
   * How long `stop` waits for notifications in progress, in milliseconds; then their signals abort.
   * @defaultValue 5,000
   */
  readonly drainTimeout?: number
}

const defaultTimeout = 10_000

/**
 * Delivers each change that a store with `outbox: true` has made: at least once, in the order of revisions of its session,
 * also those of processes that were killed. Deletes it once `onChange` has resolved. Any number of processes may do so:
 * one at a time delivers the changes of a session, and where it dies, another goes on when its lease ends, `timeout` and
 * twenty seconds later. No transaction is open while `onChange` runs, and any pool will do, PgBouncer's in transaction
 * mode too.
 *
 * A notification that fails `maxAttempts` times is set aside: `onError` learns it, `setAsideChanges` lists it. The later
 * ones of its session wait behind it, so that their order is kept; those of other sessions go on. `retryChanges` tries it
 * again, `discardChanges` leaves it out.
 *
 * @example
 * import { type Database, deliverChanges } from 'exact-match-session/service/postgres'
 *
 * const deliver = (database: Database) =>
 *   deliverChanges(database, {
 *     onChange: async (notification, signal) => {
 *       const headers = { 'content-type': 'application/json', 'idempotency-key': String(notification.revision) }
 *       const init = { method: 'POST', headers, body: JSON.stringify(notification), signal }
 *       const { ok, status } = await fetch('https://receiver.example/sessions', init)
 *       if (!ok) throw new Error(`the receiver answers ${status}`)
 *     },
 *   })
 */
export const deliverChanges = (
  database: Database,
  options: DeliverChangesOptions,
): TE.TaskEither<StoreError, ChangeDelivery> => {
  const { schema = defaultSchema, timeout = defaultTimeout } = options
  const parts = {
    onChange: options.onChange,
    onError: options.onError ?? (() => {}),
    maxAttempts: options.maxAttempts ?? 20,
    retryDelay: options.retryDelay ?? doubling,
    timeout,
    concurrency: options.concurrency ?? 4,
    pollInterval: options.pollInterval ?? 500,
    drainTimeout: options.drainTimeout ?? 5_000,
  }
  return pipe(
    migrate(database, { schema }),
    TE.map(() => startDelivery(leasesIn(database, quoteIdentifier(schema), timeout), parts)),
  )
}
