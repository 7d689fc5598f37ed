// A link that all transfers share equally: egalitarian processor sharing.
//
// Each of n transfers gets an n-th of the bandwidth. So all of them progress alike, by `work` bytes each since the link
// was last idle, and a transfer that begins at `work` ends when that has grown by its own bytes. A heap orders
// transfers by where they end; whatever begins or ends changes only how fast `work` grows.
import TinyQueue from 'tinyqueue'
import { type Bandwidth, bytesPerSecond } from '../plan/bandwidth.js'
import type { RequestFault } from '../plan/fault.js'
import type { PlannedSession } from '../plan/plannedSession.js'
import { defaultBlockBytes } from '../plan/sessionSource.js'
import type { EventQueue } from '../time/eventQueue.js'
import { type Link, type OnSent, slownessOf } from './link.js'
import type { Request } from './message.js'

interface Transfer {
  /** The work at which it ends. */
  readonly end: number
  readonly order: number
  readonly request: Request
  readonly fault: RequestFault | null
}

const compare = (first: Transfer, second: Transfer): number =>
  first.end - second.end || first.order - second.order

const bytesIn =
  (sessions: ReadonlyArray<PlannedSession>) =>
  ({ session, number }: Request): number => {
    const bytes = sessions[session]?.blockBytes ?? defaultBlockBytes
    return typeof bytes === 'number' ? bytes : (bytes[number - 1] ?? defaultBlockBytes)
  }

const never = Number.POSITIVE_INFINITY

export const sharedLink = (
  bandwidth: Bandwidth,
  sessions: ReadonlyArray<PlannedSession>,
  queue: EventQueue,
  onSent: OnSent,
): Link => {
  const bytesOf = bytesIn(sessions)
  const bytesPerMicrosecond = bytesPerSecond(bandwidth) / 1e6
  let transfers = new TinyQueue<Transfer>([], compare)
  let work = 0
  /** When `work` was computed, in fractions of a microsecond: a transfer may end between two. */
  let workedUntil = 0
  let isPaused = false
  let order = 0
  let alarm = never

  const microsecondsUntil = ({ end }: Transfer): number =>
    ((end - work) * transfers.length) / bytesPerMicrosecond

  /** Lets time pass; gives the transfers that end on the way. */
  const advance = (): ReadonlyArray<Transfer> => {
    const now = queue.now()
    const ended: Array<Transfer> = []
    if (!isPaused) {
      for (let next = transfers.peek(); next !== undefined; next = transfers.peek()) {
        const at = workedUntil + microsecondsUntil(next)
        if (at > now) {
          work += ((now - workedUntil) * bytesPerMicrosecond) / transfers.length
          break
        }
        work = next.end
        workedUntil = at
        ended.push(next)
        transfers.pop()
      }
      // Counted anew, so that it keeps its digits over any number of transfers.
      if (transfers.length === 0) work = 0
    }
    workedUntil = now
    return ended
  }

  /** Wakes the link when the next transfer ends; an alarm that turns out too early sets the next one. */
  const setAlarm = (): void => {
    const next = transfers.peek()
    if (next === undefined || isPaused) return
    const at = Math.ceil(workedUntil + microsecondsUntil(next))
    if (at >= alarm) return
    alarm = at
    queue.after(at - queue.now(), () => {
      if (alarm === at) {
        alarm = never
        finish()
      }
      return null
    })
  }

  const finish = (): void => {
    for (const { request, fault } of advance()) onSent(request, fault, 0)
    setAlarm()
  }

  return {
    transfer: (request, fault) => {
      finish()
      order += 1
      transfers.push({ end: work + bytesOf(request) * slownessOf(fault), order, request, fault })
      setAlarm()
    },
    abort: (request) => {
      finish()
      const left = transfers.data.filter((transfer) => transfer.request !== request)
      if (left.length === transfers.length) return false
      transfers = new TinyQueue(left, compare)
      setAlarm()
      return true
    },
    pause: () => {
      finish()
      isPaused = true
    },
    resume: () => {
      finish()
      isPaused = false
      setAlarm()
    },
  }
}
