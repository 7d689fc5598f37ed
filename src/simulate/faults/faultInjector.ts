// Chooses the fault that strikes a request or a job: those with a time when it comes, those with a rate by chance.
import type { Fault } from '../plan/fault.js'
import { bySession } from '../random/substream.js'
import type { FaultDraws } from './faultDraws.js'
import { dueBy, isTimed, occurrencesOf } from './occurrences.js'

/** The fault that strikes a subject at `now`. */
export type FaultInjector<F, K> = (now: number, subject: Subject<K>) => F | null

/** What a fault may strike. */
interface Subject<K> {
  /** The place of the session in the plan. */
  readonly session: number
  readonly kind: K
  /** The number of the request or the job. */
  readonly number: number
  /** Counted from 1. */
  readonly attempt: number
  /** The number of the attempt among all draws for this number. */
  readonly drawNumber: number
}

/** How faults are injected. */
export interface InjectorOptions<F, K> {
  readonly canStrike: (fault: F, kind: K) => boolean
  /** By rate, later attempts are spared, so that every plan ends; null: no attempt is. */
  readonly maxStrikes: number | null
  readonly drawsOf: FaultDraws
}

/**
 * Injects at most one of several faults. Each fault draws by itself, so that another one, or one that never strikes,
 * changes nothing of what it does. As only one can strike, each is given what the earlier ones have left: that way
 * every fault strikes as often as its rate says.
 */
export const faultInjector = <F extends Fault, K>(
  faults: ReadonlyArray<F>,
  { canStrike, maxStrikes, drawsOf }: InjectorOptions<F, K>,
): FaultInjector<F, K> => {
  if (faults.length === 0) return () => null
  const timed = faults
    .filter(isTimed)
    .map((fault) => ({ fault, from: occurrencesOf(fault).first, isDue: dueBy(occurrencesOf(fault)) }))
    .sort((first, second) => first.from - second.from)
  const rated = faults.flatMap((fault) => {
    const { rate = 0 } = fault
    return rate === 0 ? [] : [{ fault, rate, draws: bySession(drawsOf(fault).of('rate')) }]
  })

  return (now, { session, kind, number, attempt, drawNumber }) => {
    for (const { fault, isDue } of timed) if (canStrike(fault, kind) && isDue(now)) return fault
    if (maxStrikes !== null && attempt > maxStrikes) return null
    let left = 1
    for (const { fault, rate, draws } of rated) {
      if (!canStrike(fault, kind)) continue
      const uniform = draws(session).at(number, drawNumber)
      if (uniform() * left < rate) return fault
      left -= rate
    }
    return null
  }
}
