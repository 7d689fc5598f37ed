// What the machine needs of a session: id, state, and how many blocks and jobs remain. What the resource lacks is
// inferred where the rest implies it.
import type { Either } from 'fp-ts/lib/Either.js'
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
import { isLeft, left, right } from '../either.js'
import type { Count } from '../record.js'
import { inferredState } from './inference.js'

/** A property that the machine needs and cannot infer. */
export interface MissingProperty {
  readonly invariant: null
  /** JSON pointer to the property. */
  readonly path: string
  readonly message: string
}

/** What the machine needs. */
export interface Required {
  readonly id: string
  readonly state: SessionStateName
  readonly blocks: Count
  /** Null where the number of jobs need not be known yet. */
  readonly jobs: Count | null
}

type Found<A> = Either<MissingProperty, A>

const missing = (property: keyof ExactMatchSession, message: string): Either<MissingProperty, never> =>
  left({ invariant: null, path: `/${property}`, message })

const requiredState = (session: ExactMatchSession): Found<SessionStateName> => {
  const { state } = session
  if (!isPresent(state)) {
    const inferred = inferredState(session)
    return inferred === null
      ? missing('state', 'state is missing, and counts and timestamps fit more than one')
      : right(inferred)
  }
  const name = sessionStateOf(state)
  if (name !== undefined) return right(name)
  const wires = sessionStateNames.map((each) => sessionStates[each].wire).join(', ')
  return missing('state', `state is ${JSON.stringify(state)}; expected one of ${wires}`)
}

const implied = (remaining: Remaining, total: number): number | null => {
  if (remaining === 'all') return total
  return remaining === 'none' ? 0 : null
}

const remainingCounts = { blocks: 'remainingBlockCount', jobs: 'remainingJobCount' } as const

/** How many of a total remain: what the session says, or else what its state implies. */
const countOf = (
  session: ExactMatchSession,
  state: SessionStateName,
  kind: 'blocks' | 'jobs',
  total: number,
): Found<Count> => {
  const property = remainingCounts[kind]
  const { wire, [kind]: remain } = sessionStates[state]
  const remaining = session[property] ?? implied(remain, total)
  return remaining === null
    ? missing(property, `${property} is missing, and the state ${wire} does not imply it`)
    : right({ total, remaining })
}

const noTotal = missing('totalBlockCount', 'totalBlockCount is missing')

const requiredBlocks = (session: ExactMatchSession, state: SessionStateName): Found<Count> =>
  isPresent(session.totalBlockCount) ? countOf(session, state, 'blocks', session.totalBlockCount) : noTotal

const requiredJobs = (session: ExactMatchSession, state: SessionStateName): Found<Count | null> => {
  if (isPresent(session.totalJobCount)) return countOf(session, state, 'jobs', session.totalJobCount)
  return isPresent(session.remainingJobCount) || state === 'processing'
    ? missing('totalJobCount', 'totalJobCount is missing, though jobs remain or have been done')
    : right(null)
}

const missingOf = (...found: ReadonlyArray<Found<unknown>>): ReadonlyArray<MissingProperty> =>
  found.flatMap((each) => (isLeft(each) ? [each.left] : []))

/** What the machine needs of a session, or every property that is missing. */
export const requiredOf = (session: ExactMatchSession): Either<NonEmptyArray<MissingProperty>, Required> => {
  const id: Found<string> = isPresent(session.id) ? right(session.id) : missing('id', 'id is missing')
  const state = requiredState(session)
  if (isLeft(state)) {
    const total = isPresent(session.totalBlockCount) ? [] : missingOf(noTotal)
    return left([state.left, ...missingOf(id), ...total])
  }
  const blocks = requiredBlocks(session, state.right)
  const jobs = requiredJobs(session, state.right)
  if (isLeft(id)) return left([id.left, ...missingOf(blocks, jobs)])
  if (isLeft(blocks)) return left([blocks.left, ...missingOf(jobs)])
  if (isLeft(jobs)) return left([jobs.left])
  return right({ id: id.right, state: state.right, blocks: blocks.right, jobs: jobs.right })
}
