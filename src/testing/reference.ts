// The model: what a session must be after a call. It is `step`, and the set of the blocks that have arrived.
import * as E from 'fp-ts/lib/Either.js'
import type { DateTimeOffset } from '../codec/index.js'
import {
  alreadyApplied,
  events,
  explain,
  type SessionEvent,
  type SessionRecord,
  step,
} from '../machine/index.js'
import type { ExactMatchSession } from '../model/index.js'
import { type Calls, type SessionCall, timeOf } from './call.js'

/** A session as the model holds it. */
export interface Reference {
  readonly record: SessionRecord
  /** What no call changes, as it was told with the creation; of a fact that is left out nothing is known. */
  readonly facts: ExactMatchSession
  /** The ids of the blocks that have arrived, and what is in each. */
  readonly blocks: ReadonlyMap<string, string>
  /** The upload URI; undefined where the system has not told it yet. */
  readonly uri: string | null | undefined
  /** The upload URIs that it had before. */
  readonly formerUris: ReadonlyArray<string>
  /** How the session was last seen; null where its times are not the system's own. */
  readonly seen: ExactMatchSession | null
  /** Calls whose answers got lost: each may happen yet, or never. */
  readonly lost: ReadonlyArray<Asked>
}

/** A call with what it was put to the system with. */
export interface Asked<C extends SessionCall = SessionCall> {
  readonly call: C
  /** Where a block went. */
  readonly dataUploadURI: string | null
}

/** The session after a call; or why the call must be refused, as a sentence for whoever asks. */
export type Expectation = E.Either<() => string, Reference>

const after = (reference: Reference, event: SessionEvent): Expectation => {
  const { record } = reference
  const outcome = step(record, event)
  if (E.isRight(outcome)) return E.right({ ...reference, record: outcome.right })
  return alreadyApplied(record, event) ? E.right(reference) : E.left(() => explain(outcome.left))
}

const counted = (reference: Reference, at: DateTimeOffset, id: string, content: string): Expectation => {
  const outcome = after(reference, { type: 'block.uploaded', at, count: 1 })
  return E.isLeft(outcome)
    ? outcome
    : E.right({ ...outcome.right, blocks: new Map(reference.blocks).set(id, content) })
}

/** The id of a block. */
export const blockIdOf = ({ block }: Calls['uploadBlock']): string => `block-${block}`

const uploaded = (
  reference: Reference,
  { call, dataUploadURI }: Asked<Extract<SessionCall, { call: 'uploadBlock' }>>,
): Expectation => {
  const { blocks, uri, formerUris, record } = reference
  const stale = uri === undefined ? formerUris.includes(dataUploadURI ?? '') : uri !== dataUploadURI
  if (stale) return E.left(() => 'the upload URI has been renewed; this one is not the session’s any more')
  const id = blockIdOf(call)
  const content = blocks.get(id)
  if (content !== undefined) {
    return content === call.content
      ? E.right(reference)
      : E.left(() => `${id} has arrived with other content`)
  }
  const at = timeOf(call)
  if (record.value !== 'created') return counted(reference, at, id, call.content)
  const started = after(reference, { type: 'start', at })
  return E.isLeft(started) ? started : counted(started.right, at, id, call.content)
}

const renewed = (reference: Reference, at: DateTimeOffset): Expectation => {
  const outcome = after(reference, { type: 'renew', at, dataUploadURI: '' })
  if (E.isLeft(outcome)) return outcome
  const { uri, formerUris } = reference
  const former = typeof uri === 'string' ? [...formerUris, uri] : formerUris
  return E.right({ ...outcome.right, uri: undefined, formerUris: former })
}

/** Whether a commit may start the session first: no block can. */
export const hasNoBlocks = ({ record: { value, context } }: Reference): boolean =>
  value === 'created' && context.blocks.total === 0

/** The session after a call, or why the call must be refused. */
export const expectation = (reference: Reference, { call, dataUploadURI }: Asked): Expectation => {
  switch (call.call) {
    case 'get':
      return E.right(reference)
    case 'uploadBlock':
      return uploaded(reference, { call, dataUploadURI })
    case 'renew':
      return renewed(reference, timeOf(call))
    case 'commit': {
      const { totalJobCount } = call
      const at = timeOf(call)
      const started = hasNoBlocks(reference) ? after(reference, { type: 'start', at }) : E.right(reference)
      if (E.isLeft(started)) return started
      return after(
        started.right,
        totalJobCount === undefined ? { type: 'commit', at } : { type: 'commit', at, totalJobCount },
      )
    }
    case 'completeJobs':
      return after(reference, { type: 'job.completed', at: timeOf(call), count: call.count })
    case 'fail':
      return after(reference, { type: 'fail', at: timeOf(call), error: call.error })
    default:
      return after(reference, { type: call.call, at: timeOf(call) })
  }
}

/** The record with another upload URI, at no other time. */
export const redirected = (record: SessionRecord, dataUploadURI: string): SessionRecord => {
  const at = record.context.lastUpdatedDateTime
  if (at === null) return record
  const event = { type: 'renew', at, dataUploadURI } as const
  return { value: record.value, context: events.renew.evolve(record.context, event) }
}
