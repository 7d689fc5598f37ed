// How a duration or a speed varies: distributions by name, of numbers above 0.
import * as t from 'io-ts'
import { discriminated, refine } from '../../codec/index.js'
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

/** The distributions by their names. */
export type Distributions = {
  readonly [N in keyof typeof distributions]: t.TypeOf<(typeof distributions)[N]>
}

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
