// `exact-match-session simulate`: an upload from its beginning to its end.
import { access, constants, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { explain, toResource } from '../../machine/index.js'
import { maskSecrets, sessionStates } from '../../model/index.js'
import { lineOf, type Moment, type Plan, play, presets, simulate } from '../../simulate/index.js'
import { exitCodes, type Failure, report } from '../failure.js'
import { endWithReader, write } from '../output.js'
import { chroniclerOf } from '../report/chronicle.js'
import { reportOf } from '../report/report.js'
import { type Display, displayOn, silence } from './display.js'
import { type PlanOptions, planOf } from './plan.js'
import { speedFor, speedOf } from './speed.js'
import { summaryOf } from './summary.js'

interface Options extends PlanOptions {
  readonly speed?: string
  readonly json?: true
  readonly jsonl?: true
  readonly report?: string
  readonly showSecrets?: true
}

/** Whether a report can be written there, before a simulation is made for it. */
const writable = (file: string): TE.TaskEither<Failure, string> =>
  TE.tryCatch(
    async () => {
      const found = await stat(file).catch(() => null)
      if (found?.isDirectory() === true) throw new Error('this is a directory; a file was expected')
      await access(found === null ? dirname(resolve(file)) : file, constants.W_OK).catch(() => {
        throw new Error('this can not be written to')
      })
      return file
    },
    (error) => ({ message: `${file}: ${E.toError(error).message}` }),
  )

/** Everything that can be wrong with the command line is found before anything is printed. */
const prepared = (file: string | undefined, options: Options) =>
  pipe(
    TE.Do,
    TE.apS('speed', options.speed === undefined ? TE.right(null) : TE.fromEither(speedOf(options.speed))),
    TE.apS('reportFile', options.report === undefined ? TE.right(null) : writable(options.report)),
    TE.apS('plan', planOf(file, options)),
  )

interface Run {
  readonly plan: Plan
  readonly speed: number
  readonly display: Display
  readonly note: (moment: Moment) => Promise<void> | void
}

/** Plays the plan to its end and gives its last moment; what was refused last may be why it came no further. */
const played = async ({ plan, speed, display, note }: Run): Promise<Moment | null> => {
  let last: Moment | null = null
  display.show(plan.session)
  for await (const moment of play(simulate(plan), { speed })) {
    last = moment
    display.show(moment.session)
    await note(moment)
  }
  return last
}

const run = async (file: string | undefined, options: Options): Promise<void> => {
  const { json = false, jsonl = false, showSecrets = false } = options
  const ready = await prepared(file, options)()
  if (E.isLeft(ready)) return report(ready.left)
  const { plan, speed, reportFile } = ready.right
  // Moments on stdout tell everything themselves: bars among their lines would be read by nobody.
  const silent = json || jsonl
  const watched = !silent && process.stderr.isTTY
  const display = silent ? silence : displayOn(process.stderr)
  const chronicler = reportFile === null ? null : chroniclerOf(plan)
  let refused: Failure | null = null

  const interrupt = () => {
    display.close()
    process.exit(exitCodes.interrupted)
  }
  process.once('SIGINT', interrupt)
  endWithReader(exitCodes.ok)
  const last = await played({
    plan,
    speed: speed ?? speedFor(plan, watched),
    display,
    note: (moment) => {
      chronicler?.note(moment)
      if (E.isLeft(moment.outcome)) refused = { message: explain(moment.outcome.left) }
      return jsonl ? write(`${lineOf(moment, { showSecrets })}\n`) : undefined
    },
  })
  process.off('SIGINT', interrupt)
  display.close()

  const record = last?.session ?? plan.session
  if (!json) process.stderr.write(summaryOf(record, last?.at ?? plan.startDateTime))
  if (!jsonl) {
    const resource = toResource(record)
    const session = showSecrets ? resource : maskSecrets(resource)
    await write(`${JSON.stringify(session, null, json ? 0 : 2)}\n`)
  }
  if (reportFile !== null && chronicler !== null) {
    await writeFile(reportFile, await reportOf(plan, chronicler.chronicle()))
  }
  if (!sessionStates[record.value].final) {
    report(refused ?? { message: `the session came no further than ${record.value}` }, exitCodes.unfinished)
  }
}

/** The command. */
export const simulateCommand = (): Command =>
  new Command('simulate')
    .description('simulate the upload of a table and print the session it ends with')
    .argument('[file.csv]', 'the table to upload (default: an example)')
    .option('--rows-per-block <n>', 'how many rows go into a block', '100')
    .option('--request <request.json>', 'start from a create request instead of a table')
    .option('--plan <plan.yaml>', 'start from a plan, in YAML or JSON, that says all of it')
    .option('--seed <n>', 'draw everything from this seed: the same output each time')
    .option('--faults <preset>', `what goes wrong: ${Object.keys(presets).join(', ')}`)
    .option('--speed <speed>', 'max, realtime, or times real time like 60x')
    .option('--jsonl', 'print every moment as a line of JSON instead of the session at the end')
    .option('--report <report.html>', 'write a page with curves, timeline and refusals')
    .option('--json', 'print the session in one line, and nothing else')
    .option('--show-secrets', 'print the salt and the signature of the upload URI')
    .addHelpText(
      'after',
      `
Examples:
  $ exact-match-session simulate                           an example table
  $ exact-match-session simulate patients.csv              your own
  $ exact-match-session simulate --request request.json    a session as you would create it
  $ exact-match-session simulate --faults flaky --seed 7 --report report.html    a bad day, to look at
  $ exact-match-session simulate --plan plan.yaml --jsonl | jq 'select(.refused)'
  $ exact-match-session simulate patients.csv --json | jq .state

The session goes to stdout, everything else to stderr. Exit codes: 0 the session ended, 1 it came no further,
2 the input can't be used, 130 interrupted.`,
    )
    .action(run)
