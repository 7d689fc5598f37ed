// The summary of a session, in the columns of Microsoft's upload agent, and how long its phases took.
import { formatDuration } from 'date-fns'
import type { DateTimeOffset } from '../../codec/index.js'
import { durationsOf, progressOf, type SessionRecord } from '../../machine/index.js'
import { sessionStates } from '../../model/index.js'

const columnsOf = (record: SessionRecord): ReadonlyArray<readonly [string, string]> => {
  const { value, context } = record
  return [
    ['Id', context.metadata.id ?? ''],
    ['State', sessionStates[value].wire],
    ['% Completion', String(progressOf(record).percentage)],
    ['CreationTime', context.timeline.creationDateTime ?? '-'],
    ['LastUpdatedTime', context.lastUpdatedDateTime ?? '-'],
    ['CompletionTime', context.timeline.completionDateTime ?? '-'],
  ]
}

const phases = ['upload', 'processing', 'whole'] as const

/** The column names, their values, and the durations of the phases that have begun: a line each. */
export const summaryOf = (record: SessionRecord, now: DateTimeOffset): string => {
  const columns = columnsOf(record).map(([name, value]) => {
    const width = Math.max(name.length, value.length)
    return [name.padEnd(width), value.padEnd(width)] as const
  })
  const durations = durationsOf(record, now)
  const phaseTexts = phases.flatMap((phase) => {
    const duration = durations[phase]
    return duration === null ? [] : [`${phase} ${formatDuration(duration) || 'under a second'}`]
  })
  return [
    columns
      .map(([name]) => name)
      .join('  ')
      .trimEnd(),
    columns
      .map(([, value]) => value)
      .join('  ')
      .trimEnd(),
    phaseTexts.join(', '),
  ]
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('')
}
