// sessionMachine as users of XState know machines: created, invoked, spawned, provided, persisted and restored.
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type ActorRefFrom, assign, createActor, type SnapshotFrom, setup, toPromise } from 'xstate'
import {
  fromResource,
  type Rejection,
  type SessionRecord,
  type SessionTag,
  sessionMachine,
  toResource,
  trySend,
} from '../../src/machine/index.js'
import { type SessionStateName, sessionStateNames, sessionStates } from '../../src/model/index.js'
import { left, right, stepThrough } from './records.js'
import { at, eventOf, inState } from './sample.js'

const cases = sessionStateNames.map((state) => [state, inState[state]] as const)

const lastEvents = [
  { ...eventOf['block.uploaded'], count: 3 },
  { ...eventOf.commit, totalJobCount: 0 },
] as const

const recordOf = ({ value, context }: SessionRecord): SessionRecord => ({ value, context })

describe('a created actor', () => {
  it.each(cases)('begins in %s, as its input does', (_, input) => {
    expect(recordOf(createActor(sessionMachine, { input }).start().getSnapshot())).toEqual(input)
  })

  it.each(cases)('in %s has the tags, meta and description of the state', (state, input) => {
    const snapshot = createActor(sessionMachine, { input }).start().getSnapshot()
    expect(snapshot.hasTag('final')).toBe(sessionStates[state].final)
    expect(snapshot.hasTag('open')).toBe(!sessionStates[state].final)
    expect(snapshot.hasTag('uploading')).toBe(state === 'created' || state === 'uploading')
    expect(snapshot.hasTag('processing')).toBe(state === 'processing')
    expect(Object.values(snapshot.getMeta())).toEqual([sessionStates[state]])
    expect(sessionMachine.states[state]?.description).toBe(sessionStates[state].meaning)
  })

  it('may be restored from the stored resource, or from a persisted snapshot, in every state', () => {
    for (const record of Object.values(inState)) {
      const stored = JSON.parse(JSON.stringify(toResource(record)))
      const fromStore = createActor(sessionMachine, { input: right(fromResource(stored)) }).start()
      const persisted = JSON.parse(JSON.stringify(fromStore.getPersistedSnapshot()))
      const fromSnapshot = createActor(sessionMachine, { input: persisted, snapshot: persisted }).start()
      const fromInput = createActor(sessionMachine, { input: persisted }).start()
      for (const actor of [fromStore, fromSnapshot, fromInput]) {
        expect(recordOf(actor.getSnapshot())).toEqual(record)
        actor.send({ ...eventOf.cancel, at: at(30) })
        const cancelled = sessionStates[record.value].final
          ? record
          : stepThrough(record, { ...eventOf.cancel, at: at(30) })
        expect(recordOf(actor.getSnapshot())).toEqual(cancelled)
      }
    }
  })

  it('resolves to the final record', async () => {
    const actor = createActor(sessionMachine, { input: inState.uploading }).start()
    const output = toPromise(actor)
    for (const event of lastEvents) actor.send(event)
    expect(await output).toEqual(stepThrough(inState.uploading, ...lastEvents))
  })

  it.each(['completed', 'failed', 'cancelled'] as const)(
    'that begins %s resolves to its input',
    async (state) => {
      expect(await toPromise(createActor(sessionMachine, { input: inState[state] }).start())).toEqual(
        inState[state],
      )
    },
  )

  it('keeps its behaviour under provide()', () => {
    const seen: Array<string> = []
    const machine = sessionMachine.provide({
      actions: {
        evolve: assign(({ context, event }) => {
          seen.push(event.type)
          return context
        }),
      },
    })
    const actor = createActor(machine, { input: inState.uploading }).start()
    actor.send(eventOf['block.uploaded'])
    actor.send(eventOf.commit)
    expect(actor.getSnapshot().value).toBe('uploading')
    expect(seen).toEqual(['block.uploaded'])
  })
})

