// What can go wrong in a use case: tagged values, each with a sentence a person can act on.
import * as E from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { explain, type Rejection } from '../machine/index.js'

/** What a use case asks for and may not find. */
export type Thing = 'session' | 'data store' | 'upload agent'

/** There is no such thing. */
export interface NotFound {
  readonly type: 'notFound'
  readonly thing: Thing
  readonly id: string
  readonly message: string
}

/** Why something can't happen to what is there. */
export type Clash =
  /** The machine refused the event. */
  | { readonly reason: 'rejected'; readonly rejection: Rejection }
  /** These blocks arrived before with other bytes. */
  | { readonly reason: 'otherBlock'; readonly blockIds: ReadonlyArray<string> }
  /** Something of that id is there. */
  | { readonly reason: 'idTaken'; readonly thing: Thing; readonly id: string }
  /** A finished session stays as it is. */
  | { readonly reason: 'finished'; readonly state: string }

/** The session, as it is, doesn't let this happen. */
export interface Conflict {
  readonly type: 'conflict'
  readonly clash: Clash
  readonly message: string
}

/** The session has another revision than the ones the caller would have changed. */
export interface PreconditionFailed {
  readonly type: 'preconditionFailed'
  /** The revision it has. */
  readonly revision: number
  readonly message: string
}

/** What is wrong with one property. */
export interface PropertyFault {
  /** JSON pointer to the property. */
  readonly path: string
  readonly message: string
}

/** What the caller gave is no lawful session, or no change that a session may have. */
export interface Invalid {
  readonly type: 'invalid'
  readonly faults: ReadonlyNonEmptyArray<PropertyFault>
  readonly message: string
}

/** A block came through an upload URI that is not the session's, or not any more. */
export interface UploadUriReplaced {
  readonly type: 'uploadUriReplaced'
  readonly message: string
}

/** The store can't be reached, or not in time. What was asked for may have happened or not: ask again. */
export interface Unavailable {
  readonly type: 'unavailable'
  /** When to ask again, in seconds. */
  readonly retryAfter: number
  readonly message: string
  /** What the store's own driver said; for a log, not for the caller. */
  readonly cause: Cause
}

/** An error of a driver, without the rows and parameters that drivers attach: those hold salts and signatures. */
export interface Cause {
  /** The operating system's code or PostgreSQL's, such as ECONNREFUSED or 57P01. */
  readonly code: string | null
  readonly message: string
}

/** What the store holds is no lawful session: somebody else wrote it. */
export interface Damaged {
  readonly type: 'damaged'
  readonly faults: ReadonlyNonEmptyArray<PropertyFault>
  readonly message: string
}

/** Every way in which a use case can fail. */
export type ServiceError =
  | NotFound
  | Conflict
  | PreconditionFailed
  | Invalid
  | UploadUriReplaced
  | Unavailable
  | Damaged

/** Long enough for a connection to come back, short enough for nobody to notice. */
const secondsToRetry = 1

const told = (faults: ReadonlyArray<PropertyFault>): string => faults.map(({ message }) => message).join('; ')

const quoted = (ids: ReadonlyArray<string>): string => ids.map((id) => JSON.stringify(id)).join(', ')

const sentences: { readonly [R in Clash['reason']]: (clash: Extract<Clash, { reason: R }>) => string } = {
  rejected: ({ rejection }) => explain(rejection),
  otherBlock: ({ blockIds }) =>
    blockIds.length === 1
      ? `the block ${quoted(blockIds)} has arrived before with other bytes`
      : `the blocks ${quoted(blockIds)} have arrived before with other bytes`,
  idTaken: ({ thing, id }) => `there is a ${thing} with the id ${JSON.stringify(id)} already`,
  finished: ({ state }) => `cannot update: the session is ${state}, and a finished session stays as it is`,
}

/** There is no such thing. */
export const notFound = (thing: Thing, id: string): NotFound => ({
  type: 'notFound',
  thing,
  id,
  message: `there is no ${thing} with the id ${JSON.stringify(id)}`,
})

/** The session, as it is, doesn't let this happen. */
export const conflict = (clash: Clash): Conflict => {
  // The sentence is looked up by the clash's own reason, which types cannot follow through the table.
  const sentence = sentences[clash.reason] as (clash: Clash) => string
  return { type: 'conflict', clash, message: sentence(clash) }
}

/** The session has another revision. */
export const preconditionFailed = (revision: number): PreconditionFailed => ({
  type: 'preconditionFailed',
  revision,
  message: 'the session has changed since; read it again',
})

/** What the caller gave can't be taken. */
export const invalid = (faults: ReadonlyNonEmptyArray<PropertyFault>): Invalid => ({
  type: 'invalid',
  faults,
  message: told(faults),
})

/** Gives a value, unless something is wrong with it. */
export const faultless =
  (faults: ReadonlyArray<PropertyFault>) =>
  <A>(value: A): E.Either<Invalid, A> =>
    isNonEmpty(faults) ? E.left(invalid(faults)) : E.right(value)

/** The block came through an upload URI that is not the session's any more. */
export const uploadUriReplaced: UploadUriReplaced = {
  type: 'uploadUriReplaced',
  message: "this upload URI is not the session's any more; read the session for the one it has",
}

const causeOf = (error: unknown): Cause => ({
  code: error instanceof Error && 'code' in error ? String(error.code) : null,
  message: E.toError(error).message,
})

/** The store can't be reached, because of that. */
export const unavailable = (
  error: unknown,
  message = `the store of sessions cannot be reached; try again in ${secondsToRetry} s`,
): Unavailable => ({ type: 'unavailable', retryAfter: secondsToRetry, message, cause: causeOf(error) })

/** What the store holds is no lawful session. */
export const damaged = (faults: ReadonlyNonEmptyArray<PropertyFault>): Damaged => ({
  type: 'damaged',
  faults,
  message: `what is stored is not a lawful session: ${told(faults)}`,
})
