// Chance from a seed: the same seed, the same draws, on every machine.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A source of draws. */
export interface Chance {
  /** From 0 up to, but not, 1; every value is as likely as any other. */
  readonly uniform: () => number
  /** So many characters of an alphabet. */
  readonly text: (length: number, alphabet: string) => string
}

/** The draws of one seed, a whole number of 32 bits. */
export const chanceOf = (seed: number): Chance => {
  const generator = xoroshiro128plus(seed)
  // Seeds that differ in a bit begin alike; a jump sets them far apart.
  generator.jump()
  return {
    uniform: () => uniformFloat64(generator),
    text: (length, alphabet) =>
      Array.from({ length }, () => alphabet.charAt(uniformInt(generator, 0, alphabet.length - 1))).join(''),
  }
}
