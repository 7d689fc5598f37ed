// What was measured, as Markdown for docs/performance.md or as data.
import {
  type Goal,
  type Measure,
  median,
  ratioIn,
  type Samples,
  type Subject,
  type Taken,
  type Unit,
} from './subject.js'

const scales: Readonly<Record<Unit, ReadonlyArray<readonly [number, string]>>> = {
  ns: [
    [1e9, 's'],
    [1e6, 'ms'],
    [1e3, 'µs'],
  ],
  B: [
    [1e6, 'MB'],
    [1e3, 'kB'],
  ],
}

const digits = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(2)))

const amount = (value: number, unit: Unit): string => {
  const [size, name] = scales[unit].find(([least]) => Math.abs(value) >= least) ?? [1, unit]
  return `${digits(value / size)} ${name}`
}

const told = (value: number, as: Goal['as']): string => {
  if (as === 'ns' || as === 'B') return amount(value, as)
  return as === '%' ? `${digits(value * 100)} %` : `${digits(value)} ${as}`
}

const table = (rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const [head = [], ...body] = rows
  const lines = [head, head.map((_, column) => (column === 0 ? '---' : '--:')), ...body]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

interface Row {
  readonly measure: Measure
  readonly samples: Samples
}

const firstOf = ({ samples }: Row): string => Object.keys(samples)[0] ?? ''

/** Measures in a row that compare to the same contender stand in one table. */
const inTables = (rows: ReadonlyArray<Row>): ReadonlyArray<ReadonlyArray<Row>> => {
  const tables: Array<Array<Row>> = []
  for (const row of rows) {
    const last = tables[tables.length - 1]
    if (last?.[0] !== undefined && firstOf(last[0]) === firstOf(row)) last.push(row)
    else tables.push([row])
  }
  return tables
}

/** Times are told as multiples of the first contender's; bytes, which may be none, as they are. */
const cell = ({ measure, samples }: Row, contender: string, first: string): string => {
  const own = samples[contender]
  if (own === undefined) return ''
  return contender === first || measure.unit === 'B'
    ? amount(median(own), measure.unit)
    : told(ratioIn(samples, contender, first), '×')
}

const measureTable = (rows: ReadonlyArray<Row>): string => {
  const [row] = rows
  const first = row === undefined ? '' : firstOf(row)
  const names = [...new Set(rows.flatMap(({ samples }) => Object.keys(samples)))]
  const body = rows.map((row) => [row.measure.name, ...names.map((name) => cell(row, name, first))])
  return table([['', ...names], ...body])
}

const holds = (goal: Goal, figure: number): boolean =>
  figure >= (goal.atLeast ?? Number.NEGATIVE_INFINITY) && figure <= (goal.atMost ?? Number.POSITIVE_INFINITY)

const bounds = ({ atLeast, atMost, as }: Goal): string =>
  [
    ...(atLeast === undefined ? [] : [`at least ${told(atLeast, as)}`]),
    ...(atMost === undefined ? [] : [`at most ${told(atMost, as)}`]),
  ].join(', ')

const goalTable = (goals: ReadonlyArray<Goal>, taken: Taken): string =>
  table([
    ['', 'to reach', 'reached', 'holds'],
    ...goals.map((goal) => {
      const figure = goal.figure(taken)
      return [goal.says, bounds(goal), told(figure, goal.as), holds(goal, figure) ? 'yes' : '**no**']
    }),
  ])

const rowsOf = ({ measures }: Subject, taken: Taken): ReadonlyArray<Row> =>
  measures.map((measure) => ({ measure, samples: taken[measure.name] ?? {} }))

/** A section of docs/performance.md. */
export const asMarkdown = (subject: Subject, taken: Taken): string =>
  [
    `## ${subject.title}`,
    subject.says,
    ...inTables(rowsOf(subject, taken)).map(measureTable),
    ...(subject.goals.length === 0 ? [] : [goalTable(subject.goals, taken)]),
  ].join('\n\n')

/** The same as data: medians in their unit, ratios to the first contender, and the goals. */
export const asData = (subject: Subject, taken: Taken): unknown => ({
  title: subject.title,
  measures: rowsOf(subject, taken).map((row) => {
    const { measure, samples } = row
    const entries = Object.entries(samples)
    return {
      name: measure.name,
      unit: measure.unit,
      medians: Object.fromEntries(entries.map(([name, values]) => [name, median(values)])),
      ratios: Object.fromEntries(entries.map(([name]) => [name, ratioIn(samples, name, firstOf(row))])),
    }
  }),
  goals: subject.goals.map(({ figure, ...goal }) => {
    const reached = figure(taken)
    return { ...goal, reached, holds: holds({ ...goal, figure }, reached) }
  }),
})
