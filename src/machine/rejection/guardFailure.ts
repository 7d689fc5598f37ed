// Why an event is refused although its state has a transition for it. Names event types literally: the events' own
// types are made of definitions that give these.
import type { DateTimeOffset } from '../../codec/index.js'

/** A count outside its bounds. */
export interface CountOutOfRange {
  readonly code: 'countOutOfRange'
  readonly event: 'block.uploaded' | 'job.completed' | 'commit'
  readonly count: number
  readonly least: number
  readonly most: number
}

/** A block that arrived after the upload URI had expired. */
export interface UploadUriExpired {
  readonly code: 'uploadUriExpired'
  readonly event: 'block.uploaded'
  readonly expiry: DateTimeOffset
  readonly at: DateTimeOffset
}

/** A failure without a code or a message. */
export interface ErrorWithoutDetails {
  readonly code: 'errorWithoutDetails'
  readonly event: 'fail'
}

/** The session's state allows the event, but the guard of the event does not. */
export type GuardFailure = CountOutOfRange | UploadUriExpired | ErrorWithoutDetails
