// `exact-match-session migrate`: creates the tables of `serve --database-url` or brings them up to date, or prints the SQL
// for somebody else to do so.
import { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  type Migrated,
  migrate,
  migrateWorkerQueue,
  migrationSql,
  openPg,
  workerQueueSql,
} from '../service/postgres/index.js'
import { exitCodes } from './exitCodes.js'
import { type Failure, printFailure } from './failure.js'
import { type Io, write } from './io.js'
import { schemaName } from './optionValue.js'
import { readDatabaseUrl } from './serve/secret.js'

interface Options {
  readonly databaseUrl?: string
  readonly databaseUrlFile?: string
  readonly schema: string
  readonly print?: true
}

/** A migration of a large table may take its time, in milliseconds. */
const timeout = 3_600_000

const script = ({ schema }: Options): TE.TaskEither<Failure, string> =>
  pipe(
    workerQueueSql({ schema }),
    TE.map((queue) => `${migrationSql({ schema })}\n${queue}`),
  )

const line = (schema: string, { from, to }: Migrated): string =>
  from === to
    ? `${schema}: up to date at version ${to}\n`
    : `${schema}: migrated from version ${from} to version ${to}\n`

const migrateAt = (connectionString: string, { schema }: Options): TE.TaskEither<Failure, string> =>
  TE.bracket(
    openPg({ connectionString, timeout }),
    (database) =>
      pipe(
        TE.Do,
        TE.bind('sessions', () => migrate(database, { schema })),
        TE.bind('queue', () => migrateWorkerQueue({ database, connectionString, schema })),
        TE.map(({ sessions, queue }) => line(schema, sessions) + line(`${schema}_worker`, queue)),
      ),
    ({ close }) => TE.fromTask(close),
  )

const outputOf = (io: Io, options: Options): TE.TaskEither<Failure, string> =>
  options.print === true
    ? script(options)
    : pipe(
        readDatabaseUrl(options, io),
        TE.flatMap((url) =>
          url === undefined
            ? TE.left({ message: '--database-url: the URL of a database was expected' })
            : migrateAt(url, options),
        ),
      )

const run = async (io: Io, options: Options): Promise<number> => {
  const output = await outputOf(io, options)()
  if (E.isLeft(output)) return printFailure(io, output.left)
  await write(io.stdout, output.right)
  return exitCodes.ok
}

/** The command. */
export const migrateCommand = (io: Io, exit: (code: number) => void): Command =>
  new Command('migrate')
    .description('create or update the tables that serve keeps sessions in')
    .option('--database-url <url>', 'the PostgreSQL database')
    .option('--database-url-file <file>', 'read this URL from a file')
    .option('--schema <name>', 'the schema of the tables', schemaName, 'exact_match')
    .option('--print', 'print the SQL, and touch no database')
    .addHelpText(
      'after',
      `
Examples:
  $ DATABASE_URL=postgres://owner@localhost/sessions exact-match-session migrate
  $ exact-match-session migrate --print | psql postgres://owner@localhost/sessions

The tables of sessions are in the schema, those of the queue in another whose name ends in _worker. serve does the same
when it starts, if its role may; on tables that are up to date a role needs only

  grant usage on schema exact_match, exact_match_worker to app;
  grant usage on all sequences in schema exact_match, exact_match_worker to app;
  grant select, insert, update, delete on all tables in schema exact_match, exact_match_worker to app;

The SQL can be applied to tables of any earlier version, and changes nothing the second time. Needs the packages pg and
graphile-worker. Exit codes: 0 the tables are up to date, 2 they can't be migrated.`,
    )
    .action(async (options: Options) => exit(await run(io, options)))
