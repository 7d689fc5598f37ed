// Histories of calls as arbitraries: one after another, or several clients at once.
import * as fc from 'fast-check'
import type { Call, History } from '../call.js'
import { type CallConstraints, callToSession, createCall } from './callArbitrary.js'

/** How long histories are, and what is in them. */
export interface HistoryConstraints extends CallConstraints {
  /** At most so many calls, or before clients call at once; 24 and 8 by default. */
  readonly maxCalls?: number
  /** How many clients call at once; 4 by default. */
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
 * Histories in which a few calls bring a session on its way, and then several clients call at once.
 *
 * @example
 * import { overlappingHistory } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(overlappingHistory({ clients: 3 }), ({ clients = [] }) => clients.length <= 3))
 */
export const overlappingHistory = (constraints: HistoryConstraints = {}): fc.Arbitrary<History> => {
  const { clients = 4, maxCalls = 8 } = constraints
  const one = { ...constraints, maxSessions: 1 }
  const call = callToSession(one)
  return fc
    .tuple(
      callHistory({ ...one, maxCalls }),
      fc.array(fc.array(call, { minLength: 1, maxLength: 3, size: 'max' }), {
        minLength: Math.min(2, clients),
        maxLength: clients,
        size: 'max',
      }),
    )
    .map(([{ calls }, atOnce]) => ({ calls, clients: atOnce }))
}
