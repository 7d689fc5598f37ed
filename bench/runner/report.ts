// What was measured, as a section of docs/performance.md.
import {
  type Goal,
  type Measure,
  median,
  ratioOf,
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
  Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(Math.abs(value) < 2 ? 3 : 2)))

const amount = (value: number, unit: Unit): string => {
  const [size, name] = scales[unit].find(([least]) => Math.abs(value) >= least) ?? [1, unit]
  return `${digits(value / size)} ${name}`
}

const table = (head: ReadonlyArray<string>, body: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map((_, column) => (column === 0 ? '---' : '--:')), ...body]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

/** The first contender and all bytes stand as they are; other times are multiples of the first contender's. */
const measureTable = ({ name, unit }: Measure, samples: Samples): string => {
  const [first = '', ...rest] = Object.keys(samples)
  const absolute = (contender: string): string => amount(median(samples[contender] ?? []), unit)
  const relative = (contender: string): string => `${digits(ratioOf(samples, contender, first))} ×`
  return table(
    ['', first, ...rest],
    [[name, absolute(first), ...rest.map(unit === 'ns' ? relative : absolute)]],
  )
}

const goalRow = (goal: Goal, samples: Samples, unit: Unit): ReadonlyArray<string> => {
  const { measure, contender, against, atLeast, atMost = Number.POSITIVE_INFINITY } = goal
  const reached =
    against === undefined ? median(samples[contender] ?? []) : ratioOf(samples, contender, against)
  const text = (figure: number) => (against === undefined ? amount(figure, unit) : `${digits(figure)} ×`)
  return [
    `${measure}: ${contender}${against === undefined ? '' : ` against ${against}`}`,
    atLeast === undefined ? `at most ${text(atMost)}` : `at least ${text(atLeast)}`,
    text(reached),
    reached >= (atLeast ?? Number.NEGATIVE_INFINITY) && reached <= atMost ? 'yes' : '**no**',
  ]
}

export const sectionOf = ({ title, description, measures, goals }: Subject, taken: Taken): string => {
  const samplesOf = (measure: string): Samples => taken[measure] ?? {}
  const unitOf = (name: string): Unit => measures.find((measure) => measure.name === name)?.unit ?? 'ns'
  const rows = goals.map((goal) => goalRow(goal, samplesOf(goal.measure), unitOf(goal.measure)))
  return [
    `## ${title}`,
    description,
    ...measures.map((measure) => measureTable(measure, samplesOf(measure.name))),
    table(['', 'goal', 'reached', 'holds'], rows),
  ].join('\n\n')
}
