// A service over a store with an outbox, and deliveries of it that end with the test.
import { expect, onTestFinished, vi } from 'vitest'
import type { ChangeNotification, SessionService } from '../../../src/service/index.js'
import {
  createPostgresStore,
  type Database,
  type DeliverChangesOptions,
  deliverChanges,
} from '../../../src/service/postgres/index.js'
import { right } from '../outcome.js'
import { secretUri } from '../replay.js'
import { serviceOver } from '../service.js'

/** A service whose changes go into the outbox; several of one database share it. */
export const announcingService = async (database: Database): Promise<SessionService> =>
  serviceOver(await right(createPostgresStore(database, { outbox: true })), undefined, {
    newUploadUri: ({ id, nonce }) => secretUri(id, nonce),
  })

/** Delivers until the test ends; looks for changes all the time. */
export const deliver = async (
  database: Database,
  onChange: DeliverChangesOptions['onChange'],
  options: Partial<DeliverChangesOptions> = {},
) => {
  const fast = { pollInterval: 2, retryDelay: () => 0 }
  const delivery = await right(deliverChanges(database, { ...fast, ...options, onChange }))
  onTestFinished(delivery.stop)
  return delivery
}

/** How many entries are in the outbox, and how many sessions have a lease, a failure or something set aside. */
export const outboxSize = async ({ query }: Database): Promise<readonly [number, number]> => {
  const [row] = await query(
    `select (select count(*)::int from exact_match.outbox) as entries,
      (select count(*)::int from exact_match.outbox_delivery) as sessions`,
    [],
  )
  return [Number(row?.['entries']), Number(row?.['sessions'])]
}

/** Waits until everything has been delivered, and nothing is left of it. */
export const delivered = (database: Database): Promise<void> =>
  vi.waitFor(async () => expect(await outboxSize(database)).toEqual([0, 0]), {
    timeout: 60_000,
    interval: 5,
  })

/** Ends every lease, as time does after a process has died. */
export const endLeases = ({ query }: Database): Promise<unknown> =>
  query('update exact_match.outbox_delivery set leased_until = now() where set_aside_at is null', [])

/** The notifications of each session, by uid, in the order of their delivery. */
export const bySession = (
  notifications: ReadonlyArray<ChangeNotification>,
): ReadonlyMap<string, ReadonlyArray<ChangeNotification>> => {
  const sessions = new Map<string, Array<ChangeNotification>>()
  for (const notification of notifications) {
    const session = sessions.get(notification.uid) ?? []
    session.push(notification)
    sessions.set(notification.uid, session)
  }
  return sessions
}
