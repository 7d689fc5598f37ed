// Edm.Int32: the whole numbers of 32 bits, as plain numbers.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Int32 } from '../../src/codec/index.js'
import { casesOf } from './standard.js'

describe('Int32', () => {
  it.each(casesOf('int32Value'))('agrees with the standard: $input, $verdict', ({ input, verdict }) =>
    expect(Int32.is(Number(input))).toBe(verdict === 'ACCEPT'),
  )

  it('accepts the whole numbers of 32 bits and no other number', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.double(), fc.maxSafeInteger()), (value) => {
        const expected = Number.isInteger(value) && value >= -(2 ** 31) && value <= 2 ** 31 - 1
        expect(Int32.is(value)).toBe(expected)
        expect(Int32.decode(value)._tag).toBe(expected ? 'Right' : 'Left')
      }),
    )
  })

  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    2 ** 31,
    -(2 ** 31) - 1,
    1.5,
    '15',
    15n,
    null,
    true,
    [15],
  ])('rejects %s', (value) => expect(Int32.is(value)).toBe(false))

  it.each([0, 2 ** 31 - 1, -(2 ** 31)])('accepts %s', (value) => expect(Int32.is(value)).toBe(true))
})
