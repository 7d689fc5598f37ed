// A session at its creation: what the create request says, and what the creator fills in.
import type { Either } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { type DateTimeOffset, dateTimeOffsetOrd, isPresent, laterOf } from '../codec/index.js'
import { type CreateSessionRequest, type ExactMatchSession, propertiesWhere } from '../model/index.js'
import type { SessionRecord } from './record.js'
import { fromResource, type ResourceIssue } from './resource/fromResource.js'
import { shallowMerge } from './resource/shallowMerge.js'

/** What a new session is made of. */
export interface NewSessionInput {
  /** The id of the session, unless the request has its own. */
  readonly id: string
  /** When the session is created. */
  readonly at: DateTimeOffset
  readonly request: CreateSessionRequest
}

const earlierOf = (first: DateTimeOffset, second: DateTimeOffset): DateTimeOffset =>
  dateTimeOffsetOrd.compare(first, second) <= 0 ? first : second

const timestampNames = propertiesWhere(({ order }) => order !== undefined)

/** The request with the id and, where it has none, the first and the last timestamp filled in. */
const filledIn = ({ id, at, request }: NewSessionInput): ExactMatchSession => {
  // The rows with an order are those of timestamps, and the request has passed its codec.
  const times = timestampNames.map((name) => request[name]).filter(isPresent) as ReadonlyArray<DateTimeOffset>
  return shallowMerge(request, {
    id: request.id ?? id,
    creationDateTime: request.creationDateTime ?? times.reduce(earlierOf, at),
    lastUpdatedDateTime: request.lastUpdatedDateTime ?? times.reduce(laterOf, at),
  })
}

/**
 * The record of a new session. What the request says is kept where it is valid; the id, the state, the remaining
 * counts and the time of creation are filled in. Left: every invariant that the request violates, and every property
 * that cannot be inferred.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { initialSession } from 'exact-match-session/machine'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * initialSession({ id: 'a', at, request: { totalBlockCount: 15 } }) // right({ value: 'created', context: {…} })
 */
export const initialSession = (input: NewSessionInput): Either<NonEmptyArray<ResourceIssue>, SessionRecord> =>
  fromResource(filledIn(input))
