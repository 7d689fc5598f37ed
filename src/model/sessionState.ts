// The states of a session: their wire names, where each name comes from, and the counts that belong to it.
// `state` is an open String in the metadata; two of its values are published.

/** Where a name comes from: Microsoft's own pages, scripts and courses of others, or an assumption of this model. */
export type Source = 'published' | 'observed' | 'assumed'

/** How many blocks or jobs remain in a state: all of them, at least one, none, or any number. */
export type Remaining = 'all' | 'some' | 'none' | 'any'

/** What the model says of one state. */
export interface SessionState {
  /** The value of the property `state`. */
  readonly wire: string
  readonly source: Source
  /** Whether the session has ended. */
  readonly final: boolean
  /** How many blocks remain. */
  readonly blocks: Remaining
  /** How many jobs remain. */
  readonly jobs: Remaining
  readonly meaning: string
}

/**
 * Every state by its name in the statechart, in the order of a session's life.
 *
 * @example
 * import { sessionStates } from 'exact-match-session/model'
 *
 * sessionStates.processing.wire // 'ProcessingInProgress'
 * sessionStates.processing.source // 'published'
 */
export const sessionStates = {
  created: {
    wire: 'Created',
    source: 'assumed',
    final: false,
    blocks: 'all',
    jobs: 'all',
    meaning: 'nothing has been uploaded yet',
  },
  uploading: {
    wire: 'UploadInProgress',
    source: 'assumed',
    final: false,
    blocks: 'some',
    jobs: 'all',
    meaning: 'blocks remain to be uploaded',
  },
  uploaded: {
    wire: 'UploadCompleted',
    source: 'assumed',
    final: false,
    blocks: 'none',
    jobs: 'all',
    meaning: 'every block has arrived; the session waits for commit',
  },
  processing: {
    wire: 'ProcessingInProgress',
    source: 'published',
    final: false,
    blocks: 'none',
    jobs: 'some',
    meaning: 'committed; jobs remain to be processed',
  },
  completed: {
    wire: 'Completed',
    source: 'published',
    final: true,
    blocks: 'none',
    jobs: 'none',
    meaning: 'every job is done',
  },
  failed: {
    wire: 'Failed',
    source: 'observed',
    final: true,
    blocks: 'any',
    jobs: 'any',
    meaning: 'ended by an error',
  },
  cancelled: {
    wire: 'Cancelled',
    source: 'assumed',
    final: true,
    blocks: 'any',
    jobs: 'any',
    meaning: 'cancelled by the client',
  },
} as const satisfies Readonly<Record<string, SessionState>>

/** A state's name in the statechart. */
export type SessionStateName = keyof typeof sessionStates

/** A state's name on the wire. */
export type SessionStateWire = (typeof sessionStates)[SessionStateName]['wire']

// Object.keys is typed for objects that may hold more; sessionStates is a constant that doesn't.
/**
 * The names of the states, in the order of a session's life.
 *
 * @example
 * import { sessionStateNames } from 'exact-match-session/model'
 *
 * sessionStateNames.at(0) // 'created'
 */
export const sessionStateNames = Object.keys(sessionStates) as ReadonlyArray<SessionStateName>

const nameOfWire: ReadonlyMap<string, SessionStateName> = new Map(
  sessionStateNames.map((name) => [sessionStates[name].wire, name]),
)

/**
 * The statechart's name for a wire name; undefined for an unknown one.
 *
 * @example
 * import { sessionStateOf } from 'exact-match-session/model'
 *
 * sessionStateOf('ProcessingInProgress') // 'processing'
 */
export const sessionStateOf = (wire: string): SessionStateName | undefined => nameOfWire.get(wire)
