// A session at its beginning: what a create request says, and what the creator fills in.
import type * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { min } from 'fp-ts/lib/Ord.js'
import { type DateTimeOffset, dateTimeOffsetOrd, isPresent, laterOf } from '../codec/index.js'
import type { CreateSessionRequest } from '../model/index.js'
import type { SessionRecord } from './record.js'
import { fromResource, type ResourceIssue } from './resource/fromResource.js'
import { shallowMerge } from './resource/shallowMerge.js'

/** What it takes to begin a session. */
export interface NewSessionInput {
  /** The session's id, unless the request brings its own. */
  readonly id: string
  /** Now. */
  readonly at: DateTimeOffset
  readonly request: CreateSessionRequest
}

const earlierOf = min(dateTimeOffsetOrd)

/** Now, and every time the request tells: the session is no younger than the first and no older than the last. */
const timesOf = ({ at, request }: NewSessionInput): NonEmptyArray<DateTimeOffset> => [
  at,
  ...[
    request.creationDateTime,
    request.startDateTime,
    request.uploadCompletionDateTime,
    request.processingCompletionDateTime,
    request.completionDateTime,
    request.lastUpdatedDateTime,
  ].filter(isPresent),
]

/**
 * The record of a new session. What the request says is kept where it is lawful; what it leaves out is filled in:
 * the id, the state, what remains, the time of creation. Left: every law it breaks, and what can't be known.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { initialSession } from 'exact-match-session/machine'
 * import * as E from 'fp-ts/lib/Either.js'
 *
 * const begin = E.flatMap((at: DateTimeOffset) =>
 *   initialSession({ id: '79517a47-7a47-7951-477a-5179477a5179', at, request: { totalBlockCount: 15 } }),
 * )(DateTimeOffset.decode('2026-11-24T09:00:00Z'))
 */
export const initialSession = (
  beginning: NewSessionInput,
): E.Either<NonEmptyArray<ResourceIssue>, SessionRecord> => {
  const { id, request } = beginning
  const times = timesOf(beginning)
  const filledIn = {
    id: request.id ?? id,
    creationDateTime: request.creationDateTime ?? times.reduce(earlierOf),
    lastUpdatedDateTime: request.lastUpdatedDateTime ?? times.reduce(laterOf),
  }
  return fromResource(shallowMerge(request, filledIn))
}
