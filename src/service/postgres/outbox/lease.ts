// Leases of sessions in the outbox: who has one delivers the changes of the session, until it ends.
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Database, DatabaseRow } from '../database.js'
import { outboxStatements } from './outboxStatement.js'

/** How an attempt at a notification failed. */
interface Failure {
  readonly revision: number
  readonly attempts: number
  /** When to try again, in milliseconds. */
  readonly delay: number
  readonly error: string
  readonly isSetAside: boolean
}

/** A session whose changes this process delivers. What gives a boolean gives false once another process has the session. */
export interface Lease {
  readonly uid: string
  /** The revision that was delivered last; 0 where none is known. */
  readonly delivered: number
  /** How many attempts at the next notification have failed. */
  readonly attempts: number
  /** The next entries in their order. */
  readonly read: () => Promise<ReadonlyArray<DatabaseRow>>
  /** Keeps the lease if it has become short. */
  readonly renew: () => Promise<boolean>
  /** Deletes the entries up to a revision, and keeps the lease. */
  readonly trim: (revision: number) => Promise<boolean>
  /** Leaves a session whose entries are delivered, or are for the next one who claims it. */
  readonly release: () => Promise<void>
  /** Leaves a session within an entry. */
  readonly pause: (delivered: number) => Promise<void>
  readonly fail: (delivered: number, failure: Failure) => Promise<void>
}

/** How long statements may take beside a notification, in milliseconds; those of `openPg` end by then. */
const reserve = 20_000

/** How many entries are in memory at once, of each session. */
const batchSize = 16

/** Claims at most so many sessions, beginning after a uid. */
export type Claim = (count: number, after: string) => Promise<ReadonlyArray<Lease>>

/** Leases in a schema whose name is quoted, each for one notification of at most `timeout` milliseconds, and a reserve. */
export const leasesIn = ({ query }: Database, schema: string, timeout: number): Claim => {
  const statements = outboxStatements(schema)
  const duration = timeout + reserve

  const leaseOf = (row: DatabaseRow, token: string, claimedAt: number): Lease => {
    const uid = String(row['session_uid'])
    let renewedAt = claimedAt
    const renewing = async (statement: string, ...values: ReadonlyArray<unknown>): Promise<boolean> => {
      const at = performance.now()
      const [renewed] = await query(statement, [uid, token, duration, ...values])
      renewedAt = at
      return renewed !== undefined
    }
    return {
      uid,
      delivered: Number(row['delivered']),
      attempts: Number(row['attempts']),
      read: () => query(statements.read, [uid, batchSize]),
      renew: async () => performance.now() - renewedAt < reserve / 4 || renewing(statements.renew),
      trim: (revision) => renewing(statements.trim, revision),
      release: async () => {
        await query(statements.release, [uid, token])
      },
      pause: async (delivered) => {
        await query(statements.pause, [uid, token, delivered])
      },
      fail: async (delivered, { revision, attempts, delay, error, isSetAside }) => {
        await query(statements.fail, [uid, token, delay, delivered, attempts, revision, error, isSetAside])
      },
    }
  }

  return async (count, after) => {
    const [token, at] = [randomUUID(), performance.now()]
    const rows = await query(statements.claim, [token, count, after, duration])
    return rows.map((row) => leaseOf(row, token, at))
  }
}
