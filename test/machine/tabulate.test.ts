import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { type AnyStateMachine, createMachine } from 'xstate'
import { sessionMachine, tabulate } from '../../src/machine/index.js'

const go = { guard: 'allowed', actions: 'evolve' } as const
const atLast = { guard: 'nothingRemains', actions: 'evolve' } as const

/** A chart with the session chart's own guards and action; XState's types would let few of the faults pass. */
const chartOf = (config: object): AnyStateMachine =>
  createMachine({ initial: 'created', states: { created: {} }, ...config }).provide(
    sessionMachine.implementations as object,
  )

const created = (state: object) =>
  chartOf({ states: { created: state, uploading: {}, completed: { type: 'final' } } })

describe('a table', () => {
  it('has a row for each state and a cell for each event the state takes', () => {
    const table = E.getOrElseW(() => null)(tabulate(sessionMachine))
    const cells = Object.entries(table ?? {}).map(([state, row]) => [
      state,
      Object.entries(row ?? {}).map(([event, { next, last }]) => [event, next, last]),
    ])
    expect(Object.fromEntries(cells)).toEqual({
      created: [
        ['start', 'uploading', 'uploaded'],
        ['renew', 'created', null],
        ['fail', 'failed', null],
        ['cancel', 'cancelled', null],
      ],
      uploading: [
        ['block.uploaded', 'uploading', 'uploaded'],
        ['renew', 'uploading', null],
        ['fail', 'failed', null],
        ['cancel', 'cancelled', null],
      ],
      uploaded: [
        ['commit', 'processing', 'completed'],
        ['renew', 'uploaded', null],
        ['fail', 'failed', null],
        ['cancel', 'cancelled', null],
      ],
      processing: [
        ['job.completed', 'processing', 'completed'],
        ['fail', 'failed', null],
        ['cancel', 'cancelled', null],
      ],
      completed: [],
      failed: [],
      cancelled: [],
    })
  })

  it('knows no state and no event by the name of what every object inherits', () => {
    const table = E.getOrElseW(() => null)(tabulate(sessionMachine))
    expect(table).not.toHaveProperty('constructor')
    expect(table?.created).not.toHaveProperty('toString')
  })

  it.each<[string, object]>([
    ['takes no event', {}],
    ['takes an event in one way', { on: { start: { ...go, target: 'uploading' } } }],
    ['takes an event in two ways', { on: { start: [{ ...atLast, target: 'completed' }, go] } }],
    ['names its action as an object', { on: { start: { guard: 'allowed', actions: { type: 'evolve' } } } }],
    ['has a description and tags', { description: 'the beginning', tags: ['idle'], meta: { color: 'grey' } }],
  ])('can be made of a chart whose state %s', (_, state) => {
    expect(E.isRight(tabulate(created(state)))).toBe(true)
  })
})

