// What several events check and change.
import { type DateTimeOffset, dateTimeOffsetOrd, laterOf } from '../../codec/index.js'
import type { Count, SessionContext, Timeline } from '../record.js'
import type { CountOutOfRange, UploadUriExpired } from '../rejection/guardFailure.js'

/** Timestamps never decrease: what is recorded is the later of the event's time and the last recorded one. */
export const recordedAt = ({ lastUpdatedDateTime }: SessionContext, at: DateTimeOffset): DateTimeOffset =>
  lastUpdatedDateTime === null ? at : laterOf(lastUpdatedDateTime, at)

/** Whether a count is within its bounds. */
export const checkCount = (
  event: CountOutOfRange['event'],
  count: number,
  least: number,
  most: number,
): CountOutOfRange | null =>
  count >= least && count <= most ? null : { code: 'countOutOfRange', event, count, least, most }

/** Whether the upload URI still works. Its expiry and `at` are read off the caller's clock; recorded times are not. */
export const checkExpiry = (
  { upload: { expiry } }: SessionContext,
  at: DateTimeOffset,
): UploadUriExpired | null =>
  expiry !== null && dateTimeOffsetOrd.compare(at, expiry) >= 0
    ? { code: 'uploadUriExpired', event: 'block.uploaded', expiry, at }
    : null

/** The jobs of a session; none where their number is not known yet. */
export const jobsOrNone = ({ jobs }: SessionContext): Count => jobs ?? { total: 0, remaining: 0 }

/** The context with what most events change. One literal: a spread costs thirty times as much. */
export const contextWith = (
  context: SessionContext,
  lastUpdatedDateTime: DateTimeOffset,
  timeline: Timeline,
  blocks: Count = context.blocks,
  jobs: Count | null = context.jobs,
): SessionContext => ({
  metadata: context.metadata,
  upload: context.upload,
  blocks,
  jobs,
  timeline,
  error: context.error,
  lastUpdatedDateTime,
})

/** The timeline of a session whose last job is done. */
export const withProcessingCompleted = (timeline: Timeline, now: DateTimeOffset): Timeline => ({
  ...timeline,
  processingCompletionDateTime: now,
  completionDateTime: now,
})

/** The context of a session that ends before its last job is done. */
export const withCompletion = (context: SessionContext, at: DateTimeOffset): SessionContext => {
  const now = recordedAt(context, at)
  return contextWith(context, now, { ...context.timeline, completionDateTime: now })
}
