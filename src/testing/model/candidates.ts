// The states that a session may be in: several after an unknown outcome, or while a system processes by itself.
import * as E from 'fp-ts/lib/Either.js'
import { type SessionRecord, step } from '../../machine/index.js'
import { timeOf } from '../call.js'
import type { SessionSystem } from '../system.js'
import { type ModelState, predict } from './state.js'

/** Whether the times of a session are those of its calls, or of the system's own clock. */
export type ClockMode = 'injected' | 'system'

/** What a system does by itself. */
export interface Traits {
  readonly clock: ClockMode
  readonly processing: 'driven' | 'autonomous'
}

export const traitsOf = ({ clock = 'system', processing = 'driven' }: SessionSystem): Traits => ({
  clock,
  processing,
})

/** The states that a session may be in; never none. */
export type Candidates = ReadonlyArray<ModelState>

const completeJobs = (state: ModelState, count: number): ModelState => {
  const at = state.record.context.lastUpdatedDateTime ?? timeOf({})
  return E.match(
    () => state,
    (record: SessionRecord): ModelState => ({ ...state, record }),
  )(step(state.record, { type: 'job.completed', at, count }))
}

/** The states after any of the calls with an unknown outcome, in any order, or after none of them. */
const afterUnanswered = (state: ModelState): Candidates => [
  state,
  ...state.unanswered.flatMap((call) => {
    const next = predict(state, call)
    const unanswered = state.unanswered.filter((other) => other !== call)
    return E.isLeft(next) ? [] : afterUnanswered({ ...next.right, unanswered })
  }),
]

/** The states after any number of jobs, for a system that processes by itself. */
const afterJobs = (state: ModelState): Candidates => {
  const { value, context } = state.record
  const remaining = value === 'processing' ? (context.jobs?.remaining ?? 0) : 0
  return [state, ...Array.from({ length: remaining }, (_, done) => completeJobs(state, done + 1))]
}

/** Whether a session can't have changed since the last call. */
export const isSettled = ({ processing }: Traits, { unanswered }: ModelState): boolean =>
  processing === 'driven' && unanswered.length === 0

/** The states that a session may have reached since the last call. */
export const afterUnobserved = ({ processing }: Traits, state: ModelState): Candidates => {
  const called = state.unanswered.length === 0 ? [state] : afterUnanswered(state)
  return processing === 'driven' ? called : called.flatMap(afterJobs)
}

/** Equal for equal states. */
export const keyOf = ({ record, uri, blocks, observed, unanswered }: ModelState): string => {
  const { value, context } = record
  const { timeline, lastUpdatedDateTime, jobs, error } = context
  const times = observed === null ? [timeline, lastUpdatedDateTime] : [observed.lastUpdatedDateTime]
  const sortedBlocks = [...blocks].sort()
  return JSON.stringify([value, context.blocks.remaining, jobs, error, times, uri, sortedBlocks, unanswered])
}

export const removeDuplicates = (candidates: Candidates): Candidates =>
  candidates.length === 1
    ? candidates
    : [...new Map(candidates.map((state) => [keyOf(state), state])).values()]
