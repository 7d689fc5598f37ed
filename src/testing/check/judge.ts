// Whether an answer is one that a session may give, and what the session may still be once it has given it.
import * as E from 'fp-ts/lib/Either.js'
import { isPresent } from '../../codec/index.js'
import { initialSession } from '../../machine/index.js'
import { type ExactMatchSession, sessionStates, withoutComputed } from '../../model/index.js'
import { type Calls, type SessionCall, timeOf } from '../call.js'
import {
  type Asked,
  type Expectation,
  expectation,
  hasNoBlocks,
  type Reference,
  redirected,
} from '../reference.js'
import type { Answer } from '../system.js'
import { type Difference, toldSession } from './difference.js'
import { distinct, isSettled, type Manner, meanwhile, type References } from './possible.js'

/** What was expected of a call. */
export type Expected =
  | { readonly answer: 'done'; readonly state: string }
  | { readonly answer: 'refused'; readonly reason: string }

/** An answer that none of the expected ones is. */
export interface Mismatch {
  /** Null where the system failed before anything could be expected of it. */
  readonly expected: Expected | null
  readonly actual: Answer
  readonly differences: ReadonlyArray<Difference>
}

/** A call to a session, and what came back. */
export interface Exchange<C extends SessionCall = SessionCall> extends Asked<C> {
  readonly answer: Answer
}

/** A system that works by itself answers completeJobs when there is nothing left to do. */
const workedOff = (reference: Reference): Expectation => {
  const { value } = reference.record
  return value === 'completed' ? E.right(reference) : E.left(() => `the session is ${value}, not Completed`)
}

const expected = ({ processing }: Manner, reference: Reference, asked: Asked): Expectation =>
  processing === 'own' && asked.call.call === 'completeJobs'
    ? workedOff(reference)
    : expectation(reference, asked)

/** The session with what the system told of it. */
const learnt = (reference: Reference, session: ExactMatchSession, { clock }: Manner): Reference => {
  const seen = clock === 'own' ? session : null
  if (reference.uri !== undefined) return seen === null ? reference : { ...reference, seen }
  const uri = session.dataUploadURI ?? null
  // An expiry can be held against a clock that is told, and against no other.
  const target = clock === 'told' && uri !== null ? uri : ''
  return { ...reference, record: redirected(reference.record, target), uri, seen }
}

const described = (expectation: Expectation): Expected =>
  E.isLeft(expectation)
    ? { answer: 'refused', reason: expectation.left() }
    : { answer: 'done', state: sessionStates[expectation.right.record.value].wire }

const none: ReadonlyArray<Difference> = []

type Narrowed = E.Either<Mismatch, References>

/** One thing that the session may be, with the answer: what it may be then. */
const narrowed = (manner: Manner, reference: Reference, exchange: Exchange): Narrowed => {
  const { answer } = exchange
  const next = expected(manner, reference, exchange)
  const mismatch = (differences: ReadonlyArray<Difference>): Narrowed =>
    E.left({ expected: described(next), actual: answer, differences })
  if (answer.answer === 'unknown') {
    const { call, dataUploadURI } = exchange
    if (call.call === 'get') return E.right([reference])
    return E.right([{ ...reference, lost: [...reference.lost, { call, dataUploadURI }] }])
  }
  if (answer.answer === 'refused') {
    // A system that has `start` may insist on it, even where there are no blocks.
    const mayRefuse = exchange.call.call === 'commit' && hasNoBlocks(reference)
    return E.isLeft(next) || mayRefuse ? E.right([reference]) : mismatch(none)
  }
  if (answer.answer === 'failed' || E.isLeft(next)) return mismatch(none)
  if (!isPresent(answer.session)) return E.right([next.right])
  const told = toldSession(next.right, answer.session, manner.clock)
  return E.isLeft(told) ? mismatch(told.left) : E.right([learnt(next.right, told.right, manner)])
}

/** What the session may be after an answer; left: none of what it may be gives that answer. */
export const judged = (manner: Manner, references: References, exchange: Exchange): Narrowed => {
  const [sole] = references
  if (sole !== undefined && references.length === 1 && isSettled(manner, sole)) {
    return narrowed(manner, sole, exchange)
  }
  const all = references
    .flatMap((reference) => meanwhile(manner, reference))
    .map((reference) => narrowed(manner, reference, exchange))
  const next = all.flatMap((one) => (E.isRight(one) ? one.right : []))
  // Of several mismatches the one of the session as it was last is told: the nearest.
  return next.length > 0 ? E.right(distinct(next)) : (all[0] ?? E.right(references))
}

/** The same for a request whose every property counts. */
const begunWith = (manner: Manner, call: Calls['create'], answer: Answer): E.Either<Mismatch, References> => {
  const { request } = call
  const beginning = initialSession({ id: '', at: timeOf(call), request })
  if (E.isLeft(beginning)) {
    const reason = beginning.left.map(({ message }) => message).join('; ')
    return answer.answer === 'refused'
      ? E.right([])
      : E.left({ expected: { answer: 'refused', reason }, actual: answer, differences: none })
  }
  const record = beginning.right
  const mismatch = (differences: ReadonlyArray<Difference>): E.Either<Mismatch, References> =>
    E.left({
      expected: { answer: 'done', state: sessionStates[record.value].wire },
      actual: answer,
      differences,
    })
  if (answer.answer !== 'done') return mismatch(none)
  const supplied: ExactMatchSession = Object.fromEntries(
    Object.entries(request).filter(([, value]) => isPresent(value)),
  )
  const reference: Reference = {
    record,
    facts: supplied,
    blocks: new Map(),
    uri: supplied.dataUploadURI ?? undefined,
    formerUris: [],
    seen: null,
    lost: [],
  }
  const told = toldSession(reference, answer.session, manner.clock)
  if (E.isLeft(told)) return mismatch(told.left)
  if (!isPresent(told.right.id))
    return mismatch([{ path: '/id', message: 'id is nothing; expected the id of the session' }])
  return E.right([learnt({ ...reference, facts: told.right, uri: undefined }, told.right, manner)])
}

/**
 * What the session may be that a create call began, nothing where the request was refused, rightly; left: the
 * answer is not what the request asks for.
 */
export const begun = (
  manner: Manner,
  call: Calls['create'],
  answer: Answer,
): E.Either<Mismatch, References> => {
  const asStated = begunWith(manner, call, answer)
  if (E.isRight(asStated)) return asStated
  // A system may ignore what the service computes, as OData has it, even where it is not valid.
  const ignoring = begunWith(manner, { ...call, request: withoutComputed(call.request) }, answer)
  return E.isRight(ignoring) ? ignoring : asStated
}
