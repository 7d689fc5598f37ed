// What of a session must not appear in a log or on a screen: the properties that are secrets, of the upload URI its
// signature.
import { isPresent } from '../codec/index.js'
import { propertiesWhere } from './sessionProperties.js'
import type { ExactMatchSession } from './types/exactMatchSession.js'

const secretProperties = propertiesWhere(({ secret }) => secret === true)

const secretPath = new RegExp(`(?:^|/)(?:${secretProperties.join('|')})$`)

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
 * The session with every secret replaced by `***`; of the upload URI only its signature.
 *
 * @example
 * import { maskSecrets } from 'exact-match-session/model'
 *
 * maskSecrets({ dataUploadURI: 'https://blobs.example/f?se=2026-12-01&sig=abc' })
 * // { dataUploadURI: 'https://blobs.example/f?se=2026-12-01&sig=***' }
 */
export const maskSecrets = (session: ExactMatchSession): ExactMatchSession => {
  const { dataUploadURI } = session
  const present = secretProperties.filter((name) => isPresent(session[name]))
  return {
    ...session,
    ...Object.fromEntries(present.map((name) => [name, '***'])),
    ...(isPresent(dataUploadURI) ? { dataUploadURI: maskSignature(dataUploadURI) } : {}),
  }
}
