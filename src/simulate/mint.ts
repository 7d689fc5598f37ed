// What the simulated client and service make up: ids, salts, signatures, upload URIs.
import type { DateTimeOffset } from '../codec/index.js'
import type { SessionRecord } from '../machine/index.js'
import { type Chance, chanceOf } from './chance.js'

const lowerCaseAndDigits = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A salt, or the part of a signature that nobody guesses. */
export const secretOf = ({ text }: Chance, length: number): string => text(length, lowerCaseAndDigits)

const hexadecimal = '0123456789abcdef'

/**
 * An id in the form of a GUID, the same for the same seed.
 *
 * @example
 * import { guidFrom } from 'exact-match-session/simulate'
 *
 * guidFrom(7) === guidFrom(7) // true
 */
export const guidFrom = (seed: number): string => {
  const { text } = chanceOf(seed)
  return [8, 4, 4, 4, 12].map((length) => text(length, hexadecimal)).join('-')
}

/** The upload URI of a new session. */
export const firstUri = (id: string, chance: Chance): string =>
  `https://upload.example/exactMatchSessions/${encodeURIComponent(id)}?sig=${secretOf(chance, 43)}`

/** Without the parameters named; the rest as it was. */
const without = (uri: string, names: ReadonlyArray<string>): string => {
  const [place = '', query = ''] = uri.split('?', 2)
  const kept = query.split('&').filter((part) => part !== '' && !names.includes(part.split('=', 1)[0] ?? ''))
  return `${place}?${kept.join('&')}`
}

const withParameter = (uri: string, name: string, value: string): string =>
  `${uri}${uri.endsWith('?') ? '' : '&'}${name}=${encodeURIComponent(value)}`

const uriOf = ({ context: { upload, metadata } }: SessionRecord): string =>
  upload.dataUploadURI ?? `https://upload.example/exactMatchSessions/${encodeURIComponent(metadata.id ?? '')}`

/** The URI that a renewal gives: another signature, and no end that is set in advance. */
export const renewedUri = (record: SessionRecord, chance: Chance): string =>
  withParameter(without(uriOf(record), ['se', 'sig']), 'sig', secretOf(chance, 43))

/** The session's URI, which ends now. */
export const expiredUri = (record: SessionRecord, now: DateTimeOffset): string =>
  withParameter(without(uriOf(record), ['se']), 'se', now)
