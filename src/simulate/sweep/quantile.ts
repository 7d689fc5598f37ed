// Percentiles of a sample, each with an interval that is right whatever the distribution is.
import { binomialProbabilities } from './binomial.js'

/** A percentile of a sample and the interval that holds, with 95 % confidence, the percentile of what was sampled. */
export interface Quantile {
  /** The least value that this part of the sample does not exceed. */
  readonly value: number
  /** The lower end of the interval; -Infinity where the sample is too small for one. */
  readonly from: number
  /** The upper end of the interval; Infinity where the sample is too small for one. */
  readonly to: number
}

/** The percentages of a sweep. */
const percentages = { p5: 0.05, p50: 0.5, p95: 0.95, p99: 0.99 } as const

/** The name of a percentile. */
export type PercentileName = keyof typeof percentages

// Object.keys is typed for objects that may have more keys; `percentages` is a constant that doesn't.
/**
 * The percentiles of a sweep, by name.
 *
 * @example
 * import { percentileNames } from 'exact-match-session/simulate'
 *
 * percentileNames // ['p5', 'p50', 'p95', 'p99']
 */
export const percentileNames = Object.keys(percentages) as ReadonlyArray<PercentileName>

/** The percentiles of a sample. */
export type Percentiles = { readonly [N in PercentileName]: Quantile }

/** How often an interval misses its percentile on either side, at most. */
const missed = (1 - 0.95) / 2

/** The values of a sorted sample, counted from 1, that are a percentile and the ends of its interval. */
interface Ranks {
  readonly value: number
  /** 0 where no value is low enough. */
  readonly from: number
  /** One more than there are values where none is high enough. */
  readonly to: number
}

/**
 * How many values lie below the percentile is binomial, whatever the distribution: so the order statistics of two ranks
 * hold the percentile between them with a known probability.
 */
const ranksOf = (size: number, part: number): Ranks => {
  const probabilities = binomialProbabilities(size, part)
  let from = 0
  for (let below = probabilities[0] ?? 0; below <= missed; below += probabilities[from] ?? 1) from += 1
  let to = size + 1
  for (let above = probabilities[size] ?? 0; above <= missed; above += probabilities[to - 1] ?? 1) to -= 1
  // 0.95 × 20 is a little more than 19 in binary.
  return { value: Math.max(1, Math.ceil(size * part - 1e-9)), from, to }
}

const quantileOf = (sorted: Float64Array, part: number): Quantile => {
  const { value, from, to } = ranksOf(sorted.length, part)
  return {
    value: sorted[value - 1] ?? Number.POSITIVE_INFINITY,
    from: sorted[from - 1] ?? Number.NEGATIVE_INFINITY,
    to: sorted[to - 1] ?? Number.POSITIVE_INFINITY,
  }
}

/** The percentiles of a sample; Infinity in it is what never comes. */
export const percentilesOf = (sample: ReadonlyArray<number>): Percentiles => {
  const sorted = Float64Array.from(sample).sort()
  const { p5, p50, p95, p99 } = percentages
  return {
    p5: quantileOf(sorted, p5),
    p50: quantileOf(sorted, p50),
    p95: quantileOf(sorted, p95),
    p99: quantileOf(sorted, p99),
  }
}
