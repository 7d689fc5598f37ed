// The names of the states.
import { describe, expect, it } from 'vitest'
import { sessionStateNames, sessionStateOf, sessionStates } from '../../src/model/index.js'

describe('sessionStateOf', () => {
  it('finds every state by its wire name, and no other name', () => {
    for (const name of sessionStateNames) expect(sessionStateOf(sessionStates[name].wire)).toBe(name)
    expect(['', 'created', 'COMPLETED', 'constructor', '__proto__'].map(sessionStateOf)).toEqual(
      Array.from({ length: 5 }),
    )
  })

  it('has the published names for published', () => {
    const published = sessionStateNames.filter((name) => sessionStates[name].source === 'published')
    expect(published.map((name) => sessionStates[name].wire)).toEqual(['ProcessingInProgress', 'Completed'])
  })

  it('has three ways to end', () => {
    expect(sessionStateNames.filter((name) => sessionStates[name].final)).toEqual([
      'completed',
      'failed',
      'cancelled',
    ])
  })
})
