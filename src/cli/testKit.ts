// The test kit, loaded by the commands that need it: it stands on fast-check, which not everybody has installed.
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Failure } from './failure.js'

type TestKit = typeof import('../testing/index.js')

/** The test kit; left: what has to be installed first. */
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
