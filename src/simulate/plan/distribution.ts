// How a duration or a speed varies: distributions by name, of numbers above 0.
import { randomExponential, randomLogNormal, randomPareto, randomUniform } from 'd3-random'
import * as t from 'io-ts'
import { discriminated, refine } from '../../codec/index.js'
import type { Rng } from '../rng.js'
import { Factor, handwritten, Positive } from './quantity.js'

const named = <N extends string, P extends t.Props>(name: N, parameters: P) =>
  handwritten(t.type({ distribution: t.literal(name), ...parameters }, name))

const distributions = {
  /** Always the same value. */
  constant: named('constant', { value: Positive }),
  /** From the least to the most, every value equally likely. */
  uniform: refine(named('uniform', { least: Positive, most: Positive }), ({ least, most }) =>
    least < most ? [] : [{ path: '/most', message: `most is ${most}, which is not above least, ${least}` }],
  ),
  /** Mostly short, sometimes long: the waiting time for an event that may come at any time. */
  exponential: named('exponential', { mean: Positive }),
  /** Half the values are below the median, two thirds of them within a factor `spread` of it. */
  logNormal: named('logNormal', { median: Positive, spread: Factor }),
  /** Never below the least; a smaller shape gives a longer tail, and a shape up to 1 has no mean. */
  pareto: named('pareto', { least: Positive, shape: Positive }),
}

type Distributions = { readonly [N in keyof typeof distributions]: t.TypeOf<(typeof distributions)[N]> }

/**
 * A distribution: its name and its parameters.
 *
 * @example
 * import { Distribution } from 'exact-match-session/simulate'
 *
 * Distribution.is({ distribution: 'uniform', least: 0.5, most: 2 }) // true
 * Distribution.is({ distribution: 'uniform', least: 2, most: 2 }) // false: an empty range
 */
export const Distribution = discriminated('Distribution', 'distribution', distributions)
export type Distribution = Distributions[keyof Distributions]

type Sample = () => number

const samplers: { readonly [N in keyof Distributions]: (of: Distributions[N], uniform: Sample) => Sample } = {
  constant:
    ({ value }) =>
    () =>
      value,
  uniform: ({ least, most }, uniform) => randomUniform.source(uniform)(least, most),
  exponential: ({ mean }, uniform) => randomExponential.source(uniform)(1 / mean),
  logNormal: ({ median, spread }, uniform) => {
    const factor = randomLogNormal.source(uniform)(0, Math.log(spread))
    return () => median * factor()
  },
  pareto: ({ least, shape }, uniform) => {
    const factor = randomPareto.source(uniform)(shape)
    return () => least * factor()
  },
}

/** Samples of a distribution, one with each call. */
export const sampler = (distribution: Distribution, { uniform }: Rng): Sample => {
  // Samplers are looked up by the distribution's own name, which types cannot follow through the table.
  const create = samplers[distribution.distribution] as (of: Distribution, uniform: Sample) => Sample
  return create(distribution, uniform)
}

const maxDelay = 365 * 24 * 3600 * 1000

/**
 * Seconds as whole milliseconds, at least one, at most a year. Logarithms may differ between machines in their last
 * digits; rounding removes that difference before anything depends on it.
 */
export const toDelayMs = (seconds: number): number =>
  Math.min(Math.max(Math.round(seconds * 1000), 1), maxDelay)
