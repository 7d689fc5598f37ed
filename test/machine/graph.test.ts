// sessionMachine under xstate/graph: the shortest path to every session of a small world, taken by step, by an actor
// and through the resource.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import { createTestModel, getShortestPaths, getSimplePaths } from 'xstate/graph'
import {
  explain,
  fromResource,
  type SessionEvent,
  type SessionRecord,
  sessionEventTypes,
  sessionMachine,
  step,
  toResource,
} from '../../src/machine/index.js'
import { sessionStateNames, violationsOf } from '../../src/model/index.js'
import { right } from './records.js'
import { at, created } from './sample.js'

const first = created({ totalBlockCount: 3 })

/** The events of every walk, all at one time, so that the world stays small. */
const events: Array<SessionEvent> = [
  { type: 'start', at: at(1) },
  { type: 'block.uploaded', at: at(1), count: 1 },
  { type: 'block.uploaded', at: at(1), count: 2 },
  { type: 'commit', at: at(1) },
  { type: 'commit', at: at(1), totalJobCount: 0 },
  { type: 'commit', at: at(1), totalJobCount: 2 },
  { type: 'job.completed', at: at(1), count: 1 },
  { type: 'renew', at: at(1), dataUploadURI: 'https://upload.example/again' },
  { type: 'fail', at: at(1), error: { code: 'dataCorrupted' } },
  { type: 'cancel', at: at(1) },
]

const plain = ({ value, context }: SessionRecord): SessionRecord => ({ value, context })

const options = {
  input: first,
  events,
  serializeState: (snapshot: SessionRecord) => JSON.stringify(toResource(snapshot)),
}

const paths = getShortestPaths(sessionMachine, options)

/** The events of a path; the first step is XState's own, the birth of the machine. */
const eventsOf = ({ steps }: (typeof paths)[number]): ReadonlyArray<SessionEvent> =>
  steps.slice(1).map(({ event }) => event)

const stored = (record: SessionRecord): SessionRecord =>
  pipe(fromResource(toResource(record)), E.mapLeft(JSON.stringify), right)

/** Takes a path by step. */
const walked = (
  path: (typeof paths)[number],
  between: (record: SessionRecord) => SessionRecord,
): SessionRecord =>
  eventsOf(path).reduce((record, event) => {
    const outcome = step(between(record), event)
    if (E.isLeft(outcome)) throw new Error(explain(outcome.left))
    return outcome.right
  }, first)

describe('the shortest paths', () => {
  it('lead to every state', () => {
    expect(paths.length).toBeGreaterThan(50)
    expect(new Set(paths.map(({ state }) => state.value))).toEqual(new Set(sessionStateNames))
  })

  it('are taken by step to the very same session', () => {
    for (const path of paths) expect(walked(path, (record) => record)).toEqual(plain(path.state))
  })

  it('are taken by step with the session stored as its resource after every event', () => {
    for (const path of paths) expect(walked(path, stored)).toEqual(plain(path.state))
  })

  it('are taken by an actor', () => {
    for (const path of paths) {
      const actor = createActor(sessionMachine, { input: first }).start()
      for (const event of eventsOf(path)) actor.send(event)
      expect(plain(actor.getSnapshot())).toEqual(plain(path.state))
      actor.stop()
    }
  })

  it('are taken by an actor that is restored from the resource before every event', () => {
    for (const path of paths) {
      const last = eventsOf(path).reduce<SessionRecord>((record, event) => {
        const snapshot = sessionMachine.resolveState(stored(record))
        const actor = createActor(sessionMachine, { input: snapshot }).start()
        actor.send(event)
        return plain(actor.getSnapshot())
      }, first)
      expect(last).toEqual(plain(path.state))
    }
  })

  it('end in valid sessions', () => {
    for (const { state } of paths) expect(violationsOf(toResource(state))).toEqual([])
  })

  it.each([
    ['uploading', 1],
    ['uploaded', 3],
    ['processing', 4],
    ['completed', 4],
    ['failed', 1],
    ['cancelled', 1],
  ])('to the first session that is %s are of %d events', (name, length) => {
    const lengths = paths.filter(({ state }) => state.value === name).map((path) => eventsOf(path).length)
    expect(Math.min(...lengths)).toBe(length)
  })
})

describe('sessionMachine as a test model', () => {
  it('is a model of step: every path tests true, state by state', async () => {
    for (const path of createTestModel(sessionMachine, options).getShortestPaths()) {
      let record = first
      const move = ({ event }: { readonly event: SessionEvent }): void => {
        record = right(step(record, event))
      }
      await path.test({
        events: Object.fromEntries(sessionEventTypes.map((type) => [type, move])),
        states: { '*': (snapshot: SessionRecord) => expect(record).toEqual(plain(snapshot)) },
      })
    }
  })

  it('has no simple path that step does not take', () => {
    const small = created({ totalBlockCount: 1 })
    const simple = getSimplePaths(sessionMachine, { ...options, input: small })
    expect(simple.length).toBeGreaterThan(20)
    for (const { steps, state } of simple) {
      const record = steps.slice(1).reduce((before, { event }) => right(step(before, event)), small)
      expect(record).toEqual(plain(state))
    }
  })
})
