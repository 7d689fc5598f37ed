// Judges whether a session may give an outcome, and which states it may be in after that.
import * as E from 'fp-ts/lib/Either.js'
import { isPresent } from '../../codec/index.js'
import { initialSession } from '../../machine/index.js'
import { type ExactMatchSession, sessionStates, withoutComputed } from '../../model/index.js'
import { type Calls, type SessionCall, timeOf } from '../call.js'
import {
  afterUnobserved,
  type Candidates,
  isSettled,
  removeDuplicates,
  type Traits,
} from '../model/candidates.js'
import {
  type AddressedCall,
  hasNoBlocks,
  type ModelState,
  type Prediction,
  predict,
  withUploadUri,
} from '../model/state.js'
import type { Outcome } from '../system.js'
import { compareSession, type Difference } from './difference.js'

/** The expected outcome of a call. */
export type Expected =
  | { readonly type: 'done'; readonly state: string }
  | { readonly type: 'refused'; readonly reason: string }

/** An outcome that differs from the expected one. */
export interface Mismatch {
  /** Null where the system failed before anything could be expected of it. */
  readonly expected: Expected | null
  readonly actual: Outcome
  readonly differences: ReadonlyArray<Difference>
}

/** A call to a session and its outcome. */
export interface ObservedCall<C extends SessionCall = SessionCall> extends AddressedCall<C> {
  readonly outcome: Outcome
}

/** An autonomous system returns from completeJobs when all jobs are done. */
const predictCompleted = (state: ModelState): Prediction => {
  const { value } = state.record
  return value === 'completed' ? E.right(state) : E.left(() => `the session is ${value}, not Completed`)
}

const predictFor = ({ processing }: Traits, state: ModelState, call: AddressedCall): Prediction =>
  processing === 'autonomous' && call.call.call === 'completeJobs'
    ? predictCompleted(state)
    : predict(state, call)

/** The state with what is observed of the session. */
const observe = (state: ModelState, session: ExactMatchSession, { clock }: Traits): ModelState => {
  const observed = clock === 'system' ? session : null
  if (state.uri !== undefined) return observed === null ? state : { ...state, observed }
  const uri = session.dataUploadURI ?? null
  // URI expiry can be checked only when the clock is injected.
  const checkedUri = clock === 'injected' && uri !== null ? uri : ''
  return { ...state, record: withUploadUri(state.record, checkedUri), uri, observed }
}

const expectedOf = (prediction: Prediction): Expected =>
  E.isLeft(prediction)
    ? { type: 'refused', reason: prediction.left() }
    : { type: 'done', state: sessionStates[prediction.right.record.value].wire }

const none: ReadonlyArray<Difference> = []

type Judgement = E.Either<Mismatch, Candidates>

/** The states that follow one candidate, given an outcome. */
const advance = (traits: Traits, state: ModelState, observed: ObservedCall): Judgement => {
  const { outcome } = observed
  const next = predictFor(traits, state, observed)
  const mismatch = (differences: ReadonlyArray<Difference>): Judgement =>
    E.left({ expected: expectedOf(next), actual: outcome, differences })
  if (outcome.type === 'unknown') {
    const { call, dataUploadURI } = observed
    if (call.call === 'get') return E.right([state])
    return E.right([{ ...state, unanswered: [...state.unanswered, { call, dataUploadURI }] }])
  }
  if (outcome.type === 'refused') {
    // A system that has `start` may insist on it, even where there are no blocks.
    const mayRefuse = observed.call.call === 'commit' && hasNoBlocks(state)
    return E.isLeft(next) || mayRefuse ? E.right([state]) : mismatch(none)
  }
  if (outcome.type === 'failed' || E.isLeft(next)) return mismatch(none)
  if (!isPresent(outcome.session)) return E.right([next.right])
  const session = compareSession(next.right, outcome.session, traits.clock)
  return E.isLeft(session) ? mismatch(session.left) : E.right([observe(next.right, session.right, traits)])
}

/** The states that a session may be in after an outcome; left: no candidate gives that outcome. */
export const judge = (traits: Traits, candidates: Candidates, observed: ObservedCall): Judgement => {
  const [only] = candidates
  if (only !== undefined && candidates.length === 1 && isSettled(traits, only)) {
    return advance(traits, only, observed)
  }
  const judgements = candidates
    .flatMap((state) => afterUnobserved(traits, state))
    .map((state) => advance(traits, state, observed))
  const next = judgements.flatMap((one) => (E.isRight(one) ? one.right : []))
  // Of several mismatches it reports the one of the state before unobserved changes: the nearest.
  return next.length > 0 ? E.right(removeDuplicates(next)) : (judgements[0] ?? E.right(candidates))
}

/** Judges the outcome of a create call to a system that ignores nothing of the request. */
const judgeWholeRequest = (traits: Traits, call: Calls['create'], outcome: Outcome): Judgement => {
  const { request } = call
  const initial = initialSession({ id: '', at: timeOf(call), request })
  if (E.isLeft(initial)) {
    const reason = initial.left.map(({ message }) => message).join('; ')
    return outcome.type === 'refused'
      ? E.right([])
      : E.left({ expected: { type: 'refused', reason }, actual: outcome, differences: none })
  }
  const record = initial.right
  const mismatch = (differences: ReadonlyArray<Difference>): Judgement =>
    E.left({
      expected: { type: 'done', state: sessionStates[record.value].wire },
      actual: outcome,
      differences,
    })
  if (outcome.type !== 'done') return mismatch(none)
  const supplied: ExactMatchSession = Object.fromEntries(
    Object.entries(request).filter(([, value]) => isPresent(value)),
  )
  const state: ModelState = {
    record,
    metadata: supplied,
    blocks: new Map(),
    uri: supplied.dataUploadURI ?? undefined,
    formerUris: [],
    observed: null,
    unanswered: [],
  }
  const session = compareSession(state, outcome.session, traits.clock)
  if (E.isLeft(session)) return mismatch(session.left)
  if (!isPresent(session.right.id))
    return mismatch([{ path: '/id', message: 'id is nothing; expected the id of the session' }])
  return E.right([observe({ ...state, metadata: session.right, uri: undefined }, session.right, traits)])
}

/**
 * The state of the session that a create call began, none where the system was right to refuse the request; left: the
 * outcome is not the one that the request requires.
 */
export const judgeCreation = (traits: Traits, call: Calls['create'], outcome: Outcome): Judgement => {
  const whole = judgeWholeRequest(traits, call, outcome)
  if (E.isRight(whole)) return whole
  // A system may ignore what the service computes, as OData has it, even where it is not valid.
  const request = withoutComputed(call.request)
  const partial = judgeWholeRequest(traits, { ...call, request }, outcome)
  return E.isRight(partial) ? partial : whole
}
