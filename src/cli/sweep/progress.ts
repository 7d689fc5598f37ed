// How many seeds are done: a bar in a terminal, which leaves nothing behind; elsewhere nothing.
import { SingleBar } from 'cli-progress'
import { barStyle } from '../barStyle.js'
import type { Output } from '../io.js'

/** Counts seeds. */
export interface Progress {
  readonly advance: () => void
  /** Restores the terminal. */
  readonly close: () => void
}

export const progressOn = (stream: Output, total: number): Progress => {
  if (stream.isTTY !== true) return { advance: () => undefined, close: () => undefined }
  const bar = new SingleBar({
    format: 'seeds {bar} {value}/{total}',
    stream,
    ...barStyle,
    clearOnComplete: true,
  })
  bar.start(total, 0)
  return { advance: () => bar.increment(), close: () => bar.stop() }
}
