// `exact-match-session serve`: the documented API on this machine, over a real database.
import { randomBytes } from 'node:crypto'
import { Command, Option } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { NamingConvention } from '../../model/index.js'
import { exitCodes } from '../exitCodes.js'
import { type Failure, printFailure } from '../failure.js'
import { type Io, write } from '../io.js'
import { duration, wholeNumber } from '../optionValue.js'
import type { StorageOptions } from './backend.js'
import type { RunningServer, ServerOptions } from './server.js'

interface Options {
  readonly port: number
  readonly data?: string
  readonly databaseUrl?: string
  readonly token?: string
  readonly processingTime: number
  readonly naming: NamingConvention
}

/** RFC 6750, 2.1: b64token; at least 16 characters, so that it can't be guessed. */
const tokenOf = (text: string | undefined): E.Either<Failure, string> => {
  if (text === undefined) return E.right(randomBytes(32).toString('base64url'))
  return /^[\w.~+/-]{16,}=*$/.test(text)
    ? E.right(text)
    : E.left({ message: '--token: 16 characters or more of a–z, A–Z, 0–9 and -._~+/ were expected' })
}

const storageOf = ({ data, databaseUrl }: Options): E.Either<Failure, StorageOptions> => {
  if (data !== undefined && databaseUrl !== undefined) {
    return E.left({ message: '--data and --database-url: sessions are kept in one place only' })
  }
  if (databaseUrl !== undefined && !/^postgres(?:ql)?:\/\//.test(databaseUrl)) {
    return E.left({ message: '--database-url: postgres://user:password@host:port/database was expected' })
  }
  return E.right({
    ...(data === undefined ? {} : { data }),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  })
}

const readOptions = (options: Options): E.Either<Failure, ServerOptions> =>
  pipe(
    E.Do,
    E.apS('token', tokenOf(options.token)),
    E.apS('storage', storageOf(options)),
    E.map(({ token, storage }) => {
      const { port, processingTime, naming } = options
      return { port, token, processingTime, naming, ...storage }
    }),
  )

/** The URL, the token and a first request to copy. */
const welcome = (url: string, token: string): string => `${url}
token: ${token}

curl -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '{"totalBlockCount": 3}' ${url}/v1.0/dataClassification/exactMatchDataStores/patients/sessions
`

/** Resolves with the first SIGINT or SIGTERM. A second one of its kind ends the process at once, as by default. */
const stopRequested = ({ signals }: Io): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) signals.once(signal, () => resolve())
  })

const run = async (io: Io, options: Options): Promise<number> => {
  const started = await pipe(
    TE.fromEither(readOptions(options)),
    TE.bindTo('settings'),
    TE.bind(
      'server',
      ({ settings }): TE.TaskEither<Failure, RunningServer> =>
        async () => {
          // Loaded here, so that no other command waits for it.
          const { startServer } = await import('./server.js')
          return startServer(settings, io.stderr)()
        },
    ),
  )()
  if (E.isLeft(started)) return printFailure(io, started.left)
  const { settings, server } = started.right
  const stop = stopRequested(io)
  await write(io.stdout, welcome(server.url, settings.token))
  await stop
  await server.stop()
  return exitCodes.ok
}

/** The command. */
export const serveCommand = (io: Io, exit: (code: number) => void): Command =>
  new Command('serve')
    .description('serve the documented API on this machine')
    .option('--port <port>', 'the port on 127.0.0.1; 0 for a free one', wholeNumber(0, 65_535), 8080)
    .option('--data <folder>', 'keep the sessions in a folder (default: in memory)')
    .option('--database-url <url>', 'keep the sessions in a PostgreSQL database, shared with other processes')
    .option('--token <token>', 'the bearer token that clients must send (default: a random one)')
    .addOption(
      new Option('--processing-time <duration>', 'how long the processing of a session takes')
        .argParser(duration)
        .default(2_000, '2s'),
    )
    .addOption(
      new Option('--naming <convention>', 'how datastoreId is written: datastoreId or dataStoreId')
        .choices(['v1.0', 'beta'])
        .default('v1.0'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ exact-match-session serve                             in memory, with a fresh token
  $ exact-match-session serve --data sessions             in a folder, found again the next time
  $ exact-match-session serve --database-url postgres://localhost/sessions --token "$TOKEN"

The URL, the token and a curl command go to stdout, the log as lines of JSON to stderr. GET /healthz shows whether the
database answers. Upload URIs are signed with the token, so a server with another token rejects them. SIGTERM and
Ctrl-C stop the server after the requests in flight. @electric-sql/pglite must be installed; with --database-url, pg
and graphile-worker instead. Exit codes: 0 stopped, 2 it can't be started.`,
    )
    .action(async (options: Options) => exit(await run(io, options)))
