// What is to happen, in the order of virtual time; what falls on one millisecond, in the order it was put down.
import TinyQueue from 'tinyqueue'
import type { Moment } from './moment.js'

/** What happens at its time: a moment, or something that nobody sees. */
export type Happening = () => Moment | null

/** What stands in an agenda: when it is due, after which others, and what happens then. */
export interface Entry {
  at: number
  order: number
  happen: (entry: never) => Moment | null
}

/** What happens to an entry that has not been put down. */
export const nothing: Entry['happen'] = () => null

export interface Agenda {
  /** Whole milliseconds since the start. */
  readonly now: () => number
  /** So many milliseconds from now. */
  readonly after: (milliseconds: number, happening: Happening) => void
  /** As `after`, for what comes by the million: the entry itself is put down, and again when it is due if need be. */
  readonly put: <E extends Entry>(milliseconds: number, entry: E, happen: (entry: E) => Moment | null) => void
  /** Goes on to what is next and lets it happen; undefined where nothing is left. */
  readonly next: () => Moment | null | undefined
}

const compare = (first: Entry, second: Entry): number => first.at - second.at || first.order - second.order

export const emptyAgenda = (): Agenda => {
  const entries = new TinyQueue<Entry>([], compare)
  let now = 0
  let order = 0
  const put: Agenda['put'] = (milliseconds, entry, happen) => {
    order += 1
    entry.at = now + milliseconds
    entry.order = order
    entry.happen = happen
    entries.push(entry)
  }
  return {
    now: () => now,
    after: (milliseconds, happening) => put(milliseconds, { at: 0, order: 0, happen: nothing }, happening),
    put,
    next: () => {
      const entry = entries.pop()
      if (entry === undefined) return undefined
      now = entry.at
      // An entry was put down with what takes entries of its own kind.
      return entry.happen(entry as never)
    },
  }
}
