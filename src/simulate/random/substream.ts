// Random numbers by purpose: the draws of a thing depend on the seed, on what they are for and on the thing's number,
// and on nothing that was drawn before. So a changed part of a plan redraws nothing else.

/** The next number of a sequence: from 0 up to, but not including, 1, uniformly distributed. */
export type Uniform = () => number

/** The draws of one purpose, of things by their number. */
export interface Substream {
  /** The draws of a part of the purpose, such as one session or one kind of request. */
  readonly of: (part: number | string) => Substream
  /** The sequence of one thing, and of one attempt at it; ends the sequence that was given before. */
  readonly at: (number: number, attempt?: number) => Uniform
}

/** A bijection of 32 bits in which every bit of the word changes every bit of the result: lowbias32, by C. Wellons. */
const mix = (word: number): number => {
  let bits = word
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad)
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97)
  return bits ^ (bits >>> 15)
}

/** The golden ratio's bits: consecutive multiples lie far apart. */
const golden = 0x9e3779b9 | 0

const substream = (keyLow: number, keyHigh: number): Substream => {
  let low = 0
  let high = 0
  // The 53 bits of a double's fraction, from both words.
  const next: Uniform = () => {
    const number = ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53
    low = mix((low + golden) | 0)
    high = mix((high + low) | 0)
    return number
  }
  const child = (word: number): Substream => {
    const childLow = mix(keyLow ^ word)
    return substream(childLow, mix((keyHigh + childLow) | 0))
  }
  return {
    of: (part) =>
      typeof part === 'number'
        ? child(part)
        : Array.from(part, (character) => character.charCodeAt(0)).reduce(
            (stream: Substream, code) => stream.of(code),
            child(part.length),
          ),
    // For each number another `low`, for each attempt another `high`: no two share a sequence.
    at: (number, attempt = 1) => {
      low = mix(keyLow ^ number)
      high = mix((keyHigh + low) ^ Math.imul(attempt, golden))
      return next
    },
  }
}

/** All draws of a seed, a whole number of 32 bits. */
export const drawsOf = (seed: number): Substream => {
  const low = mix(seed ^ golden)
  return substream(low, mix((low + golden) | 0))
}

/** The draws of each session. */
export const bySession = (draws: Substream): ((session: number) => Substream) => {
  const streams: Array<Substream> = []
  return (session) => {
    const known = streams[session]
    if (known !== undefined) return known
    const stream = draws.of(session)
    streams[session] = stream
    return stream
  }
}

/** A text of `length` characters of an alphabet. */
export const randomText = (uniform: Uniform, length: number, alphabet: string): string =>
  Array.from({ length }, () => alphabet.charAt(Math.floor(uniform() * alphabet.length))).join('')
