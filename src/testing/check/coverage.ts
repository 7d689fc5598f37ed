// Which cells of the state × event table a check has been through, and which it never can.
import { type SessionEventType, sessionEventTypes } from '../../machine/index.js'
import { type SessionStateName, sessionStateNames } from '../../model/index.js'
import { eventOf, type SessionCall } from '../call.js'
import type { SessionSystem } from '../system.js'

/** One cell: an event in a state. */
export interface TableCell {
  readonly state: SessionStateName
  readonly event: SessionEventType
}

/** How much of the state × event table has been reached. */
export interface Coverage {
  /** How many cells there are. */
  readonly cells: number
  readonly reached: number
  /** The cells that could have been reached and were not. */
  readonly missed: ReadonlyArray<TableCell>
  /** The cells of events that the system has no operation for, and of the state that only such an event leads to. */
  readonly unreachable: ReadonlyArray<TableCell>
}

/** Counts, for each state, how often each event has met it. */
export interface Tracks {
  readonly mark: (state: SessionStateName, call: SessionCall['call']) => void
  readonly coverage: (system: SessionSystem) => Coverage
}

/** An event that no call means is nothing a system can be asked for. */
const asked = sessionEventTypes.filter((type) => Object.values(eventOf).includes(type))

const table: ReadonlyArray<TableCell> = sessionStateNames.flatMap((state) =>
  asked.map((event) => ({ state, event })),
)

/** The operations that may be left out, and the state that nothing else leads to. */
const optional = [
  { operation: 'start', event: 'start', state: null },
  { operation: 'completeJobs', event: 'job.completed', state: null },
  { operation: 'fail', event: 'fail', state: 'failed' },
] as const

const isUnreachable = (system: SessionSystem, cell: TableCell): boolean =>
  optional.some(
    ({ operation, event, state }) =>
      system[operation] === undefined && (cell.event === event || cell.state === state),
  )

/** Tracks that nobody has walked yet. */
export const freshTracks = (): Tracks => {
  const marks = new Map<SessionStateName, Set<SessionEventType>>(
    sessionStateNames.map((state) => [state, new Set()]),
  )
  const isMarked = ({ state, event }: TableCell) => marks.get(state)?.has(event) === true
  return {
    mark: (state, call) => {
      const event = eventOf[call]
      if (event !== null) marks.get(state)?.add(event)
    },
    coverage: (system) => {
      const others = table.filter((cell) => !isMarked(cell))
      return {
        cells: table.length,
        reached: table.length - others.length,
        missed: others.filter((cell) => !isUnreachable(system, cell)),
        unreachable: others.filter((cell) => isUnreachable(system, cell)),
      }
    },
  }
}
