// How far a check has come, as a person watches it: a bar in a terminal, elsewhere a plain line now and then.
import { SingleBar } from 'cli-progress'
import { barLook } from '../barLook.js'

/** Shows how many runs are done. */
export interface Progress {
  readonly show: (runs: number) => void
  readonly close: () => void
}

const bar = (stream: NodeJS.WritableStream, total: number): Progress => {
  const single = new SingleBar({
    format: 'runs {bar} {value}/{total}',
    stream,
    ...barLook,
  })
  single.start(total, 0)
  return { show: (runs) => single.update(runs), close: () => single.stop() }
}

const lines = (stream: NodeJS.WritableStream, total: number): Progress => {
  const tenth = Math.max(1, Math.ceil(total / 10))
  return {
    show: (runs) => {
      if (runs % tenth === 0 || runs === total) stream.write(`${runs} of ${total} runs\n`)
    },
    close: () => undefined,
  }
}

/** The progress of so many runs, as it suits a stream. */
export const progressOn = (stream: NodeJS.WriteStream, total: number): Progress =>
  stream.isTTY ? bar(stream, total) : lines(stream, total)
