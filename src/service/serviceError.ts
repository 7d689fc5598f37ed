// Every error of a use case: one flat union, distinguished by `code`, each with a message for a person.
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { explain, type Rejection } from '../machine/index.js'
import type { StoreError } from './store/storeError.js'

/** The kinds of entity that a use case works on. */
export type EntityKind = 'session' | 'block' | 'data store' | 'upload agent'

/** A property that is not valid. */
export interface PropertyIssue {
  /** JSON pointer to the property. */
  readonly path: string
  readonly message: string
}

interface Described {
  readonly message: string
}

/** No entity of this kind has this id. */
export interface NotFound extends Described {
  readonly code: 'notFound'
  readonly kind: EntityKind
  readonly id: string
}

/** Another entity of this kind has this id. */
export interface IdTaken extends Described {
  readonly code: 'idTaken'
  readonly kind: EntityKind
  readonly id: string
}

/** Another request has this idempotency key. */
export interface IdempotencyKeyReused extends Described {
  readonly code: 'idempotencyKeyReused'
}

/** The machine rejects the event: `blocksRemain`, `uploadUriExpired`, `finished` and the like, with its figures. */
export type Rejected = Rejection & Described

/** These blocks have been uploaded before with other content. */
export interface BlockContentDiffers extends Described {
  readonly code: 'blockContentDiffers'
  readonly blockIds: ReadonlyArray<string>
}

/** The ids of a session's blocks must have one length, and this one has another. */
export interface BlockIdLengthDiffers extends Described {
  readonly code: 'blockIdLengthDiffers'
  readonly blockId: string
}

/** The bytes of a block could not be read to their end; `cause` is why. */
export interface ContentUnreadable extends Described {
  readonly code: 'contentUnreadable'
  readonly cause: unknown
}

/** An update of a finished session. */
export interface ReadOnly extends Described {
  readonly code: 'readOnly'
  /** The wire name of the session's state. */
  readonly state: string
}

/** The session has a revision that the caller did not expect. */
export interface PreconditionFailed extends Described {
  readonly code: 'preconditionFailed'
  /** The revision that it has. */
  readonly revision: number
}

/** The request violates an invariant, or changes a property that cannot change. */
export interface Invalid extends Described {
  readonly code: 'invalid'
  readonly issues: ReadonlyNonEmptyArray<PropertyIssue>
}

/** The stored session violates an invariant; another program wrote it. */
export interface Corrupt extends Described {
  readonly code: 'corrupt'
  readonly issues: ReadonlyNonEmptyArray<PropertyIssue>
}

/** A block was uploaded to a URI that the session no longer has. */
export interface UploadUriReplaced extends Described {
  readonly code: 'uploadUriReplaced'
}

/**
 * Every error of a use case.
 *
 * @example
 * import type { ServiceError } from 'exact-match-session/service'
 *
 * const canRetry = ({ code }: ServiceError) => code === 'unavailable'
 */
export type ServiceError =
  | Rejected
  | NotFound
  | IdTaken
  | IdempotencyKeyReused
  | BlockContentDiffers
  | BlockIdLengthDiffers
  | ContentUnreadable
  | ReadOnly
  | PreconditionFailed
  | Invalid
  | Corrupt
  | UploadUriReplaced
  | StoreError

const joinMessages = (issues: ReadonlyArray<PropertyIssue>): string =>
  issues.map(({ message }) => message).join('; ')

/** The error of an event that the machine rejects. */
export const rejected = (rejection: Rejection): Rejected => ({ ...rejection, message: explain(rejection) })

/** The error of a use case that needs an entity which does not exist. */
export const notFound = (kind: EntityKind, id: string): NotFound => ({
  code: 'notFound',
  kind,
  id,
  message: `there is no ${kind} with the id ${JSON.stringify(id)}`,
})

/** The error of a create request whose id another entity has. */
export const idTaken = (kind: EntityKind, id: string): IdTaken => ({
  code: 'idTaken',
  kind,
  id,
  message: `there is a ${kind} with the id ${JSON.stringify(id)} already`,
})

/** The error of a create request with the idempotency key of another one. */
export const idempotencyKeyReused: IdempotencyKeyReused = {
  code: 'idempotencyKeyReused',
  message: 'another request has been sent under this id for repetitions; a new request needs a new one',
}

/** The error of blocks that were uploaded before with other content. */
export const blockContentDiffers = (blockIds: ReadonlyArray<string>): BlockContentDiffers => {
  const ids = blockIds.map((id) => JSON.stringify(id)).join(', ')
  const subject = blockIds.length === 1 ? `the block ${ids} has` : `the blocks ${ids} have`
  return {
    code: 'blockContentDiffers',
    blockIds,
    message: `${subject} been uploaded before with other content`,
  }
}

/** The error of a block whose id has another length than those before it. */
export const blockIdLengthDiffers = (blockId: string, length: number): BlockIdLengthDiffers => ({
  code: 'blockIdLengthDiffers',
  blockId,
  message: `the id ${JSON.stringify(blockId)} has ${blockId.length} characters, and those before it have ${length}`,
})

/** The error of a block whose bytes could not be read to their end. */
export const contentUnreadable = (cause: unknown): ContentUnreadable => ({
  code: 'contentUnreadable',
  cause,
  message: 'the block is incomplete, and nothing of it is kept; send it again',
})

/** The error of an update of a finished session. */
export const readOnly = (state: string): ReadOnly => ({
  code: 'readOnly',
  state,
  message: `cannot update: the session is ${state}, and a finished session is read-only`,
})

/** The error of a change that expects another revision. */
export const preconditionFailed = (revision: number): PreconditionFailed => ({
  code: 'preconditionFailed',
  revision,
  message: 'the session has changed since; read it again',
})

/** The error of a request with these issues. */
export const invalid = (issues: ReadonlyNonEmptyArray<PropertyIssue>): Invalid => ({
  code: 'invalid',
  issues,
  message: joinMessages(issues),
})

/** The error of a stored session with these issues. */
export const corrupt = (issues: ReadonlyNonEmptyArray<PropertyIssue>): Corrupt => ({
  code: 'corrupt',
  issues,
  message: `the stored session is not valid: ${joinMessages(issues)}`,
})

/** The error of a block that was uploaded to a former URI. */
export const uploadUriReplaced: UploadUriReplaced = {
  code: 'uploadUriReplaced',
  message: 'the session has another upload URI now; read the session to get it',
}
