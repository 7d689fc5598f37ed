// Which cells of the state × event table a check has covered, and which it can't cover.
import { type SessionEventType, sessionEventTypes } from '../../machine/index.js'
import { type SessionStateName, sessionStateNames } from '../../model/index.js'
import { eventOf, type SessionCall } from '../call.js'
import type { SessionSystem } from '../system.js'

/** One cell: an event in a state. */
export interface TableCell {
  readonly state: SessionStateName
  readonly event: SessionEventType
}

/** How much of the state × event table was reached. */
export interface Coverage {
  /** The number of all cells. */
  readonly cells: number
  readonly reached: number
  /** The cells that could have been reached and were not. */
  readonly missed: ReadonlyArray<TableCell>
  /** The cells of events that the system has no operation for, and of a state that only such an event leads to. */
  readonly unreachable: ReadonlyArray<TableCell>
}

/** Records which events were tried in which states. */
export interface CoverageRecorder {
  readonly mark: (state: SessionStateName, call: SessionCall['call']) => void
  readonly coverage: (system: SessionSystem) => Coverage
}

const callableEvents = sessionEventTypes.filter((type) => Object.values(eventOf).includes(type))

const table: ReadonlyArray<TableCell> = sessionStateNames.flatMap((state) =>
  callableEvents.map((event) => ({ state, event })),
)

/** The optional operations, each with the state that no other operation leads to. */
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

export const coverageRecorder = (): CoverageRecorder => {
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
      const unmarked = table.filter((cell) => !isMarked(cell))
      return {
        cells: table.length,
        reached: table.length - unmarked.length,
        missed: unmarked.filter((cell) => !isUnreachable(system, cell)),
        unreachable: unmarked.filter((cell) => isUnreachable(system, cell)),
      }
    },
  }
}
