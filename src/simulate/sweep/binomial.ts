// The binomial distribution, without logarithms: the same on every machine.

/**
 * The probabilities of 0, 1, …, `trials` successes, each with the probability `rate`, which is above 0 and below 1.
 * Neighbours differ by a factor; the factors are multiplied from the most likely number on, where nothing underflows that
 * matters.
 */
export const binomialProbabilities = (trials: number, rate: number): ReadonlyArray<number> => {
  const mode = Math.min(trials, Math.floor((trials + 1) * rate))
  const odds = rate / (1 - rate)
  const weights = Array.from({ length: trials + 1 }, () => 0)
  weights[mode] = 1
  for (let k = mode; k < trials; k += 1) {
    weights[k + 1] = (weights[k] ?? 0) * ((trials - k) / (k + 1)) * odds
  }
  for (let k = mode; k > 0; k -= 1) {
    weights[k - 1] = (weights[k] ?? 0) * (k / (trials - k + 1)) * (1 / odds)
  }
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}
