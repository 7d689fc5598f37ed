// The small codecs: null beside a value, and the names that OData gives to types.
import { describe, expect, it } from 'vitest'
import { Int32, isPresent, nullable, typeAnnotation } from '../../src/codec/index.js'

describe('odataType', () => {
  const Entity = typeAnnotation('microsoft.graph.entity')

  it('takes the name with and without its fragment sign, and nothing else', () => {
    expect(['#microsoft.graph.entity', 'microsoft.graph.entity'].every(Entity.is)).toBe(true)
    expect(
      ['', '#', '##microsoft.graph.entity', 'microsoft.graph.Entity', 'graph.entity', null].some(Entity.is),
    ).toBe(false)
  })

  it('keeps the spelling that came', () => {
    expect(Entity.decode('microsoft.graph.entity')).toHaveProperty('right', 'microsoft.graph.entity')
  })
})

describe('nullable', () => {
  it('takes what its codec takes, and null, but no undefined', () => {
    expect([0, null].every(nullable(Int32).is)).toBe(true)
    expect([undefined, 1.5, 'null'].some(nullable(Int32).is)).toBe(false)
    expect(nullable(Int32).name).toBe('Int32 | null')
  })
})

describe('known', () => {
  it('is true of every value but null and undefined', () => {
    expect([0, '', false, Number.NaN].every(isPresent)).toBe(true)
    expect([null, undefined].some(isPresent)).toBe(false)
  })
})
