// Why a database cannot be opened. Its driver may not be installed: the drivers are optional.
import { toError } from 'fp-ts/lib/Either.js'
import { type StoreError, storeError } from '../storeError.js'

/** The error of opening a database through a package. */
export const openError =
  (driver: string) =>
  (cause: unknown): StoreError => {
    const { message } = toError(cause)
    const isMissing = message.includes(`'${driver}'`)
    return storeError(
      cause,
      isMissing
        ? `the package ${driver} is not installed; npm install ${driver}`
        : `the database cannot be opened: ${message}`,
    )
  }
