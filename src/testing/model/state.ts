// The model: the state that a session must have after a call, by `step` and the blocks that have arrived.
import * as E from 'fp-ts/lib/Either.js'
import type { DateTimeOffset } from '../../codec/index.js'
import {
  alreadyApplied,
  events,
  explain,
  type SessionEvent,
  type SessionRecord,
  step,
} from '../../machine/index.js'
import type { ExactMatchSession } from '../../model/index.js'
import { type Calls, type SessionCall, timeOf } from '../call.js'

/** A session in the model. */
export interface ModelState {
  readonly record: SessionRecord
  /** The properties that no call changes, as the system gave them on creation; a missing one is unknown. */
  readonly metadata: ExactMatchSession
  /** The content of the blocks that have arrived, by id. */
  readonly blocks: ReadonlyMap<string, string>
  /** The upload URI; undefined until the system gives it. */
  readonly uri: string | null | undefined
  /** The upload URIs before renewals. */
  readonly formerUris: ReadonlyArray<string>
  /** The session as last observed; null where its clock is injected. */
  readonly observed: ExactMatchSession | null
  /** Calls with an unknown outcome: each may still take effect, or never. */
  readonly unanswered: ReadonlyArray<AddressedCall>
}

/** A call and where it was sent. */
export interface AddressedCall<C extends SessionCall = SessionCall> {
  readonly call: C
  /** The URI to which a block was sent. */
  readonly dataUploadURI: string | null
}

/** The state after a call, or a sentence that says why the system must refuse it. */
export type Prediction = E.Either<() => string, ModelState>

const applyEvent = (state: ModelState, event: SessionEvent): Prediction => {
  const { record } = state
  const outcome = step(record, event)
  if (E.isRight(outcome)) return E.right({ ...state, record: outcome.right })
  return alreadyApplied(record, event) ? E.right(state) : E.left(() => explain(outcome.left))
}

const countBlock = (state: ModelState, at: DateTimeOffset, id: string, content: string): Prediction => {
  const outcome = applyEvent(state, { type: 'block.uploaded', at, count: 1 })
  return E.isLeft(outcome)
    ? outcome
    : E.right({ ...outcome.right, blocks: new Map(state.blocks).set(id, content) })
}

/** The id of a block; ids have the same length, because Azure requires it of the blocks of one blob. */
export const blockIdOf = ({ block }: Calls['uploadBlock']): string =>
  `block-${String(block).padStart(6, '0')}`

const uploadBlock = (
  state: ModelState,
  { call, dataUploadURI }: AddressedCall<Extract<SessionCall, { call: 'uploadBlock' }>>,
): Prediction => {
  const { blocks, uri, formerUris, record } = state
  const isFormer = uri === undefined ? formerUris.includes(dataUploadURI ?? '') : uri !== dataUploadURI
  if (isFormer) return E.left(() => 'the session was renewed, and this upload URI is not valid any more')
  const id = blockIdOf(call)
  const content = blocks.get(id)
  if (content !== undefined) {
    return content === call.content
      ? E.right(state)
      : E.left(() => `${id} has already arrived with different content`)
  }
  const at = timeOf(call)
  if (record.value !== 'created') return countBlock(state, at, id, call.content)
  const started = applyEvent(state, { type: 'start', at })
  return E.isLeft(started) ? started : countBlock(started.right, at, id, call.content)
}

const renew = (state: ModelState, at: DateTimeOffset): Prediction => {
  const outcome = applyEvent(state, { type: 'renew', at, dataUploadURI: '' })
  if (E.isLeft(outcome)) return outcome
  const { uri, formerUris } = state
  const former = typeof uri === 'string' ? [...formerUris, uri] : formerUris
  return E.right({ ...outcome.right, uri: undefined, formerUris: former })
}

/** Predicts the state after a call, or why the system must refuse it. */
export const predict = (state: ModelState, { call, dataUploadURI }: AddressedCall): Prediction => {
  switch (call.call) {
    case 'get':
      return E.right(state)
    case 'uploadBlock':
      return uploadBlock(state, { call, dataUploadURI })
    case 'renew':
      return renew(state, timeOf(call))
    case 'commit': {
      const { totalJobCount } = call
      const at = timeOf(call)
      return applyEvent(
        state,
        totalJobCount === undefined ? { type: 'commit', at } : { type: 'commit', at, totalJobCount },
      )
    }
    case 'completeJobs':
      return applyEvent(state, { type: 'job.completed', at: timeOf(call), count: call.count })
    case 'fail':
      return applyEvent(state, { type: 'fail', at: timeOf(call), error: call.error })
    default:
      return applyEvent(state, { type: call.call, at: timeOf(call) })
  }
}

/** The record with another upload URI and the same time of the last update. */
export const withUploadUri = (record: SessionRecord, dataUploadURI: string): SessionRecord => {
  const at = record.context.lastUpdatedDateTime
  if (at === null) return record
  const event = { type: 'renew', at, dataUploadURI } as const
  return { value: record.value, context: events.renew.evolve(record.context, event) }
}
