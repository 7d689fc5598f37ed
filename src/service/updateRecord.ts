// Updates: they change the metadata of the file, and a number of jobs that was unknown. Events change everything else.
import { isDeepStrictEqual } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import { type DateTimeOffset, laterOf } from '../codec/index.js'
import { fromResource, type SessionRecord, toResource } from '../machine/index.js'
import {
  type ExactMatchSession,
  historyViolationsOf,
  propertiesWhere,
  propertyOf,
  sessionStates,
} from '../model/index.js'
import { type Invalid, invalid, type PropertyIssue, type ReadOnly, readOnly } from './serviceError.js'
import { validate } from './validate.js'

const immutableProperties = propertiesWhere(({ immutable }) => immutable !== undefined)

/** The changes of a patch that are not allowed. It may repeat the values that the session has. */
const issuesOf = (session: ExactMatchSession, after: ExactMatchSession): ReadonlyArray<PropertyIssue> => [
  ...immutableProperties.flatMap((property) =>
    isDeepStrictEqual(session[property], after[property])
      ? []
      : [
          {
            path: `/${property}`,
            message: `${property} can't be updated: it ${propertyOf(property).immutable}`,
          },
        ],
  ),
  ...historyViolationsOf(session, after).filter(({ path }) => path === '/totalJobCount'),
]

/** The record after an update; null where the update changes nothing. */
export const updateRecord = (
  record: SessionRecord,
  patch: ExactMatchSession,
  at: DateTimeOffset,
): E.Either<ReadOnly | Invalid, SessionRecord | null> => {
  const session = toResource(record)
  const after: ExactMatchSession = { ...session, ...patch }
  if (isDeepStrictEqual(session, after)) return E.right(null)
  const allowed = validate(issuesOf(session, after))(after)
  if (E.isLeft(allowed)) return allowed
  const { wire, final } = sessionStates[record.value]
  if (final) return E.left(readOnly(wire))
  const { lastUpdatedDateTime: last } = record.context
  return E.mapLeft(invalid)(
    fromResource({ ...after, lastUpdatedDateTime: last === null ? at : laterOf(last, at) }),
  )
}
