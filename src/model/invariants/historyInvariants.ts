// The invariants of a session over time: what may differ between an earlier and a later reading of it.
import { dateTimeOffsetOrd, isPresent } from '../../codec/index.js'
import { type PropertyName, propertiesWhere } from '../sessionProperties.js'
import { sessionStateOf, sessionStates } from '../sessionState.js'
import { ClassificationError } from '../types/classificationError.js'
import type { ExactMatchSession } from '../types/exactMatchSession.js'

/** An invariant that two readings of one session violate together. */
export interface HistoryViolation {
  readonly invariant: HistoryInvariantName
  /** JSON pointer to the property at fault. */
  readonly path: string
  /** What is wrong, with both values. */
  readonly message: string
}

interface HistoryInvariant {
  /** The invariant in one sentence. */
  readonly description: string
  /** The properties it concerns. */
  readonly properties: ReadonlyArray<PropertyName>
  /** Whether a change of one of them, between two values that are present, violates it. */
  readonly isViolated: (
    earlier: ExactMatchSession,
    later: ExactMatchSession,
    property: PropertyName,
  ) => boolean
}

const isFinal = ({ state }: ExactMatchSession): boolean => {
  const name = isPresent(state) ? sessionStateOf(state) : undefined
  return name !== undefined && sessionStates[name].final
}

/** A session without blocks may be started and committed in one step. */
const isCommittable = ({ state, totalBlockCount }: ExactMatchSession): boolean =>
  state === sessionStates.uploaded.wire || (state === sessionStates.created.wire && totalBlockCount === 0)

const isCommit = (earlier: ExactMatchSession, later: ExactMatchSession): boolean =>
  isCommittable(earlier) && !isCommittable(later)

const increases = (earlier: unknown, later: unknown): boolean =>
  typeof earlier === 'number' && typeof later === 'number' && later > earlier

/**
 * Every invariant of a session's history by its name.
 *
 * @example
 * import { historyInvariants } from 'exact-match-session/model'
 *
 * historyInvariants.finalStatesStand.description // 'A finished session keeps its state, counts and timestamps.'
 */
export const historyInvariants = {
  remainingNeverRises: {
    description: 'Remaining counts never increase, except that a commit may set the number of jobs.',
    properties: ['remainingBlockCount', 'remainingJobCount'],
    isViolated: (earlier, later, property) =>
      increases(earlier[property], later[property]) &&
      !(property === 'remainingJobCount' && isCommit(earlier, later)),
  },
  totalsStand: {
    description: 'totalBlockCount never changes, and totalJobCount changes only with the commit.',
    properties: ['totalBlockCount', 'totalJobCount'],
    isViolated: (earlier, later, property) =>
      earlier[property] !== later[property] && !(property === 'totalJobCount' && isCommit(earlier, later)),
  },
  timesWrittenOnce: {
    description: 'Every timestamp but lastUpdatedDateTime keeps its first value.',
    properties: propertiesWhere(({ writeOnce }) => writeOnce === true),
    isViolated: (earlier, later, property) => earlier[property] !== later[property],
  },
  updatesInOrder: {
    description: 'lastUpdatedDateTime never decreases.',
    properties: ['lastUpdatedDateTime'],
    isViolated: (earlier, later) =>
      isPresent(earlier.lastUpdatedDateTime) &&
      isPresent(later.lastUpdatedDateTime) &&
      dateTimeOffsetOrd.compare(later.lastUpdatedDateTime, earlier.lastUpdatedDateTime) < 0,
  },
  finalStatesStand: {
    description: 'A finished session keeps its state, counts and timestamps.',
    properties: propertiesWhere(({ role, codec }) => role === 'managed' && codec !== ClassificationError),
    isViolated: (earlier, later, property) => isFinal(earlier) && earlier[property] !== later[property],
  },
} as const satisfies Readonly<Record<string, HistoryInvariant>>

/** The name of an invariant of a session's history. */
export type HistoryInvariantName = keyof typeof historyInvariants

// Object.keys is typed for objects that may hold more; historyInvariants is a constant that doesn't.
const names = Object.keys(historyInvariants) as ReadonlyArray<HistoryInvariantName>

/**
 * The invariants that two readings of one session violate, the earlier reading first; empty where the later one may
 * follow the earlier.
 *
 * @example
 * import { historyViolationsOf } from 'exact-match-session/model'
 *
 * historyViolationsOf({ remainingBlockCount: 3 }, { remainingBlockCount: 4 })
 * // [{ invariant: 'remainingNeverRises', path: '/remainingBlockCount',
 * //    message: 'remainingBlockCount changed from 3 to 4' }]
 */
export const historyViolationsOf = (
  earlier: ExactMatchSession,
  later: ExactMatchSession,
): ReadonlyArray<HistoryViolation> =>
  names.flatMap((invariant) => {
    const { properties, isViolated }: HistoryInvariant = historyInvariants[invariant]
    return properties
      .filter(
        (property) =>
          isPresent(earlier[property]) && isPresent(later[property]) && isViolated(earlier, later, property),
      )
      .map((property) => ({
        invariant,
        path: `/${property}`,
        message: `${property} changed from ${earlier[property]} to ${later[property]}`,
      }))
  })
