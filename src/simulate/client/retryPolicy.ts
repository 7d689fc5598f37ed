// When a client sends a failed request again: exponential backoff with jitter, up to a longest pause.

import type { Request } from '../network/message.js'
import type { RetryPolicy } from '../plan/scenario.js'
import type { Substream } from '../random/substream.js'
import { microsecondsOf } from '../time/microseconds.js'

export interface Backoff {
  /** The microseconds until the request is sent again; null if the client has made all its attempts. */
  readonly pauseAfter: (request: Request, failures: number) => number | null
}

/** The pauses of one client. */
export const backoffOf = (
  { initialSeconds, factor, maxSeconds, jitter, maxAttempts }: RetryPolicy,
  draws: Substream,
): Backoff => ({
  pauseAfter: ({ number, drawNumber }, failures) => {
    if (maxAttempts !== null && failures >= maxAttempts) return null
    const seconds = Math.min(initialSeconds * factor ** (failures - 1), maxSeconds)
    const uniform = draws.at(number, drawNumber)
    return microsecondsOf(seconds * (1 - jitter * uniform()))
  },
})