/** A parent that invokes a session and keeps how it ended. */
const parent = setup({
  types: {} as { context: { record: SessionRecord; ended: SessionRecord | null }; input: SessionRecord },
  actors: { session: sessionMachine },
}).createMachine({
  context: ({ input }) => ({ record: input, ended: null }),
  initial: 'running',
  states: {
    running: {
      invoke: {
        id: 'session',
        src: 'session',
        input: ({ context }) => context.record,
        onDone: { target: 'done', actions: assign({ ended: ({ event }) => event.output }) },
      },
    },
    done: { type: 'final' },
  },
})

describe('an invoked actor', () => {
  it('reports completed, failed and cancelled apart in onDone', () => {
    for (const [event, state] of [
      [eventOf.fail, 'failed'],
      [eventOf.cancel, 'cancelled'],
    ] as const) {
      const actor = createActor(parent, { input: inState.uploaded }).start()
      actor.getSnapshot().children['session']?.send(event)
      expect(actor.getSnapshot()).toMatchObject({ value: 'done', context: { ended: { value: state } } })
    }
  })

  it('that begins final reports its input in onDone', () => {
    const actor = createActor(parent, { input: inState.failed }).start()
    expect(actor.getSnapshot()).toMatchObject({ value: 'done', context: { ended: inState.failed } })
  })
})

/** A parent that spawns sessions. */
const spawning = setup({
  types: {} as { context: { sessions: ReadonlyArray<ActorRefFrom<typeof sessionMachine>> } },
  actors: { session: sessionMachine },
}).createMachine({
  context: ({ spawn }) => ({
    sessions: Object.values(inState).map((input) => spawn('session', { input })),
  }),
})

describe('a spawned actor', () => {
  it('begins in the state of its input and takes events from trySend', () => {
    const actor = createActor(spawning).start()
    const { sessions } = actor.getSnapshot().context
    expect(sessions.map((session) => session.getSnapshot().value)).toEqual(sessionStateNames)
    const outcomes = sessions.map((session) => E.isRight(trySend(session, eventOf.cancel)))
    expect(outcomes).toEqual(sessionStateNames.map((state) => !sessionStates[state].final))
  })
})

describe('a stopped actor', () => {
  it('refuses every event with actorStopped', () => {
    const actor = createActor(sessionMachine, { input: inState.created }).start()
    actor.stop()
    expect(left(trySend(actor, eventOf.cancel))).toEqual({ code: 'actorStopped', event: 'cancel' })
    expect(left(trySend(actor, eventOf.commit))).toEqual({ code: 'actorStopped', event: 'commit' })
    expect(actor.getSnapshot().value).toBe('created')
  })
})

describe('the types', () => {
  it('know states, tags, input and output', () => {
    type Snapshot = SnapshotFrom<typeof sessionMachine>
    expectTypeOf<Snapshot['value']>().toEqualTypeOf<SessionStateName>()
    expectTypeOf<NonNullable<Snapshot['output']>>().toEqualTypeOf<SessionRecord>()
    expectTypeOf<Parameters<Snapshot['hasTag']>[0]>().toEqualTypeOf<SessionTag>()
    expectTypeOf<Rejection['code']>().not.toBeAny()
    const snapshot = createActor(sessionMachine, { input: inState.created }).getSnapshot()
    // @ts-expect-error no such state
    expect(snapshot.matches('nowhere')).toBe(false)
    // @ts-expect-error no snapshot is ever in the entry
    expect(snapshot.matches('entry')).toBe(false)
    // @ts-expect-error no such tag
    expect(snapshot.hasTag('nothing')).toBe(false)
  })

  it('refuse an input that is no record, and events that do not exist', () => {
    // @ts-expect-error the input is a record
    createActor(sessionMachine, {})
    const actor = createActor(sessionMachine, { input: inState.created }).start()
    // @ts-expect-error no such event
    actor.send({ type: 'pause', at: at(1) })
    // @ts-expect-error blocks have a count
    actor.send({ type: 'block.uploaded', at: at(1) })
    expect(actor.getSnapshot().value).toBe('created')
  })
})
