// Histories of calls as arbitraries: one after another, or by several clients.
import * as fc from 'fast-check'
import type { Call, History } from '../call.js'
import { type CallConstraints, callToSession, createCall } from './callArbitrary.js'

/** The length of histories, and their calls. */
export interface HistoryConstraints extends CallConstraints {
  /** The maximal number of calls, 24 by default; before several clients call, 8 by default. */
  readonly maxCalls?: number
  /** The number of clients that call concurrently, 4 by default. */
  readonly clients?: number
}

/**
 * Histories of calls one after another.
 *
 * @example
 * import { callHistory } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(callHistory({ maxCalls: 5 }), ({ calls }) => calls.length <= 6))
 */
export const callHistory = (constraints: HistoryConstraints = {}): fc.Arbitrary<History> => {
  const { maxCalls = 24, maxSessions = 2 } = constraints
  const create = createCall(constraints)
  const call: fc.Arbitrary<Call> =
    maxSessions < 2
      ? callToSession(constraints)
      : fc.oneof({ weight: 30, arbitrary: callToSession(constraints) }, { weight: 1, arbitrary: create })
  return fc
    .tuple(create, fc.array(call, { maxLength: maxCalls, size: 'max' }))
    .map(([first, calls]) => ({ calls: [first, ...calls] }))
}

/**
 * Histories in which a few calls advance a session, and then several clients call concurrently.
 *
 * @example
 * import { overlappingHistory } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(overlappingHistory({ clients: 3 }), ({ clients = [] }) => clients.length <= 3))
 */
export const overlappingHistory = (constraints: HistoryConstraints = {}): fc.Arbitrary<History> => {
  const { clients = 4, maxCalls = 8 } = constraints
  const single = { ...constraints, maxSessions: 1 }
  const call = callToSession(single)
  return fc
    .tuple(
      callHistory({ ...single, maxCalls }),
      fc.array(fc.array(call, { minLength: 1, maxLength: 3, size: 'max' }), {
        minLength: Math.min(2, clients),
        maxLength: clients,
        size: 'max',
      }),
    )
    .map(([{ calls }, clients]) => ({ calls, clients }))
}
