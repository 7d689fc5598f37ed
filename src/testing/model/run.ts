// The model of a run: its sessions with their candidate states, and how each call changes them.
import * as E from 'fp-ts/lib/Either.js'
import { andThen, ask, type CallAddress, platformTimer, type TimeoutOptions } from '../ask.js'
import { type Call, literal, type SessionCall } from '../call.js'
import { type CoverageRecorder, coverageRecorder } from '../check/coverage.js'
import { judge, judgeCreation, type Mismatch, type ObservedCall } from '../check/judge.js'
import type { Outcome, SessionSystem } from '../system.js'
import { type Candidates, type Traits, traitsOf } from './candidates.js'

/** One session of a run. */
export interface ModelSession {
  readonly candidates: Candidates
  readonly id: string
  /** The current upload URI, and the one before it. */
  readonly dataUploadURI: string | null
  readonly formerURI: string | null
}

/** What a run finds wrong, and with which of its calls. */
export interface Discrepancy extends Mismatch {
  readonly call: Call
  /** The overlapping calls with their outcomes, where no order explains all of them. */
  readonly overlapping?: ReadonlyArray<ObservedCall>
}

/**
 * What a run knows. fast-check passes its model to each command, which changes it; only the fields that are not
 * `readonly`, and `calls`, ever change.
 */
export interface SessionModel {
  sessions: ReadonlyArray<ModelSession>
  /** The calls that have been made. */
  readonly calls: Array<Call>
  readonly coverage: CoverageRecorder
  readonly timeout: TimeoutOptions
}

/** Ten seconds. */
const defaultTimeLimit = 10_000

/**
 * The model of a new run.
 *
 * @example
 * import { type SessionSystem, sessionModel } from 'exact-match-session/testing'
 *
 * const setup = (system: SessionSystem) => () => ({ model: sessionModel(), real: system })
 * sessionModel().sessions // []
 */
export const sessionModel = (
  timeout: Partial<TimeoutOptions> = {},
  coverage: CoverageRecorder = coverageRecorder(),
): SessionModel => ({
  sessions: [],
  calls: [],
  coverage,
  timeout: {
    timeLimit: timeout.timeLimit ?? defaultTimeLimit,
    timer: timeout.timer ?? platformTimer,
  },
})

/** The session with new candidates, and with their upload URI if that is another one. */
const withCandidates = (session: ModelSession, candidates: Candidates): ModelSession => {
  const uri = candidates[0]?.uri
  return uri === undefined || uri === session.dataUploadURI
    ? { ...session, candidates }
    : { ...session, candidates, dataUploadURI: uri, formerURI: session.dataUploadURI }
}

/** The index of the session that a call goes to; numbers beyond the last session start over. */
export const sessionNumber = ({ session }: SessionCall, count: number): number => session % count

/** Where a call is sent. */
export const addressOf = (session: ModelSession, call: SessionCall): CallAddress => ({
  id: session.id,
  dataUploadURI:
    call.call === 'uploadBlock' && call.toUri === 'former'
      ? (session.formerURI ?? session.dataUploadURI)
      : session.dataUploadURI,
})

const noAddress: CallAddress = { id: '', dataUploadURI: null }

const applyCreate = (
  model: SessionModel,
  traits: Traits,
  call: Extract<Call, { call: 'create' }>,
  outcome: Outcome,
): Discrepancy | null => {
  const judgement = judgeCreation(traits, call, outcome)
  if (E.isLeft(judgement)) return { ...judgement.left, call }
  const candidates = judgement.right
  const [state] = candidates
  if (state === undefined) return null
  const { metadata, uri = null } = state
  model.sessions = [
    ...model.sessions,
    { candidates, id: metadata.id ?? '', dataUploadURI: uri, formerURI: null },
  ]
  return null
}

const applyCall = (
  model: SessionModel,
  traits: Traits,
  call: SessionCall,
  { dataUploadURI }: CallAddress,
  outcome: Outcome,
): Discrepancy | null => {
  const index = sessionNumber(call, model.sessions.length)
  const session = model.sessions[index]
  if (session === undefined) return null
  for (const { record } of session.candidates) model.coverage.mark(record.value, call.call)
  const judgement = judge(traits, session.candidates, { call, dataUploadURI, outcome })
  if (E.isLeft(judgement)) return { ...judgement.left, call }
  if (judgement.right !== session.candidates) {
    model.sessions = model.sessions.with(index, withCandidates(session, judgement.right))
  }
  return null
}

/** Whether there is a session for a call. */
export const hasTarget = (model: SessionModel, call: Call): boolean =>
  call.call === 'create' || model.sessions.length > 0

/** Judges an outcome; one that can't be read, because a getter throws, is a discrepancy. */
const judgeSafely = (call: Call, judge: () => Discrepancy | null): Discrepancy | null => {
  try {
    return judge()
  } catch (error) {
    const received = `an outcome that can’t be read: ${String(error)}`
    const actual: Outcome = { type: 'failed', sent: literal(call), received }
    return { call, expected: null, actual, differences: [] }
  }
}

/** Makes a call and updates the model; gives what is wrong with the outcome, or null. */
export const perform = (
  model: SessionModel,
  system: SessionSystem,
  call: Call,
): Discrepancy | null | Promise<Discrepancy | null> => {
  const traits = traitsOf(system)
  model.calls.push(call)
  if (call.call === 'create') {
    return andThen(ask(system, call, noAddress, model.timeout), (outcome) =>
      judgeSafely(call, () => applyCreate(model, traits, call, outcome)),
    )
  }
  const session = model.sessions[sessionNumber(call, model.sessions.length)]
  if (session === undefined) return null
  const address = addressOf(session, call)
  return andThen(ask(system, call, address, model.timeout), (outcome) =>
    judgeSafely(call, () => applyCall(model, traits, call, address, outcome)),
  )
}
