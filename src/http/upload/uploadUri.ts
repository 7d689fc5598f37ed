// The URLs in dataUploadURI: each contains a session and an expiry, and a signature of both. The parameters have the
// names of Azure's shared access signatures, so that the machine can read the expiry.
import { createHmac, createSecretKey } from 'node:crypto'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateOf } from '../../codec/index.js'
import type { SessionKey, UploadUriRequest } from '../../service/index.js'
import { segment } from '../routing/path.js'
import { timingSafeEqual } from '../timingSafeEqual.js'

/** The options of upload URIs. */
export interface UploadUriOptions {
  /** Where clients reach the API; `https://sessions.example/edm`, for example. */
  readonly publicUrl: string
  /** The secret key of the signatures: at least 128 random bits, the same in every process that serves the URL. */
  readonly key: string
  /**
   * The lifetime of a URI in seconds.
   * @defaultValue 86,400
   */
  readonly lifetime?: number
}

/** Generates and verifies upload URIs. */
export interface UploadUris {
  readonly publicUrl: string
  /** Generates a URI; `createSessionService` takes it as `newUploadUri`. */
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
 * const uris = createUploadUris({ publicUrl: 'https://sessions.example', key: 'at least 128 random bits' })
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * uris.generate({ datastoreId: 'patients', id: 'a', at, nonce: '1' })
 * // 'https://sessions.example/uploads/patients/a?se=2026-11-25T09%3A00%3A00Z&nonce=1&sig=…'
 */
export const createUploadUris = ({
  publicUrl,
  key,
  lifetime = secondsInDay,
}: UploadUriOptions): UploadUris => {
  const secret = createSecretKey(key, 'utf8')
  const base = publicUrl.replace(/\/+$/, '')
  const signatureOf = ({ datastoreId, id }: SessionKey, se: string, nonce: string): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify([datastoreId, id, se, nonce]))
      .digest('base64url')
  return {
    publicUrl: base,
    generate: ({ at, nonce, ...session }) => {
      const se = expiryOf(at, lifetime)
      const path = `${segment(session.datastoreId)}/${segment(session.id)}`
      const query = `se=${encodeURIComponent(se)}&nonce=${encodeURIComponent(nonce)}`
      return `${base}/uploads/${path}?${query}&sig=${signatureOf(session, se, nonce)}`
    },
    isGenuine: (session, parameters) => {
      const [se, nonce, sig] = ['se', 'nonce', 'sig'].map((name) => parameters.get(name) ?? '')
      return timingSafeEqual(signatureOf(session, se ?? '', nonce ?? ''), sig ?? '')
    },
  }
}
