// The events that a session can take, asked of `step` itself.

import { DateTimeOffset } from '../codec/index.js'
import { isRight } from './either.js'
import { events, type SessionEventType, sessionEventTypes } from './events/index.js'
import type { SessionRecord } from './record.js'
import { step } from './step.js'

/** Before any time that a session has. */
const earliest = DateTimeOffset.of('0000-01-01T00:00Z')

/**
 * The types of the events that the session can take at a time. `at` decides only whether the upload URI has expired;
 * by default it has not.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { allowedEvents, initialSession } from 'exact-match-session/machine'
 * import * as E from 'fp-ts/lib/Either.js'
 * import { pipe } from 'fp-ts/lib/function.js'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * const session = initialSession({ id: 'a', at, request: { totalBlockCount: 15 } })
 * pipe(session, E.map((record) => allowedEvents(record))) // right(['start', 'renew', 'fail', 'cancel'])
 */
export const allowedEvents = (
  record: SessionRecord,
  at: DateTimeOffset = earliest,
): ReadonlyArray<SessionEventType> =>
  sessionEventTypes.filter((type) => isRight(step(record, events[type].weakestAt(at))))
