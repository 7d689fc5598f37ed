// Durations as a person reads them, such as 42.7 s, 1 min 12 s, 2 h 5 min; and ranges of them.

/** Numbers with their units, the greatest first. */
type Parts = ReadonlyArray<readonly [amount: string, unit: string]>

const two = (amount: number, factor: number, large: string, small: string): Parts => {
  const rest = amount % factor
  const whole = [String((amount - rest) / factor), large] as const
  return rest === 0 ? [whole] : [whole, [String(rest), small]]
}

/** Three digits below a minute, unless it is exact, and from then on the two greatest units, rounded. */
const partsOf = (seconds: number): Parts => {
  if (seconds === 0) return [['0', 's']]
  if (seconds < 0.0995) return [[String(Number((seconds * 1_000).toPrecision(2))), 'ms']]
  if (seconds < 59.95 && Number.isInteger(seconds)) return [[String(seconds), 's']]
  if (seconds < 59.95) return [[seconds.toFixed(seconds < 9.995 ? 2 : 1), 's']]
  if (seconds < 3_599.5) return two(Math.round(seconds), 60, 'min', 's')
  if (seconds < 86_370) return two(Math.round(seconds / 60), 60, 'h', 'min')
  return two(Math.round(seconds / 3_600), 24, 'd', 'h')
}

const join = (parts: Parts): string => parts.map((part) => part.join(' ')).join(' ')

/** A duration in seconds; Infinity is never. */
export const durationText = (seconds: number): string =>
  seconds === Number.POSITIVE_INFINITY
    ? 'never'
    : `${seconds < 0 ? '−' : ''}${join(partsOf(Math.abs(seconds)))}`

/** A difference of durations, with its sign. */
export const differenceText = (seconds: number): string =>
  `${seconds > 0 && Number.isFinite(seconds) ? '+' : ''}${durationText(seconds)}`

/** The same units, or null where the two differ in them. */
const sharedParts = (from: Parts, to: Parts): number | null => {
  if (from.length !== to.length || from.some(([, unit], index) => to[index]?.[1] !== unit)) return null
  const first = from.findIndex(([amount], index) => to[index]?.[0] !== amount)
  return first === from.length - 1 ? first : null
}

/** From one duration to another: what both begin and end with is written once, as in `1 min 9–16 s`. */
export const rangeText = (from: number, to: number): string => {
  if (from === to) return durationText(to)
  if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY) return ''
  if (from === Number.NEGATIVE_INFINITY) return `up to ${durationText(to)}`
  if (to === Number.POSITIVE_INFINITY) return `from ${durationText(from)}`
  if (from < 0) return `${durationText(from)} to ${durationText(to)}`
  const [low, high] = [partsOf(from), partsOf(to)]
  const shared = sharedParts(low, high)
  if (join(low) === join(high)) return join(high)
  if (shared === null) return `${join(low)}–${join(high)}`
  const common = low.slice(0, shared)
  return join([...common, [`${low[shared]?.[0]}–${high[shared]?.[0]}`, high[shared]?.[1] ?? '']])
}
