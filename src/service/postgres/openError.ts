// Why a database cannot be opened. Its packages may not be installed: they are optional.
import { toError } from 'fp-ts/lib/Either.js'
import { type StoreError, storeError } from '../index.js'

/** The error of opening a database through some packages. */
export const openError =
  (...packages: ReadonlyArray<string>) =>
  (cause: unknown): StoreError => {
    const { message } = toError(cause)
    const missing = packages.find((name) => message.includes(`'${name}'`))
    return storeError(
      cause,
      missing === undefined
        ? `the database cannot be opened: ${message}`
        : `the package ${missing} is not installed; npm install ${packages.join(' ')}`,
    )
  }
