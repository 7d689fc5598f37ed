// The calls as commands for fast-check's model runs. A command throws on a discrepancy, as fast-check requires.
import * as fc from 'fast-check'
import { type CallConstraints, sessionCall } from './arbitrary/callArbitrary.js'
import { type Call, literal } from './call.js'
import { explainDiscrepancy } from './check/discrepancy.js'
import { type Discrepancy, hasTarget, perform, type SessionModel } from './model/run.js'
import type { Outcome, SessionSystem } from './system.js'

/** The calls of a model run. */
export interface CommandConstraints extends CallConstraints {
  /** The maximal number of calls, 30 by default. */
  readonly maxCommands?: number
  /** Where fast-check found a failure, as it prints it. */
  readonly replayPath?: string
}

/** A call as a command, for synchronous systems. */
export type SessionCommand = fc.Command<SessionModel, SessionSystem<Outcome>>

/** A call as a command, for any system. */
export type AsyncSessionCommand = fc.AsyncCommand<SessionModel, SessionSystem>

const throwDiscrepancy = (discrepancy: Discrepancy | null): void => {
  if (discrepancy !== null) throw new Error(explainDiscrepancy(discrepancy))
}

const check =
  (call: Call, maxSessions: number) =>
  (model: Readonly<SessionModel>): boolean =>
    hasTarget(model, call) && (call.call !== 'create' || model.sessions.length < maxSessions)

const syncCommand = (call: Call, maxSessions: number): SessionCommand => ({
  check: check(call, maxSessions),
  run: (model, system) => {
    const discrepancy = perform(model, system, call)
    if (discrepancy instanceof Promise) {
      throw new Error('this system is asynchronous; use asyncSessionCommands')
    }
    throwDiscrepancy(discrepancy)
  },
  toString: () => literal(call),
})

const asyncCommand = (call: Call, maxSessions: number): AsyncSessionCommand => ({
  check: check(call, maxSessions),
  run: async (model, system) => throwDiscrepancy(await perform(model, system, call)),
  toString: () => literal(call),
})

const commandConstraintsOf = ({ maxCommands = 30, replayPath }: CommandConstraints) => ({
  maxCommands,
  size: 'max' as const,
  ...(replayPath === undefined ? {} : { replayPath }),
})

const defaultMaxSessions = 2

/**
 * Commands for `fc.modelRun`: they call a synchronous system and compare its outcomes with the model. A failure prints
 * its calls as a list for {@link checkHistory}, and a `replayPath` for the constraints.
 *
 * @example
 * import {
 *   constraintsFor,
 *   type Outcome,
 *   sessionCommands,
 *   sessionModel,
 *   type SessionSystem,
 * } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * const behaves = (system: SessionSystem<Outcome>) =>
 *   fc.property(sessionCommands(constraintsFor(system)), (commands) =>
 *     fc.modelRun(() => ({ model: sessionModel(), real: system }), commands),
 *   )
 */
export const sessionCommands = (
  constraints: CommandConstraints = {},
): fc.Arbitrary<Iterable<SessionCommand>> => {
  const { maxSessions = defaultMaxSessions } = constraints
  return fc.commands(
    [sessionCall(constraints).map((call) => syncCommand(call, maxSessions))],
    commandConstraintsOf(constraints),
  )
}

/**
 * Commands for `fc.asyncModelRun` and `fc.scheduledModelRun`: as {@link sessionCommands}, for synchronous and
 * asynchronous systems.
 *
 * @example
 * import {
 *   asyncSessionCommands,
 *   constraintsFor,
 *   sessionModel,
 *   type SessionSystem,
 * } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * const behaves = (system: SessionSystem) =>
 *   fc.asyncProperty(asyncSessionCommands(constraintsFor(system)), (commands) =>
 *     fc.asyncModelRun(() => ({ model: sessionModel(), real: system }), commands),
 *   )
 */
export const asyncSessionCommands = (
  constraints: CommandConstraints = {},
): fc.Arbitrary<Iterable<AsyncSessionCommand>> => {
  const { maxSessions = defaultMaxSessions } = constraints
  return fc.commands(
    [sessionCall(constraints).map((call) => asyncCommand(call, maxSessions))],
    commandConstraintsOf(constraints),
  )
}
