// Samples of a distribution from uniform numbers. Each distribution uses the same number of them for every sample, so
// the last digit of a logarithm, which machines may compute differently, decides on nothing but the sample itself.
import type { Distribution, Distributions } from '../plan/distribution.js'
import type { Uniform } from './substream.js'

type Sampler = (uniform: Uniform) => number

/** Of mean 0 and deviation 1: the method of Box and Muller, without its second value, which would outlive the draw. */
const normal: Sampler = (uniform) => {
  const radius = Math.sqrt(-2 * Math.log1p(-uniform()))
  return radius * Math.cos(2 * Math.PI * uniform())
}

/** Of mean 1. */
const exponential: Sampler = (uniform) => -Math.log1p(-uniform())

const samplers: { readonly [N in keyof Distributions]: (distribution: Distributions[N]) => Sampler } = {
  constant:
    ({ value }) =>
    () =>
      value,
  uniform:
    ({ least, most }) =>
    (uniform) =>
      least + (most - least) * uniform(),
  exponential:
    ({ mean }) =>
    (uniform) =>
      mean * exponential(uniform),
  logNormal: ({ median, spread }) => {
    const deviation = Math.log(spread)
    return (uniform) => median * Math.exp(deviation * normal(uniform))
  },
  pareto:
    ({ least, shape }) =>
    (uniform) =>
      least * Math.exp(exponential(uniform) / shape),
}

/** Samples a distribution. */
export const samplerOf = (distribution: Distribution): Sampler => {
  // Samplers are looked up by the distribution's own name, which types cannot follow through the table.
  const create = samplers[distribution.distribution] as (of: Distribution) => Sampler
  return create(distribution)
}
