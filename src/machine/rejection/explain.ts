// Faults as sentences.
import { events } from '../events/index.js'
import type { ActorStopped, Rejection } from './rejection.js'

/** A fault that comes with its own sentence. */
export interface Described {
  readonly message: string
}

type Refusal = Rejection | ActorStopped
type WithCode<C, R = Refusal> = R extends { readonly code: infer K } ? (C extends K ? R : never) : never

const sentences: { readonly [C in Refusal['code']]: (refusal: WithCode<C>) => string } = {
  countOutOfRange: ({ event, count, least, most }) =>
    `${count} is not a valid number of ${events[event].unit}; expected ${least} to ${most}`,
  uploadUriExpired: ({ expiry, at }) =>
    `the upload URI expired at ${expiry}, and it is ${at}; renew the session first`,
  errorWithoutDetails: () => 'the error has neither a code nor a message',
  notStarted: () => 'the upload has not started',
  blocksRemain: ({ blocks }) => `${blocks.remaining} of ${blocks.total} blocks remain`,
  noBlocksRemain: ({ blocks }) => `all ${blocks.total} blocks have been uploaded`,
  alreadyCommitted: ({ jobs }) =>
    jobs === null
      ? 'it has been committed already'
      : `it has been committed already; ${jobs.remaining} of ${jobs.total} jobs remain`,
  finished: ({ state, completionDateTime }) =>
    `the session is ${state}${completionDateTime === null ? '' : ` since ${completionDateTime}`}`,
  notAllowed: ({ state }) => `the session is ${state}`,
  malformedEvent: ({ issues }) => issues.map(({ message }) => message).join('; '),
  actorStopped: () => 'the actor has been stopped',
}

const sentenceOf = (refusal: Refusal): string =>
  // The sentence is looked up by the refusal's own code, which types cannot follow through the table.
  (sentences[refusal.code] as (refusal: Refusal) => string)(refusal)

const verbOf = ({ event }: Refusal): string => (event === null ? 'take the event' : events[event].verb)

const isList = (fault: unknown): fault is ReadonlyArray<Described> => Array.isArray(fault)

/**
 * A fault as one sentence: a rejection with its figures, anything that has a `message`, or a list of those.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { explain, initialSession, step } from 'exact-match-session/machine'
 * import * as E from 'fp-ts/lib/Either.js'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * const session = initialSession({ id: 'a', at, request: { totalBlockCount: 15 } })
 * E.mapLeft(explain)(E.flatMap(session, (record) => step(record, { type: 'commit', at })))
 * // left('cannot commit: the upload has not started')
 * E.mapLeft(explain)(initialSession({ id: 'a', at, request: { totalBlockCount: -1 } }))
 * // left('totalBlockCount is -1; the minimum is 0')
 */
export const explain = (fault: Refusal | Described | ReadonlyArray<Described>): string => {
  if (isList(fault)) return fault.map(({ message }) => message).join('; ')
  return 'message' in fault ? fault.message : `cannot ${verbOf(fault)}: ${sentenceOf(fault)}`
}
