// The model of a run: its sessions, each with what it may be, and how a call moves it on.
import * as E from 'fp-ts/lib/Either.js'
import { type Addressee, andThen, ask, type Patience, platformTimer } from '../ask.js'
import { type Call, literal, type SessionCall } from '../call.js'
import type { Answer, SessionSystem } from '../system.js'
import { freshTracks, type Tracks } from './coverage.js'
import { begun, type Exchange, judged, type Mismatch } from './judge.js'
import { type Manner, mannerOf, type References } from './possible.js'

/** One session of a run. */
export interface ModelSession {
  readonly references: References
  /** How it is addressed now, and the upload URI before. */
  readonly id: string
  readonly dataUploadURI: string | null
  readonly formerURI: string | null
}

/** What a run finds wrong, and with which of its calls. */
export interface Finding extends Mismatch {
  readonly call: Call
  /** The calls that overlapped with their answers, where no order explains all of them. */
  readonly together?: ReadonlyArray<Exchange>
}

/**
 * What a run knows. fast-check hands its model to each command, which changes it: of all that is here only the
 * fields that are not `readonly` ever change.
 */
export interface SessionModel {
  sessions: ReadonlyArray<ModelSession>
  /** The calls that have been made. */
  readonly calls: Array<Call>
  readonly tracks: Tracks
  readonly patience: Patience
}

/** How long a call may take, unless told otherwise: ten seconds. */
const defaultTimeLimit = 10_000

/**
 * The model of a run in which nothing has happened yet.
 *
 * @example
 * import { type SessionSystem, sessionModel } from 'exact-match-session/testing'
 *
 * const setup = (system: SessionSystem) => () => ({ model: sessionModel(), real: system })
 */
export const sessionModel = (
  patience: Partial<Patience> = {},
  tracks: Tracks = freshTracks(),
): SessionModel => ({
  sessions: [],
  calls: [],
  tracks,
  patience: {
    timeLimit: patience.timeLimit ?? defaultTimeLimit,
    timer: patience.timer ?? platformTimer,
  },
})

/** The session with the upload URI that an answer told, if it told another one. */
const readdressed = (session: ModelSession, references: References): ModelSession => {
  const uri = references[0]?.uri
  return uri === undefined || uri === session.dataUploadURI
    ? { ...session, references }
    : { ...session, references, dataUploadURI: uri, formerURI: session.dataUploadURI }
}

/** The number of the session that a call goes to; numbers beyond the last session begin again. */
export const sessionNumber = ({ session }: SessionCall, count: number): number => session % count

/** To whom a call goes. */
export const addresseeOf = (session: ModelSession, call: SessionCall): Addressee => ({
  id: session.id,
  dataUploadURI:
    call.call === 'uploadBlock' && call.through === 'former'
      ? (session.formerURI ?? session.dataUploadURI)
      : session.dataUploadURI,
})

const nobody: Addressee = { id: '', dataUploadURI: null }

const created = (
  model: SessionModel,
  manner: Manner,
  call: Extract<Call, { call: 'create' }>,
  answer: Answer,
): Finding | null => {
  const outcome = begun(manner, call, answer)
  if (E.isLeft(outcome)) return { ...outcome.left, call }
  const references = outcome.right
  const [reference] = references
  if (reference === undefined) return null
  const { facts, uri = null } = reference
  model.sessions = [
    ...model.sessions,
    { references, id: facts.id ?? '', dataUploadURI: uri, formerURI: null },
  ]
  return null
}

const moved = (
  model: SessionModel,
  manner: Manner,
  call: SessionCall,
  { dataUploadURI }: Addressee,
  answer: Answer,
): Finding | null => {
  const index = sessionNumber(call, model.sessions.length)
  const session = model.sessions[index]
  if (session === undefined) return null
  for (const { record } of session.references) model.tracks.mark(record.value, call.call)
  const outcome = judged(manner, session.references, { call, dataUploadURI, answer })
  if (E.isLeft(outcome)) return { ...outcome.left, call }
  if (outcome.right !== session.references) {
    const after = readdressed(session, outcome.right)
    model.sessions = model.sessions.with(index, after)
  }
  return null
}

/** Whether a call has anything to go to. */
export const isPossible = (model: SessionModel, call: Call): boolean =>
  call.call === 'create' || model.sessions.length > 0

/** What an answer comes to; one that can't even be read, because a getter throws, can't be judged. */
const unlessUnreadable = (call: Call, judge: () => Finding | null): Finding | null => {
  try {
    return judge()
  } catch (error) {
    const received = `an answer that can’t be read: ${String(error)}`
    const actual: Answer = { answer: 'failed', sent: literal(call), received }
    return { call, expected: null, actual, differences: [] }
  }
}

/** Makes a call and moves the model on; gives what is wrong with the answer, or null. */
export const perform = (
  model: SessionModel,
  system: SessionSystem,
  call: Call,
): Finding | null | Promise<Finding | null> => {
  const manner = mannerOf(system)
  model.calls.push(call)
  if (call.call === 'create') {
    return andThen(ask(system, call, nobody, model.patience), (answer) =>
      unlessUnreadable(call, () => created(model, manner, call, answer)),
    )
  }
  const session = model.sessions[sessionNumber(call, model.sessions.length)]
  if (session === undefined) return null
  const to = addresseeOf(session, call)
  return andThen(ask(system, call, to, model.patience), (answer) =>
    unlessUnreadable(call, () => moved(model, manner, call, to, answer)),
  )
}
