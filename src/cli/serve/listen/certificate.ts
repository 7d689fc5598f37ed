// The certificate of a server: from files, or one made at the start that clients have to be told to trust.
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Failure } from '../../failure.js'

/** A certificate with those of its issuers, and its private key, as PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** The options of TLS. */
export interface TlsOptions {
  /** Whether to make a certificate. */
  readonly tls?: boolean
  readonly tlsCert?: string
  readonly tlsKey?: string
}

/** How its owner compares a certificate with the one that a client shows: SHA-256, in hexadecimal. */
export const fingerprintOf = ({ cert }: Certificate): string => new X509Certificate(cert).fingerprint256

const newCertificate = (hosts: ReadonlyArray<string>): TE.TaskEither<Failure, Certificate> =>
  TE.tryCatch(
    async () => (await import('./selfSigned.js')).selfSigned(hosts),
    (error) => ({ message: `--tls: no certificate could be made: ${E.toError(error).message}` }),
  )

const readPem = (option: string, file: string): TE.TaskEither<Failure, string> =>
  TE.tryCatch(
    () => readFile(file, 'utf8'),
    (error) => ({ message: `${option}: ${E.toError(error).message}` }),
  )

const parsed = <A>(option: string, what: string, parse: () => A): E.Either<Failure, A> =>
  E.tryCatch(parse, () => ({ message: `${option}: ${what} in PEM was expected` }))

/** Checks that the files hold what they should, and that they belong together. */
const checkPair = (pair: Certificate): E.Either<Failure, Certificate> =>
  pipe(
    E.Do,
    E.bind('certificate', () => parsed('--tls-cert', 'a certificate', () => new X509Certificate(pair.cert))),
    E.bind('key', () =>
      parsed('--tls-key', 'a private key without a passphrase', () => createPrivateKey(pair.key)),
    ),
    E.filterOrElse(
      ({ certificate, key }) => certificate.checkPrivateKey(key),
      (): Failure => ({ message: '--tls-key: it is not the key of the certificate in --tls-cert' }),
    ),
    E.map(() => pair),
  )

/** The certificate that the options ask for; undefined for a server without TLS. */
export const certificateOf = (
  { tls = false, tlsCert, tlsKey }: TlsOptions,
  publicHost: string | undefined,
): TE.TaskEither<Failure, Certificate | undefined> => {
  if (tlsCert === undefined && tlsKey === undefined) {
    const hosts = new Set(['127.0.0.1', 'localhost', ...(publicHost === undefined ? [] : [publicHost])])
    return tls ? newCertificate([...hosts]) : TE.right(undefined)
  }
  if (tlsCert === undefined || tlsKey === undefined) {
    return TE.left({ message: '--tls-cert and --tls-key: one of them needs the other' })
  }
  if (tls) return TE.left({ message: '--tls and --tls-cert: a certificate is made or read, not both' })
  return pipe(
    TE.Do,
    TE.bind('cert', () => readPem('--tls-cert', tlsCert)),
    TE.bind('key', () => readPem('--tls-key', tlsKey)),
    TE.flatMapEither(checkPair),
  )
}
