// The upload URIs that a server issues: with a signature, and with the expiry in `se` where they have one.
import type { DateTimeOffset } from '../../codec/index.js'
import type { SessionRecord } from '../../machine/index.js'
import { generateSecret } from '../random/generate.js'
import type { Uniform } from '../random/substream.js'

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

/** The URI with another signature, and with an expiry or without one. */
export const renewUploadUri = (
  record: SessionRecord,
  uniform: Uniform,
  expiry: DateTimeOffset | null,
): string => {
  const renewed = withParameter(
    withoutParameters(uriOf(record), ['se', 'sig']),
    'sig',
    generateSecret(uniform, 43),
  )
  return expiry === null ? renewed : withParameter(renewed, 'se', expiry)
}

/** The URI of the session, which expires then. */
export const expireUploadUri = (record: SessionRecord, expiry: DateTimeOffset): string =>
  withParameter(withoutParameters(uriOf(record), ['se']), 'se', expiry)
