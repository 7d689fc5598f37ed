// The parameters of upload URIs: an expiry, a nonce, and a signature of both with the session's key. They have the names
// of Azure's shared access signatures, so that the machine can read the expiry. The rest of dataUploadURI, where the API
// is reached, may change at any time: it is not signed, and not kept.
import { createHmac, createSecretKey } from 'node:crypto'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateOf } from '../../codec/index.js'
import type { SessionKey, UploadUriRequest } from '../../service/index.js'
import { queryParametersIn } from '../request/queryParameters.js'
import { uploadUrl } from '../routing/path.js'
import { timingSafeEqual } from '../timingSafeEqual.js'

/** The options of upload URIs. */
export interface UploadUriOptions {
  /** The secret key of the signatures: at least 128 random bits, the same in every process that serves the API. */
  readonly key: string
  /**
   * The lifetime of a URI in seconds.
   * @defaultValue 86,400
   */
  readonly lifetime?: number
}

/** Generates and verifies upload URIs. */
export interface UploadUris {
  /**
   * Generates the parameters of a URI, `?se=…&nonce=…&sig=…`; `createSessionService` takes it as `newUploadUri`. The API
   * puts its address before them when a session is read.
   */
  readonly generate: (request: UploadUriRequest) => string
  /** Whether the parameters of a URI have been generated for this session and are unchanged. */
  readonly isGenuine: (key: SessionKey, parameters: URLSearchParams) => boolean
}

const secondsInDay = 86_400

/** Without a fraction of a second, as Azure writes it. A URI of a time that no Date can represent expires at once. */
const expiryOf = (at: DateTimeOffset, lifetime: number): string => {
  const date = dateOf(at)
  if (O.isNone(date)) return at
  const expiry = new Date(date.value.getTime() + lifetime * 1000)
  return Number.isNaN(expiry.getTime()) ? at : expiry.toISOString().replace(/\.\d+Z$/, 'Z')
}

/** The signature of an upload URI; null where it has none. */
export const signatureIn = (uri: string): string | null => /[?&]sig=([^&#]*)/.exec(uri)?.[1] ?? null

/**
 * Upload URIs signed with a key, no two of which are the same. The former URI of a renewed session stays genuine; the
 * service refuses it because the session has another.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { createUploadUris } from 'exact-match-session/http'
 *
 * const uris = createUploadUris({ key: 'at least 128 random bits' })
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * uris.generate({ datastoreId: 'patients', id: 'a', at, nonce: '1' })
 * // '?se=2026-11-25T09%3A00%3A00Z&nonce=1&sig=…'
 */
export const createUploadUris = ({ key, lifetime = secondsInDay }: UploadUriOptions): UploadUris => {
  const secret = createSecretKey(key, 'utf8')
  const signatureOf = ({ datastoreId, id }: SessionKey, se: string, nonce: string): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify([datastoreId, id, se, nonce]))
      .digest('base64url')
  return {
    generate: ({ at, nonce, ...session }) => {
      const se = expiryOf(at, lifetime)
      const parameters = `?se=${encodeURIComponent(se)}&nonce=${encodeURIComponent(nonce)}`
      return `${parameters}&sig=${signatureOf(session, se, nonce)}`
    },
    isGenuine: (session, parameters) => {
      const [se, nonce, sig] = ['se', 'nonce', 'sig'].map((name) => parameters.get(name) ?? '')
      return timingSafeEqual(signatureOf(session, se ?? '', nonce ?? ''), sig ?? '')
    },
  }
}

/**
 * The upload URI of a session as its client needs it, at the public URL of the API. One that another service has made,
 * of a session that was imported, stays as it is; one that this API made under a former address doesn't.
 */
export const uploadUriAt = (
  publicUrl: string,
  key: SessionKey,
  stored: string,
  { isGenuine }: UploadUris,
): string => {
  const query = stored.indexOf('?')
  return query === 0 || (query > 0 && isGenuine(key, queryParametersIn(stored)))
    ? uploadUrl(publicUrl, key) + stored.slice(query)
    : stored
}
