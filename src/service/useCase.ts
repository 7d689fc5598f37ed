// The type of every use case.
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ServiceError } from './serviceError.js'

/** Takes a request and gives a result; left: why it cannot. */
export type UseCase<A, B> = (request: A) => TE.TaskEither<ServiceError, B>
