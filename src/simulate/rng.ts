// Random numbers from a seed: the same seed gives the same numbers on every machine.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A random number generator. */
export interface Rng {
  /** A number from 0 up to, but not including, 1, uniformly distributed. */
  readonly uniform: () => number
  /** A text of `length` characters of an alphabet. */
  readonly text: (length: number, alphabet: string) => string
}

/** The generator of one seed, a whole number of 32 bits. */
export const rngOf = (seed: number): Rng => {
  const generator = xoroshiro128plus(seed)
  // Seeds that differ in a bit begin alike; a jump sets them far apart.
  generator.jump()
  return {
    uniform: () => uniformFloat64(generator),
    text: (length, alphabet) =>
      Array.from({ length }, () => alphabet.charAt(uniformInt(generator, 0, alphabet.length - 1))).join(''),
  }
}
