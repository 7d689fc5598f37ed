// The progress of an upload in a terminal: blocks and jobs with their rates and remaining times, and both clocks.
import { MultiBar } from 'cli-progress'
import { type DateTimeOffset, epochMillisOf } from '../../codec/index.js'
import { type Count, forecastOf, type Observation, type SessionRecord } from '../../machine/index.js'
import { sessionStates } from '../../model/index.js'
import { barStyle } from '../barStyle.js'
import { durationText } from '../durationText.js'
import type { Output } from '../io.js'
import type { Display } from './display.js'

/** The columns of a line beside its bar, at most. */
const otherColumns = 46

/** The columns of a bar: what the terminal leaves. */
const barSize = ({ columns = 80 }: Output): number => Math.max(4, Math.min(36, columns - otherColumns))

const left = ({ remaining }: Count, perSecond: number | null): string => {
  if (remaining === 0 || perSecond === null || perSecond === 0) return ''
  return `${Number(perSecond.toPrecision(2))}/s, ${durationText(remaining / perSecond)} left`
}

export const barsOn = (stream: Output): Display => {
  const multi = new MultiBar({
    format: '{label} {bar} {value}/{of}  {left}',
    stream,
    ...barStyle,
    barsize: barSize(stream),
    forceRedraw: true,
    linewrap: false,
  })
  const blocks = multi.create(0, 0, { label: 'blocks', of: '', left: '' })
  // Of none, a bar would be full.
  const jobs = multi.create(1, 0, { label: 'jobs  ', of: '?', left: '' })
  const clocks = multi.create(1, 0, { text: '' }, { format: '{text}' })
  const began = performance.now()
  let first: DateTimeOffset | undefined
  let observation: Observation | undefined
  let state: SessionRecord['value'] | undefined
  return {
    show: (record: SessionRecord, at: DateTimeOffset) => {
      const { value, context } = record
      first ??= at
      // What was not done in an earlier phase is no rate of this one.
      if (value !== state) observation = undefined
      state = value
      const forecast = forecastOf(record, at, observation)
      observation = forecast.observation
      const { total, remaining } = context.blocks
      blocks.setTotal(total)
      blocks.update(total - remaining, { of: total, left: left(context.blocks, forecast.blocksPerSecond) })
      // Before the commit, the number of jobs is not known.
      if (context.jobs !== null) {
        jobs.setTotal(context.jobs.total)
        jobs.update(context.jobs.total - context.jobs.remaining, {
          of: context.jobs.total,
          left: left(context.jobs, forecast.jobsPerSecond),
        })
      }
      const virtual = (epochMillisOf(at) - epochMillisOf(first)) / 1000
      const elapsed = (performance.now() - began) / 1000
      clocks.update(0, {
        text: `${sessionStates[value].wire}, ${durationText(virtual)} simulated in ${durationText(elapsed)}`,
      })
    },
    close: () => multi.stop(),
  }
}
