// What a sweep found, for people and for programs.
import {
  type Plan,
  percentileNames,
  type Setting,
  type SweepSummary,
  type Verdict,
  verdictsOfSweep,
} from '../../simulate/index.js'
import { durationText } from '../durationText.js'
import { verdictText } from '../verdictText.js'
import { stripsOf } from './strip.js'
import { tableOf } from './table.js'

/** What came of one variation of a plan. */
export interface Variation {
  readonly settings: ReadonlyArray<Setting>
  readonly summary: SweepSummary
  readonly verdicts: ReadonlyArray<Verdict>
}

export const resultOf = (
  settings: ReadonlyArray<Setting>,
  { expect = {} }: Plan,
  summary: SweepSummary,
): Variation => ({ settings, summary, verdicts: verdictsOfSweep(expect, summary) })

/** A variation as a line of JSON; null is a time that never comes, or an end that an interval does not have. */
export const lineOfVariation = ({ settings, summary, verdicts }: Variation): string => {
  const varied = Object.fromEntries(settings.map(({ path, value }) => [path, value]))
  return `${JSON.stringify({ varied, ...summary, expectations: verdicts })}\n`
}

/** A value as it is written in a plan. */
const valueText = ({ value }: Setting): string => (typeof value === 'string' ? value : JSON.stringify(value))

const counted = (count: number, one: string): string =>
  `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`

/** How the sessions ended, the longest one and the seeds that a bound has stopped. */
const notesOn = ({ states, longest, stopped }: SweepSummary): ReadonlyArray<string> => {
  const [state, ...others] = Object.entries(states)
  const ends =
    others.length === 0
      ? `every session ${state?.[0] ?? ''}`
      : Object.entries(states)
          .map(([state, count]) => `${count.toLocaleString('en')} ${state}`)
          .join(', ')
  const last =
    longest.seconds === Number.POSITIVE_INFINITY
      ? `with seed ${longest.seed} it never completes`
      : `the longest completion ${durationText(longest.seconds)}, with seed ${longest.seed}`
  return [ends, last, ...(stopped === 0 ? [] : [`a limit of the plan stopped ${counted(stopped, 'seed')}`])]
}

const phases = ['upload', 'processing', 'completion'] as const

const dim = (text: string): string => `\u001B[2m${text}\u001B[22m`

/** The tables of all variations, what they have in common drawn to one scale, and the verdicts. */
export const textOfSweep = (
  file: string,
  variations: ReadonlyArray<Variation>,
  isTerminal: boolean,
): string => {
  const [first] = variations
  if (first === undefined) return ''
  const paths = first.settings.map(({ path }) => path).join(', ')
  const named = variations.map((variation) => ({
    ...variation,
    title: variation.settings.map((setting) => `${setting.path}: ${valueText(setting)}`).join(', '),
    label: variation.settings.map(valueText).join(', '),
  }))
  const strips =
    named.length === 1
      ? phases.map((label) => ({ label, percentiles: first.summary[label] }))
      : named.map(({ label, summary: { completion } }) => ({
          label,
          percentiles: completion,
          note: `p50 ${durationText(completion.p50.value)}, p99 ${durationText(completion.p99.value)}`,
        }))
  const notes = named.flatMap(({ label, summary, verdicts }) => [
    `${label === '' ? '' : `${label}: `}${notesOn(summary).join(', ')}`,
    ...verdicts.map((verdict) => `${verdict.isMet ? '✓' : '✗'} ${verdictText(verdict)}`),
  ])
  return [
    `${file}: ${percentileNames.join(', ')} of ${counted(first.summary.seeds, 'seed')}, and the 95 % confidence interval of each\n`,
    tableOf(named, isTerminal ? dim : (text) => text),
    `${named.length === 1 ? '' : `completion, by ${paths}:\n`}${stripsOf(strips)}`,
    notes.map((note) => `${note}\n`).join(''),
  ]
    .filter((part) => part !== '')
    .join('\n')
}
