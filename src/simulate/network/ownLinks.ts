// A link of its own for each upload: a block takes as long as its throughput says, whatever else is uploaded.
import type { Distribution } from '../plan/distribution.js'
import { samplerOf } from '../random/sampler.js'
import { bySession, type Substream } from '../random/substream.js'
import { microsecondsOf } from '../time/microseconds.js'
import { type Link, type OnSent, slownessOf } from './link.js'

const nothing = (): void => undefined

/** Links of a throughput in blocks a second. A stalled network delays what they deliver. */
export const ownLinks = (throughput: Distribution, draws: Substream, onSent: OnSent): Link => {
  const sample = samplerOf(throughput)
  const streamOf = bySession(draws)
  return {
    transfer: (request, fault) => {
      const { session, number, drawNumber } = request
      const blocksPerSecond = sample(streamOf(session).at(number, drawNumber))
      onSent(request, fault, microsecondsOf(slownessOf(fault) / blocksPerSecond))
    },
    abort: () => false,
    pause: nothing,
    resume: nothing,
  }
}
