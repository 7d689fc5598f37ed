// `exact-match-session simulate`: an upload from its beginning to its end.
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DateTimeOffset, dateOf, dateTimeOffsetOf } from '../codec/index.js'
import { explain, type SessionRecord, toResource } from '../machine/index.js'
import { maskSecrets } from '../model/index.js'
import { type CsvFault, type Plan, planFromCsv, planFromRequest, play, simulate } from '../simulate/index.js'
import { type Display, displayOn, silence } from './display.js'
import { exitCodes, type Failure, report } from './failure.js'
import { readRequest } from './request.js'

interface Options {
  readonly rowsPerBlock: string
  readonly request?: string
  readonly json?: true
  readonly showSecrets?: true
}

const example = fileURLToPath(new URL('../../docs/examples/patients.csv', import.meta.url))

/** How long a person is asked to watch, in seconds. */
const showTime = 3

const sentence = ({ file, line, message }: CsvFault): Failure => ({
  message: `${file}${line === null ? '' : `:${line}`}: ${message}`,
})

const planOf = (file: string, options: Options, at: DateTimeOffset): TE.TaskEither<Failure, Plan> => {
  const id = randomUUID()
  if (options.request === undefined) {
    const plan = planFromCsv(file, { id, at, rowsPerBlock: Number(options.rowsPerBlock) })
    return TE.mapLeft(sentence)(plan)
  }
  const { request: source } = options
  return pipe(
    readRequest(source),
    TE.flatMapEither((request) =>
      pipe(
        planFromRequest({ id, at, request }),
        E.mapLeft((faults) => ({
          message: `${source}: ${faults.map((fault) => `${fault.path}: ${fault.message}`).join('; ')}`,
        })),
      ),
    ),
  )
}

const secondsBetween = (first: DateTimeOffset, last: DateTimeOffset): number =>
  pipe(
    O.Do,
    O.apS('from', dateOf(first)),
    O.apS('to', dateOf(last)),
    O.match(
      () => 0,
      ({ from, to }) => (to.getTime() - from.getTime()) / 1000,
    ),
  )

/** Seconds of the simulation in one second for whoever watches; without a watcher, as fast as it goes. */
const speedOf = (plan: Plan, watched: boolean): number => {
  if (!watched) return Number.POSITIVE_INFINITY
  let last = plan.startDateTime
  for (const { at } of simulate(plan)) last = at
  return Math.max(1, secondsBetween(plan.startDateTime, last) / showTime)
}

/** Plays the plan to its end; gives the session as it is then, or why it came no further. */
const played = async (
  plan: Plan,
  display: Display,
  watched: boolean,
): Promise<readonly [SessionRecord, Failure | null]> => {
  let record = plan.session
  let refused: Failure | null = null
  display.show(record)
  for await (const { outcome } of play(simulate(plan), { speed: speedOf(plan, watched) })) {
    if (E.isRight(outcome)) {
      record = outcome.right
      display.show(record)
    } else refused = { message: explain(outcome.left) }
  }
  return [record, refused]
}

const run = async (file: string, options: Options): Promise<void> => {
  const plan = await pipe(
    TE.fromOption((): Failure => ({ message: 'the clock of this machine shows no time' }))(
      dateTimeOffsetOf(new Date()),
    ),
    TE.flatMap((at) => planOf(file, options, at)),
  )()
  if (E.isLeft(plan)) return report(plan.left)
  const display = options.json === true ? silence : displayOn(process.stderr)
  const interrupt = () => {
    display.close()
    process.exit(exitCodes.interrupted)
  }
  process.once('SIGINT', interrupt)
  const [record, refused] = await played(plan.right, display, options.json !== true && process.stderr.isTTY)
  process.off('SIGINT', interrupt)
  display.close()
  const resource = toResource(record)
  const session = options.showSecrets === true ? resource : maskSecrets(resource)
  process.stdout.write(`${JSON.stringify(session, null, options.json === true ? 0 : 2)}\n`)
  if (refused !== null) report(refused, exitCodes.unfinished)
}

/** The command. */
export const simulateCommand = (): Command =>
  new Command('simulate')
    .description('simulate the upload of a table and print the session it ends with')
    .argument('[file.csv]', 'the table to upload', example)
    .option('--rows-per-block <n>', 'how many rows go into a block', '100')
    .option('--request <request.json>', 'start from a create request instead of a table')
    .option('--json', 'print the session in one line, and nothing else')
    .option('--show-secrets', 'print the salt and the signature of the upload URI')
    .addHelpText(
      'after',
      `
Examples:
  $ exact-match-session simulate                           an example table
  $ exact-match-session simulate patients.csv              your own
  $ exact-match-session simulate --request request.json    a session as you would create it
  $ exact-match-session simulate patients.csv --json | jq .state

The session goes to stdout, everything else to stderr. Exit codes: 0 the session ended, 1 it came no further,
2 the input can't be used, 130 interrupted.`,
    )
    .action(run)
