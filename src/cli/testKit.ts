// The testing room, loaded only by the commands that need it: it imports fast-check, an optional peer.
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Failure } from './failure.js'

type TestKit = typeof import('../testing/index.js')

/** Loads the testing room; left: the package that has to be installed first. */
export const loadTestKit: TE.TaskEither<Failure, TestKit> = TE.tryCatch(
  () => import('../testing/index.js'),
  (cause) => {
    const { message } = E.toError(cause)
    return {
      message: message.includes("'fast-check'")
        ? 'the package fast-check is not installed; npm install fast-check'
        : `the test kit cannot be loaded: ${message}`,
    }
  },
)
