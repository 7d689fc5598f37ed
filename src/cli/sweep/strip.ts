// Percentiles drawn to one scale: ├ is p5, ● p50, ┼ p95 and ┤ p99.
import { type Percentiles, percentileNames } from '../../simulate/index.js'
import { durationText } from '../durationText.js'

/** What a line shows. */
export interface Strip {
  readonly label: string
  readonly percentiles: Percentiles
  /** What stands behind it. */
  readonly note?: string
}

/** The characters between the ends of the scale. */
const width = 40

const marks = { p5: '├', p50: '●', p95: '┼', p99: '┤' } as const

const draw = (percentiles: Percentiles, longest: number): string => {
  const place = (seconds: number): number => Math.round((seconds / longest) * (width - 1))
  if (percentiles.p5.value === Number.POSITIVE_INFINITY) return 'never'
  const cells = Array.from({ length: width }, () => ' ')
  const [first, last] = [percentiles.p5.value, percentiles.p99.value]
  // What never comes lies beyond the end.
  const end = Number.isFinite(last) ? place(last) : width - 1
  cells.fill('─', place(first), end + 1)
  // Where two fall on one place, the median is seen.
  for (const name of [...percentileNames.filter((name) => name !== 'p50'), 'p50'] as const) {
    const { value } = percentiles[name]
    if (Number.isFinite(value)) cells[place(value)] = marks[name]
  }
  return cells.join('').trimEnd()
}

/** A line for each, and the scale, from 0 to the longest; empty where nothing ever ends. */
export const stripsOf = (strips: ReadonlyArray<Strip>): string => {
  const ends = strips
    .flatMap(({ percentiles }) => percentileNames.map((name) => percentiles[name].value))
    .filter(Number.isFinite)
  const longest = Math.max(...ends)
  if (!(longest > 0)) return ''
  const indent = Math.max(...strips.map(({ label }) => label.length))
  const scale = `0${durationText(longest).padStart(width - 1)}`
  return [
    ...strips.map(
      ({ label, percentiles, note = '' }) =>
        `${label.padEnd(indent)}   ${draw(percentiles, longest).padEnd(width)}   ${note}`,
    ),
    `${' '.repeat(indent)}   ${scale}`,
  ]
    .map((line) => `${line.trimEnd()}\n`)
    .join('')
}
