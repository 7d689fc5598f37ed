// `exact-match-session simulate`: simulates an upload and prints the session that it ends with.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { explain, type SessionRecord, toResource } from '../../machine/index.js'
import { maskSecrets, sessionStates } from '../../model/index.js'
import {
  lineOf,
  outcomeOf,
  type Plan,
  play,
  simulate,
  type TraceEntry,
  verdictsOfOutcome,
} from '../../simulate/index.js'
import { exitCodes } from '../exitCodes.js'
import { type Failure, printFailure } from '../failure.js'
import { type Io, untilInterrupted, write } from '../io.js'
import { reportOf } from '../report/report.js'
import { collectReportData } from '../report/reportData.js'
import { verdictText } from '../verdictText.js'
import { displayOn, noDisplay } from './display.js'
import { type PlanOptions, type PlanWithTables, planOf } from './plan.js'
import { watchableSpeed } from './playbackSpeed.js'
import { writeReport } from './report.js'
import { summaryOf } from './summary.js'
import { badLinesOf, type LimitOptions, warningsOf } from './tableNotes.js'
import { checkWritable } from './writable.js'

export interface SimulateOptions extends PlanOptions, LimitOptions {
  readonly speed?: number
  readonly json?: true
  readonly jsonl?: true
  readonly report?: string
  readonly showSecrets?: true
}

interface Prepared extends PlanWithTables {
  readonly reportFile: string | null
}

/** Finds whatever is wrong with the command line before anything is printed. */
const prepare = (
  io: Io,
  file: string | undefined,
  options: SimulateOptions,
): TE.TaskEither<Failure, Prepared> =>
  pipe(
    TE.Do,
    TE.apS('reportFile', options.report === undefined ? TE.right(null) : checkWritable(options.report)),
    TE.apS('planned', planOf(io, file, options)),
    TE.map(({ reportFile, planned }) => ({ ...planned, reportFile })),
    TE.filterOrElse(
      ({ reportFile, plan }) => reportFile === null || plan.sessions.length === 1,
      ({ plan }) => ({ message: `a report shows one session; the plan has ${plan.sessions.length}` }),
    ),
  )

const speedOf = ({ speed, json, jsonl }: SimulateOptions, plan: Plan, { stderr }: Io): number => {
  if (speed !== undefined) return speed
  const isWatched = json !== true && jsonl !== true && stderr.isTTY === true
  return isWatched ? watchableSpeed(plan) : Number.POSITIVE_INFINITY
}

/** Plays the plan to its end and prints the session. */
const playPlan = async (
  io: Io,
  { plan, tables, reportFile }: Prepared,
  options: SimulateOptions,
  signal: AbortSignal,
): Promise<number> => {
  const { json = false, jsonl = false, showSecrets = false } = options
  // With --jsonl, stdout has every entry already; a display would disrupt the lines.
  const display = json || jsonl || plan.sessions.length > 1 ? noDisplay : displayOn(io.stderr, io.env['TERM'])
  const collector = reportFile === null ? null : collectReportData(plan)
  const speed = speedOf(options, plan, io)
  signal.addEventListener('abort', display.close)
  const records = new Map(plan.sessions.map(({ session }) => [session.context.metadata.id, session]))
  let last: TraceEntry | null = null
  // The last refusal may be the reason why the session did not end.
  let refusal: Failure | null = null

  if (!json) io.stderr.write(warningsOf(tables, options))
  display.show(plan.sessions[0].session, plan.startDateTime)
  for await (const entry of play(simulate(plan), { speed, signal })) {
    last = entry
    records.set(entry.sessionId, entry.session)
    display.show(entry.session, entry.at)
    collector?.add(entry)
    if (E.isLeft(entry.outcome)) refusal = { message: explain(entry.outcome.left) }
    if (jsonl) await write(io.stdout, `${lineOf(entry, { showSecrets })}\n`)
  }
  if (signal.aborted) return exitCodes.interrupted
  display.close()

  const ended = [...records.values()]
  const now = last?.at ?? plan.startDateTime
  if (!jsonl)
    await write(io.stdout, `${JSON.stringify(sessionsOf(ended, showSecrets), null, json ? 0 : 2)}\n`)
  const unwritten =
    reportFile === null || collector === null
      ? null
      : await writeReport(reportFile, await reportOf(plan, collector.data()), signal)
  // The summary comes last, so that a terminal shows it below the session.
  if (!json) io.stderr.write(badLinesOf(tables) + ended.map((record) => summaryOf(record, now)).join(''))
  if (unwritten !== null) return printFailure(io, unwritten, exitCodes.cantWrite)
  const open = ended.find(({ value }) => !sessionStates[value].final)
  if (open !== undefined) return printFailure(io, failureOf(open, last, refusal), exitCodes.unfinished)
  return checkExpectations(io, plan)
}

/** Prints the expectations that are not met; returns the exit code. */
const checkExpectations = (io: Io, plan: Plan): number => {
  if (plan.expect === undefined) return exitCodes.ok
  const unmet = verdictsOfOutcome(plan.expect, outcomeOf(plan)).filter(({ isMet }) => !isMet)
  if (unmet.length === 0) return exitCodes.ok
  return printFailure(io, { message: unmet.map(verdictText).join('; ') }, exitCodes.unexpected)
}

/** The session, or a list of them where there are several. */
const sessionsOf = (records: ReadonlyArray<SessionRecord>, showSecrets: boolean): unknown => {
  const sessions = records.map(toResource).map((resource) => (showSecrets ? resource : maskSecrets(resource)))
  return sessions.length === 1 ? sessions[0] : sessions
}

/** Why a session did not end. */
const failureOf = ({ value }: SessionRecord, last: TraceEntry | null, refusal: Failure | null): Failure => {
  if (last?.event.type === 'simulation.stopped') {
    return {
      message: `the simulation was stopped at ${last.at}, by its limit of ${last.cause}; the session was ${value}`,
    }
  }
  return refusal ?? { message: `the session came no further than ${value}` }
}

/** Runs the command; resolves with the exit code. */
export const runSimulate = async (
  io: Io,
  file: string | undefined,
  options: SimulateOptions,
): Promise<number> => {
  const prepared = await prepare(io, file, options)()
  return E.isLeft(prepared)
    ? printFailure(io, prepared.left)
    : untilInterrupted(io, (signal) => playPlan(io, prepared.right, options, signal))
}
