// How long each fault lasts, or by how much it delays.
import type { Fault } from '../plan/fault.js'
import { samplerOf } from '../random/sampler.js'
import { bySession } from '../random/substream.js'
import { microsecondsOf } from '../time/microseconds.js'
import type { FaultDraws } from './faultDraws.js'

/** The microseconds of a fault: by the session, the number and the attempt of what it strikes. */
export type FaultDuration = (fault: Fault, session: number, number: number, attempt?: number) => number

/** Samples the durations of faults; zero for a fault without one. */
export const faultDurations = (faults: ReadonlyArray<Fault>, drawsOf: FaultDraws): FaultDuration => {
  const samplers = new Map<Fault, FaultDuration>()
  for (const fault of faults) {
    if (!('seconds' in fault)) continue
    const sample = samplerOf(fault.seconds)
    const draws = bySession(drawsOf(fault).of('seconds'))
    samplers.set(fault, (_, session, number, attempt) =>
      microsecondsOf(sample(draws(session).at(number, attempt))),
    )
  }
  return (fault, session, number, attempt) => samplers.get(fault)?.(fault, session, number, attempt) ?? 0
}
