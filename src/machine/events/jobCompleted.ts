// Jobs are done.
import * as t from 'io-ts'
import { Int32 } from '../../codec/index.js'
import { defineEvent, type Timed } from './defineEvent.js'
import { checkCount, contextWith, jobsOrNone, recordedAt, withProcessingCompleted } from './evolve.js'

/** Jobs are done. */
export interface JobCompleted extends Timed<'job.completed'> {
  /** How many have been done since the last such event. */
  readonly count: number
}

export const jobCompleted = defineEvent<JobCompleted>('job.completed', {
  payload: t.type({ count: Int32 }),
  hasPayload: ({ count }) => Int32.is(count),
  brings: '`count`, from 1 to what remains',
  does: '`count` jobs are done; the last one sets `processingCompletionDateTime`.',
  verb: 'complete jobs',
  unit: 'jobs',
  summary: { one: 'a job is done', many: (count) => `${count} jobs are done` },
  weakest: { count: 1 },
  source: 'assumed',
  rule: 'from 1 to as many as remain',
  guard: (context, { count }) => checkCount('job.completed', count, 1, jobsOrNone(context).remaining),
  remaining: (context, { count }) => jobsOrNone(context).remaining - count,
  evolve: (context, { at, count }) => {
    const now = recordedAt(context, at)
    const { total, remaining: before } = jobsOrNone(context)
    const remaining = before - count
    const timeline = remaining === 0 ? withProcessingCompleted(context.timeline, now) : context.timeline
    return contextWith(context, now, timeline, context.blocks, { total, remaining })
  },
})
