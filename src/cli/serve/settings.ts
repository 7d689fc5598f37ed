// The settings of a server: what its options, files and variables say, checked.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { NamingConvention } from '../../model/index.js'
import type { Failure } from '../failure.js'
import type { Io } from '../io.js'
import { certificateOf, type TlsOptions } from './listen/certificate.js'
import { readSecrets, type SecretOptions, type Secrets } from './secret.js'
import type { ServerOptions } from './server.js'

/** The options of the command. */
export interface Options extends SecretOptions, TlsOptions {
  readonly port: number
  readonly publicUrl?: string
  readonly trustProxy?: boolean
  readonly cors?: ReadonlyArray<string>
  readonly maxConnections: number
  readonly data?: string
  readonly schema?: string
  readonly blocks?: string
  readonly expireAfter?: number
  readonly processingTime: number
  readonly naming?: NamingConvention
}

/** What a server is started with. */
export interface Settings extends ServerOptions, Secrets {
  /** Whether the certificate has been made for this start, so that no client trusts it yet. */
  readonly isNewCertificate: boolean
}

/** A URL that others can be appended to: no query, no fragment, no credentials. */
const checkPublicUrl = (text: string | undefined): E.Either<Failure, string | undefined> => {
  if (text === undefined) return E.right(undefined)
  const url = URL.canParse(text) ? new URL(text) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.href === url.origin + url.pathname
    ? E.right(url.href)
    : E.left({ message: '--public-url: a URL such as https://sessions.example/edm was expected' })
}

/** RFC 6454, 7: a browser sends scheme, host and port, and nothing after them. */
const checkOrigin = (text: string): E.Either<Failure, string> =>
  text === '*' || (URL.canParse(text) && new URL(text).origin === text)
    ? E.right(text)
    : E.left({ message: `--cors: an origin such as https://app.example was expected, or *, not ${text}` })

const hostOf = (url: string | undefined): string | undefined =>
  url === undefined ? undefined : new URL(url).hostname.replace(/^\[|\]$/g, '')

/** What is passed on as it is, without what is missing. */
const passedOn = (options: Options) => {
  const {
    port,
    maxConnections,
    processingTime,
    naming,
    trustProxy = false,
    data,
    schema,
    blocks,
    expireAfter,
  } = options
  return {
    port,
    maxConnections,
    processingTime,
    trustProxy,
    ...(data === undefined ? {} : { data }),
    ...(schema === undefined ? {} : { schema }),
    ...(blocks === undefined ? {} : { blocks }),
    ...(naming === undefined ? {} : { naming }),
    ...(expireAfter === undefined ? {} : { expireAfter }),
  }
}

/** Reads what the options name; left: the first of them that can't be used. */
export const readSettings = (options: Options, io: Io): TE.TaskEither<Failure, Settings> => {
  const { data, databaseUrl, databaseUrlFile, tls: isNewCertificate = false } = options
  if (data !== undefined && (databaseUrl ?? databaseUrlFile) !== undefined) {
    return TE.left({ message: '--data and --database-url: sessions are kept in one place only' })
  }
  return pipe(
    TE.Do,
    TE.bind('publicUrl', () => TE.fromEither(checkPublicUrl(options.publicUrl))),
    TE.bind('cors', () => TE.fromEither(E.traverseArray(checkOrigin)(options.cors ?? []))),
    TE.bind('secrets', () => readSecrets(options, io)),
    TE.bind('certificate', ({ publicUrl }) => certificateOf(options, hostOf(publicUrl))),
    TE.map(({ publicUrl, cors, secrets, certificate }) => ({
      ...passedOn(options),
      ...secrets,
      isNewCertificate,
      corsOrigins: cors,
      ...(publicUrl === undefined ? {} : { publicUrl }),
      ...(certificate === undefined ? {} : { certificate }),
    })),
  )
}
