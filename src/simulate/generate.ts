// Generates ids, salts, signatures and upload URIs.
import type { DateTimeOffset } from '../codec/index.js'
import type { SessionRecord } from '../machine/index.js'
import { type Rng, rngOf } from './rng.js'

const lowerCaseAndDigits = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A salt or a signature. */
export const generateSecret = ({ text }: Rng, length: number): string => text(length, lowerCaseAndDigits)

const hexadecimal = '0123456789abcdef'

/**
 * An id in the form of a GUID, the same for the same seed.
 *
 * @example
 * import { guidFrom } from 'exact-match-session/simulate'
 *
 * guidFrom(7) === guidFrom(7) // true
 * guidFrom(7).length // 36
 */
export const guidFrom = (seed: number): string => {
  const { text } = rngOf(seed)
  return [8, 4, 4, 4, 12].map((length) => text(length, hexadecimal)).join('-')
}

/** The upload URI of a new session. */
export const generateUploadUri = (id: string, rng: Rng): string =>
  `https://upload.example/exactMatchSessions/${encodeURIComponent(id)}?sig=${generateSecret(rng, 43)}`

/** The URI without the named parameters of its query. */
const withoutParameters = (uri: string, names: ReadonlyArray<string>): string => {
  const [place = '', query = ''] = uri.split('?', 2)
  const kept = query.split('&').filter((part) => part !== '' && !names.includes(part.split('=', 1)[0] ?? ''))
  return `${place}?${kept.join('&')}`
}

const withParameter = (uri: string, name: string, value: string): string =>
  `${uri}${uri.endsWith('?') ? '' : '&'}${name}=${encodeURIComponent(value)}`

const uriOf = ({ context: { upload, metadata } }: SessionRecord): string =>
  upload.dataUploadURI ?? `https://upload.example/exactMatchSessions/${encodeURIComponent(metadata.id ?? '')}`

/** The URI after a renewal: with another signature and without an expiry. */
export const renewUploadUri = (record: SessionRecord, rng: Rng): string =>
  withParameter(withoutParameters(uriOf(record), ['se', 'sig']), 'sig', generateSecret(rng, 43))

/** The URI of the session, which expires now. */
export const expireUploadUri = (record: SessionRecord, now: DateTimeOffset): string =>
  withParameter(withoutParameters(uriOf(record), ['se']), 'se', now)
