// Updates: they change the metadata of the file before its first block, and a number of jobs that was unknown. Events
// change everything else.
import { isDeepStrictEqual } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import { type DateTimeOffset, laterOf } from '../../codec/index.js'
import { fromResource, type SessionRecord, toResource } from '../../machine/index.js'
import {
  type ExactMatchSession,
  historyViolationsOf,
  type PropertyName,
  propertiesWhere,
  propertyNames,
  propertyOf,
  sessionStates,
  withoutComputed,
} from '../../model/index.js'
import { lengthIssues } from '../lengths.js'
import { type Invalid, invalid, type PropertyIssue, type ReadOnly, readOnly } from '../serviceError.js'
import { validate } from '../validate.js'

const immutableProperties = propertiesWhere(({ immutable }) => immutable !== undefined)
const metadataProperties = propertiesWhere(
  ({ role, immutable }) => role === 'metadata' && immutable === undefined,
)

/** An issue for each of some properties that the update changes. */
const changesOf = (
  properties: ReadonlyArray<PropertyName>,
  session: ExactMatchSession,
  after: ExactMatchSession,
  reasonOf: (property: PropertyName) => string,
): ReadonlyArray<PropertyIssue> =>
  properties
    .filter((property) => !isDeepStrictEqual(session[property], after[property]))
    .map((property) => ({
      path: `/${property}`,
      message: `${property} can't be updated: it ${reasonOf(property)}`,
    }))

/** The changes that are never allowed. An update may repeat the values that the session has. */
const immutableIssues = (
  session: ExactMatchSession,
  after: ExactMatchSession,
): ReadonlyArray<PropertyIssue> => [
  ...changesOf(immutableProperties, session, after, (property) => `${propertyOf(property).immutable}`),
  ...historyViolationsOf(session, after).filter(({ path }) => path === '/totalJobCount'),
]

/** The blocks that have arrived are those of the file as it was described then. */
const frozenIssues = (session: ExactMatchSession, after: ExactMatchSession): ReadonlyArray<PropertyIssue> =>
  changesOf(metadataProperties, session, after, () => 'describes the file whose blocks have begun to arrive')

const hasBlocks = ({ context: { blocks } }: SessionRecord): boolean => blocks.remaining < blocks.total

/** The session with a patch. A number of jobs that the patch leaves open may have become known since it was read. */
const patched = (session: ExactMatchSession, patch: ExactMatchSession): ExactMatchSession => ({
  ...session,
  ...withoutComputed(patch),
  totalJobCount: patch.totalJobCount ?? session.totalJobCount ?? null,
})

/** The properties that differ: a session that was stored under other limits can still be updated. */
const changed = (session: ExactMatchSession, after: ExactMatchSession): ExactMatchSession =>
  Object.fromEntries(
    propertyNames.filter((name) => session[name] !== after[name]).map((name) => [name, after[name]]),
  )

/** The record after an update; null where the update changes nothing. */
export const updateRecord = (
  record: SessionRecord,
  patch: ExactMatchSession,
  at: DateTimeOffset,
): E.Either<ReadOnly | Invalid, SessionRecord | null> => {
  const session = toResource(record)
  const after = patched(session, patch)
  if (isDeepStrictEqual(session, after)) return E.right(null)
  const mutable = validate(immutableIssues(session, after))(after)
  if (E.isLeft(mutable)) return mutable
  const { wire, final } = sessionStates[record.value]
  if (final) return E.left(readOnly(wire))
  const allowed = validate(
    hasBlocks(record) ? frozenIssues(session, after) : lengthIssues(changed(session, after)),
  )(after)
  if (E.isLeft(allowed)) return allowed
  const { lastUpdatedDateTime: last } = record.context
  return E.mapLeft(invalid)(
    fromResource({ ...after, lastUpdatedDateTime: last === null ? at : laterOf(last, at) }),
  )
}
