// What an update may change: the facts of the file, and a number of jobs that nobody knew. Everything else about a
// session moves by events.
import { isDeepStrictEqual } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type DateTimeOffset, laterOf } from '../codec/index.js'
import { fromResource, type SessionRecord, toResource } from '../machine/index.js'
import { type ExactMatchSession, historyViolationsOf, sessionStates } from '../model/index.js'
import {
  type Conflict,
  conflict,
  faultless,
  type Invalid,
  invalid,
  type PropertyFault,
} from './serviceError.js'

/** What no update changes, and what does instead. */
const fixed = {
  id: 'names the session',
  datastoreId: 'names the data store of the session',
  creationDateTime: 'is told when the session is created',
  startDateTime: 'is written when the upload starts',
  lastUpdatedDateTime: 'is written with every change',
  completionDateTime: 'is written when the session ends',
  error: 'is written when the session fails',
  dataUploadURI: 'changes when the session is renewed',
  remainingBlockCount: 'falls as blocks arrive',
  totalBlockCount: 'is told when the session is created',
  state: 'changes by start, commit, cancel and what follows from them',
  uploadCompletionDateTime: 'is written with the last block',
  processingCompletionDateTime: 'is written with the last job',
  remainingJobCount: 'falls as jobs are completed',
} as const satisfies Partial<Record<keyof ExactMatchSession, string>>

// Object.keys is typed for objects that may hold more; fixed is a constant that doesn't.
const fixedProperties = Object.keys(fixed) as ReadonlyArray<keyof typeof fixed>

/** What a patch would change and may not; it may repeat what is there. */
const faultsOf = (session: ExactMatchSession, after: ExactMatchSession): ReadonlyArray<PropertyFault> => [
  ...fixedProperties.flatMap((property) =>
    isDeepStrictEqual(session[property], after[property])
      ? []
      : [{ path: `/${property}`, message: `${property} can't be updated: it ${fixed[property]}` }],
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
