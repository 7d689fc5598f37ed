// The record of a resource: the resource taken apart, if it is valid and has what the machine needs.
import type { Either } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { type DateTimeOffset, isPresent, laterOf } from '../../codec/index.js'
import {
  type ExactMatchSession,
  type ManagedName,
  propertiesWhere,
  sessionStates,
  type Violation,
  violationsOf,
} from '../../model/index.js'
import { isLeft, isRight, left, right } from '../either.js'
import { uploadTargetOf } from '../expiry.js'
import type { SessionContext, SessionMetadata, SessionRecord, Timeline } from '../record.js'
import { type MissingProperty, type Required, requiredOf } from './required.js'
import { shallowMerge } from './shallowMerge.js'

/** Why a resource makes no record: an invariant it violates, or something it lacks. */
export type ResourceIssue = Violation | MissingProperty

/** What a resource says of metadata that it does not have. The id is never null. */
const blank: object = {
  '@odata.type': '#microsoft.graph.exactMatchSession',
  ...Object.fromEntries(
    propertiesWhere(({ role }) => role === 'metadata')
      .filter((name) => name !== 'id')
      .map((name) => [name, null]),
  ),
}

/** Undefined, as a spread may leave it, counts as missing. */
const withoutUndefined = <A extends object>(metadata: A): A | object =>
  Object.values(metadata).includes(undefined)
    ? Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined))
    : metadata

const metadataOf = (id: string, metadata: Omit<ExactMatchSession, ManagedName>): SessionMetadata =>
  // `blank` has all metadata but the id.
  shallowMerge(shallowMerge({ id }, blank), withoutUndefined(metadata)) as SessionMetadata

/** The last timestamp that is present: a session without lastUpdatedDateTime was not updated before that. */
const lastOf = (timeline: Timeline): DateTimeOffset | null =>
  Object.values(timeline).reduce<DateTimeOffset | null>(
    (last, at: DateTimeOffset | null) => (last === null || at === null ? (last ?? at) : laterOf(last, at)),
    null,
  )

const contextOf = (session: ExactMatchSession, { id, blocks, jobs }: Required): SessionContext => {
  const {
    creationDateTime = null,
    startDateTime = null,
    lastUpdatedDateTime,
    completionDateTime = null,
    error = null,
    dataUploadURI = null,
    remainingBlockCount,
    totalBlockCount,
    state,
    uploadCompletionDateTime = null,
    processingCompletionDateTime = null,
    totalJobCount,
    remainingJobCount,
    ...metadata
  } = session
  const timeline: Timeline = {
    creationDateTime,
    startDateTime,
    uploadCompletionDateTime,
    processingCompletionDateTime,
    completionDateTime,
  }
  return {
    metadata: metadataOf(id, metadata),
    upload: uploadTargetOf(dataUploadURI),
    blocks,
    jobs,
    timeline,
    error,
    lastUpdatedDateTime: lastUpdatedDateTime ?? lastOf(timeline),
  }
}

/**
 * The record of a resource in any state; a missing state is inferred. Left: every invariant that the resource
 * violates, and every property that the machine needs and cannot infer.
 *
 * @example
 * import { fromResource } from 'exact-match-session/machine'
 *
 * fromResource({ id: 'a', state: 'UploadInProgress', totalBlockCount: 15, remainingBlockCount: 3 }) // right(…)
 * fromResource({ id: 'a', state: 'UploadInProgress', totalBlockCount: 15 }) // left: remainingBlockCount is missing
 */
export const fromResource = (
  session: ExactMatchSession,
): Either<NonEmptyArray<ResourceIssue>, SessionRecord> => {
  const required = requiredOf(session)
  const state = isRight(required) ? sessionStates[required.right.state].wire : session.state
  const violations: ReadonlyArray<ResourceIssue> = violationsOf(
    isPresent(session.state) || !isPresent(state) ? session : { ...session, state },
  )
  if (isLeft(required)) {
    const [first, ...others] = required.left
    return left([first, ...others, ...violations])
  }
  const [first, ...others] = violations
  return first === undefined
    ? right({ value: required.right.state, context: contextOf(session, required.right) })
    : left([first, ...others])
}
