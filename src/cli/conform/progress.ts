// The progress of a check: a bar in a terminal, elsewhere a plain line for each tenth.
import { SingleBar } from 'cli-progress'
import { barStyle } from '../barStyle.js'
import type { Output } from '../io.js'

/** Shows how many runs are done. */
export interface ProgressLine {
  readonly show: (runs: number) => void
  readonly close: () => void
}

const bar = (stream: Output, total: number): ProgressLine => {
  const single = new SingleBar({
    format: 'runs {bar} {value}/{total}',
    stream,
    ...barStyle,
  })
  single.start(total, 0)
  return { show: (runs) => single.update(runs), close: () => single.stop() }
}

const lines = (stream: Output, total: number): ProgressLine => {
  const tenth = Math.max(1, Math.ceil(total / 10))
  return {
    show: (runs) => {
      if (runs % tenth === 0 || runs === total) stream.write(`${runs} of ${total} runs\n`)
    },
    close: () => undefined,
  }
}

/** Shows the progress of `total` runs on a stream. */
export const progressOn = (stream: Output, total: number): ProgressLine =>
  stream.isTTY === true ? bar(stream, total) : lines(stream, total)
