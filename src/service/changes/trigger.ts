// What changes a session, and on whose behalf.
import type { DateTimeOffset } from '../../codec/index.js'
import type { SessionEvent } from '../../machine/index.js'

/** Who makes a request. A service may add what it knows of them, as JSON. */
export interface Principal {
  readonly id: string
}

/** What changes a session: an event of the machine, or a request beside it. */
export interface Trigger {
  readonly type: 'create' | 'update' | 'remove' | SessionEvent['type']
  /** By the clock of the service. */
  readonly at: DateTimeOffset
  /** The event; null for a request beside the machine. */
  readonly event: SessionEvent | null
  /** Null where nobody was authorized: a worker, or a client with the upload URI as its credential. */
  readonly principal: Principal | null
}

/** The trigger of a request beside the machine. */
export const requestTrigger = (
  type: 'create' | 'update' | 'remove',
  at: DateTimeOffset,
  principal: Principal | undefined,
): Trigger => ({ type, at, event: null, principal: principal ?? null })

/** The trigger of an event. */
export const eventTrigger = (event: SessionEvent, principal: Principal | undefined): Trigger => ({
  type: event.type,
  at: event.at,
  event,
  principal: principal ?? null,
})
