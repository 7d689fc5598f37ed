// What processes that were killed have told of their changes, with what was left for others to tell.
import { expect } from 'vitest'
import type { ChangeNotification, SessionKey } from '../../../src/service/index.js'
import {
  createPostgresStore,
  deliverChanges,
  openPg,
  openPglite,
} from '../../../src/service/postgres/index.js'
import { bySession, delivered } from '../outbox/outbox.js'
import { right } from '../outcome.js'
import { replayFaults } from '../replay.js'
import type { Task } from './task.js'

const nameOf = ({ datastoreId, id }: SessionKey): string => JSON.stringify([datastoreId, id])

/** Each notification once, in the order of revisions. */
const distinct = (notifications: ReadonlyArray<ChangeNotification>): ReadonlyArray<ChangeNotification> =>
  [...new Map(notifications.map((notification) => [notification.revision, notification])).values()].sort(
    (one, other) => one.revision - other.revision,
  )

/**
 * Tells what is left in the outbox. Then the notifications of every session lead to its state, and each process has told
 * those of a session in their order. Gives how many changes there were.
 */
export const toldInAll = async (
  { url, folder }: Pick<Task, 'url' | 'folder'>,
  told: ReadonlyArray<ReadonlyArray<ChangeNotification>>,
  keys: ReadonlyArray<SessionKey>,
): Promise<number> => {
  const database = await right(
    url === undefined
      ? openPglite(folder === undefined ? {} : { folder })
      : openPg({ connectionString: url }),
  )
  const store = await right(createPostgresStore(database))
  const left: Array<ChangeNotification> = []
  const onChange = (notification: ChangeNotification): void => void left.push(notification)
  const delivery = await right(deliverChanges(database, { onChange, pollInterval: 20 }))
  await delivered(database)
  await delivery.stop()
  for (const notifications of [...told, left].flatMap((each) => [...bySession(each).values()])) {
    const revisions = notifications.map(({ revision }) => revision)
    expect(revisions).toEqual([...new Set(revisions)].sort((one, other) => one - other))
  }
  const sessions = bySession([...told, left].flat())
  const announced = new Set<string>()
  let changes = 0
  for (const [uid, notifications] of sessions) {
    const once = distinct(notifications)
    const key = once[0]?.key ?? { datastoreId: '', id: '' }
    const stored = await right(store.get(key))
    expect([stored?.uid, replayFaults(once, stored?.session ?? null)]).toEqual([uid, []])
    announced.add(nameOf(key))
    changes += once.length
  }
  expect(keys.filter((key) => !announced.has(nameOf(key)))).toEqual([])
  await database.close()
  return changes
}
