// The draws of each fault of a plan. They depend on the fault's name, and on its place among those that have the same
// name and can strike; so a fault that is added, taken away or never strikes changes nothing for the others.
import type { Fault } from '../plan/fault.js'
import type { Substream } from '../random/substream.js'

/** The draws of each fault. */
export type FaultDraws = (fault: Fault) => Substream

/** The draws of a fault: of one with a rate by its place, of one with a time by that time. */
export const faultDraws = (faults: ReadonlyArray<Fault>, draws: Substream): FaultDraws => {
  const places = new Map<string, number>()
  const streams = new Map<Fault, Substream>()
  for (const fault of faults) {
    if (fault.rate === 0) continue
    const purpose = [fault.fault, fault.atSeconds, fault.every].join()
    const place = places.get(purpose) ?? 0
    places.set(purpose, place + 1)
    streams.set(fault, draws.of(purpose).of(place))
  }
  return (fault) => streams.get(fault) ?? draws
}
