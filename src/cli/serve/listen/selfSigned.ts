// Makes a certificate that nobody has signed but itself. A file of its own, loaded only where one is asked for.
import { isIP } from 'node:net'
import { generate } from 'selfsigned'
import type { Certificate } from './certificate.js'

/** A certificate for some host names and addresses, valid for a year. */
export const selfSigned = async (hosts: ReadonlyArray<string>): Promise<Certificate> => {
  const altNames = hosts.map((host) =>
    isIP(host) === 0 ? { type: 2 as const, value: host } : { type: 7 as const, ip: host },
  )
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'exact-match-session' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames }],
  })
  return { cert, key }
}
