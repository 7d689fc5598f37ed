// How a length of time or a speed varies: distributions by name. All their values are above 0, as those of both are.
import { randomExponential, randomLogNormal, randomPareto, randomUniform } from 'd3-random'
import * as t from 'io-ts'
import { discriminated } from '../../codec/index.js'
import type { Chance } from '../chance.js'
import { Multiple, Positive } from './quantity.js'
import { closed, together } from './together.js'

const named = <N extends string, P extends t.Props>(name: N, parameters: P) =>
  closed(t.type({ distribution: t.literal(name), ...parameters }, name), [
    'distribution',
    ...Object.keys(parameters),
  ])

const distributions = {
  /** The same each time. */
  constant: named('constant', { value: Positive }),
  /** From the least to the most, every value as likely as any other. */
  uniform: together(named('uniform', { least: Positive, most: Positive }), ({ least, most }) =>
    least < most
      ? []
      : [{ keys: ['most'], message: `most is ${most}, not more than least, ${least}; it has no length` }],
  ),
  /** Mostly short, now and then long: the waiting time for what may come at any moment. */
  exponential: named('exponential', { mean: Positive }),
  /** Half the values are below the median, two thirds of them within a factor `spread` of it. */
  logNormal: named('logNormal', { median: Positive, spread: Multiple }),
  /** Never below the least, and with the longer a tail the smaller the shape; below 1 it has no mean. */
  pareto: named('pareto', { least: Positive, shape: Positive }),
}

type Distributions = { readonly [N in keyof typeof distributions]: t.TypeOf<(typeof distributions)[N]> }

/**
 * A distribution by its name with its parameters.
 *
 * @example
 * import { Distribution } from 'exact-match-session/simulate'
 *
 * Distribution.is({ distribution: 'uniform', least: 0.5, most: 2 }) // true
 * Distribution.is({ distribution: 'uniform', least: 2, most: 2 }) // false: it has no length
 */
export const Distribution = discriminated('Distribution', 'distribution', distributions)
export type Distribution = Distributions[keyof Distributions]

type Draw = () => number

const samplers: { readonly [N in keyof Distributions]: (of: Distributions[N], uniform: Draw) => Draw } = {
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

/** Draws of a distribution, one a call. */
export const drawsOf = (distribution: Distribution, { uniform }: Chance): Draw => {
  // A sampler stands under its own distribution's name, so it only ever sees parameters of that one.
  const sampler = samplers[distribution.distribution] as (of: Distribution, uniform: Draw) => Draw
  return sampler(distribution, uniform)
}

const longestWait = 365 * 24 * 3600 * 1000

/**
 * Seconds as a wait: whole milliseconds, at least one, at most a year. Whatever the last digits of a logarithm are
 * on a machine, they end here, before anything depends on them.
 */
export const waitOf = (seconds: number): number =>
  Math.min(Math.max(Math.round(seconds * 1000), 1), longestWait)
