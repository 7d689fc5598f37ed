import { instance } from '@viz-js/viz'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { createMachine } from 'xstate'
import { diagramOf, sessionMachine, step } from '../../src/machine/index.js'
import { type SessionStateName, sessionStateNames, sessionStates } from '../../src/model/index.js'
import { eventOf, inState } from './sample.js'

const small = createMachine({
  id: 'small',
  initial: 'created',
  states: {
    created: {
      on: {
        start: [
          { guard: 'nothingRemains', target: 'completed' },
          { guard: 'allowed', target: 'paused' },
        ],
        renew: { guard: 'allowed' },
        cancel: { guard: () => true },
        fail: { target: 'completed' },
      },
    },
    paused: { on: { cancel: { guard: 'allowed', target: 'completed' } } },
    completed: { type: 'final' },
  },
})

describe('a diagram in Mermaid', () => {
  it('has the states by their wire names, and an arrow for all events between two of them', () => {
    expect(diagramOf(small, 'mermaid')).toBe(`stateDiagram-v2
  created: Created
  paused: paused
  completed: Completed
  [*] --> created
  created --> completed: start [nothing remains], fail
  created --> paused: start
  created --> created: renew, cancel
  paused --> completed: cancel
  completed --> [*]
`)
  })

  it('has an arrow for every event that step takes', () => {
    const text = diagramOf(sessionMachine, 'mermaid')
    const arrow = (from: string, to: string) =>
      text.split('\n').find((line) => line.startsWith(`  ${from} --> ${to}: `)) ?? ''
    for (const from of sessionStateNames) {
      for (const event of Object.values(eventOf)) {
        const outcome = step(inState[from], event)
        if (E.isRight(outcome)) expect(arrow(from, outcome.right.value)).toContain(event.type)
      }
    }
  })
})

describe('a diagram in DOT', () => {
  it('shows what is final, whose name is this model’s own, and what ends a session whenever it comes', () => {
    expect(diagramOf(small, 'dot')).toBe(`digraph small {
  graph [nodesep=0.6, ranksep=0.45]
  node [shape=box, style=rounded, fontname="Helvetica,Arial,sans-serif", fontsize=13, margin="0.25,0.1"]
  edge [fontname="Helvetica,Arial,sans-serif", fontsize=10, arrowsize=0.7]
  beginning [shape=point, width=0.14]
  created [label="Created", style="rounded,dashed"]
  paused [label="paused", style="rounded,dashed"]
  completed [label="Completed", peripheries=2]
  beginning -> created
  created -> completed [label="   start [nothing remains]  \\n   fail  "]
  created -> paused [label="   start  ", weight=20]
  created -> created [label="   renew  \\n   cancel  "]
  paused -> completed [label="   cancel  ", weight=0, color=gray60, fontcolor=gray40, tailport=se]
}
`)
  })

  it('of the session chart is drawn by Graphviz, every state a node', async () => {
    const svg = (await instance()).renderString(diagramOf(sessionMachine, 'dot'), { format: 'svg' })
    const wires: ReadonlyArray<string> = sessionStateNames.map(
      (name: SessionStateName) => sessionStates[name].wire,
    )
    for (const wire of wires) expect(svg).toContain(`>${wire}</text>`)
  })
})
