// What comes of a plan with one seed: how long each session took, without its trace.
import type { SessionStateName } from '../model/index.js'
import { assemble } from './assembly.js'
import type { Plan } from './plan/plan.js'
import type { Limit } from './plan/scenario.js'
import { noRecorder } from './trace/recorder.js'

/** How a session ended, and how long its phases took; null for a phase that it did not finish in the simulation. */
export interface SessionOutcome {
  readonly id: string
  readonly state: SessionStateName
  /** From the start of its client to the last block. */
  readonly uploadSeconds: number | null
  /** From the last block to the last job. */
  readonly processingSeconds: number | null
  /** From the start of its client to the completion. */
  readonly completionSeconds: number | null
}

/** What came of a simulation. */
export interface Outcome {
  readonly sessions: ReadonlyArray<SessionOutcome>
  /** From the start of the simulation until the last session had all its blocks; null if one never had. */
  readonly uploadSeconds: number | null
  /** From the first session that had all its blocks until the last one had all its jobs done; null if one never had. */
  readonly processingSeconds: number | null
  /** From the start of the simulation until every session was completed; null if one never was. */
  readonly completionSeconds: number | null
  /** The bound that ended the simulation; null if it came to its end. */
  readonly reached: Limit | null
}

type Time = number | undefined

const between = (from: Time, to: Time): number | null =>
  from === undefined || to === undefined ? null : (to - from) / 1e6

const last = (times: ReadonlyArray<Time>): Time =>
  times.reduce<Time>(
    (latest, time) => (latest === undefined || time === undefined ? undefined : Math.max(latest, time)),
    0,
  )

const first = (times: ReadonlyArray<Time>): Time =>
  times.reduce<Time>((earliest, time) => Math.min(earliest ?? Number.POSITIVE_INFINITY, time ?? 0), undefined)

/**
 * Executes a plan in virtual time and gives how long it took, as many times as fast as its trace: for many seeds of one
 * plan. Seconds are exact to the microsecond. The same seed draws the same numbers for what two plans have in common,
 * so that the difference of their outcomes is that of the plans.
 *
 * @example
 * import { type Plan, outcomeOf } from 'exact-match-session/simulate'
 *
 * const completions = (plan: Plan, seeds: number) =>
 *   Array.from({ length: seeds }, (_, seed) => outcomeOf(plan, seed).completionSeconds)
 */
export const outcomeOf = (plan: Plan, seed: number = plan.seed): Outcome => {
  const { queue, sessions } = assemble({ ...plan, seed }, noRecorder)
  while (queue.next() !== undefined);
  const all = sessions.map((served, index) => ({
    served,
    start: (plan.sessions[index]?.startsAtSeconds ?? 0) * 1e6,
    uploaded: served.times().uploaded,
    completed: served.times().completed,
  }))
  const uploaded = all.map((each) => each.uploaded)
  const completed = all.map((each) => each.completed)
  return {
    sessions: all.map(({ served, start, uploaded, completed }) => ({
      id: served.record().context.metadata.id ?? '',
      state: served.record().value,
      uploadSeconds: between(start, uploaded),
      processingSeconds: between(uploaded, completed),
      completionSeconds: between(start, completed),
    })),
    uploadSeconds: between(0, last(uploaded)),
    processingSeconds: between(first(uploaded), last(completed)),
    completionSeconds: between(0, last(completed)),
    reached: queue.reached(),
  }
}
