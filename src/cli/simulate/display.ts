// An upload as a person watches it, on stderr: two bars in a terminal, elsewhere a plain line for each state.
import { MultiBar } from 'cli-progress'
import { progressOf, type SessionRecord } from '../../machine/index.js'
import { sessionStates } from '../../model/index.js'
import { barLook } from '../barLook.js'

/** Shows sessions as they change. */
export interface Display {
  readonly show: (record: SessionRecord) => void
  /** Leaves the terminal as it was. */
  readonly close: () => void
}

/** Shows nothing, for `--json` and `--jsonl`. */
export const silence: Display = { show: () => undefined, close: () => undefined }

const bars = (stream: NodeJS.WritableStream): Display => {
  const format = '{label} {bar} {value}/{total}  {state}'
  const multi = new MultiBar({
    format,
    stream,
    ...barLook,
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

const lines = (stream: NodeJS.WritableStream): Display => {
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

/** The display that suits a stream. */
export const displayOn = (stream: NodeJS.WriteStream): Display =>
  stream.isTTY ? bars(stream) : lines(stream)
