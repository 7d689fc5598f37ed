// What a server prints when it has started: where it is, how a client gets in, and how it comes to trust the server.
import { fingerprintOf } from './listen/certificate.js'
import type { Settings } from './settings.js'

/** The file that clients read the certificate from. */
const pemFile = 'exact-match-session.pem'

/** Prints the certificate that the server shows with its fingerprint, into the file too. */
const fetchCertificate = (url: string): string =>
  `openssl s_client -connect ${new URL(url).host} < /dev/null 2> /dev/null | openssl x509 -fingerprint -sha256 | tee ${pemFile}`

/** The URL, a first request to copy, and what was made for this start; those who gave a token need not read it here. */
export const welcome = (url: string, settings: Settings): string => {
  const { token, isNewToken, certificate, isNewCertificate } = settings
  const fingerprint = certificate !== undefined && isNewCertificate ? fingerprintOf(certificate) : null
  const authorization = isNewToken
    ? `'Authorization: Bearer ${token}'`
    : '"Authorization: Bearer $EXACT_MATCH_TOKEN"'
  const trusting = fingerprint === null ? '' : `--cacert ${pemFile} `
  return [
    url,
    ...(isNewToken ? [`token: ${token}`] : []),
    ...(fingerprint === null
      ? []
      : [
          `certificate: SHA-256 ${fingerprint}`,
          '',
          '# gets the certificate; trust it, for curl --cacert and NODE_EXTRA_CA_CERTS, if the fingerprint is the same:',
          fetchCertificate(url),
        ]),
    '',
    ...(isNewToken ? [] : ['# with the token in the variable EXACT_MATCH_TOKEN:']),
    `curl ${trusting}-H ${authorization} -H 'Content-Type: application/json' -d '{"totalBlockCount": 3}' ${url}/v1.0/dataClassification/exactMatchDataStores/patients/sessions`,
    '',
  ].join('\n')
}
