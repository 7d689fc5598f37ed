// What of a session its progress depends on, in a record or in a resource that may violate invariants.
import { type DateTimeOffset, isPresent } from '../../codec/index.js'
import {
  type ExactMatchSession,
  type Remaining,
  type SessionStateName,
  sessionStateOf,
  sessionStates,
} from '../../model/index.js'
import type { Count, SessionRecord } from '../record.js'

/** A session by its state and its counts. */
export interface ObservedSession {
  /** Undefined where it is unknown. */
  readonly state: SessionStateName | undefined
  readonly blocks: Count
  readonly jobs: Count
  readonly completionDateTime: DateTimeOffset | null
}

const none: Count = { total: 0, remaining: 0 }

/** Of missing counts the state may imply the remaining ones; remaining never exceeds the total. */
const countOf = (
  total: number | null | undefined,
  remaining: number | null | undefined,
  expected: Remaining,
): Count => {
  const known = Math.max(0, total ?? remaining ?? 0)
  const left = remaining ?? (expected === 'none' ? 0 : known)
  return { total: known, remaining: Math.min(known, Math.max(0, left)) }
}

const isRecord = (session: SessionRecord | ExactMatchSession): session is SessionRecord =>
  'context' in session && 'value' in session

/** The state and the counts of a session. */
export const observed = (session: SessionRecord | ExactMatchSession): ObservedSession => {
  if (isRecord(session)) {
    const { value: state, context } = session
    const { completionDateTime } = context.timeline
    return { state, blocks: context.blocks, jobs: context.jobs ?? none, completionDateTime }
  }
  const state = isPresent(session.state) ? sessionStateOf(session.state) : undefined
  const { blocks, jobs } =
    state === undefined ? ({ blocks: 'any', jobs: 'any' } as const) : sessionStates[state]
  return {
    state,
    blocks: countOf(session.totalBlockCount, session.remainingBlockCount, blocks),
    jobs: countOf(session.totalJobCount, session.remainingJobCount, jobs),
    completionDateTime: session.completionDateTime ?? null,
  }
}
