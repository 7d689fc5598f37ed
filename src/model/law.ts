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

/** Tells of a breach: the property at fault, and what is wrong with it. */
type Tell = (property: string, message: string) => void

interface Law {
  /** The law in one sentence. */
  readonly says: string
  /** Tells every breach of the law. */
  readonly judge: (session: ExactMatchSession, tell: Tell) => void
}

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
    judge: (session, tell) => {
      for (const name of counts) {
        const count = session[name]
        if (known(count) && count < 0) tell(name, `${name} is ${count}, less than nothing`)
      }
      const { rowsPerBlock } = session
      if (known(rowsPerBlock) && rowsPerBlock < 1) {
        tell('rowsPerBlock', `rowsPerBlock is ${rowsPerBlock}; a block has at least one row`)
      }
    },
  },
  remainingWithinTotal: {
    says: 'No more remains than there is in total, of blocks and of jobs.',
    judge: (session, tell) => {
      for (const { remaining, total } of pairs) {
        const [some, all] = [session[remaining], session[total]]
        if (known(some) && known(all) && some > all) {
          tell(remaining, `${remaining} is ${some}, more than the ${all} of ${total}`)
        }
      }
    },
  },
  remainingFitsState: {
    says: 'What remains fits the state: blocks fall to none while uploading, jobs while processing.',
    judge: (session, tell) => {
      const state = stateOf(session)
      if (state === undefined) return
      for (const { kind, remaining, total } of pairs) {
        const count = session[remaining]
        if (known(count) && !fits(state[kind], count, session[total])) {
          tell(remaining, `${remaining} is ${count}; in ${state.wire} ${state[kind]} of the ${kind} remain`)
        }
      }
    },
  },
  uploadCompletedWithLastBlock: {
    says: 'uploadCompletionDateTime is there exactly when no block remains and the upload has begun.',
    judge: ({ uploadCompletionDateTime, remainingBlockCount }, tell) => {
      if (known(uploadCompletionDateTime) && known(remainingBlockCount) && remainingBlockCount > 0) {
        tell(
          'uploadCompletionDateTime',
          `uploadCompletionDateTime is there, but remainingBlockCount is ${remainingBlockCount}`,
        )
      }
    },
  },
  timesFitState: {
    says: 'No time is there before the state in which it is written.',
    judge: (session, tell) => {
      const state = stateOf(session)
      for (const time of state?.notYet ?? []) {
        if (known(session[time])) tell(time, `${time} is there, but the state is ${session.state}`)
      }
    },
  },
  completedWhenFinal: {
    says: 'completionDateTime is there exactly in the final states: Completed, Failed, Cancelled.',
    judge: (session, tell) => {
      if (stateOf(session)?.final === false && known(session.completionDateTime)) {
        tell('completionDateTime', `completionDateTime is there, but ${session.state} is not a final state`)
      }
    },
  },
  timesInOrder: {
    says: 'creation ≤ start ≤ upload completion ≤ processing completion ≤ completion ≤ last updated.',
    judge: (session, tell) => {
      let before: { readonly name: string; readonly at: DateTimeOffset } | undefined
      for (const name of timeline) {
        const at = session[name]
        if (!known(at)) continue
        if (before !== undefined && dateTimeOffsetOrd.compare(at, before.at) < 0) {
          tell(name, `${name} (${at}) is before ${before.name} (${before.at})`)
        }
        before = { name, at }
      }
    },
  },
  errorWhenFailed: {
    says: 'An error that says something, a code or a message, is there exactly in Failed.',
    judge: (session, tell) => {
      const state = stateOf(session)
      if (state === undefined || !known(session.error)) return
      const [failed, told] = [state === sessionStates.failed, saysSomething(session.error)]
      if (failed && !told) tell('error', 'the session has Failed, but its error has neither code nor message')
      if (told && !failed) tell('error', `an error is there, but the state is ${state.wire}`)
    },
  },
  saltWellFormed: {
    says: 'The salt is 64 characters of a–z and 0–9.',
    judge: ({ salt }, tell) => {
      if (known(salt) && !/^[a-z0-9]{64}$/.test(salt)) {
        tell('salt', 'salt is not 64 characters of a–z and 0–9')
      }
    },
  },
  fieldsNamedOnce: {
    says: 'Field names are unique and not empty.',
    judge: ({ fields }, tell) => {
      const seen = new Set<string>()
      for (const [index, field] of fields?.entries() ?? []) {
        if (field === '') tell(`fields/${index}`, `field ${index + 1} has no name`)
        else if (seen.has(field)) {
          tell(`fields/${index}`, `field ${index + 1}, ${JSON.stringify(field)}, stands twice`)
        }
        seen.add(field)
      }
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
export const brokenLaws = (session: ExactMatchSession): ReadonlyArray<BrokenLaw> => {
  const broken: Array<BrokenLaw> = []
  for (const law of lawNames) {
    laws[law].judge(session, (property, message) => broken.push({ law, path: `/${property}`, message }))
  }
  return broken
}
