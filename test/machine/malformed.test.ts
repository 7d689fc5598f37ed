// Totality: any value in place of an event is refused, by step, by trySend and by an actor.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import { explain, SessionEvent, sessionMachine, step, trySend } from '../../src/machine/index.js'
import { left } from './records.js'
import { at, eventOf, inState } from './sample.js'

// As from JavaScript, where no type stands in the way.
const untyped = (value: unknown): SessionEvent => value as SessionEvent

const malformed: ReadonlyArray<readonly [string, unknown, string]> = [
  ['without a time', { type: 'start' }, 'cannot start: /at is missing; expected DateTimeOffset'],
  ['at "soon"', { type: 'start', at: 'soon' }, 'cannot start: /at is "soon"; expected DateTimeOffset'],
  [
    'at a Date',
    { type: 'cancel', at: new Date(0) },
    'cannot cancel: /at is an object; expected DateTimeOffset',
  ],
  [
    'with a count in text',
    { ...eventOf['block.uploaded'], count: '1' },
    'cannot take blocks: /count is "1"; expected Int32',
  ],
  [
    'with the count NaN',
    { ...eventOf['block.uploaded'], count: Number.NaN },
    'cannot take blocks: /count is NaN; expected Int32',
  ],
  [
    'with half a job',
    { ...eventOf['job.completed'], count: 0.5 },
    'cannot complete jobs: /count is 0.5; expected Int32',
  ],
  [
    'with too many jobs',
    { ...eventOf.commit, totalJobCount: 2 ** 31 },
    'cannot commit: /totalJobCount is 2147483648; expected Int32',
  ],
  [
    'without an error',
    { type: 'fail', at: at(1) },
    'cannot fail: /error is missing; expected ClassificationError',
  ],
  [
    'with the error null',
    { type: 'fail', at: at(1), error: null },
    'cannot fail: /error is null; expected ClassificationError',
  ],
  ['null', null, 'cannot take the event: the value is null; expected SessionEvent'],
  ['a number', 7, 'cannot take the event: the value is 7; expected SessionEvent'],
  ['nothing', undefined, 'cannot take the event: the value is missing; expected SessionEvent'],
]

describe('an event', () => {
  it.each(malformed)('%s is refused in every state, with a sentence', (_, value, sentence) => {
    for (const record of Object.values(inState)) {
      const rejection = left(step(record, untyped(value)))
      expect(rejection.code).toBe('malformedEvent')
      expect(explain(rejection)).toBe(sentence)
    }
  })

  it.each(['xstate.stop', 'xstate.init', 'constructor', 'toString', '__proto__', 'no.such.event'])(
    'of the type %s is refused',
    (type) => {
      const rejection = left(step(inState.created, untyped({ type, at: at(1) })))
      expect(rejection).toMatchObject({ code: 'malformedEvent', event: null })
      expect(explain(rejection)).toMatch(/^cannot take the event: \/type is /)
    },
  )

  it('whose properties throw is refused', () => {
    const value = {
      type: 'start',
      get at(): string {
        throw new Error('no time')
      },
    }
    expect(left(step(inState.created, untyped(value))).code).toBe('malformedEvent')
  })

  it('of any JSON is taken or refused, and nothing throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(inState)), fc.jsonValue(), (record, json) => {
        const outcome = step(record, untyped(json))
        if (!SessionEvent.is(json)) expect(outcome).toMatchObject(E.left({ code: 'malformedEvent' }))
      }),
    )
  })
})

describe('an actor', () => {
  const actor = createActor(sessionMachine, { input: inState.uploading }).start()
  const before = actor.getSnapshot()

  it.each(malformed.filter(([, value]) => typeof value === 'object' && value !== null))(
    'drops an event %s and lives on',
    (_, value) => {
      actor.send(untyped(value))
      expect(actor.getSnapshot().value).toBe(before.value)
      expect(actor.getSnapshot().context).toBe(before.context)
      expect(actor.getSnapshot().status).toBe('active')
    },
  )

  it.each(malformed)('gets no event %s from trySend', (_, value) => {
    expect(left(trySend(actor, untyped(value))).code).toBe('malformedEvent')
    expect(actor.getSnapshot().status).toBe('active')
  })
})
