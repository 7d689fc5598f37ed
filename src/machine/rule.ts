// The rules: for each event what refuses it and what it makes of the data. No state, no topology, no XState.
import { type DateTimeOffset, dateTimeOffsetOrd, laterOf, maxInt32 } from '../codec/index.js'
import { hasDetails } from '../model/index.js'
import type { SessionEventOf, SessionEventType } from './event.js'
import { uploadTargetOf } from './expiry.js'
import type { Count, SessionContext, Timeline } from './record.js'
import type { GuardFailure } from './rejection.js'

/** What one event does. */
export interface Rule<E> {
  /** What is wrong with the event, or null. */
  readonly guard: (data: SessionContext, event: E) => GuardFailure | null
  /** How many blocks or jobs of the phase it belongs to remain after it; left out where it belongs to none. */
  readonly remaining?: (data: SessionContext, event: E) => number
  /** The data after the event, which has not been refused. */
  readonly evolve: (data: SessionContext, event: E) => SessionContext
}

const accept = (): null => null

/** Time never runs backwards: what is recorded is the later of the event's time and the last one. */
const momentOf = ({ lastUpdatedDateTime }: SessionContext, at: DateTimeOffset): DateTimeOffset =>
  lastUpdatedDateTime === null ? at : laterOf(lastUpdatedDateTime, at)

const countRefusal = (
  event: 'block.uploaded' | 'job.completed' | 'commit',
  count: number,
  least: number,
  most: number,
): GuardFailure | null =>
  Number.isInteger(count) && count >= least && count <= most
    ? null
    : { code: 'countOutOfRange', event, count, least, most }

const expiryRefusal = (data: SessionContext, happened: DateTimeOffset): GuardFailure | null => {
  const { expiry } = data.upload
  if (expiry === null) return null
  const at = momentOf(data, happened)
  return dateTimeOffsetOrd.compare(at, expiry) >= 0
    ? { code: 'uploadUriExpired', event: 'block.uploaded', expiry, at }
    : null
}

const totalJobsOf = ({ jobs, blocks }: SessionContext, totalJobCount: number | undefined): number =>
  totalJobCount ?? jobs?.total ?? blocks.total

const jobsOf = (data: SessionContext): Count => data.jobs ?? { total: 0, remaining: 0 }

/** One literal builds every context: spreading it would cost each event thirty times as much. */
const contextOf = (
  data: SessionContext,
  lastUpdatedDateTime: DateTimeOffset,
  timeline: Timeline,
  blocks: Count = data.blocks,
  jobs: Count | null = data.jobs,
): SessionContext => ({
  metadata: data.metadata,
  upload: data.upload,
  blocks,
  jobs,
  timeline,
  error: data.error,
  lastUpdatedDateTime,
})

const processed = (timeline: Timeline, now: DateTimeOffset): Timeline => ({
  ...timeline,
  processingCompletionDateTime: now,
  completionDateTime: now,
})

const ended = (data: SessionContext, at: DateTimeOffset): SessionContext => {
  const now = momentOf(data, at)
  return contextOf(data, now, { ...data.timeline, completionDateTime: now })
}

/**
 * The rule of every event.
 *
 * @example
 * import type { DateTimeOffset } from 'exact-match-session/codec'
 * import { rules, type SessionContext } from 'exact-match-session/machine'
 *
 * const cancelled = (data: SessionContext, at: DateTimeOffset) => rules.cancel.evolve(data, { type: 'cancel', at })
 */
export const rules: { readonly [T in SessionEventType]: Rule<SessionEventOf<T>> } = {
  start: {
    guard: accept,
    remaining: ({ blocks }) => blocks.remaining,
    evolve: (data, { at }) => {
      const now = momentOf(data, at)
      return contextOf(data, now, {
        ...data.timeline,
        startDateTime: now,
        uploadCompletionDateTime: data.blocks.remaining === 0 ? now : null,
      })
    },
  },
  'block.uploaded': {
    guard: (data, { at, count }) =>
      countRefusal('block.uploaded', count, 1, data.blocks.remaining) ?? expiryRefusal(data, at),
    remaining: ({ blocks }, { count }) => blocks.remaining - count,
    evolve: (data, { at, count }) => {
      const now = momentOf(data, at)
      const remaining = data.blocks.remaining - count
      const timeline = remaining === 0 ? { ...data.timeline, uploadCompletionDateTime: now } : data.timeline
      return contextOf(data, now, timeline, { total: data.blocks.total, remaining })
    },
  },
  commit: {
    guard: (data, { totalJobCount }) => countRefusal('commit', totalJobsOf(data, totalJobCount), 0, maxInt32),
    remaining: (data, { totalJobCount }) => totalJobsOf(data, totalJobCount),
    evolve: (data, { at, totalJobCount }) => {
      const now = momentOf(data, at)
      const total = totalJobsOf(data, totalJobCount)
      const timeline = total === 0 ? processed(data.timeline, now) : data.timeline
      return contextOf(data, now, timeline, data.blocks, { total, remaining: total })
    },
  },
  'job.completed': {
    guard: (data, { count }) => countRefusal('job.completed', count, 1, jobsOf(data).remaining),
    remaining: (data, { count }) => jobsOf(data).remaining - count,
    evolve: (data, { at, count }) => {
      const now = momentOf(data, at)
      const { total, remaining: before } = jobsOf(data)
      const remaining = before - count
      const timeline = remaining === 0 ? processed(data.timeline, now) : data.timeline
      return contextOf(data, now, timeline, data.blocks, { total, remaining })
    },
  },
  renew: {
    guard: accept,
    evolve: (data, { at, dataUploadURI }) => ({
      ...data,
      upload: uploadTargetOf(dataUploadURI),
      lastUpdatedDateTime: momentOf(data, at),
    }),
  },
  fail: {
    guard: (_, { error }) => (hasDetails(error) ? null : { code: 'errorSaysNothing', event: 'fail' }),
    evolve: (data, { at, error }) => ({ ...ended(data, at), error }),
  },
  cancel: {
    guard: accept,
    evolve: (data, { at }) => ended(data, at),
  },
}

/**
 * The rule of one event.
 *
 * @example
 * import { ruleOf, type SessionEvent, type SessionContext } from 'exact-match-session/machine'
 *
 * const isRefused = (data: SessionContext, event: SessionEvent) => ruleOf(event).refuse(data, event) !== null
 */
export const ruleOf = <T extends SessionEventType>(event: SessionEventOf<T>): Rule<SessionEventOf<T>> =>
  rules[event.type]
