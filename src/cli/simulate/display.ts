// The progress of an upload: two bars in a terminal, elsewhere a plain line for each state.
import { MultiBar } from 'cli-progress'
import { progressOf, type SessionRecord } from '../../machine/index.js'
import { sessionStates } from '../../model/index.js'
import { barStyle } from '../barStyle.js'
import type { Output } from '../io.js'

/** Shows sessions as they change. */
export interface Display {
  readonly show: (record: SessionRecord) => void
  /** Restores the terminal. */
  readonly close: () => void
}

/** Shows nothing, for `--json` and `--jsonl`. */
export const noDisplay: Display = { show: () => undefined, close: () => undefined }

const bars = (stream: Output): Display => {
  const format = '{label} {bar} {value}/{total}  {state}'
  const multi = new MultiBar({
    format,
    stream,
    ...barStyle,
    forceRedraw: true,
  })
  const blocks = multi.create(0, 0, { label: 'blocks', state: '' })
  const jobs = multi.create(0, 0, { label: 'jobs  ', state: '' })
  return {
    show: ({ value, context }) => {
      const { total, remaining } = context.blocks
      blocks.setTotal(total)
      blocks.update(total - remaining, {
        state: value === 'created' || value === 'uploading' ? sessionStates[value].wire : '',
      })
      jobs.setTotal(context.jobs?.total ?? total)
      jobs.update(context.jobs === null ? 0 : context.jobs.total - context.jobs.remaining, {
        state: value === 'created' || value === 'uploading' ? '' : sessionStates[value].wire,
      })
    },
    close: () => multi.stop(),
  }
}

const lines = (stream: Output): Display => {
  let last: string | undefined
  return {
    show: (record) => {
      if (record.value === last) return
      last = record.value
      const { lastUpdatedDateTime } = record.context
      const percentage = `${progressOf(record).percentage} %`.padStart(5)
      stream.write(`${lastUpdatedDateTime ?? ''}  ${percentage}  ${sessionStates[record.value].wire}\n`)
    },
    close: () => undefined,
  }
}

/** Bars where the stream is a terminal, lines elsewhere. */
export const displayOn = (stream: Output): Display => (stream.isTTY === true ? bars(stream) : lines(stream))
