// What an event is: everything there is to say about one kind, in one place.
import * as t from 'io-ts'
import { DateTimeOffset, fast } from '../../codec/index.js'
import type { SessionStateName } from '../../model/index.js'
import type { SessionContext } from '../record.js'
import type { GuardFailure } from '../rejection/guardFailure.js'

/** What every event has. */
export interface Timed<T extends string> {
  readonly type: T
  /** When it happened, by the clock of the caller: the machine has none. */
  readonly at: DateTimeOffset
}

/** What an event has beside its type and its time. */
type Payload<E> = Omit<E, 'type' | 'at'>

/** What the machine does with an event. */
export interface Rule<E> {
  /** Why the event is refused in a state that has a transition for it, or null. */
  readonly guard: (context: SessionContext, event: E) => GuardFailure | null
  /** How many blocks or jobs of the current phase remain after the event; left out where it belongs to no phase. */
  readonly remaining?: (context: SessionContext, event: E) => number
  /** The context after the event, which has passed its guard. */
  readonly evolve: (context: SessionContext, event: E) => SessionContext
}

/** How a report names events: one of them, and several in a row. */
export interface Summary {
  readonly one: string
  readonly many: (count: number) => string
}

interface Definition<E> extends Rule<E> {
  readonly payload: t.Type<Payload<E>>
  /** What `payload.is` answers, written out where every step asks it; left out where that is fast enough. */
  readonly hasPayload?: (event: { readonly [K in keyof Payload<E>]?: unknown }) => boolean
  /** What the event brings and what it does, for docs/states.md. */
  readonly brings: string
  readonly does: string
  /** Completes `cannot …` in a rejection. */
  readonly verb: string
  /** What `count` counts, where the event has one. */
  readonly unit?: string
  readonly summary: Summary
  /** The least demanding payload: a session that refuses it refuses every event of this type. */
  readonly weakest: Payload<E>
  /** The states that show that the event has been applied, so that a retry changes nothing; left out where none does. */
  readonly appliedIn?: ReadonlyArray<SessionStateName>
  /** What is published about it, and what this model assumes. */
  readonly source: string
  /** The rule in words, for docs/provenance.md. */
  readonly rule: string
}

/** A kind of event. */
export interface EventDefinition<E extends Timed<string>> extends Definition<E> {
  readonly type: E['type']
  readonly codec: t.Type<E>
  /** Whether a value of this type has a time and the payload: `codec.is`, at the speed that `step` needs. */
  readonly isWellFormed: (value: { readonly at?: unknown }) => boolean
  /** The event of the weakest payload at a time. */
  readonly weakestAt: (at: DateTimeOffset) => E
}

/** Defines a kind of event. */
export const defineEvent = <E extends Timed<string>>(
  type: E['type'],
  definition: Definition<E>,
): EventDefinition<E> => {
  const hasPayload = definition.hasPayload ?? definition.payload.is
  return {
    ...definition,
    type,
    isWellFormed: (value) => DateTimeOffset.is(value.at) && hasPayload(value),
    // Type, time and payload are all that an event has.
    codec: fast(
      t.intersection([t.type({ type: t.literal(type), at: DateTimeOffset }), definition.payload], type),
    ) as t.Mixed as t.Type<E>,
    weakestAt: (at) => ({ ...definition.weakest, type, at }) as E,
  }
}

/** A summary that adds how often. */
export const always = (words: string): Summary => ({
  one: words,
  many: (count) => `${words} (${count} times)`,
})
