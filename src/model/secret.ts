// What of a session nobody should read in a log or on a screen: the salt, and the signature in the upload URI.
import type { ExactMatchSession } from './exactMatchSession.js'

/**
 * Whether the value at a JSON pointer is a secret. For `issuesOf`, so that no message repeats one.
 *
 * @example
 * import { isSecretPath } from 'exact-match-session/model'
 *
 * isSecretPath('/value/0/salt') // true
 */
export const isSecretPath = (path: string): boolean => /(?:^|\/)(?:salt|dataUploadURI)$/.test(path)

const maskedUri = (uri: string): string => uri.replace(/([?&;](?:sig|signature|token|key)=)[^&#]*/gi, '$1***')

/**
 * The session with its salt and the signature of its upload URI replaced by `***`; the rest as it was.
 *
 * @example
 * import { maskSecrets } from 'exact-match-session/model'
 *
 * maskSecrets({ dataUploadURI: 'https://blobs.example/f?se=2026-12-01&sig=abc' })
 * // { dataUploadURI: 'https://blobs.example/f?se=2026-12-01&sig=***' }
 */
export const maskSecrets = (session: ExactMatchSession): ExactMatchSession => ({
  ...session,
  ...(typeof session.salt === 'string' ? { salt: '***' } : {}),
  ...(typeof session.dataUploadURI === 'string' ? { dataUploadURI: maskedUri(session.dataUploadURI) } : {}),
})
