// The shape of every use case.
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ServiceError } from './serviceError.js'

/** What a use case is asked with, and what it answers or why it can't. */
export type UseCase<A, B> = (request: A) => TE.TaskEither<ServiceError, B>