describe('a chart is refused', () => {
  it.each<[string, AnyStateMachine, ReadonlyArray<string>]>([
    ['an eventless transition', created({ always: { target: 'uploading' } }), ['created has always']],
    [
      'a delayed transition',
      created({ after: { 10: 'uploading' } }),
      [
        'created has after',
        'created has entry actions',
        'created has exit actions',
        'created has the unknown event xstate.after.10.(machine).created',
      ],
    ],
    ['an invoked actor', created({ invoke: { src: 'upload' } }), ['created has invoke']],
    ['an entry action', created({ entry: 'evolve' }), ['created has entry actions']],
    ['an exit action', created({ exit: 'evolve' }), ['created has exit actions']],
    ['a root with an entry action', chartOf({ entry: 'evolve' }), ['the root has entry actions']],
    ['a root with an exit action', chartOf({ exit: 'evolve' }), ['the root has exit actions']],
    ['a root with an invoked actor', chartOf({ invoke: { src: 'upload' } }), ['the root has invoke']],
    ['a root that takes events', chartOf({ on: { cancel: go } }), ['the root has on cancel']],
    ['a root that takes every event', chartOf({ on: { '*': go } }), ['the root has on *']],
    [
      'a root with an action on its way in',
      chartOf({ initial: { target: 'created', actions: 'evolve' } }),
      ['the root has initial actions'],
    ],
    [
      'parallel regions',
      chartOf({ type: 'parallel', initial: undefined }),
      ['the root has the type parallel'],
    ],
    [
      'a route',
      chartOf({ states: { created: {}, uploading: { id: 'uploading', route: {} } } }),
      ['the root has on xstate.route'],
    ],
    [
      'states within a state',
      created({ initial: 'a', states: { a: {} } }),
      ['created has the type compound'],
    ],
    ['a state of history', created({ type: 'history' }), ['created has the type history']],
    [
      'a final state that takes events',
      created({ type: 'final', on: { cancel: go } }),
      ['created has events, though it is final'],
    ],
    [
      'a state that is none of a session',
      chartOf({ states: { created: {}, paused: {} } }),
      ['paused is no state of a session'],
    ],
    ['a wildcard', created({ on: { '*': go } }), ['created has the unknown event *']],
    ['an event of another model', created({ on: { pause: go } }), ['created has the unknown event pause']],
    [
      'a transition without a guard',
      created({ on: { cancel: { actions: 'evolve' } } }),
      ['created has no guard where allowed belongs for cancel'],
    ],
    [
      'an event that is forbidden',
      created({ on: { start: undefined } }),
      [
        'created has no guard where allowed belongs for start',
        'created has actions other than evolve for start',
      ],
    ],
    [
      'a guard of another name',
      created({ on: { cancel: { guard: 'isMonday', actions: 'evolve' } } }),
      ['created has the guard isMonday where allowed belongs for cancel'],
    ],
    [
      'a guard written in place',
      created({ on: { cancel: { guard: () => true, actions: 'evolve' } } }),
      ['created has a guard without a plain name where allowed belongs for cancel'],
    ],
    [
      'a guard with parameters',
      created({ on: { cancel: { guard: { type: 'allowed', params: { days: 1 } }, actions: 'evolve' } } }),
      ['created has a guard without a plain name where allowed belongs for cancel'],
    ],
    [
      'two branches in the wrong order',
      created({ on: { start: [go, atLast] } }),
      [
        'created has the guard nothingRemains where allowed belongs for start',
        'created has the guard allowed where nothingRemains belongs for start',
      ],
    ],
    [
      'a third branch',
      created({ on: { start: [atLast, go, go] } }),
      ['created has more than two branches for start'],
    ],
    [
      'a transition that changes nothing',
      created({ on: { cancel: { guard: 'allowed' } } }),
      ['created has actions other than evolve for cancel'],
    ],
    [
      'an action of another name',
      created({ on: { cancel: { guard: 'allowed', actions: 'log' } } }),
      ['created has actions other than evolve for cancel'],
    ],
    [
      'an action of another name as an object',
      created({ on: { cancel: { guard: 'allowed', actions: { type: 'log' } } } }),
      ['created has actions other than evolve for cancel'],
    ],
    [
      'an action written in place',
      created({ on: { cancel: { guard: 'allowed', actions: () => undefined } } }),
      ['created has actions other than evolve for cancel'],
    ],
    [
      'a second action',
      created({ on: { cancel: { guard: 'allowed', actions: ['evolve', 'log'] } } }),
      ['created has actions other than evolve for cancel'],
    ],
    [
      'a state left and entered again',
      created({ on: { renew: { ...go, target: 'created', reenter: true } } }),
      ['created has reenter for renew'],
    ],
    [
      'a fault in the first of two branches',
      created({ on: { start: [{ ...atLast, reenter: true, target: 'created' }, go] } }),
      ['created has reenter for start'],
    ],
    [
      'a target that is no state of a session',
      chartOf({ states: { created: { on: { cancel: { ...go, target: 'paused' } } }, paused: {} } }),
      ['created has the target paused for cancel', 'paused is no state of a session'],
    ],
    [
      'such a target of the first of two branches',
      chartOf({ states: { created: { on: { start: [{ ...atLast, target: 'paused' }, go] } }, paused: {} } }),
      ['created has the target paused for start', 'paused is no state of a session'],
    ],
    [
      'two targets at once',
      created({ on: { start: { ...go, target: ['uploading', 'completed'] } } }),
      ['created has the target uploading and completed for start'],
    ],
    [
      'another guard by the name of allowed',
      sessionMachine.provide({ guards: { allowed: () => true } }),
      ["allowed is not the session chart's own"],
    ],
    [
      'another guard by the name of nothingRemains',
      sessionMachine.provide({ guards: { nothingRemains: () => true } }),
      ["nothingRemains is not the session chart's own"],
    ],
    [
      'another action by the name of evolve',
      sessionMachine.provide({ actions: { evolve: () => undefined } }),
      ["evolve is not the session chart's own"],
    ],
  ])('for %s', (_, chart, faults) => {
    expect(tabulate(chart)).toEqual(E.left(faults))
  })

  it('with all its faults at once', () => {
    const chart = chartOf({
      entry: 'evolve',
      states: { created: { exit: 'evolve', on: { pause: go } }, uploading: { always: 'created' } },
    })
    expect(tabulate(chart)).toEqual(
      E.left([
        'the root has entry actions',
        'created has exit actions',
        'created has the unknown event pause',
        'uploading has always',
      ]),
    )
  })
})
