// Chooses the fault that strikes a request or a job: faults with a time once, in their order; faults with a rate by one
// random number for all of them.
import { sampler, toDelayMs } from './plan/distribution.js'
import type { Fault, Trigger } from './plan/fault.js'
import type { Rng } from './rng.js'

/** Later attempts are spared, whatever the rates, so that every plan ends. */
const maxStrikes = 5

/** The fault that strikes an attempt at `now`; attempts are counted from 1. */
export type FaultInjector<F, S> = (now: number, attempt: number, subject: S) => F | null

/** Injects at most one of several faults, of those that can strike the subject. */
export const faultInjector = <F extends Trigger, S>(
  faults: ReadonlyArray<F>,
  { uniform }: Rng,
  canStrike: (fault: F, subject: S) => boolean,
): FaultInjector<F, S> => {
  if (faults.length === 0) return () => null
  const timed = faults
    .flatMap((fault) => (fault.atSeconds === undefined ? [] : [{ fault, from: fault.atSeconds * 1000 }]))
    .sort((first, second) => first.from - second.from)
  let sum = 0
  const rated = faults.flatMap((fault) => {
    sum += fault.rate ?? 0
    return fault.rate === undefined ? [] : [{ fault, below: sum }]
  })
  const takeTimed = (now: number, subject: S): F | null => {
    const index = timed.findIndex(({ fault, from }) => from <= now && canStrike(fault, subject))
    return index === -1 ? null : (timed.splice(index, 1)[0]?.fault ?? null)
  }
  return (now, attempt, subject) => {
    if (attempt > maxStrikes) return null
    const due = takeTimed(now, subject)
    if (due !== null || rated.length === 0) return due
    const number = uniform()
    const struck = rated.find(({ below }) => number < below)?.fault
    return struck !== undefined && canStrike(struck, subject) ? struck : null
  }
}

/** Samples for how many milliseconds a fault delays what it strikes. */
export const delaySampler = (faults: ReadonlyArray<Fault>, rng: Rng): ((fault: Fault) => number) => {
  const samplers = new Map<Fault, () => number>()
  for (const fault of faults) if ('seconds' in fault) samplers.set(fault, sampler(fault.seconds, rng))
  return (fault) => toDelayMs(samplers.get(fault)?.() ?? 0)
}
