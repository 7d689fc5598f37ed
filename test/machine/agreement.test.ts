// step and actors of sessionMachine agree: over every reachable session of a small world and every event in it, both
// take the same events and end in the same state.
import { isDeepStrictEqual } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import {
  events,
  type SessionEvent,
  type SessionRecord,
  sessionEventTypes,
  sessionMachine,
  step,
  toResource,
} from '../../src/machine/index.js'
import { sessionStateNames } from '../../src/model/index.js'
import { deepFreeze, minute, newSession } from './records.js'

const expiring = (count: number) => `https://upload.example/a?se=${encodeURIComponent(minute(count))}&sig=x`

/** Sessions of up to two blocks, with and without a number of jobs, one of them with a URI that expires. */
const firstRecords: ReadonlyArray<SessionRecord> = [0, 1, 2].flatMap((totalBlockCount) => [
  newSession({ totalBlockCount }),
  newSession({ totalBlockCount, totalJobCount: 0 }),
  newSession({ totalBlockCount, totalJobCount: 2, dataUploadURI: expiring(2) }),
])

/** Every kind of event with several payloads, at two times: before the URI expires and after. */
const sampleEvents: ReadonlyArray<SessionEvent> = [minute(1), minute(3)].flatMap(
  (at): Array<SessionEvent> => [
    ...sessionEventTypes.map((type) => events[type].weakestAt(at)),
    ...[-1, 0, 1, 1.5, 2, 3].map((count): SessionEvent => ({ type: 'block.uploaded', at, count })),
    { type: 'commit', at },
    ...[-1, 0, 1, 2, 2 ** 31].map((totalJobCount): SessionEvent => ({ type: 'commit', at, totalJobCount })),
    ...[-1, 0, 1, 1.5, 2, 3].map((count): SessionEvent => ({ type: 'job.completed', at, count })),
    { type: 'renew', at, dataUploadURI: 'https://upload.example/b' },
    { type: 'renew', at, dataUploadURI: expiring(2) },
    { type: 'fail', at, error: { code: 'dataCorrupted' } },
    { type: 'fail', at, error: {} },
  ],
)

const reachable = (): ReadonlyArray<SessionRecord> => {
  const known = new Map<string, SessionRecord>()
  const queue = [...firstRecords]
  for (let record = queue.pop(); record !== undefined; record = queue.pop()) {
    const key = JSON.stringify(toResource(record))
    if (known.has(key)) continue
    known.set(key, deepFreeze(record))
    for (const event of sampleEvents) {
      const outcome = step(record, event)
      if (E.isRight(outcome)) queue.push(outcome.right)
    }
  }
  return [...known.values()]
}

const sessions = reachable()

const actorOf = (record: SessionRecord) =>
  createActor(sessionMachine, {
    input: record,
    snapshot: sessionMachine.resolveState(record),
  }).start()

const plain = ({ value, context }: SessionRecord): SessionRecord => ({ value, context })

/** What differs between step and the actor; null where nothing does. */
const difference = (record: SessionRecord, event: SessionEvent): string | null => {
  const outcome = step(record, event)
  const actor = actorOf(record)
  const before = actor.getSnapshot()
  if (!isDeepStrictEqual(step(before, event), outcome)) return 'step reads a snapshot in another way'
  // In a final state an actor is done, and would only warn of what it is sent.
  if (before.status === 'done') return E.isLeft(outcome) ? null : 'step takes an event in a final state'
  if (before.can(event) !== E.isRight(outcome)) return 'can'
  actor.send(event)
  const expected = E.isRight(outcome) ? outcome.right : record
  return isDeepStrictEqual(plain(actor.getSnapshot()), plain(expected)) ? null : 'the outcome'
}

describe('over every reachable session and event of a small world', () => {
  it('step and the actor agree, and a refused event changes nothing', () => {
    expect(sessions.length).toBeGreaterThan(100)
    const different = sessions.flatMap((record) =>
      sampleEvents.flatMap((event) => {
        const found = difference(record, event)
        return found === null ? [] : [{ found, state: record.value, event }]
      }),
    )
    expect(different).toEqual([])
  })

  it('every state is reached, and every event is taken in some session and refused in another', () => {
    expect(new Set(sessions.map(({ value }) => value))).toEqual(new Set(sessionStateNames))
    for (const type of sessionEventTypes) {
      const outcomes = sessions.flatMap((record) =>
        sampleEvents.filter((event) => event.type === type).map((event) => E.isRight(step(record, event))),
      )
      expect(new Set(outcomes), type).toEqual(new Set([true, false]))
    }
  })
})
