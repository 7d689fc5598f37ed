// How blocks get onto the network: a link of their own each, or one that they share.
import type { Plan } from '../plan/plan.js'
import { samplerOf } from '../random/sampler.js'
import { bySession, type Substream } from '../random/substream.js'
import type { EventQueue } from '../time/eventQueue.js'
import { microsecondsOf } from '../time/microseconds.js'
import { drawNumberOf, type Request } from './message.js'
import { sharedLink } from './sharedLink.js'

/** Calls back once the last byte of a block has a time to be sent, in microseconds from now. */
export type OnSent = (inMicroseconds: number) => void

export interface Link {
  /** Transfers a block that takes `factor` times as long as usual. */
  readonly transfer: (request: Request, factor: number, onSent: OnSent) => void
  /** Ends the transfer of a request before its time; whether there was one. */
  readonly abort: (request: Request) => boolean
  /** Nothing is transferred until the link resumes. */
  readonly pause: () => void
  readonly resume: () => void
}

const nothing = (): void => undefined

/** A link of its own for each upload, of a throughput in blocks a second; a pause delays what it delivers. */
const ownLinks = (throughput: (request: Request) => number): Link => ({
  transfer: (request, factor, onSent) => onSent(microsecondsOf(factor / throughput(request))),
  abort: () => false,
  pause: nothing,
  resume: nothing,
})

const defaultThroughput = { distribution: 'constant', value: 1 } as const

/** The link of a plan: shared where it has a bandwidth. */
export const linkOf = ({ network, sessions }: Plan, queue: EventQueue, draws: Substream): Link => {
  if (network.bandwidth !== undefined) return sharedLink(network.bandwidth, sessions, queue)
  const sample = samplerOf(network.throughput ?? defaultThroughput)
  const streamOf = bySession(draws.of('throughput'))
  return ownLinks((request) => sample(streamOf(request.session).at(request.number, drawNumberOf(request))))
}
