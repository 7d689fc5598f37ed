// Why a database can't be used, and what to do about it. Its packages may not be installed: they are optional.
import { toError } from 'fp-ts/lib/Either.js'
import { type StoreError, storeError } from '../index.js'

const correctHost = 'correct the host in its URL'
const startServer = 'start the server, or correct host and port in its URL'
const trust = 'set NODE_EXTRA_CA_CERTS or sslrootcert to the authority that signed it'

/** What to do, by the SQLSTATE, or by the code of Node or of this room. */
const mends: Readonly<Record<string, string>> = {
  '25006': 'use the primary server',
  '28000': 'create the role, or let it in by pg_hba.conf',
  '28P01': 'correct the password in its URL',
  '3D000': 'create the database, or correct its name in the URL',
  '42501':
    'run `exact-match-session migrate` as the owner, and grant this role usage of both schemas and their sequences, and select, insert, update and delete on their tables',
  '53300': 'raise max_connections, or stop other clients',
  DEPTH_ZERO_SELF_SIGNED_CERT: trust,
  EAI_AGAIN: correctHost,
  ECONNREFUSED: startServer,
  EHOSTUNREACH: correctHost,
  ENETUNREACH: correctHost,
  ENOTFOUND: correctHost,
  ERR_TLS_CERT_ALTNAME_INVALID: 'use a host that the certificate names',
  ETIMEDOUT: startServer,
  newer: 'update the program',
  noTls: 'switch on TLS in the server, or leave sslmode out of its URL',
  readOnly: 'set default_transaction_read_only to off for the role and the database',
  replica: 'use the primary server',
  SELF_SIGNED_CERT_IN_CHAIN: trust,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: trust,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: trust,
}

/** An error that names its cause: the one of a name with several addresses has no message, that of TLS no code. */
const explicit = (error: Error): Error & { readonly code?: unknown } => {
  if (error instanceof AggregateError && error.message === '') {
    error.message = error.errors.map((each) => toError(each).message).join(', ')
  }
  return error.message.includes('does not support SSL') ? Object.assign(error, { code: 'noTls' }) : error
}

/** The error of opening a database through some packages. */
export const openError =
  (...packages: ReadonlyArray<string>) =>
  (thrown: unknown): StoreError => {
    const cause = explicit(toError(thrown))
    const missing = packages.find((name) => cause.message.includes(`'${name}'`))
    if (missing !== undefined) {
      return storeError(cause, `the package ${missing} is not installed; npm install ${packages.join(' ')}`)
    }
    const mend = typeof cause.code === 'string' ? mends[cause.code] : undefined
    return storeError(
      cause,
      `the database cannot be opened: ${cause.message}${mend === undefined ? '' : `; ${mend}`}`,
    )
  }
