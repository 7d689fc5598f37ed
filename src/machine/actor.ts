// Events for a living actor, with an answer: an actor alone drops what it can't take without a word.
import * as E from 'fp-ts/lib/Either.js'
import type { Actor } from 'xstate'
import type { SessionEvent } from './event.js'
import type { SessionRecord } from './record.js'
import type { Rejection } from './rejection.js'
import type { sessionMachine } from './sessionMachine.js'
import { step } from './step.js'

/**
 * Sends an event to a running actor of `sessionMachine` if the session can take it; otherwise says why not and sends
 * nothing. Gives the record that the actor then holds. An actor that was stopped takes nothing, whatever this says.
 *
 * @example
 * import type { DateTimeOffset } from 'exact-match-session/codec'
 * import { type sessionMachine, submit } from 'exact-match-session/machine'
 * import type { Actor } from 'xstate'
 *
 * const cancel = (actor: Actor<typeof sessionMachine>, at: DateTimeOffset) => submit(actor, { type: 'cancel', at })
 */
export const trySend = (
  actor: Actor<typeof sessionMachine>,
  event: SessionEvent,
): E.Either<Rejection, SessionRecord> => {
  const outcome = step(actor.getSnapshot(), event)
  if (E.isRight(outcome)) actor.send(event)
  return outcome
}
