// The transitions with the rule of each event, as `step` looks them up: dictionaries without a prototype, so that no
// inherited name is a state or an event.
import type { SessionStateName } from '../model/index.js'
import { type EventDefinition, events, type SessionEvent, type SessionEventType } from './events/index.js'
import { type Transition, transitions } from './transitions.js'

/** Where an event leads, and its rule. */
interface Cell {
  readonly rule: EventDefinition<SessionEvent>
  readonly to: SessionStateName
  readonly onLast: SessionStateName | null
}

const dictionary = <V>(
  entries: ReadonlyArray<readonly [string, V]>,
): { readonly [key: string]: V | undefined } =>
  Object.assign(Object.create(null), Object.fromEntries(entries))

const cells = dictionary(
  Object.entries(transitions).map(([state, row]) => {
    const own = Object.entries<Transition>(row).map(
      ([type, { to, onLast = null }]): readonly [string, Cell] => [
        type,
        // A cell stands under its own event's type, so its definition only ever sees events of that type.
        { rule: events[type as SessionEventType] as EventDefinition<SessionEvent>, to, onLast },
      ],
    )
    return [state, dictionary(own)] as const
  }),
)

/** The cell of a well-formed event in a state; undefined for any other value, and where the state has none. */
export const cellOf = (state: SessionStateName, event: SessionEvent): Cell | undefined => {
  try {
    const { type } = event
    const cell = cells[state]?.[type]
    return cell !== undefined && typeof type === 'string' && cell.rule.isWellFormed(event) ? cell : undefined
  } catch {
    // Null and undefined have no type, and a getter may throw.
    return undefined
  }
}
