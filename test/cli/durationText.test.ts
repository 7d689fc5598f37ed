// Durations as a person reads them.
import { describe, expect, it } from 'vitest'
import { differenceText, durationText, rangeText } from '../../src/cli/durationText.js'

describe('durationText', () => {
  it.each([
    [0, '0 s'],
    [0.0042, '4.2 ms'],
    [0.25, '0.25 s'],
    [9.996, '10.0 s'],
    [42.68, '42.7 s'],
    [59.96, '1 min'],
    [69.6, '1 min 10 s'],
    [3_599.7, '1 h'],
    [7_530, '2 h 6 min'],
    [86_399, '1 d'],
    [100_000, '1 d 4 h'],
    [Number.POSITIVE_INFINITY, 'never'],
  ])('of %d is %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text)
  })
})

describe('differenceText', () => {
  it.each([
    [12.34, '+12.3 s'],
    [-75, '−1 min 15 s'],
    [0, '0 s'],
    [Number.POSITIVE_INFINITY, 'never'],
  ])('of %d is %s', (seconds, text) => {
    expect(differenceText(seconds)).toBe(text)
  })
})

describe('rangeText', () => {
  it.each([
    [41.2, 43.5, '41.2–43.5 s'],
    [69, 76, '1 min 9–16 s'],
    [58, 62, '58 s–1 min 2 s'],
    [119, 124, '1 min 59 s–2 min 4 s'],
    [42.68, 42.7, '42.7 s'],
    [-3, 5, '−3 s to 5 s'],
    [7, 7, '7 s'],
    [Number.NEGATIVE_INFINITY, 45, 'up to 45 s'],
    [45, Number.POSITIVE_INFINITY, 'from 45 s'],
    [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, ''],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 'never'],
  ])('from %d to %d is %s', (from, to, text) => {
    expect(rangeText(from, to)).toBe(text)
  })
})
