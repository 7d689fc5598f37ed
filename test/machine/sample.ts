// Sessions to test with: one in every state, and any that events can lead to.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { DateTimeOffset } from '../../src/codec/index.js'
import {
  events,
  initialSession,
  type SessionEvent,
  type SessionEventOf,
  type SessionEventType,
  type SessionRecord,
  sessionEventTypes,
  step,
} from '../../src/machine/index.js'
import type { CreateSessionRequest, SessionStateName } from '../../src/model/index.js'
import { createSessionRequest, sessionEvent } from '../../src/testing/index.js'
import { right, stepThrough } from './records.js'

/** The time `minutes` after ten o'clock. */
export const at = (minutes: number): DateTimeOffset =>
  DateTimeOffset.of(Date.UTC(2026, 10, 24, 10) + Math.round(minutes * 60_000))

const uri = 'https://upload.example/patients?sig=x'

/** A session of fifteen blocks, created at ten. */
export const created = (request: Partial<CreateSessionRequest> = {}): SessionRecord =>
  right(
    initialSession({
      id: 'a',
      at: at(0),
      request: { totalBlockCount: 15, dataUploadURI: uri, fileName: 'patients.csv', ...request },
    }),
  )

const uploading = stepThrough(
  created(),
  { type: 'start', at: at(1) },
  { type: 'block.uploaded', at: at(2), count: 12 },
)
const uploaded = stepThrough(uploading, { type: 'block.uploaded', at: at(3), count: 3 })
const processing = stepThrough(
  uploaded,
  { type: 'commit', at: at(4), totalJobCount: 13 },
  { type: 'job.completed', at: at(5), count: 12 },
)

/** A session in every state; three of fifteen blocks remain while uploading, one of thirteen jobs while processing. */
export const inState: Readonly<Record<SessionStateName, SessionRecord>> = {
  created: created(),
  uploading,
  uploaded,
  processing,
  completed: stepThrough(processing, { type: 'job.completed', at: at(6), count: 1 }),
  failed: stepThrough(uploading, { type: 'fail', at: at(3), error: { code: 'dataCorrupted' } }),
  cancelled: stepThrough(uploaded, { type: 'cancel', at: at(4) }),
}

/** An event of every type, which every state takes that takes its type at all. */
export const eventOf = {
  ...Object.fromEntries(sessionEventTypes.map((type) => [type, events[type].weakestAt(at(10))])),
  commit: { type: 'commit', at: at(10) },
  renew: { type: 'renew', at: at(10), dataUploadURI: 'https://upload.example/again?sig=y' },
  fail: { type: 'fail', at: at(10), error: { code: 'dataCorrupted' } },
  // Every type has its weakest event, and three have another one.
} as { readonly [T in SessionEventType]: SessionEventOf<T> }

/** A session and events for it, with few enough blocks and jobs that it often ends. */
export const history = (): fc.Arbitrary<{
  readonly first: SessionRecord
  readonly events: ReadonlyArray<SessionEvent>
}> =>
  fc.record({
    first: createSessionRequest({ maxCount: 4 }).map((request) =>
      right(initialSession({ id: 'a', at: at(0), request })),
    ),
    events: fc.array(sessionEvent({ maxCount: 4 }), { maxLength: 40, size: 'max' }),
  })

/** Every record in turn, the first one included; a refused event adds none. */
export const recordsOf = (
  first: SessionRecord,
  events: ReadonlyArray<SessionEvent>,
): ReadonlyArray<SessionRecord> => {
  const records = [first]
  let last = first
  for (const event of events) {
    const outcome = step(last, event)
    if (E.isRight(outcome)) {
      last = outcome.right
      records.push(last)
    }
  }
  return records
}

/** Any record that events lead to. */
export const reachable = (): fc.Arbitrary<SessionRecord> =>
  history().map(({ first, events }) => recordsOf(first, events).at(-1) ?? first)
