// The small codecs: null beside a value, and the names that OData gives to types.
import { describe, expect, it } from 'vitest'
import { Int32, isPresent, nullable, typeAnnotation } from '../../src/codec/index.js'

describe('typeAnnotation', () => {
  const Entity = typeAnnotation('microsoft.graph.entity')

  it('accepts the name with and without its fragment sign, and nothing else', () => {
    expect(['#microsoft.graph.entity', 'microsoft.graph.entity'].every(Entity.is)).toBe(true)
    expect(
      ['', '#', '##microsoft.graph.entity', 'microsoft.graph.Entity', 'graph.entity', null].some(Entity.is),
    ).toBe(false)
  })

  it('keeps the form that it decoded', () => {
    expect(Entity.decode('microsoft.graph.entity')).toHaveProperty('right', 'microsoft.graph.entity')
  })
})

describe('nullable', () => {
  it('accepts the values of its codec and null, but not undefined', () => {
    expect([0, null].every(nullable(Int32).is)).toBe(true)
    expect([undefined, 1.5, 'null'].some(nullable(Int32).is)).toBe(false)
    expect(nullable(Int32).name).toBe('Int32 | null')
  })
})

describe('isPresent', () => {
  it('is true of every value but null and undefined', () => {
    expect([0, '', false, Number.NaN].every(isPresent)).toBe(true)
    expect([null, undefined].some(isPresent)).toBe(false)
  })
})
