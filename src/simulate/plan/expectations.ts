// What a plan expects of its outcome: the state of its sessions, and how long they take at most.
import * as t from 'io-ts'
import { type CrossFieldIssue, refine } from '../../codec/index.js'
import { type SessionStateWire, sessionStates } from '../../model/index.js'
import { Duration } from './duration.js'
import { handwritten } from './quantity.js'

const { completed, failed, cancelled } = sessionStates

const FinalState = t.keyof(
  { [completed.wire]: null, [failed.wire]: null, [cancelled.wire]: null },
  'Completed, Failed or Cancelled',
)

const bounds = { within: Duration, p5: Duration, p50: Duration, p95: Duration, p99: Duration }

/** A bound of an expectation: of every simulation, or of a percentile of many. */
export type BoundName = keyof typeof bounds

// Object.keys is typed for objects that may have more keys; `bounds` is a constant that doesn't.
export const boundNames = Object.keys(bounds) as ReadonlyArray<BoundName>

const completes = ({
  state,
  ...durations
}: { readonly state?: SessionStateWire } & Partial<
  Record<BoundName, Duration>
>): ReadonlyArray<CrossFieldIssue> =>
  state === undefined || state === completed.wire
    ? []
    : boundNames
        .filter((name) => durations[name] !== undefined)
        .map((name) => ({
          path: `/${name}`,
          message: `${name} is a time of completion; the state is ${state}`,
        }))

/**
 * What is expected of a plan: `state`, the one in which every session ends; `within`, the longest time from the start
 * to the completion of all sessions; `p5`, `p50`, `p95` and `p99`, the longest for that percentage of many seeds.
 *
 * @example
 * import { Expectations } from 'exact-match-session/simulate'
 *
 * Expectations.is({ state: 'Completed', within: '30 min', p99: '20 min' }) // true
 * Expectations.is({ state: 'Failed', within: '30 min' }) // false: only what completes has a time of completion
 */
export const Expectations = handwritten(
  refine(t.partial({ state: FinalState, ...bounds }, 'Expectations'), completes),
)
export type Expectations = t.TypeOf<typeof Expectations>
