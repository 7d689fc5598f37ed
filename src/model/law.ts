// The laws of one session: what its values must fulfil together. A codec says whether JSON is a session at all;
// a law relates values that are there. Null or missing means unknown, and of the unknown no law says anything.
import { type DateTimeOffset, dateTimeOffsetOrd, known } from '../codec/index.js'
import { saysSomething } from './classificationError.js'
import type { ExactMatchSession } from './exactMatchSession.js'
import { type Remaining, sessionStateOf, sessionStates } from './sessionState.js'

/** A law that a session breaks, and where. */
export interface BrokenLaw {
  readonly law: LawName
  /** JSON pointer to the property at fault. */
  readonly path: string
  /** What is wrong, with the figures. */
  readonly message: string
}

interface Breach {
  readonly property: string
  readonly message: string
}

interface Law {
  /** The law in one sentence. */
  readonly says: string
  readonly breaches: (session: ExactMatchSession) => ReadonlyArray<Breach>
}

const lawful: ReadonlyArray<Breach> = []

const breachIf = (broken: boolean, property: string, message: () => string): ReadonlyArray<Breach> =>
  broken ? [{ property, message: message() }] : lawful

const stateOf = ({ state }: ExactMatchSession) => {
  const name = known(state) ? sessionStateOf(state) : undefined
  return name === undefined ? undefined : sessionStates[name]
}

const counts = ['totalBlockCount', 'remainingBlockCount', 'totalJobCount', 'remainingJobCount'] as const

const pairs = [
  { kind: 'blocks', remaining: 'remainingBlockCount', total: 'totalBlockCount' },
  { kind: 'jobs', remaining: 'remainingJobCount', total: 'totalJobCount' },
] as const

const fits = (expected: Remaining, remaining: number, total: number | null | undefined): boolean => {
  if (expected === 'all') return !known(total) || remaining === total
  if (expected === 'some') return remaining > 0
  return expected === 'any' || remaining === 0
}

/** The times of a session in the order in which they must stand. */
const timeline = [
  'creationDateTime',
  'startDateTime',
  'uploadCompletionDateTime',
  'processingCompletionDateTime',
  'completionDateTime',
  'lastUpdatedDateTime',
] as const

const isBefore = (first: DateTimeOffset, second: DateTimeOffset): boolean =>
  dateTimeOffsetOrd.compare(first, second) < 0

/**
 * Every law by its name.
 *
 * @example
 * import { laws } from 'exact-match-session/model'
 *
 * laws.remainingWithinTotal.says // 'No more remains than there is in total, of blocks and of jobs.'
 */
