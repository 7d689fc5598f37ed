// A session as the machine holds it: the state, and the context in parts that change together, so that an event copies
// only what it changes. An XState snapshot of `sessionMachine` has this shape too.
import type { DateTimeOffset } from '../codec/index.js'
import type { ClassificationError, ManagedName, SessionResource, SessionStateName } from '../model/index.js'

/** How many there are, and how many of them remain. */
export interface Count {
  readonly total: number
  readonly remaining: number
}

/** When the phases of a session started and ended; null where they have not yet, or the time is unknown. */
export interface Timeline {
  readonly creationDateTime: DateTimeOffset | null
  readonly startDateTime: DateTimeOffset | null
  readonly uploadCompletionDateTime: DateTimeOffset | null
  readonly processingCompletionDateTime: DateTimeOffset | null
  readonly completionDateTime: DateTimeOffset | null
}

/** Where blocks are sent, and until when: the `se=` of the URI, null where it has none. */
export interface UploadTarget {
  readonly dataUploadURI: string | null
  readonly expiry: DateTimeOffset | null
}

/** What no event changes: the id, the file, its store, its agent, and any property that is not declared. */
export interface SessionMetadata extends Omit<SessionResource, ManagedName> {}

/** Everything about a session but its state. */
export interface SessionContext {
  readonly metadata: SessionMetadata
  readonly upload: UploadTarget
  readonly blocks: Count
  /** Null until the number of jobs is known, at the latest with the commit. */
  readonly jobs: Count | null
  readonly timeline: Timeline
  readonly error: ClassificationError | null
  readonly lastUpdatedDateTime: DateTimeOffset | null
}

/** A session: its state and everything else. */
export interface SessionRecord {
  readonly value: SessionStateName
  readonly context: SessionContext
}
