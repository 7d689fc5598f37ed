// How blocks get onto the network.
import type { RequestFault } from '../plan/fault.js'
import type { Request } from './message.js'

/** Called once it is certain when the last byte of a request is sent: in some microseconds from now. */
export type OnSent = (request: Request, fault: RequestFault | null, inMicroseconds: number) => void

export interface Link {
  /** Transfers the block of a request that a fault has struck, or none. */
  readonly transfer: (request: Request, fault: RequestFault | null) => void
  /** Ends the transfer of a request before its time; whether there was one. */
  readonly abort: (request: Request) => boolean
  /** Nothing is transferred until the link resumes. */
  readonly pause: () => void
  readonly resume: () => void
}

/** How many times as long as usual a request takes. */
export const slownessOf = (fault: RequestFault | null): number => (fault?.fault === 'slow' ? fault.factor : 1)