export const laws = {
  naturalCounts: {
    says: 'Counts are natural numbers, and a block has at least one row.',
    breaches: (session) => [
      ...counts.flatMap((name) => {
        const count = session[name]
        return breachIf(known(count) && count < 0, name, () => `${name} is ${count}, less than nothing`)
      }),
      ...breachIf(
        known(session.rowsPerBlock) && session.rowsPerBlock < 1,
        'rowsPerBlock',
        () => `rowsPerBlock is ${session.rowsPerBlock}; a block has at least one row`,
      ),
    ],
  },
  remainingWithinTotal: {
    says: 'No more remains than there is in total, of blocks and of jobs.',
    breaches: (session) =>
      pairs.flatMap(({ remaining, total }) => {
        const [some, all] = [session[remaining], session[total]]
        return breachIf(
          known(some) && known(all) && some > all,
          remaining,
          () => `${remaining} is ${some}, more than the ${all} of ${total}`,
        )
      }),
  },
  remainingFitsState: {
    says: 'What remains fits the state: blocks fall to none while uploading, jobs while processing.',
    breaches: (session) => {
      const state = stateOf(session)
      if (state === undefined) return lawful
      return pairs.flatMap(({ kind, remaining, total }) => {
        const count = session[remaining]
        return breachIf(
          known(count) && !fits(state[kind], count, session[total]),
          remaining,
          () => `${remaining} is ${count}; in ${state.wire} ${state[kind]} of the ${kind} remain`,
        )
      })
    },
  },
  uploadCompletedWithLastBlock: {
    says: 'uploadCompletionDateTime is there exactly when no block remains and the upload has begun.',
    breaches: ({ uploadCompletionDateTime, remainingBlockCount }) =>
      breachIf(
        known(uploadCompletionDateTime) && known(remainingBlockCount) && remainingBlockCount > 0,
        'uploadCompletionDateTime',
        () => `uploadCompletionDateTime is there, but remainingBlockCount is ${remainingBlockCount}`,
      ),
  },
  timesFitState: {
    says: 'No time is there before the state in which it is written.',
    breaches: (session) => {
      const state = stateOf(session)
      if (state === undefined) return lawful
      return state.notYet.flatMap((time) =>
        breachIf(known(session[time]), time, () => `${time} is there, but the state is ${state.wire}`),
      )
    },
  },
  completedWhenFinal: {
    says: 'completionDateTime is there exactly in the final states: Completed, Failed, Cancelled.',
    breaches: (session) => {
      const state = stateOf(session)
      return breachIf(
        state !== undefined && !state.final && known(session.completionDateTime),
        'completionDateTime',
        () => `completionDateTime is there, but ${session.state} is not a final state`,
      )
    },
  },
  timesInOrder: {
    says: 'creation ≤ start ≤ upload completion ≤ processing completion ≤ completion ≤ last updated.',
    breaches: (session) => {
      const there = timeline.flatMap((name) => {
        const at = session[name]
        return known(at) ? [{ name, at }] : []
      })
      return there.slice(1).flatMap(({ name, at }, index) => {
        const before = there[index]
        return before !== undefined && isBefore(at, before.at)
          ? [{ property: name, message: `${name} (${at}) is before ${before.name} (${before.at})` }]
          : []
      })
    },
  },
  errorWhenFailed: {
    says: 'An error that says something, a code or a message, is there exactly in Failed.',
    breaches: (session) => {
      const state = stateOf(session)
      if (state === undefined || !known(session.error)) return lawful
      const failed = state === sessionStates.failed
      return breachIf(failed !== saysSomething(session.error), 'error', () =>
        failed
          ? 'the session has Failed, but its error has neither code nor message'
          : `an error is there, but the state is ${state.wire}`,
      )
    },
  },
  saltWellFormed: {
    says: 'The salt is 64 characters of a–z and 0–9.',
    breaches: ({ salt }) =>
      breachIf(
        known(salt) && !/^[a-z0-9]{64}$/.test(salt),
        'salt',
        () => 'salt is not 64 characters of a–z and 0–9',
      ),
  },
  fieldsNamedOnce: {
    says: 'Field names are unique and not empty.',
    breaches: ({ fields }) => {
      const seen = new Set<string>()
      return (fields ?? []).flatMap((field, index) => {
        const twice = seen.has(field)
        seen.add(field)
        return breachIf(twice || field === '', `fields/${index}`, () =>
          field === ''
            ? `field ${index + 1} has no name`
            : `field ${index + 1}, ${JSON.stringify(field)}, stands twice`,
        )
      })
    },
  },
} as const satisfies Readonly<Record<string, Law>>

/** The name of a law of one session. */
export type LawName = keyof typeof laws

// Object.keys is typed for objects that may hold more; laws is a constant that doesn't.
const lawNames = Object.keys(laws) as ReadonlyArray<LawName>

/**
 * Which laws a session breaks, and where; empty for a lawful one. Values that are null or missing are unknown and
 * break nothing, so a resource read with `$select` can be lawful too.
 *
 * @example
 * import { brokenLaws } from 'exact-match-session/model'
 *
 * brokenLaws({ totalBlockCount: 3, remainingBlockCount: 15 })
 * // [{ law: 'remainingWithinTotal', path: '/remainingBlockCount',
 * //    message: 'remainingBlockCount is 15, more than the 3 of totalBlockCount' }]
 */
export const brokenLaws = (session: ExactMatchSession): ReadonlyArray<BrokenLaw> =>
  lawNames.flatMap((law) =>
    laws[law].breaches(session).map(({ property, message }) => ({ law, path: `/${property}`, message })),
  )
