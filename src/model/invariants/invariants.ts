// The invariants of one session: how its values relate. A codec decides whether JSON is a session at all; invariants
// ignore values that are null or missing, since those are unknown.
import { type DateTimeOffset, dateTimeOffsetOrd, isPresent } from '../../codec/index.js'
import { propertiesWhere, propertyOf } from '../sessionProperties.js'
import { type Remaining, sessionStateOf, sessionStates } from '../sessionState.js'
import { hasDetails } from '../types/classificationError.js'
import type { ExactMatchSession } from '../types/exactMatchSession.js'
import { fieldsNamedOnce, naturalCounts, saltWellFormed } from './constraints.js'
import type { Invariant, Report } from './invariant.js'

/** An invariant that a session violates, and where. */
export interface Violation {
  readonly invariant: InvariantName
  /** JSON pointer to the property at fault. */
  readonly path: string
  /** What is wrong, with the figures. */
  readonly message: string
}

const pairs = [
  { kind: 'blocks', remaining: 'remainingBlockCount', total: 'totalBlockCount' },
  { kind: 'jobs', remaining: 'remainingJobCount', total: 'totalJobCount' },
] as const

const matches = (expected: Remaining, remaining: number, total: number | null | undefined): boolean => {
  if (expected === 'all') return !isPresent(total) || remaining === total
  if (expected === 'some') return remaining > 0
  return expected === 'any' || remaining === 0
}

const timestamps = propertiesWhere(({ order }) => order !== undefined).toSorted(
  (first, second) => (propertyOf(first).order ?? 0) - (propertyOf(second).order ?? 0),
)

const boundToStates = propertiesWhere(({ presentIn }) => presentIn !== undefined)

/**
 * Every invariant by its name.
 *
 * @example
 * import { invariants } from 'exact-match-session/model'
 *
 * invariants.remainingWithinTotal.description // 'Remaining blocks and jobs never exceed their totals.'
 */
export const invariants = {
  naturalCounts,
  remainingWithinTotal: {
    description: 'Remaining blocks and jobs never exceed their totals.',
    check: (session, report) => {
      for (const { remaining, total } of pairs) {
        const [some, all] = [session[remaining], session[total]]
        if (isPresent(some) && isPresent(all) && some > all) {
          report(remaining, `${remaining} is ${some}, but ${total} is ${all}`)
        }
      }
    },
  },
  remainingFitsState: {
    description: 'Remaining counts match the state: no blocks remain after the upload, no jobs in Completed.',
    check: (session, report, state) => {
      if (state === undefined) return
      for (const { kind, remaining, total } of pairs) {
        const { wire, [kind]: expected } = sessionStates[state]
        const count = session[remaining]
        if (isPresent(count) && !matches(expected, count, session[total])) {
          report(remaining, `${remaining} is ${count}, but in ${wire} ${expected} of the ${kind} remain`)
        }
      }
    },
  },
  uploadCompletedWithLastBlock: {
    description: 'uploadCompletionDateTime is present only when no blocks remain.',
    check: ({ uploadCompletionDateTime, remainingBlockCount }, report) => {
      if (isPresent(uploadCompletionDateTime) && isPresent(remainingBlockCount) && remainingBlockCount > 0) {
        report(
          'uploadCompletionDateTime',
          `uploadCompletionDateTime is present, but remainingBlockCount is ${remainingBlockCount}`,
        )
      }
    },
  },
  timesFitState: {
    description: 'A timestamp is present only in the states that follow its being set.',
    check: (session, report, state) => {
      if (state === undefined) return
      for (const name of boundToStates) {
        if (isPresent(session[name]) && propertyOf(name).presentIn?.includes(state) === false) {
          report(name, `${name} is present, but the state is ${sessionStates[state].wire}`)
        }
      }
    },
  },
  timesInOrder: {
    description: 'creation ≤ start ≤ upload completion ≤ processing completion ≤ completion ≤ last update.',
    check: (session, report) => {
      let previous: { readonly name: string; readonly at: DateTimeOffset } | undefined
      for (const name of timestamps) {
        const at = session[name]
        if (!isDateTimeOffset(at)) continue
        if (previous !== undefined && dateTimeOffsetOrd.compare(at, previous.at) < 0) {
          report(name, `${name} (${at}) is before ${previous.name} (${previous.at})`)
        }
        previous = { name, at }
      }
    },
  },
  errorWhenFailed: {
    description:
      'An error with a code or a message is present only in Failed, and an error in Failed has one.',
    check: ({ error }, report, state) => {
      if (state === undefined || !isPresent(error)) return
      const [failed, detailed] = [state === 'failed', hasDetails(error)]
      if (failed && !detailed)
        report('error', 'the state is Failed, but the error has neither code nor message')
      if (detailed && !failed)
        report('error', `error is present, but the state is ${sessionStates[state].wire}`)
    },
  },
  saltWellFormed,
  fieldsNamedOnce,
} as const satisfies Readonly<Record<string, Invariant>>

// The rows with an order are those of timestamps, and the session has passed its codec.
const isDateTimeOffset = (value: unknown): value is DateTimeOffset => typeof value === 'string'

/** The name of an invariant of one session. */
export type InvariantName = keyof typeof invariants

// Object.keys is typed for objects that may hold more; invariants is a constant that doesn't.
const invariantNames = Object.keys(invariants) as ReadonlyArray<InvariantName>

/**
 * The invariants that a session violates, and where; empty for a valid one. Null and missing values violate nothing,
 * so a resource read with `$select` can be valid.
 *
 * @example
 * import { violationsOf } from 'exact-match-session/model'
 *
 * violationsOf({ totalBlockCount: 3, remainingBlockCount: 15 })
 * // [{ invariant: 'remainingWithinTotal', path: '/remainingBlockCount',
 * //    message: 'remainingBlockCount is 15, but totalBlockCount is 3' }]
 */
export const violationsOf = (session: ExactMatchSession): ReadonlyArray<Violation> => {
  const violations: Array<Violation> = []
  const state = isPresent(session.state) ? sessionStateOf(session.state) : undefined
  for (const invariant of invariantNames) {
    const report: Report = (property, message) =>
      violations.push({ invariant, path: `/${property}`, message })
    invariants[invariant].check(session, report, state)
  }
  return violations
}
