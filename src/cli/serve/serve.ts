// `exact-match-session serve`: the documented API on this machine, over a real database.
import { randomBytes } from 'node:crypto'
import { Command, Option } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { NamingConvention } from '../../model/index.js'
import { type Failure, report } from '../failure.js'
import { millisecondsOf } from './duration.js'
import type { RunningServer, ServerOptions } from './server.js'

interface Options {
  readonly port: string
  readonly data?: string
  readonly databaseUrl?: string
  readonly token?: string
  readonly processingTime: string
  readonly naming: NamingConvention
}

const portOf = (text: string): E.Either<Failure, number> =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535
    ? E.right(Number(text))
    : E.left({ message: `--port ${text}: a port from 0 to 65535 was expected` })

/** What RFC 6750 lets a bearer token be, and not so short that it could be guessed. */
const tokenOf = (text: string | undefined): E.Either<Failure, string> => {
  if (text === undefined) return E.right(randomBytes(32).toString('base64url'))
  return /^[\w.~+/-]{16,}=*$/.test(text)
    ? E.right(text)
    : E.left({ message: '--token: 16 characters or more of a–z, A–Z, 0–9 and -._~+/ were expected' })
}

const placeOf = ({
  data,
  databaseUrl,
}: Options): E.Either<Failure, Pick<ServerOptions, 'data' | 'databaseUrl'>> => {
  if (data !== undefined && databaseUrl !== undefined) {
    return E.left({ message: '--data and --database-url: sessions can be kept in one place alone' })
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
    E.apS('port', portOf(options.port)),
    E.apS('token', tokenOf(options.token)),
    E.apS('processingTime', millisecondsOf('--processing-time', options.processingTime)),
    E.apS('place', placeOf(options)),
    E.map(({ place, ...others }) => ({ ...others, ...place, naming: options.naming })),
  )

/** What a person needs to begin, on stdout. */
const welcome = (url: string, token: string): string => `${url}
token: ${token}

curl -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '{"totalBlockCount": 3}' ${url}/v1.0/dataClassification/exactMatchDataStores/patients/sessions
`

/** Resolves with the first signal to stop. A second one, or one that comes while the server stops, ends it at once. */
const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

const run = async (options: Options): Promise<void> => {
  const started = await pipe(
    TE.fromEither(readOptions(options)),
    TE.bindTo('settings'),
    TE.bind(
      'server',
      ({ settings }): TE.TaskEither<Failure, RunningServer> =>
        async () => {
          // The server is loaded when it is asked for: no other command waits for it.
          const { startServer } = await import('./server.js')
          return startServer(settings)()
        },
    ),
  )()
  if (E.isLeft(started)) return report(started.left)
  const { settings, server } = started.right
  process.stdout.write(welcome(server.url, settings.token))
  await toldToStop()
  await server.stop()
}

/** The command. */
export const serveCommand = (): Command =>
  new Command('serve')
    .description('serve the documented API on this machine')
    .option('--port <port>', 'the port on 127.0.0.1; 0 for any that is free', '8080')
    .option('--data <folder>', 'keep the sessions in a folder; in memory, unless told')
    .option('--database-url <url>', 'keep the sessions in a PostgreSQL server, with other processes')
    .option('--token <token>', 'the bearer token that lets a client in; a random one, unless told')
    .option('--processing-time <time>', 'how long a committed session is processed', '2s')
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

The URL, the token and a line for curl go to stdout, the log as lines of JSON to stderr. GET /healthz tells whether
the database answers. Upload URIs are signed with the token: those of another token are renewed. SIGTERM and Ctrl-C
let the requests under way end. @electric-sql/pglite must be installed; for a server, pg and graphile-worker instead.
Exit codes: 0 stopped, 2 it can't be started.`,
    )
    .action(run)
