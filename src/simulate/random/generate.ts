// Generates ids, salts and signatures.
import { drawsOf, randomText, type Uniform } from './substream.js'

const lowerCaseAndDigits = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A salt or a signature. */
export const generateSecret = (uniform: Uniform, length: number): string =>
  randomText(uniform, length, lowerCaseAndDigits)

const hexadecimal = '0123456789abcdef'

/**
 * An id in the form of a GUID, the same for the same seed and number.
 *
 * @example
 * import { guidFrom } from 'exact-match-session/simulate'
 *
 * guidFrom(7) === guidFrom(7) // true
 * guidFrom(7).length // 36
 */
export const guidFrom = (seed: number, number = 0): string => {
  const uniform = drawsOf(seed).of('id').at(number)
  return [8, 4, 4, 4, 12].map((length) => randomText(uniform, length, hexadecimal)).join('-')
}

/** The upload URI of a new session. */
export const generateUploadUri = (id: string, uniform: Uniform): string =>
  `https://upload.example/exactMatchSessions/${encodeURIComponent(id)}?sig=${generateSecret(uniform, 43)}`
