// Errors of a store, sorted by whether they pass: a lost connection comes back by itself, a missing table does not.
import { toError } from 'fp-ts/lib/Either.js'

/** An error of a driver, without the rows and parameters that drivers attach: these hold salts and signatures. */
export interface Cause {
  /** The operating system's code or PostgreSQL's, such as ECONNREFUSED or 57P01. */
  readonly code: string | null
  readonly message: string
}

/** The store could not be reached, or did not answer in time. The change may have been made or not: try again. */
export interface Unavailable {
  readonly code: 'unavailable'
  /** When to try again, in seconds. */
  readonly retryAfter: number
  readonly message: string
  /** The driver's error; for a log, not for the caller. */
  readonly cause: Cause
}

/** The store rejects the statement, and would reject it again: a table, a right or space is missing. */
export interface StoreFailed {
  readonly code: 'storeFailed'
  readonly message: string
  /** The driver's error; for a log, not for the caller. */
  readonly cause: Cause
}

/** Every error of a store. */
export type StoreError = Unavailable | StoreFailed

/** A full disk takes a person to make room. */
const diskFull = { message: 'the disk of the store is full', retryAfter: 30 } as const

/** PostgreSQL's disk_full, and what the system says of a full disk and of a quota. */
const fullCodes: ReadonlySet<string> = new Set(['53100', 'ENOSPC', 'EDQUOT'])

/** Long enough for a connection to come back, short enough not to be noticed. */
const retryAfter = 1

/** System codes of what passes: a connection that cannot be made or breaks, and too many open files. */
const passingCodes: ReadonlySet<string> = new Set([
  'EADDRNOTAVAIL',
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'EMFILE',
  'ENETDOWN',
  'ENETRESET',
  'ENETUNREACH',
  'ENFILE',
  'ENOTCONN',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

/** System codes begin with E, no SQLSTATE does. */
const sqlState = /^[0-9A-DF-Z][0-9A-Z]{4}$/

/**
 * The SQLSTATE classes that pass: 08 connection exception, 40 transaction rollback, 53 insufficient resources,
 * 57 operator intervention. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const passingClass = /^(?:08|40|53|57)/

/** A socket file that is missing while its server restarts gives ENOENT, but so does a missing folder. */
const isConnecting = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && error.syscall === 'connect'

const isPassing = (error: unknown, code: string | null): boolean => {
  // pg's own errors have no code: a pool that is exhausted, a query that times out, a connection that was closed.
  if (code === null) return !(error instanceof TypeError || error instanceof RangeError)
  if (sqlState.test(code)) return passingClass.test(code)
  return fullCodes.has(code) || passingCodes.has(code) || isConnecting(error)
}

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

/**
 * The error that a store gives for an error of its driver: `unavailable` if that passes, by the codes of PostgreSQL and
 * of the operating system, or else `storeFailed`. `message` replaces the general sentence.
 *
 * @example
 * import { storeError } from 'exact-match-session/service'
 *
 * storeError(Object.assign(new Error('disk full'), { code: '53100' })).code // 'unavailable'
 */
export const storeError = (error: unknown, message?: string): StoreError => {
  const cause: Cause = { code: codeOf(error), message: toError(error).message }
  if (!isPassing(error, cause.code)) {
    return { code: 'storeFailed', message: message ?? 'the store failed; trying again will not help', cause }
  }
  const why = fullCodes.has(cause.code ?? '')
    ? diskFull
    : { retryAfter, message: 'the store cannot be reached' }
  return {
    code: 'unavailable',
    retryAfter: why.retryAfter,
    message: message ?? `${why.message}; try again in ${why.retryAfter} s`,
    cause,
  }
}
