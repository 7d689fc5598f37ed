// The timeline of a report: consecutive entries of one kind form a group, and the number of groups is limited.
import * as E from 'fp-ts/lib/Either.js'
import { isSessionEvent, type TraceEntry } from '../../simulate/index.js'
import { eventLabel } from './labels.js'

/** Consecutive entries of one kind. */
export interface TimelineGroup {
  /** Seconds from the start to the first entry. */
  readonly from: number
  /** Seconds from the start to the last entry. */
  readonly to: number
  readonly what: string
  readonly block: number | null
  /** The cause, or the reason of a refusal. */
  readonly why: string
  readonly kind: 'session' | 'signal' | 'trouble' | 'refused'
}

export interface Timeline {
  readonly groups: ReadonlyArray<TimelineGroup>
  /** How many groups were left out. */
  readonly omitted: number
}

export interface TimelineBuilder {
  /** Adds an entry, `seconds` after the start. */
  readonly add: (entry: TraceEntry, seconds: number, why: string) => void
  readonly timeline: () => Timeline
}

/** A group that the next entry may join. */
interface OpenGroup {
  readonly type: TraceEntry['event']['type']
  readonly count: number
  readonly group: TimelineGroup
}

const kindOf = ({ event, outcome, cause }: TraceEntry): TimelineGroup['kind'] => {
  if (E.isLeft(outcome)) return 'refused'
  if (cause !== null || event.type === 'block.repeated' || event.type === 'response.timedOut')
    return 'trouble'
  return isSessionEvent(event) ? 'session' : 'signal'
}

/** Groups entries and keeps the first `maxGroups` groups. */
export const groupEntries = (maxGroups: number): TimelineBuilder => {
  const groups: Array<TimelineGroup> = []
  let omitted = 0
  let open: OpenGroup | null = null

  const close = (): void => {
    if (open === null) return
    if (groups.length < maxGroups) groups.push(open.group)
    else omitted += 1
    open = null
  }

  return {
    add: (entry, seconds, why) => {
      const { type } = entry.event
      const kind = kindOf(entry)
      const joins =
        open !== null &&
        kind === open.group.kind &&
        type === open.type &&
        why === open.group.why &&
        (kind === 'session' || kind === 'signal')
      if (open !== null && joins) {
        const count = open.count + 1
        const what = eventLabel(entry, count)
        open = { type, count, group: { ...open.group, to: seconds, what, block: null } }
        return
      }
      close()
      const what = eventLabel(entry, 1)
      open = { type, count: 1, group: { from: seconds, to: seconds, what, block: entry.block, why, kind } }
    },
    timeline: () => {
      close()
      return { groups, omitted }
    },
  }
}
