// Why a file can't be read, in words.

/**
 * A sentence for an error of the file system, with what was expected in the file's place.
 *
 * @example
 * import { whyUnreadable } from 'exact-match-session/simulate'
 *
 * whyUnreadable(Object.assign(new Error(), { code: 'ENOENT' }), 'a CSV file') // 'there is no such file; …'
 */
export const whyUnreadable = (error: unknown, expected: string): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return `there is no such file; ${expected} was expected`
  if (code === 'EISDIR') return `this is a directory; ${expected} was expected`
  if (code === 'EACCES' || code === 'EPERM') return `this file may not be read; ${expected} was expected`
  return `this can't be read (${error instanceof Error ? error.message : String(error)}); ${expected} was expected`
}
