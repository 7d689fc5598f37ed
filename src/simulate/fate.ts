// Which fault strikes: those with a time once, in their order; those with a rate by one draw for all of them.
import type { Chance } from './chance.js'
import { drawsOf, waitOf } from './plan/distribution.js'
import type { Fault, Strike } from './plan/fault.js'

/** No request and no job is struck more often, whatever the rates: so every plan comes to an end. */
const mostStrikes = 5

/** The fault that strikes what sets out now, at its so-many-th attempt. */
export type Fate<F, S> = (now: number, attempt: number, subject: S) => F | null

/** One fault of several at most, of those that can strike a subject. */
export const fateOf = <F extends Strike, S>(
  faults: ReadonlyArray<F>,
  { uniform }: Chance,
  canStrike: (fault: F, subject: S) => boolean,
): Fate<F, S> => {
  if (faults.length === 0) return () => null
  const timed = faults
    .flatMap((fault) => (fault.atSeconds === undefined ? [] : [{ fault, from: fault.atSeconds * 1000 }]))
    .sort((first, second) => first.from - second.from)
  let sum = 0
  const rated = faults.flatMap((fault) => {
    sum += fault.rate ?? 0
    return fault.rate === undefined ? [] : [{ fault, below: sum }]
  })
  const byTime = (now: number, subject: S): F | null => {
    const index = timed.findIndex(({ fault, from }) => from <= now && canStrike(fault, subject))
    return index === -1 ? null : (timed.splice(index, 1)[0]?.fault ?? null)
  }
  return (now, attempt, subject) => {
    if (attempt > mostStrikes) return null
    const due = byTime(now, subject)
    if (due !== null || rated.length === 0) return due
    const draw = uniform()
    const struck = rated.find(({ below }) => draw < below)?.fault
    return struck !== undefined && canStrike(struck, subject) ? struck : null
  }
}

/** For how many milliseconds a fault holds up what it strikes; drawn anew each time. */
export const delaysOf = (faults: ReadonlyArray<Fault>, chance: Chance): ((fault: Fault) => number) => {
  const draws = new Map<Fault, () => number>()
  for (const fault of faults) if ('seconds' in fault) draws.set(fault, drawsOf(fault.seconds, chance))
  return (fault) => waitOf(draws.get(fault)?.() ?? 0)
}
