// What a sweep found, as a table: percentiles of each phase with their intervals, and what faults cost.
import { type Percentiles, percentileNames, type SweepSummary } from '../../simulate/index.js'
import { differenceText, durationText, rangeText } from '../durationText.js'

/** A part of the table: one variation of a plan. */
export interface Group {
  /** Empty for a plan without variations. */
  readonly title: string
  readonly summary: SweepSummary
}

/** How a terminal shows what is less important. */
export type Style = (text: string) => string

/** A row of cells, and below it, dimmed, their intervals. */
interface Row {
  readonly label: string
  readonly values: ReadonlyArray<string>
  readonly intervals: ReadonlyArray<string>
}

const row = (label: string, percentiles: Percentiles, text: (seconds: number) => string): Row => {
  const quantiles = percentileNames.map((name) => percentiles[name])
  return {
    label,
    values: quantiles.map(({ value }) => text(value)),
    intervals: quantiles.map(({ from, to }) => rangeText(from, to)),
  }
}

const rowsOf = ({ upload, processing, completion, faultCost }: SweepSummary): ReadonlyArray<Row> => [
  row('upload', upload, durationText),
  row('processing', processing, durationText),
  row('completion', completion, durationText),
  ...(faultCost === null ? [] : [row('faults cost', faultCost.completion, differenceText)]),
]

const align = (cells: ReadonlyArray<string>, widths: ReadonlyArray<number>): string =>
  cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join('   ')
    .trimEnd()

const widthsOf = (lines: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<number> =>
  (lines[0] ?? []).map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)))

/** A line for each phase of each variation, and the intervals below it, dimmed. */
export const tableOf = (groups: ReadonlyArray<Group>, dim: Style): string => {
  const parts = groups.map(({ title, summary }) => ({
    title,
    rows: rowsOf(summary).map(({ label, values, intervals }) => ({
      values: [label, ...values],
      intervals: ['', ...intervals],
    })),
  }))
  const header = ['', ...percentileNames]
  const widths = widthsOf([header, ...parts.flatMap(({ rows }) => rows.flatMap(Object.values))])
  const lines = parts.flatMap(({ title, rows }) => [
    ...(title === '' ? [] : ['', title]),
    ...rows.flatMap(({ values, intervals }) => {
      const below = align(intervals, widths)
      return below === '' ? [align(values, widths)] : [align(values, widths), dim(below)]
    }),
  ])
  return [align(header, widths), ...lines].map((line) => `${line}\n`).join('')
}
