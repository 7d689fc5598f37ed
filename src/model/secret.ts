// What of a session must not appear in a log or on a screen: the salt, and the signature in the upload URI.

import { propertiesWhere } from './sessionProperties.js'
import type { ExactMatchSession } from './types/exactMatchSession.js'

const secretPath = new RegExp(`(?:^|/)(?:${propertiesWhere(({ secret }) => secret === true).join('|')})$`)

/**
 * Whether the value at a JSON pointer is a secret. For `issuesOf`, whose messages then leave it out.
 *
 * @example
 * import { isSecretPath } from 'exact-match-session/model'
 *
 * isSecretPath('/value/0/salt') // true
 */
export const isSecretPath = (path: string): boolean => secretPath.test(path)

const maskSignature = (uri: string): string =>
  uri.replace(/([?&;](?:sig|signature|token|key)=)[^&#]*/gi, '$1***')

/**
 * The session with its salt and the signature of its upload URI replaced by `***`.
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
  ...(typeof session.dataUploadURI === 'string'
    ? { dataUploadURI: maskSignature(session.dataUploadURI) }
    : {}),
})
