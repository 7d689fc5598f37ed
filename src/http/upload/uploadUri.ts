// dataUploadURI: a URL that says whose blocks it takes and until when, signed so that nobody can change either. Its
// parameters are named as in Azure's shared access signatures, so that the machine's own rule sees the expiry.
import { createHmac, createSecretKey } from 'node:crypto'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateOf } from '../../codec/index.js'
import type { SessionKey, UploadUriRequest } from '../../service/index.js'
import { segment } from '../path.js'
import { sameAs } from '../sameText.js'

/** How upload URIs are made. */
export interface UploadUriOptions {
  /** Where clients reach the API: `https://sessions.example/edm`. */
  readonly publicUrl: string
  /** What only those who may sign know; at least 128 random bits, the same for every process that serves the URL. */
  readonly key: string
  /** How many seconds a URI lives; a day unless told. */
  readonly lifetime?: number
}

/** Makes and recognises upload URIs. */
export interface UploadUris {
  readonly publicUrl: string
  /** A fresh one; what `createSessionService` asks for as `newUploadUri`. */
  readonly generate: (request: UploadUriRequest) => string
  /** Whether these are a URI's own parameters, unchanged since it was made for this session. */
  readonly isGenuine: (key: SessionKey, parameters: URLSearchParams) => boolean
}

const aDay = 86_400

/** Azure writes no fractions; a time that no Date can hold gives a URI that lives no longer than now. */
const expiryOf = (at: DateTimeOffset, lifetime: number): string => {
  const date = dateOf(at)
  if (O.isNone(date)) return at
  const expiry = new Date(date.value.getTime() + lifetime * 1000)
  return Number.isNaN(expiry.getTime()) ? at : expiry.toISOString().replace(/\.\d+Z$/, 'Z')
}

/** The signature in an upload URI; null where there is none. */
export const signatureIn = (uri: string): string | null => /[?&]sig=([^&#]*)/.exec(uri)?.[1] ?? null

/**
 * Upload URIs signed with a key. No two are the same, and a session holds one of them at a time: so a renewed
 * session's old URI, still genuine, is not its own any more.
 *
 * @example
 * import { createUploadUris } from 'exact-match-session/http'
 *
 * const uris = createUploadUris({ publicUrl: 'https://sessions.example', key: 'a key of at least 128 random bits' })
 */
export const createUploadUris = ({ publicUrl, key, lifetime = aDay }: UploadUriOptions): UploadUris => {
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
      return sameAs(signatureOf(session, se ?? '', nonce ?? ''))(sig ?? '')
    },
  }
}
