// What the machine must know of a session: its state, and how many blocks and jobs remain. A resource tells it, or
// what it does tell implies it; else nobody knows.
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { isPresent } from '../../codec/index.js'
import {
  type ExactMatchSession,
  type Remaining,
  type SessionStateName,
  sessionStateNames,
  sessionStateOf,
  sessionStates,
} from '../../model/index.js'
import type { Count, SessionContext } from '../record.js'
import { inferredState } from './inference.js'

/** Something that must be known and isn't. */
export interface MissingProperty {
  readonly invariant: null
  /** JSON pointer to the property that would tell. */
  readonly path: string
  readonly message: string
}

const unknown = (property: keyof ExactMatchSession, message: string): MissingProperty => ({
  invariant: null,
  path: `/${property}`,
  message,
})

/** The state that is told; where none is, the one that counts and times show. */
export const stateOf = (session: ExactMatchSession): E.Either<MissingProperty, SessionStateName> => {
  const { state } = session
  if (!isPresent(state)) {
    const inferred = inferredState(session)
    return inferred === null
      ? E.left(unknown('state', 'state is not told, and counts and times fit more than one'))
      : E.right(inferred)
  }
  const name = sessionStateOf(state)
  if (name !== undefined) return E.right(name)
  const wires = sessionStateNames.map((each) => sessionStates[each].wire).join(', ')
  return E.left(unknown('state', `state is ${JSON.stringify(state)}; this model knows ${wires}`))
}

const implied = (remaining: Remaining, total: number): number | null => {
  if (remaining === 'all') return total
  return remaining === 'none' ? 0 : null
}

const remainingCounts = { blocks: 'remainingBlockCount', jobs: 'remainingJobCount' } as const

/** How many of a total remain: what the session says, else what its state implies. */
const tallyOf = (
  session: ExactMatchSession,
  state: SessionStateName,
  kind: 'blocks' | 'jobs',
  total: number,
): E.Either<MissingProperty, Count> => {
  const property = remainingCounts[kind]
  const { wire, [kind]: remain } = sessionStates[state]
  const remaining = session[property] ?? implied(remain, total)
  return remaining === null
    ? E.left(unknown(property, `${property} is not told, and the state ${wire} does not imply it`))
    : E.right({ total, remaining })
}

/** What is said of a session without a number of blocks. */
export const noTotal = unknown('totalBlockCount', 'totalBlockCount is not told')

const blocksOf = (session: ExactMatchSession, state: SessionStateName): E.Either<MissingProperty, Count> =>
  isPresent(session.totalBlockCount)
    ? tallyOf(session, state, 'blocks', session.totalBlockCount)
    : E.left(noTotal)

const noJobs = unknown(
  'totalJobCount',
  'totalJobCount is not told, though jobs remain or have been processed',
)

const jobsOf = (
  session: ExactMatchSession,
  state: SessionStateName,
): E.Either<MissingProperty, Count | null> => {
  if (isPresent(session.totalJobCount)) return tallyOf(session, state, 'jobs', session.totalJobCount)
  return isPresent(session.remainingJobCount) || state === 'processing' ? E.left(noJobs) : E.right(null)
}

/** The blocks and the jobs of a session in a state; no jobs where their number need not be known yet. */
export const talliesOf = (
  session: ExactMatchSession,
  state: SessionStateName,
): E.Either<NonEmptyArray<MissingProperty>, Pick<SessionContext, 'blocks' | 'jobs'>> => {
  const blocks = blocksOf(session, state)
  const jobs = jobsOf(session, state)
  if (E.isLeft(blocks)) return E.left([blocks.left, ...(E.isLeft(jobs) ? [jobs.left] : [])])
  return E.isLeft(jobs) ? E.left([jobs.left]) : E.right({ blocks: blocks.right, jobs: jobs.right })
}
