// Every event, once: types, codecs and rules are read from here.
import type * as t from 'io-ts'
import { discriminated } from '../../codec/index.js'
import { type BlockUploaded, blockUploaded } from './blockUploaded.js'
import { type Cancel, cancel } from './cancel.js'
import { type Commit, commit } from './commit.js'
import type { EventDefinition, Rule } from './defineEvent.js'
import { type Fail, fail } from './fail.js'
import { type JobCompleted, jobCompleted } from './jobCompleted.js'
import { type Renew, renew } from './renew.js'
import { type Start, start } from './start.js'

export type { BlockUploaded, Cancel, Commit, EventDefinition, Fail, JobCompleted, Renew, Rule, Start }

/**
 * Every kind of event by its type: codec, guard, effect, words and source.
 *
 * @example
 * import { events } from 'exact-match-session/machine'
 *
 * events.commit.verb // 'commit'
 * events['block.uploaded'].codec.is({ type: 'block.uploaded', at: '2026-11-24T09:00:00Z', count: 1 }) // true
 */
export const events = {
  start,
  'block.uploaded': blockUploaded,
  commit,
  'job.completed': jobCompleted,
  renew,
  fail,
  cancel,
}

type Events = typeof events

/** The type of an event. */
export type SessionEventType = keyof Events

/** The event of one type. */
export type SessionEventOf<T extends SessionEventType> = { [K in T]: t.TypeOf<Events[K]['codec']> }[T]

/** An event in the life of a session. */
export type SessionEvent = SessionEventOf<SessionEventType>

// Object.keys is typed for objects that may hold more; events is a constant that doesn't.
/**
 * The types of all events.
 *
 * @example
 * import { sessionEventTypes } from 'exact-match-session/machine'
 *
 * sessionEventTypes.at(0) // 'start'
 */
export const sessionEventTypes = Object.keys(events) as ReadonlyArray<SessionEventType>

/** The same without a prototype, so that no inherited name is the type of an event. */
const definitions: { readonly [type: string]: Events[SessionEventType] | undefined } = Object.assign(
  Object.create(null),
  events,
)

/** Whether a value is the type of an event. */
export const isEventType = (type: unknown): type is SessionEventType =>
  typeof type === 'string' && definitions[type] !== undefined

/** The codec of each event, by its type. */
const codecs = Object.fromEntries(Object.values(events).map(({ type, codec }) => [type, codec]))

/**
 * Decodes an event from outside.
 *
 * @example
 * import { SessionEvent } from 'exact-match-session/machine'
 *
 * SessionEvent.is({ type: 'block.uploaded', at: '2026-11-24T09:00:00Z', count: 1 }) // true
 * SessionEvent.is({ type: 'xstate.stop', at: '2026-11-24T09:00:00Z' }) // false
 */
export const SessionEvent: t.Type<SessionEvent, unknown> = discriminated(
  'SessionEvent',
  'type',
  // Each codec stands under its own type.
  codecs as { readonly [T in SessionEventType]: Events[T]['codec'] },
)

/** The rule of an event; the table's own key proves that they belong together. */
export const ruleOf = ({ type }: SessionEvent): Rule<SessionEvent> => events[type] as Rule<SessionEvent>

/** Whether a value is an event. */
export const isSessionEvent = (value: {
  readonly type?: unknown
  readonly at?: unknown
}): value is SessionEvent => {
  try {
    const { type } = value
    return typeof type === 'string' && definitions[type]?.isWellFormed(value) === true
  } catch {
    // Null and undefined have no properties, and a getter may throw.
    return false
  }
}
