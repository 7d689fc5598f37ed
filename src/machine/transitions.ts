// The states and where each event leads. `step` runs this table, and the XState machine is made from it.
import type { SessionStateName } from '../model/index.js'
import type { SessionEventType } from './events/index.js'

/** Where an event leads. */
export interface Transition {
  readonly to: SessionStateName
  /** Where it leads when no block or job of the phase remains after it. */
  readonly onLast?: SessionStateName
}

/** The transitions of one state, by event. */
export type TransitionsOfState = { readonly [T in SessionEventType]?: Transition }

const exits = { fail: { to: 'failed' }, cancel: { to: 'cancelled' } } as const

/**
 * Where each event leads in each state; an event without an entry is refused.
 *
 * @example
 * import { transitions } from 'exact-match-session/machine'
 *
 * transitions.uploaded.commit // { to: 'processing', onLast: 'completed' }
 */
export const transitions = {
  created: { start: { to: 'uploading', onLast: 'uploaded' }, renew: { to: 'created' }, ...exits },
  uploading: {
    'block.uploaded': { to: 'uploading', onLast: 'uploaded' },
    renew: { to: 'uploading' },
    ...exits,
  },
  uploaded: { commit: { to: 'processing', onLast: 'completed' }, renew: { to: 'uploaded' }, ...exits },
  processing: { 'job.completed': { to: 'processing', onLast: 'completed' }, ...exits },
  completed: {},
  failed: {},
  cancelled: {},
} as const satisfies { readonly [S in SessionStateName]: TransitionsOfState }
