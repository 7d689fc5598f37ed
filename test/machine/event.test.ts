// Events from outside are decoded before they are sent.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { events, SessionEvent, sessionEventTypes } from '../../src/machine/index.js'
import { sessionEvent } from '../../src/testing/index.js'
import { issues } from '../codec/issues.js'
import { eventOf } from './sample.js'

const messages = (value: unknown) => issues(SessionEvent, value).map(({ message }) => message)

const expected = sessionEventTypes.map((type) => JSON.stringify(type)).join(' | ')

describe('an event', () => {
  it('comes back from JSON as it was', () => {
    fc.assert(
      fc.property(sessionEvent(), (event) => {
        expect(SessionEvent.decode(JSON.parse(JSON.stringify(SessionEvent.encode(event))))).toEqual(
          E.right(event),
        )
      }),
    )
  })

  it.each(Object.values(eventOf))('of the type $type is one', (event) => {
    expect(SessionEvent.is(event)).toBe(true)
    expect(SessionEvent.decode(event)).toEqual(E.right(event))
  })

  it.each(sessionEventTypes)('of the type %s has a summary, of one and of many', (type) => {
    const { one, many } = events[type].summary
    expect(one).toMatch(/^[a-z ]+$/)
    expect(many(7)).toMatch(/^[a-z ]*\(?\b7\b[a-z ]*\)?$/)
  })

  it.each(Object.values(eventOf))('of the type $type needs a time', ({ at: _, ...event }) => {
    expect(messages(event)).toEqual(['/at is missing; expected DateTimeOffset'])
  })

  it.each<[string, object]>([
    ['/count is missing; expected Int32', eventOf['block.uploaded']],
    ['/count is missing; expected Int32', eventOf['job.completed']],
    ['/dataUploadURI is missing; expected string', eventOf.renew],
    ['/error is missing', eventOf.fail],
  ])('has the issue %s', (message, { type, at }: { readonly type?: unknown; readonly at?: unknown }) => {
    expect(messages({ type, at })).toEqual([expect.stringContaining(message)])
  })

  it('is well-formed exactly where its codec accepts it', () => {
    const value = fc.oneof(
      fc.constantFrom<unknown>(undefined, null, '1', 1.5, Number.NaN, -0, 2 ** 31, {}, { code: 7 }),
      fc.jsonValue(),
    )
    const edits = fc.dictionary(
      fc.constantFrom('at', 'count', 'totalJobCount', 'dataUploadURI', 'error', 'note'),
      value,
      { maxKeys: 2 },
    )
    fc.assert(
      fc.property(sessionEvent(), edits, (event, edit) => {
        const edited = { ...event, ...edit }
        expect(events[event.type].isWellFormed(edited)).toBe(events[event.type].codec.is(edited))
      }),
      { numRuns: 1000 },
    )
  })

  it('of a commit may leave the number of jobs to the session', () => {
    expect(messages({ type: 'commit', at: eventOf.commit.at })).toEqual([])
    expect(messages({ ...eventOf.commit, totalJobCount: 1 })).toEqual([])
  })

  it.each<[object, string]>([
    [{ ...eventOf['block.uploaded'], count: 1.5 }, '/count is 1.5; expected Int32'],
    [{ ...eventOf['job.completed'], count: '1' }, '/count is "1"; expected Int32'],
    [{ ...eventOf.commit, totalJobCount: 2 ** 31 }, '/totalJobCount is 2147483648; expected Int32'],
    [{ ...eventOf.renew, dataUploadURI: null }, '/dataUploadURI is null; expected string'],
    [{ ...eventOf.start, at: '2026-02-30T00:00Z' }, '/at is "2026-02-30T00:00Z"; expected DateTimeOffset'],
  ])('%o: %s', (event, message) => {
    expect(messages(event)).toEqual([message])
  })

  it.each([
    'xstate.stop',
    'xstate.init',
    'xstate.done.actor.0',
    'xstate.route',
    '*',
    'Start',
    'constructor',
    '__proto__',
    '',
    undefined,
    null,
    7,
  ])('of the type %s never gets to the machine', (type) => {
    const event = { ...eventOf.start, type }
    expect(SessionEvent.is(event)).toBe(false)
    expect(messages(event)).toEqual([
      `/type is ${type === undefined ? 'missing' : JSON.stringify(type)}; expected ${expected}`,
    ])
  })

  it.each([null, undefined, 'start', 7, []])('is not %j', (value) => {
    expect(SessionEvent.is(value)).toBe(false)
    expect(E.isLeft(SessionEvent.decode(value))).toBe(true)
  })
})
