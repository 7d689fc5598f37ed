// Events for a running actor, with an outcome: an actor by itself drops what it cannot take.
import type { Either } from 'fp-ts/lib/Either.js'
import type { ActorRefFrom } from 'xstate'
import { isRight, left } from '../either.js'
import type { SessionEvent } from '../events/index.js'
import type { SessionRecord } from '../record.js'
import type { ActorStopped, Rejection } from '../rejection/rejection.js'
import { step } from '../step.js'
import type { sessionMachine } from './sessionMachine.js'

/**
 * Sends an event to an actor of `sessionMachine` and gives the record that the actor then holds, or sends nothing and
 * gives the reason. Takes created, invoked and spawned actors; one that was stopped refuses with `actorStopped`.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { initialSession, sessionMachine, trySend } from 'exact-match-session/machine'
 * import * as E from 'fp-ts/lib/Either.js'
 * import { createActor } from 'xstate'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * const session = initialSession({ id: 'a', at, request: { totalBlockCount: 15 } })
 * E.flatMap(session, (input) => trySend(createActor(sessionMachine, { input }).start(), { type: 'cancel', at }))
 * // right({ value: 'cancelled', context: {…} })
 */
export const trySend = (
  actor: ActorRefFrom<typeof sessionMachine>,
  event: SessionEvent,
): Either<Rejection | ActorStopped, SessionRecord> => {
  const snapshot = actor.getSnapshot()
  const outcome = step(snapshot, event)
  if (snapshot.status === 'stopped' && (isRight(outcome) || outcome.left.code !== 'malformedEvent')) {
    return left({ code: 'actorStopped', event: event.type })
  }
  if (isRight(outcome)) actor.send(event)
  return outcome
}
