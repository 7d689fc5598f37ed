// The states of a session: their wire names, which of them are published, what each says of the counts and times.
// `state` is an open String in the metadata; facts are published for two of the names, the rest is this model's.

/** Where a name comes from: Microsoft's own pages, scripts and courses of others, or this model. */
export type Source = 'published' | 'seen' | 'ours'

/** How much remains in a state: all there is, at least one, none, or any number. */
export type Remaining = 'all' | 'some' | 'none' | 'any'

interface StateFacts {
  /** The value of the property `state`. */
  readonly wire: string
  readonly source: Source
  /** Whether a session ends here. */
  readonly final: boolean
  /** How many of the blocks, and how many of the jobs, remain. */
  readonly blocks: Remaining
  readonly jobs: Remaining
  /** Which times can't be there yet; `completionDateTime` can't in any state that isn't final. */
  readonly notYet: ReadonlyArray<
    'startDateTime' | 'uploadCompletionDateTime' | 'processingCompletionDateTime'
  >
  readonly meaning: string
}

/**
 * Every state by its name in the statechart, in the order a session goes through them.
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
    source: 'ours',
    final: false,
    blocks: 'all',
    jobs: 'all',
    notYet: ['startDateTime', 'uploadCompletionDateTime', 'processingCompletionDateTime'],
    meaning: 'nothing has been uploaded yet',
  },
  uploading: {
    wire: 'UploadInProgress',
    source: 'ours',
    final: false,
    blocks: 'some',
    jobs: 'all',
    notYet: ['uploadCompletionDateTime', 'processingCompletionDateTime'],
    meaning: 'blocks remain to be uploaded',
  },
  uploaded: {
    wire: 'UploadCompleted',
    source: 'ours',
    final: false,
    blocks: 'none',
    jobs: 'all',
    notYet: ['processingCompletionDateTime'],
    meaning: 'every block is there; the session waits for commit',
  },
  processing: {
    wire: 'ProcessingInProgress',
    source: 'published',
    final: false,
    blocks: 'none',
    jobs: 'some',
    notYet: ['processingCompletionDateTime'],
    meaning: 'committed; jobs remain to be processed',
  },
  completed: {
    wire: 'Completed',
    source: 'published',
    final: true,
    blocks: 'none',
    jobs: 'none',
    notYet: [],
    meaning: 'every job is done',
  },
  failed: {
    wire: 'Failed',
    source: 'seen',
    final: true,
    blocks: 'any',
    jobs: 'any',
    notYet: ['processingCompletionDateTime'],
    meaning: 'ended by an error',
  },
  cancelled: {
    wire: 'Cancelled',
    source: 'ours',
    final: true,
    blocks: 'any',
    jobs: 'any',
    notYet: ['processingCompletionDateTime'],
    meaning: 'ended by whoever uploads',
  },
} as const satisfies Readonly<Record<string, StateFacts>>

/** A state's name in the statechart. */
export type SessionStateName = keyof typeof sessionStates

/** A state's name on the wire. */
export type SessionStateWire = (typeof sessionStates)[SessionStateName]['wire']

// Object.keys is typed for objects that may hold more; sessionStates is a constant that doesn't.
/**
 * The names, in the order a session goes through them.
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
 * The statechart's name for a wire name; undefined for one this model does not know.
 *
 * @example
 * import { sessionStateOf } from 'exact-match-session/model'
 *
 * sessionStateOf('ProcessingInProgress') // 'processing'
 */
export const sessionStateOf = (wire: string): SessionStateName | undefined => nameOfWire.get(wire)
