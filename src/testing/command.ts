// The calls as commands of fast-check's model runs. A command that fails throws, as fast-check wants it.
import * as fc from 'fast-check'
import { type CallConstraints, sessionCall } from './arbitrary/callArbitrary.js'
import { type Call, literal } from './call.js'
import { explained } from './check/finding.js'
import { type Finding, isPossible, perform, type SessionModel } from './check/model.js'
import type { Answer, SessionSystem } from './system.js'

/** A run of calls. */
export interface CommandConstraints extends CallConstraints {
  /** At most so many calls in a run; 30 by default. */
  readonly maxCommands?: number
  /** Where fast-check found a failure; it prints the path with it. */
  readonly replayPath?: string
}

/** A call as a command, for systems that answer at once. */
export type SessionCommand = fc.Command<SessionModel, SessionSystem<Answer>>

/** A call as a command, for any system. */
export type AsyncSessionCommand = fc.AsyncCommand<SessionModel, SessionSystem>

const verdict = (finding: Finding | null): void => {
  if (finding !== null) throw new Error(explained(finding))
}

const check =
  (call: Call, maxSessions: number) =>
  (model: Readonly<SessionModel>): boolean =>
    isPossible(model, call) && (call.call !== 'create' || model.sessions.length < maxSessions)

const atOnce = (call: Call, maxSessions: number): SessionCommand => ({
  check: check(call, maxSessions),
  run: (model, system) => {
    const finding = perform(model, system, call)
    if (finding instanceof Promise) throw new Error('this system answers later; use asyncSessionCommands')
    verdict(finding)
  },
  toString: () => literal(call),
})

const inTime = (call: Call, maxSessions: number): AsyncSessionCommand => ({
  check: check(call, maxSessions),
  run: async (model, system) => verdict(await perform(model, system, call)),
  toString: () => literal(call),
})

const constraintsOf = ({ maxCommands = 30, replayPath }: CommandConstraints) => ({
  maxCommands,
  size: 'max' as const,
  ...(replayPath === undefined ? {} : { replayPath }),
})

const defaultSessions = 2

/**
 * Commands for `fc.modelRun`: what is called is the system, what it must answer comes from `step` and the blocks
 * that have arrived. A failure prints its calls as a list that {@link checkHistory} takes as it stands, and a
 * `replayPath` that goes back into the constraints.
 *
 * @example
 * import { type Answer, callsFor, sessionCommands, sessionModel, type SessionSystem } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * const behaves = (system: SessionSystem<Answer>) =>
 *   fc.property(sessionCommands(callsFor(system)), (commands) =>
 *     fc.modelRun(() => ({ model: sessionModel(), real: system }), commands),
 *   )
 */
export const sessionCommands = (
  constraints: CommandConstraints = {},
): fc.Arbitrary<Iterable<SessionCommand>> => {
  const { maxSessions = defaultSessions } = constraints
  return fc.commands(
    [sessionCall(constraints).map((call) => atOnce(call, maxSessions))],
    constraintsOf(constraints),
  )
}

/**
 * Commands for `fc.asyncModelRun` and `fc.scheduledModelRun`: as {@link sessionCommands}, for systems that answer
 * at once or later.
 *
 * @example
 * import { asyncSessionCommands, callsFor, sessionModel, type SessionSystem } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * const behaves = (system: SessionSystem) =>
 *   fc.asyncProperty(asyncSessionCommands(callsFor(system)), (commands) =>
 *     fc.asyncModelRun(() => ({ model: sessionModel(), real: system }), commands),
 *   )
 */
export const asyncSessionCommands = (
  constraints: CommandConstraints = {},
): fc.Arbitrary<Iterable<AsyncSessionCommand>> => {
  const { maxSessions = defaultSessions } = constraints
  return fc.commands(
    [sessionCall(constraints).map((call) => inTime(call, maxSessions))],
    constraintsOf(constraints),
  )
}
