// Why a database can't be opened: above all, because its driver, which not everybody needs, is not there.
import { toError } from 'fp-ts/lib/Either.js'
import { type Unavailable, unavailable } from '../serviceError.js'

/** The failure of opening a database through a package. */
export const cannotOpen =
  (driver: string) =>
  (cause: unknown): Unavailable => {
    const { message } = toError(cause)
    const missing = message.includes(`'${driver}'`)
    return unavailable(
      cause,
      missing
        ? `the package ${driver} is not installed; npm install ${driver}`
        : `the database cannot be opened: ${message}`,
    )
  }
