// The secrets of a server. Each can be an option, a file or an environment variable: every user of the machine can read
// the arguments of a process. No message repeats a secret.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Failure } from '../failure.js'
import type { Io } from '../io.js'

/** Where a secret can come from. */
interface Sources {
  /** The name of its option; `<option>-file` names a file with it. */
  readonly option: string
  readonly value: string | undefined
  readonly file: string | undefined
  /** The environment variable that is read if both are missing. */
  readonly variable: string | undefined
}

const readSecretFile = (option: string, file: string): TE.TaskEither<Failure, string> =>
  TE.tryCatch(
    async () => (await readFile(file, 'utf8')).trim(),
    (error) => ({ message: `${option}-file: ${E.toError(error).message}` }),
  )

/** A secret, or undefined if it is given nowhere. An empty variable counts as missing. */
const readSecret = ({
  option,
  value,
  file,
  variable,
}: Sources): TE.TaskEither<Failure, string | undefined> => {
  if (value !== undefined && file !== undefined) {
    return TE.left({ message: `${option} and ${option}-file: one of them was expected` })
  }
  return file === undefined ? TE.right(value ?? (variable || undefined)) : readSecretFile(option, file)
}

const newSecret = (): string => randomBytes(32).toString('base64url')

/** RFC 6750, 2.1: b64token; at least 16 characters, so that it can't be guessed. */
const checkToken = (token: string | undefined): E.Either<Failure, string | undefined> =>
  token === undefined || /^[\w.~+/-]{16,}=*$/.test(token)
    ? E.right(token)
    : E.left({ message: '--token: 16 characters or more of a–z, A–Z, 0–9 and -._~+/ were expected' })

/** Clients see signatures of the key and may guess it without asking the server: it is longer than a token. */
const checkUploadKey = (
  key: string | undefined,
  token: string | undefined,
): E.Either<Failure, string | undefined> => {
  if (key !== undefined && key.length < 32) {
    return E.left({ message: '--upload-key: 32 characters or more were expected' })
  }
  return key !== undefined && key === token
    ? E.left({ message: '--upload-key: a secret of its own was expected, not the token' })
    : E.right(key)
}

const checkDatabaseUrl = (url: string | undefined): E.Either<Failure, string | undefined> =>
  url === undefined || /^postgres(?:ql)?:\/\//.test(url)
    ? E.right(url)
    : E.left({ message: '--database-url: postgres://user:password@host:port/database was expected' })

/** The options that hold secrets, and those that name files with them. */
export interface SecretOptions {
  readonly token?: string
  readonly tokenFile?: string
  readonly uploadKey?: string
  readonly uploadKeyFile?: string
  readonly databaseUrl?: string
  readonly databaseUrlFile?: string
}

/** The secrets of a server. */
export interface Secrets {
  readonly token: string
  /** Whether the token is a random one, which nobody knows yet. */
  readonly isNewToken: boolean
  readonly uploadKey: string
  readonly isNewUploadKey: boolean
  readonly databaseUrl?: string
}

/** Reads the URL of a database, if one is given; `isExpected` is false where the variable is for other programs. */
export const readDatabaseUrl = (
  { databaseUrl, databaseUrlFile }: Pick<SecretOptions, 'databaseUrl' | 'databaseUrlFile'>,
  { env }: Pick<Io, 'env'>,
  isExpected = true,
): TE.TaskEither<Failure, string | undefined> =>
  pipe(
    readSecret({
      option: '--database-url',
      value: databaseUrl,
      file: databaseUrlFile,
      variable: isExpected ? env['DATABASE_URL'] : undefined,
    }),
    TE.flatMapEither(checkDatabaseUrl),
  )

/** Reads the secrets; makes random ones of a token and an upload key that are given nowhere. */
export const readSecrets = (
  options: SecretOptions & { readonly data?: string },
  io: Pick<Io, 'env'>,
): TE.TaskEither<Failure, Secrets> =>
  pipe(
    TE.Do,
    TE.bind('token', () =>
      pipe(
        readSecret({
          option: '--token',
          value: options.token,
          file: options.tokenFile,
          variable: io.env['EXACT_MATCH_TOKEN'],
        }),
        TE.flatMapEither(checkToken),
      ),
    ),
    TE.bind('uploadKey', ({ token }) =>
      pipe(
        readSecret({
          option: '--upload-key',
          value: options.uploadKey,
          file: options.uploadKeyFile,
          variable: io.env['EXACT_MATCH_UPLOAD_KEY'],
        }),
        TE.flatMapEither((key) => checkUploadKey(key, token)),
      ),
    ),
    TE.bind('databaseUrl', () => readDatabaseUrl(options, io, options.data === undefined)),
    TE.map(({ token, uploadKey, databaseUrl }) => ({
      token: token ?? newSecret(),
      isNewToken: token === undefined,
      uploadKey: uploadKey ?? newSecret(),
      isNewUploadKey: uploadKey === undefined,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
    })),
  )
