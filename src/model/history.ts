// The laws of a session over time: what may differ between two readings of it, the earlier and the later.
import { dateTimeOffsetOrd, known } from '../codec/index.js'
import type { ExactMatchSession } from './exactMatchSession.js'
import { sessionStateOf, sessionStates } from './sessionState.js'

/** A law that two readings of one session break together. */
export interface BrokenHistoryLaw {
  readonly law: HistoryLawName
  /** JSON pointer to the property at fault. */
  readonly path: string
  readonly message: string
}

type Property = keyof ExactMatchSession

interface HistoryLaw {
  /** The law in one sentence. */
  readonly says: string
  /** The properties it watches. */
  readonly properties: ReadonlyArray<Property>
  /** Whether a change of one of them, between values that are both there, breaks it. */
  readonly broken: (earlier: ExactMatchSession, later: ExactMatchSession, property: Property) => boolean
}

const isFinal = ({ state }: ExactMatchSession): boolean => {
  const name = known(state) ? sessionStateOf(state) : undefined
  return name !== undefined && sessionStates[name].final
}

const commits = (earlier: ExactMatchSession, later: ExactMatchSession): boolean =>
  earlier.state === sessionStates.uploaded.wire && later.state !== sessionStates.uploaded.wire

const rises = (earlier: unknown, later: unknown): boolean =>
  typeof earlier === 'number' && typeof later === 'number' && later > earlier

/**
 * Every law of a session's history by its name.
 *
 * @example
 * import { historyLaws } from 'exact-match-session/model'
 *
 * historyLaws.finalStatesStand.says // 'A finished session stays as it is.'
 */
export const historyLaws = {
  remainingNeverRises: {
    says: 'What remains never rises; a commit may set the number of jobs anew.',
    properties: ['remainingBlockCount', 'remainingJobCount'],
    broken: (earlier, later, property) =>
      rises(earlier[property], later[property]) &&
      !(property === 'remainingJobCount' && commits(earlier, later)),
  },
  totalsStand: {
    says: 'totalBlockCount never changes, totalJobCount only with the commit.',
    properties: ['totalBlockCount', 'totalJobCount'],
    broken: (earlier, later, property) =>
      earlier[property] !== later[property] && !(property === 'totalJobCount' && commits(earlier, later)),
  },
  timesWrittenOnce: {
    says: 'A time is written once, apart from lastUpdatedDateTime.',
    properties: [
      'creationDateTime',
      'startDateTime',
      'uploadCompletionDateTime',
      'processingCompletionDateTime',
      'completionDateTime',
    ],
    broken: (earlier, later, property) => earlier[property] !== later[property],
  },
  updatesInOrder: {
    says: 'lastUpdatedDateTime never goes back.',
    properties: ['lastUpdatedDateTime'],
    broken: (earlier, later) =>
      known(earlier.lastUpdatedDateTime) &&
      known(later.lastUpdatedDateTime) &&
      dateTimeOffsetOrd.compare(later.lastUpdatedDateTime, earlier.lastUpdatedDateTime) < 0,
  },
  finalStatesStand: {
    says: 'A finished session stays as it is.',
    properties: ['state', 'remainingBlockCount', 'remainingJobCount', 'lastUpdatedDateTime'],
    broken: (earlier, later, property) => isFinal(earlier) && earlier[property] !== later[property],
  },
} as const satisfies Readonly<Record<string, HistoryLaw>>

/** The name of a law of a session's history. */
export type HistoryLawName = keyof typeof historyLaws

// Object.keys is typed for objects that may hold more; historyLaws is a constant that doesn't.
const names = Object.keys(historyLaws) as ReadonlyArray<HistoryLawName>

/**
 * Which laws two readings of one session break together, the earlier one first; empty where the later may follow.
 *
 * @example
 * import { brokenHistoryLaws } from 'exact-match-session/model'
 *
 * brokenHistoryLaws({ remainingBlockCount: 3 }, { remainingBlockCount: 4 })
 * // [{ law: 'remainingNeverRises', path: '/remainingBlockCount',
 * //    message: 'remainingBlockCount went from 3 to 4' }]
 */
export const brokenHistoryLaws = (
  earlier: ExactMatchSession,
  later: ExactMatchSession,
): ReadonlyArray<BrokenHistoryLaw> =>
  names.flatMap((law) => {
    const { properties, broken }: HistoryLaw = historyLaws[law]
    return properties.flatMap((property) =>
      known(earlier[property]) && known(later[property]) && broken(earlier, later, property)
        ? [
            {
              law,
              path: `/${property}`,
              message: `${property} went from ${earlier[property]} to ${later[property]}`,
            },
          ]
        : [],
    )
  })
