// Plants faults: the correct implementation with one part replaced.
import * as E from 'fp-ts/lib/Either.js'
import type { DateTimeOffset } from '../../../src/codec/index.js'
import type { SessionContext, SessionEvent, Timeline } from '../../../src/machine/index.js'
import type { SessionStateName } from '../../../src/model/index.js'
import type { SessionSystem } from '../../../src/testing/index.js'
import { type Change, correct, implementationOf, type Parts, type StoredUpload } from '../implementation.js'

/** Functions that create faulty implementations, by a sentence that says what is wrong. */
export type Faults = Readonly<Record<string, () => SessionSystem>>

/** The correct implementation with some parts replaced. */
export const withParts = (parts: Partial<Parts>) => () => implementationOf({ ...correct, ...parts })

/** Changes the session after a correct move. */
export const afterMove = (
  change: (after: StoredUpload, event: SessionEvent, before: StoredUpload) => StoredUpload,
) =>
  withParts({
    move: (before, event) =>
      E.map((after: StoredUpload) => change(after, event, before))(correct.move(before, event)),
  })

/** Replaces a move where `change` gives a result. */
export const replacingMove = (change: (before: StoredUpload, event: SessionEvent) => Change | null) =>
  withParts({ move: (before, event) => change(before, event) ?? correct.move(before, event) })

/** The session with another context, and in another state if one is given. */
export const withContext = (
  stored: StoredUpload,
  context: Partial<SessionContext>,
  value: SessionStateName = stored.record.value,
): StoredUpload => ({ ...stored, record: { value, context: { ...stored.record.context, ...context } } })

export const withTimeline = (stored: StoredUpload, timeline: Partial<Timeline>): StoredUpload =>
  withContext(stored, { timeline: { ...stored.record.context.timeline, ...timeline } })

export const withLastUpdate = (
  stored: StoredUpload,
  lastUpdatedDateTime: DateTimeOffset | null,
): StoredUpload => withContext(stored, { lastUpdatedDateTime })
