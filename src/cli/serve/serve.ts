// `exact-match-session serve`: the documented API on this machine, over a store.
import { Command, Option } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { exitCodes } from '../exitCodes.js'
import { type Failure, printFailure } from '../failure.js'
import { type Io, write } from '../io.js'
import { duration, schemaName, wholeNumber } from '../optionValue.js'
import type { RunningServer } from './server.js'
import { type Options, readSettings } from './settings.js'
import { welcome } from './welcome.js'

/** SIGTERM ends the process within ten seconds; its end itself takes a moment. */
const stopTimeout = 9_000

/** How long the reader of the log has for its last lines. */
const logTimeout = 500

/** Resolves with the first SIGINT or SIGTERM. A second one of its kind ends the process at once, as by default. */
const stopRequested = ({ signals }: Io): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) signals.once(signal, () => resolve())
  })

const run = async (io: Io, options: Options): Promise<number> => {
  const started = await pipe(
    readSettings(options, io),
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
  await write(io.stdout, welcome(server.url, settings))
  await stop
  io.endAfter(stopTimeout, exitCodes.unfinished)
  await server.stop()
  // A log that nobody reads any more is not waited for.
  io.endAfter(logTimeout, exitCodes.ok)
  return exitCodes.ok
}

/** The values of an option that may be repeated. */
const appended = (value: string, before: ReadonlyArray<string> = []): ReadonlyArray<string> => [
  ...before,
  value,
]

/** The command. */
export const serveCommand = (io: Io, exit: (code: number) => void): Command =>
  new Command('serve')
    .description('serve the documented API on this machine')
    .option('--port <port>', 'the port on 127.0.0.1; 0 for a free one', wholeNumber(0, 65_535), 8080)
    .option(
      '--public-url <url>',
      'where clients reach it, if not at that port: links and upload URIs begin with it',
    )
    .option('--trust-proxy', 'take that from X-Forwarded-Proto, -Host and -Prefix, or Forwarded, of a proxy')
    .option('--tls', 'serve https, with a self-signed certificate that is made at the start')
    .option('--tls-cert <file>', 'serve https, with the certificate in a PEM file')
    .option('--tls-key <file>', 'the private key of this certificate')
    .addOption(
      new Option('--cors <origin>', 'let pages of this origin call the API; may be repeated').argParser(
        appended,
      ),
    )
    .option(
      '--max-connections <number>',
      'the most connections at once; further ones are closed',
      wholeNumber(1, 1_000_000),
      16_384,
    )
    .option('--data <folder>', 'keep the sessions in a folder (default: in memory)')
    .option('--database-url <url>', 'keep the sessions in a PostgreSQL database, shared with other processes')
    .option('--database-url-file <file>', 'read this URL from a file')
    .option('--schema <name>', 'the schema of the tables in the database (default: exact_match)', schemaName)
    .option('--blocks <folder>', 'keep the bytes of blocks in a folder (default: with --data in its folder)')
    .option(
      '--expire-after <duration>',
      'end sessions that wait for their clients that long (default: never)',
      duration,
    )
    .option('--token <token>', 'the bearer token that clients must send (default: a random one)')
    .option('--token-file <file>', 'read the token from a file')
    .option('--upload-key <key>', 'the secret that signs upload URIs (default: a random one)')
    .option('--upload-key-file <file>', 'read this secret from a file')
    .addOption(
      new Option('--processing-time <duration>', 'how long the processing of a session takes')
        .argParser(duration)
        .default(2_000, '2s'),
    )
    .addOption(
      new Option(
        '--naming <convention>',
        'how datastoreId is written: datastoreId or dataStoreId (default: that of the path, dataStoreId under /beta)',
      ).choices(['v1.0', 'beta']),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ exact-match-session serve                             in memory, with a fresh token
  $ exact-match-session serve --data sessions             in a folder, found again the next time
  $ exact-match-session serve --tls                       https, for clients that send no token over http
  $ EXACT_MATCH_TOKEN=… DATABASE_URL=postgres://localhost/sessions exact-match-session serve

Where an option and its file are missing, DATABASE_URL (not with --data), EXACT_MATCH_TOKEN and EXACT_MATCH_UPLOAD_KEY
count. Other users of the machine can read options, but not these variables.

The tables in a database are created or brought up to date first; exact-match-session migrate does that apart.

Of a block, its bytes are kept until its session is removed: in the folder of --data or --blocks, or else in memory, up
to 256 MiB. A folder belongs to one store of sessions.

In memory, sessions are lost when the server stops. Upload URIs are valid in every process with the same upload key, so
a server that starts again needs the same one. One process at a time can open a folder.

A body may take as long as it makes progress; a client that sends nothing for 20 s is cut off. --trust-proxy is for a
proxy that clients can't go around, and that sets these headers itself.

The URL, a curl command and a random token go to stdout, the log as lines of JSON to stderr; a secret that was given is
never printed. GET /healthz shows whether the store answers. SIGTERM and Ctrl-C stop the server after the requests in
flight, within 10 s. --data needs the packages @electric-sql/pglite and fs-native-extensions; --database-url needs pg
and graphile-worker. Exit codes: 0 stopped, 1 stopped before the store had closed, 2 it can't be started.`,
    )
    .action(async (options: Options) => exit(await run(io, options)))
