// Errors of the file system in plain words.

/**
 * A sentence that explains an error of the file system and says which file was expected.
 *
 * @example
 * import { describeFileError } from 'exact-match-session/simulate/files'
 *
 * describeFileError(Object.assign(new Error(), { code: 'ENOENT' }), 'a CSV file')
 * // 'there is no such file; a CSV file was expected'
 */
export const describeFileError = (error: unknown, expected: string): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return `there is no such file; ${expected} was expected`
  if (code === 'EISDIR') return `this is a directory; ${expected} was expected`
  if (code === 'EACCES' || code === 'EPERM') return `this file may not be read; ${expected} was expected`
  if (typeof code === 'string' && code.startsWith('Z_')) {
    return `this is gzip, but damaged or cut short; ${expected} was expected`
  }
  return `this can't be read (${error instanceof Error ? error.message : String(error)}); ${expected} was expected`
}
