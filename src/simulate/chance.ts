// Chance from a seed: the same seed, the same draws, on every machine.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A range of durations in seconds, every one of which is as likely as any other. */
export interface Pace {
  readonly least: number
  readonly most: number
}

/** A source of draws. */
export interface Chance {
  /** Seconds within a pace. */
  readonly seconds: (pace: Pace) => number
  /** So many characters of an alphabet. */
  readonly text: (length: number, alphabet: string) => string
}

/** The draws of one seed. */
export const chanceOf = (seed: number): Chance => {
  const generator = xoroshiro128plus(seed)
  return {
    seconds: ({ least, most }) => least + uniformFloat64(generator) * (most - least),
    text: (length, alphabet) =>
      Array.from({ length }, () => alphabet.charAt(uniformInt(generator, 0, alphabet.length - 1))).join(''),
  }
}
