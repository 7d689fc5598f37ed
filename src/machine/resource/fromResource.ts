// The record of a resource: the resource taken apart, if it is lawful and tells what the machine must know.
import { isNonEmpty } from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import * as NEA from 'fp-ts/lib/NonEmptyArray.js'
import { type DateTimeOffset, isPresent, laterOf } from '../../codec/index.js'
import { type ExactMatchSession, sessionStates, type Violation, violationsOf } from '../../model/index.js'
import { uploadTargetOf } from '../expiry.js'
import type { SessionContext, SessionMetadata, SessionRecord, Timeline } from '../record.js'
import { type MissingProperty, noTotal, stateOf, talliesOf } from './required.js'
import { shallowMerge } from './shallowMerge.js'

/** Why a resource is no session the machine can hold: a law it breaks, or something it does not tell. */
export type ResourceIssue = Violation | MissingProperty

/** The facts that a resource always tells, and what it says where it has none. */
const blank = {
  '@odata.type': '#microsoft.graph.exactMatchSession',
  datastoreId: null,
  uploadAgentId: null,
  fields: null,
  fileName: null,
  checksum: null,
  rowsPerBlock: null,
  salt: null,
} as const satisfies SessionMetadata

/** Undefined, as a spread may leave it, is as good as missing. */
const there = (told: SessionMetadata): SessionMetadata =>
  Object.values(told).includes(undefined)
    ? Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
    : told

const factsOf = (told: SessionMetadata): SessionMetadata =>
  shallowMerge(isPresent(told.id) ? { id: told.id, ...blank } : blank, there(told))

/** The last time that is there: where nobody says when a session was last updated, it was not before that. */
const lastOf = (timeline: Timeline): DateTimeOffset | null =>
  Object.values(timeline).reduce<DateTimeOffset | null>(
    (last, at: DateTimeOffset | null) => (last === null || at === null ? (last ?? at) : laterOf(last, at)),
    null,
  )

const contextOf = (
  session: ExactMatchSession,
  { blocks, jobs }: Pick<SessionContext, 'blocks' | 'jobs'>,
): SessionContext => {
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
    ...facts
  } = session
  const timeline: Timeline = {
    creationDateTime,
    startDateTime,
    uploadCompletionDateTime,
    processingCompletionDateTime,
    completionDateTime,
  }
  return {
    metadata: factsOf(facts),
    upload: uploadTargetOf(dataUploadURI),
    blocks,
    jobs,
    timeline,
    error,
    lastUpdatedDateTime: lastUpdatedDateTime ?? lastOf(timeline),
  }
}

/**
 * The record of a resource, of either metadata generation and in any state; a state that is not told is inferred.
 * Left: every law the resource breaks, and what the machine must know and can't.
 *
 * @example
 * import { fromResource } from 'exact-match-session/machine'
 *
 * fromResource({ state: 'UploadInProgress', totalBlockCount: 15, remainingBlockCount: 3 }) // right(…)
 * fromResource({ state: 'UploadInProgress', totalBlockCount: 15 }) // left: remainingBlockCount is not told
 */
export const fromResource = (
  session: ExactMatchSession,
): E.Either<NEA.NonEmptyArray<ResourceIssue>, SessionRecord> => {
  const state = stateOf(session)
  if (E.isLeft(state)) {
    const missing = isPresent(session.totalBlockCount) ? [] : [noTotal]
    return E.left([state.left, ...violationsOf(session), ...missing])
  }
  const value = state.right
  const tallies = talliesOf(session, value)
  const broken: Array<ResourceIssue> = [
    ...violationsOf(isPresent(session.state) ? session : { ...session, state: sessionStates[value].wire }),
  ]
  if (E.isLeft(tallies)) return E.left(NEA.concat<ResourceIssue>(tallies.left)(broken))
  return isNonEmpty(broken) ? E.left(broken) : E.right({ value, context: contextOf(session, tallies.right) })
}
