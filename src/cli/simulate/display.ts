// The progress of an upload: bars in a terminal, elsewhere a plain line for each state.
import type { DateTimeOffset } from '../../codec/index.js'
import { progressOf, type SessionRecord } from '../../machine/index.js'
import { sessionStates } from '../../model/index.js'
import type { Output } from '../io.js'
import { barsOn } from './bars.js'

/** Shows sessions as they change. */
export interface Display {
  /** Shows a session at a virtual time. */
  readonly show: (record: SessionRecord, at: DateTimeOffset) => void
  /** Restores the terminal. */
  readonly close: () => void
}

/** Shows nothing, for `--json` and `--jsonl`. */
export const noDisplay: Display = { show: () => undefined, close: () => undefined }

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

/** Bars where the stream is a terminal that can draw them, lines elsewhere. */
export const displayOn = (stream: Output, term: string | undefined): Display =>
  stream.isTTY === true && term !== 'dumb' ? barsOn(stream) : lines(stream)
