// Delivers the changes of one session, one after the other.
import { setTimeout as wait } from 'node:timers/promises'
import { toError } from 'fp-ts/lib/Either.js'
import type { ChangeNotification } from '../../index.js'
import type { Lease } from './lease.js'
import { notificationsIn } from './outboxEntry.js'

/** Delivers one notification; the signal aborts when nobody waits for it any more. */
export type DeliverChange = (notification: ChangeNotification, signal: AbortSignal) => Promise<void> | void

/** What an error of the delivery is about. */
export interface DeliveryContext {
  /** Null where the outbox itself could not be used. */
  readonly notification: ChangeNotification | null
  /** The attempt that failed, 1 for the first; null where the outbox itself could not be used. */
  readonly attempt: number | null
  /** Whether it was the last one: the notification is set aside, and its session waits. */
  readonly isSetAside: boolean
}

/** How notifications are delivered. */
export interface DeliveryParts {
  readonly onChange: DeliverChange
  readonly onError: (error: unknown, context: DeliveryContext) => void
  readonly maxAttempts: number
  readonly retryDelay: (attempt: number) => number
  readonly timeout: number
  /** Aborts when no notification is to be begun any more. */
  readonly stopping: AbortSignal
  /** Aborts when no notification is waited for any more. */
  readonly abandoning: AbortSignal
}

/** A session is left to the others after so many entries, so that none keeps the rest waiting. */
const maxEntries = 128

/** Short enough for a log; PostgreSQL keeps no null character. */
const errorText = (error: unknown): string => toError(error).message.replaceAll('\0', '').slice(0, 1_000)

/** Rejects where `onChange` does, where it takes too long and where it is abandoned. */
const callOnce = async (
  { onChange, timeout, abandoning }: DeliveryParts,
  notification: ChangeNotification,
): Promise<void> => {
  const over = new AbortController()
  const end = (): void => over.abort()
  const late = async (): Promise<never> => {
    await wait(timeout, undefined, { signal: over.signal })
    throw new Error(`onChange took longer than ${timeout} ms`)
  }
  abandoning.addEventListener('abort', end, { once: true })
  try {
    await Promise.race([(async () => onChange(notification, over.signal))(), late()])
  } finally {
    abandoning.removeEventListener('abort', end)
    end()
  }
}

/** Delivers what is in the outbox of a session, until it is empty, fails or has to leave it to others. */
export const deliverSession = async (parts: DeliveryParts, lease: Lease): Promise<void> => {
  const { onError, maxAttempts, retryDelay, stopping, abandoning } = parts
  let { delivered, attempts } = lease

  const failed = async (error: unknown, notification: ChangeNotification): Promise<void> => {
    const attempt = attempts + 1
    const isSetAside = attempt >= maxAttempts
    const { revision } = notification
    const [delay, text] = [retryDelay(attempt), errorText(error)]
    await lease.fail(delivered, { revision, attempts: attempt, delay, error: text, isSetAside })
    onError(error, { notification, attempt, isSetAside })
  }

  for (let count = 0; count < maxEntries; ) {
    const rows = await lease.read()
    if (rows.length === 0) break
    for (const row of rows) {
      for (const notification of notificationsIn(lease.uid, row)) {
        if (notification.revision <= delivered) continue
        if (stopping.aborted) return lease.pause(delivered)
        if (!(await lease.renew())) return
        try {
          await callOnce(parts, notification)
        } catch (error) {
          return abandoning.aborted ? lease.pause(delivered) : failed(error, notification)
        }
        delivered = notification.revision
        attempts = 0
      }
      if (!(await lease.trim(Number(row['revision'])))) return
      count += 1
    }
  }
  return lease.release()
}
