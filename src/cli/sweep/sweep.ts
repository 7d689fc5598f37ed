// `exact-match-session sweep`: simulates a plan with many seeds and prints percentiles.
import { setImmediate } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  combinationsOf,
  outcomesOf,
  type Plan,
  type PresetName,
  presets,
  type SeedOutcome,
  type Setting,
  summarize,
  type Variable,
} from '../../simulate/index.js'
import { exitCodes } from '../exitCodes.js'
import { type Failure, printFailure } from '../failure.js'
import { type Io, untilInterrupted, write } from '../io.js'
import { planOfFile } from '../simulate/plan.js'
import { progressOn } from './progress.js'
import { lineOfVariation, resultOf, textOfSweep, type Variation } from './result.js'

export interface SweepOptions {
  readonly seeds: number
  readonly seed?: number
  readonly faults?: PresetName
  readonly vary: ReadonlyArray<Variable>
  readonly jsonl?: true
}

interface VariedPlan {
  readonly settings: ReadonlyArray<Setting>
  readonly plan: Plan
}

/** The plan in all its variations; left: what is wrong with the first that is none. */
const plansOf = (
  file: string,
  { vary, seed, faults }: SweepOptions,
): TE.TaskEither<Failure, ReadonlyArray<VariedPlan>> => {
  const scenario = {
    ...(seed === undefined ? {} : { seed }),
    ...(faults === undefined ? {} : { faults: presets[faults] }),
  }
  return pipe(
    combinationsOf(vary),
    RA.traverse(TE.ApplicativeSeq)((settings) =>
      pipe(
        planOfFile(file, scenario, settings),
        TE.map(({ plan }) => ({ settings, plan })),
      ),
    ),
  )
}

/** How long seeds are simulated without a turn for signals, in milliseconds. */
const maxBusy = 50

/** The outcomes of all seeds; fewer if the signal aborts. */
const simulateSeeds = async (
  plan: Plan,
  seeds: number,
  onSeed: () => void,
  signal: AbortSignal,
): Promise<ReadonlyArray<SeedOutcome>> => {
  const outcomes: Array<SeedOutcome> = []
  let turn = performance.now()
  for (const outcome of outcomesOf(plan, seeds)) {
    outcomes.push(outcome)
    onSeed()
    if (performance.now() - turn < maxBusy) continue
    await setImmediate()
    if (signal.aborted) break
    turn = performance.now()
  }
  return outcomes
}

const sweepPlans = async (
  io: Io,
  file: string,
  plans: ReadonlyArray<VariedPlan>,
  { seeds, jsonl }: SweepOptions,
  signal: AbortSignal,
): Promise<number> => {
  const progress = progressOn(io.stderr, plans.length * seeds)
  signal.addEventListener('abort', progress.close)
  const variations: Array<Variation> = []
  for (const { settings, plan } of plans) {
    const outcomes = await simulateSeeds(plan, seeds, progress.advance, signal)
    if (signal.aborted) return exitCodes.interrupted
    const variation = resultOf(settings, plan, summarize(outcomes))
    variations.push(variation)
    if (jsonl === true) await write(io.stdout, lineOfVariation(variation))
  }
  progress.close()
  if (jsonl !== true) await write(io.stdout, textOfSweep(file, variations, io.stdout.isTTY === true))
  const isMet = variations.every(({ verdicts }) => verdicts.every((verdict) => verdict.isMet))
  return isMet ? exitCodes.ok : exitCodes.unexpected
}

/** Runs the command; resolves with the exit code. */
export const runSweep = async (io: Io, file: string, options: SweepOptions): Promise<number> => {
  const plans = await plansOf(file, options)()
  return E.isLeft(plans)
    ? printFailure(io, plans.left)
    : untilInterrupted(io, (signal) => sweepPlans(io, file, plans.right, options, signal))
}
