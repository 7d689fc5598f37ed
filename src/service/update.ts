// What an update may change: the metadata of the file, and an unknown number of jobs. Events change everything else.
import { isDeepStrictEqual } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type DateTimeOffset, laterOf } from '../codec/index.js'
import { fromResource, type SessionRecord, toResource } from '../machine/index.js'
import {
  type ExactMatchSession,
  historyViolationsOf,
  propertiesWhere,
  propertyOf,
  sessionStates,
} from '../model/index.js'
import {
  type Conflict,
  conflict,
  faultless,
  type Invalid,
  invalid,
  type PropertyFault,
} from './serviceError.js'

const immutableProperties = propertiesWhere(({ immutable }) => immutable !== undefined)

/** What a patch would change and may not; it may repeat what is there. */
const faultsOf = (session: ExactMatchSession, after: ExactMatchSession): ReadonlyArray<PropertyFault> => [
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
export const updated = (
  record: SessionRecord,
  patch: ExactMatchSession,
  at: DateTimeOffset,
): E.Either<Conflict | Invalid, SessionRecord | null> => {
  const session = toResource(record)
  const after: ExactMatchSession = { ...session, ...patch }
  if (isDeepStrictEqual(session, after)) return E.right(null)
  const { wire: state, final } = sessionStates[record.value]
  const { lastUpdatedDateTime: last } = record.context
  return pipe(
    { ...after, lastUpdatedDateTime: last === null ? at : laterOf(last, at) },
    faultless(faultsOf(session, after)),
    E.filterOrElseW(
      () => !final,
      () => conflict({ reason: 'finished', state }),
    ),
    E.flatMap((lawful) => pipe(fromResource(lawful), E.mapLeft(invalid))),
  )
}
