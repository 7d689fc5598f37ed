// JSON pointers (RFC 6901): where something is in a value, as text.

/**
 * The JSON pointer of a list of keys.
 *
 * @example
 * import { formatPointer } from 'exact-match-session/codec'
 *
 * formatPointer(['faults', '0', 'a/b']) // '/faults/0/a~1b'
 */
export const formatPointer = (keys: ReadonlyArray<string>): string =>
  keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/**
 * The keys of a JSON pointer.
 *
 * @example
 * import { parsePointer } from 'exact-match-session/codec'
 *
 * parsePointer('/faults/0/a~1b') // ['faults', '0', 'a/b']
 */
export const parsePointer = (pointer: string): ReadonlyArray<string> =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
