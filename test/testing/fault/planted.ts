// How a fault is planted: the right implementation with one part changed, and the change as small as it gets.
import * as E from 'fp-ts/lib/Either.js'
import type { DateTimeOffset } from '../../../src/codec/index.js'
import type { SessionContext, SessionEvent, Timeline } from '../../../src/machine/index.js'
import type { SessionStateName } from '../../../src/model/index.js'
import type { SessionSystem } from '../../../src/testing/index.js'
import { implementationOf, type Kept, type Outcome, type Parts, right } from '../implementation.js'

/** Faulty implementations, each made anew, by the sentence that says what is wrong with it. */
export type Faults = Readonly<Record<string, () => SessionSystem>>

/** The right implementation with some parts changed. */
export const changed = (parts: Partial<Parts>) => () => implementationOf({ ...right, ...parts })

/** The right moves, and a change of what comes of them. */
export const afterwards = (change: (after: Kept, event: SessionEvent, before: Kept) => Kept) =>
  changed({
    move: (before, event) => E.map((after: Kept) => change(after, event, before))(right.move(before, event)),
  })

/** The right moves, but for those that a change takes upon itself. */
export const instead = (change: (before: Kept, event: SessionEvent) => Outcome | null) =>
  changed({ move: (before, event) => change(before, event) ?? right.move(before, event) })

/** The session with other figures, and in another state where one is given. */
export const rewritten = (
  kept: Kept,
  context: Partial<SessionContext>,
  value: SessionStateName = kept.record.value,
): Kept => ({ ...kept, record: { value, context: { ...kept.record.context, ...context } } })

/** The session with other times. */
export const retimed = (kept: Kept, timeline: Partial<Timeline>): Kept =>
  rewritten(kept, { timeline: { ...kept.record.context.timeline, ...timeline } })

/** The session with another time of its last change. */
export const touched = (kept: Kept, lastUpdatedDateTime: DateTimeOffset | null): Kept =>
  rewritten(kept, { lastUpdatedDateTime })
