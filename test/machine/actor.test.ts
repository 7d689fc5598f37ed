// An actor of sessionMachine decides as step does, and trySend gives the outcome.
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { createActor, type InspectionEvent } from 'xstate'
import {
  type SessionEvent,
  type SessionRecord,
  sessionMachine,
  step,
  toResource,
  trySend,
} from '../../src/machine/index.js'
import { left, minute, newSession, right, stepThrough } from './records.js'

const upload: ReadonlyArray<SessionEvent> = [
  { type: 'start', at: minute(1) },
  { type: 'block.uploaded', at: minute(2), count: 2 },
  { type: 'renew', at: minute(3), dataUploadURI: 'https://upload.example/b' },
  { type: 'block.uploaded', at: minute(4), count: 1 },
  { type: 'commit', at: minute(5), totalJobCount: 2 },
  { type: 'job.completed', at: minute(6), count: 1 },
  { type: 'job.completed', at: minute(7), count: 1 },
]

const session = newSession({ totalBlockCount: 3 })

const actorOf = (record: SessionRecord, inspect: (event: InspectionEvent) => void = () => undefined) =>
  createActor(sessionMachine, { input: record, inspect }).start()

describe('an actor of sessionMachine', () => {
  it('goes through an upload as step does, and inspect sees every event', () => {
    const seen: Array<unknown> = []
    const actor = actorOf(session, (inspected) => {
      if (inspected.type === '@xstate.event') seen.push(inspected.event)
    })
    let record = session
    for (const event of upload) {
      actor.send(event)
      record = right(step(record, event))
      const { value, context } = actor.getSnapshot()
      expect({ value, context }).toEqual(record)
    }
    expect(actor.getSnapshot().status).toBe('done')
    expect(seen.slice(1)).toEqual(upload)
  })

  it('begins in the state of its input', () => {
    const record = stepThrough(session, ...upload.slice(0, 4))
    const actor = createActor(sessionMachine, {
      input: record,
    }).start()
    for (const event of upload.slice(4)) actor.send(event)
    expect(toResource(actor.getSnapshot())).toEqual(toResource(stepThrough(session, ...upload)))
  })
})

describe('trySend', () => {
  it('sends an event that the session takes and gives the record that the actor then holds', () => {
    const actor = actorOf(session)
    for (const event of upload) {
      const record = right(trySend(actor, event))
      const { value, context } = actor.getSnapshot()
      expect(record).toEqual({ value, context })
    }
  })

  it('sends no event that the session refuses, and gives the rejection', () => {
    const seen: Array<string> = []
    const actor = actorOf(session, ({ type }) => seen.push(type))
    const before = actor.getSnapshot()
    const sent = seen.length
    expect(left(trySend(actor, { type: 'commit', at: minute(1) })).code).toBe('notStarted')
    expect(seen.length).toBe(sent)
    expect(actor.getSnapshot()).toBe(before)
  })

  it('refuses for a finished actor too', () => {
    const actor = actorOf(session)
    trySend(actor, { type: 'cancel', at: minute(1) })
    const outcome = trySend(actor, { type: 'start', at: minute(2) })
    expect(outcome).toEqual(
      E.left(expect.objectContaining({ code: 'finished', completionDateTime: minute(1) })),
    )
  })
})
