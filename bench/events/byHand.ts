// The same logic as a switch by hand: states and rules in one place, null where an event is refused, no reason given.
// It is what `step` would be without a chart, without rejections and without Either.
import { dateTimeOffsetOrd, laterOf, maxInt32 } from '../../src/codec/index.js'
import {
  events,
  type SessionContext,
  type SessionEvent,
  type SessionRecord,
} from '../../src/machine/index.js'
import { hasDetails } from '../../src/model/index.js'

type At = SessionEvent['at']

const momentOf = ({ lastUpdatedDateTime }: SessionContext, at: At): At =>
  lastUpdatedDateTime === null ? at : laterOf(lastUpdatedDateTime, at)

const ended = (value: SessionRecord['value'], context: SessionContext, at: At): SessionRecord => {
  const now = momentOf(context, at)
  const timeline = { ...context.timeline, completionDateTime: now }
  return { value, context: { ...context, timeline, lastUpdatedDateTime: now } }
}

export const byHand = (record: SessionRecord, event: SessionEvent): SessionRecord | null => {
  const { value, context } = record
  const { metadata, upload, blocks, jobs, timeline, error } = context
  if (value === 'completed' || value === 'failed' || value === 'cancelled') return null
  switch (event.type) {
    case 'start': {
      if (value !== 'created') return null
      const now = momentOf(context, event.at)
      const none = blocks.remaining === 0
      return {
        value: none ? 'uploaded' : 'uploading',
        context: {
          ...context,
          timeline: { ...timeline, startDateTime: now, uploadCompletionDateTime: none ? now : null },
          lastUpdatedDateTime: now,
        },
      }
    }
    case 'block.uploaded': {
      const { count } = event
      if (value !== 'uploading' || !Number.isInteger(count) || count < 1 || count > blocks.remaining)
        return null
      const now = momentOf(context, event.at)
      if (upload.expiry !== null && dateTimeOffsetOrd.compare(now, upload.expiry) >= 0) return null
      const remaining = blocks.remaining - count
      const last = remaining === 0
      return {
        value: last ? 'uploaded' : 'uploading',
        context: {
          metadata,
          upload,
          blocks: { total: blocks.total, remaining },
          jobs,
          timeline: last ? { ...timeline, uploadCompletionDateTime: now } : timeline,
          error,
          lastUpdatedDateTime: now,
        },
      }
    }
    case 'commit': {
      const total = event.totalJobCount ?? jobs?.total ?? blocks.total
      if (value !== 'uploaded' || !Number.isInteger(total) || total < 0 || total > maxInt32) return null
      const now = momentOf(context, event.at)
      const none = total === 0
      return {
        value: none ? 'completed' : 'processing',
        context: {
          ...context,
          jobs: { total, remaining: total },
          timeline: none
            ? { ...timeline, processingCompletionDateTime: now, completionDateTime: now }
            : timeline,
          lastUpdatedDateTime: now,
        },
      }
    }
    case 'job.completed': {
      const { count } = event
      if (value !== 'processing' || jobs === null) return null
      if (!Number.isInteger(count) || count < 1 || count > jobs.remaining) return null
      const now = momentOf(context, event.at)
      const remaining = jobs.remaining - count
      const last = remaining === 0
      return {
        value: last ? 'completed' : 'processing',
        context: {
          metadata,
          upload,
          blocks,
          jobs: { total: jobs.total, remaining },
          timeline: last
            ? { ...timeline, processingCompletionDateTime: now, completionDateTime: now }
            : timeline,
          error,
          lastUpdatedDateTime: now,
        },
      }
    }
    case 'renew':
      // How a URI is read is no part of what is compared.
      return value === 'processing' ? null : { value, context: events.renew.evolve(context, event) }
    case 'fail':
      if (!hasDetails(event.error)) return null
      return ended('failed', { ...context, error: event.error }, event.at)
    case 'cancel':
      return ended('cancelled', context, event.at)
    default:
      return null
  }
}
