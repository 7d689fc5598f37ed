import { instance } from '@viz-js/viz'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { diagramOf, step } from '../../src/machine/index.js'
import { sessionStateNames, sessionStates } from '../../src/model/index.js'
import { eventOf, inState } from './sample.js'

const lineStarting = (text: string, start: string): string =>
  text.split('\n').find((line) => line.startsWith(start)) ?? ''

describe('a diagram in Mermaid', () => {
  const text = diagramOf('mermaid')

  it('starts with the first state and names every state by its wire name', () => {
    expect(text).toContain('\n  [*] --> created\n')
    for (const name of sessionStateNames) {
      expect(text).toContain(`\n  ${name}: ${sessionStates[name].wire}\n`)
      expect(text.includes(`\n  ${name} --> [*]\n`), name).toBe(sessionStates[name].final)
    }
  })

  it('has one arrow for all events from one state to another, with the condition where nothing may remain', () => {
    expect(text).toContain('\n  uploading --> uploaded: block.uploaded [nothing remains]\n')
    expect(text).toContain('\n  uploading --> uploading: block.uploaded, renew')
  })

  it('has an arrow for every event that step takes', () => {
    for (const from of sessionStateNames) {
      for (const event of Object.values(eventOf)) {
        const outcome = step(inState[from], event)
        if (E.isLeft(outcome)) continue
        expect(lineStarting(text, `  ${from} --> ${outcome.right.value}: `)).toContain(event.type)
      }
    }
  })
})

describe('a diagram in DOT', () => {
  const text = diagramOf('dot')

  it('draws a final state with a double border and an assumed name with a dashed one', () => {
    expect(lineStarting(text, '  created [')).toBe('  created [label="Created", style="rounded,dashed"]')
    expect(lineStarting(text, '  processing [')).toBe('  processing [label="ProcessingInProgress"]')
    expect(lineStarting(text, '  completed [')).toBe('  completed [label="Completed", peripheries=2]')
  })

  it('keeps the path straight and the exits grey', () => {
    expect(lineStarting(text, '  uploaded -> processing')).toBe(
      '  uploaded -> processing [label="   commit  ", weight=20]',
    )
    expect(lineStarting(text, '  uploaded -> cancelled')).toBe(
      '  uploaded -> cancelled [label="   cancel  ", weight=0, color=gray60, fontcolor=gray40, tailport=se]',
    )
  })

  it('is drawn by Graphviz, every state a node', async () => {
    const svg = (await instance()).renderString(text, { format: 'svg' })
    for (const name of sessionStateNames) expect(svg).toContain(`>${sessionStates[name].wire}</text>`)
  })
})
