// The upload is committed: no block will follow, and processing starts.
import * as t from 'io-ts'
import { Int32, maxInt32 } from '../../codec/index.js'
import type { SessionContext } from '../record.js'
import { always, defineEvent, type Timed } from './defineEvent.js'
import { checkCount, contextWith, recordedAt, withProcessingCompleted } from './evolve.js'

/** The upload is committed. */
export interface Commit extends Timed<'commit'> {
  /** How many jobs will process the table; by default the session's own total, or else one a block. */
  readonly totalJobCount?: number
}

const totalJobsOf = ({ jobs, blocks }: SessionContext, { totalJobCount }: Commit): number =>
  totalJobCount ?? jobs?.total ?? blocks.total

export const commit = defineEvent<Commit>('commit', {
  payload: t.partial({ totalJobCount: Int32 }),
  hasPayload: ({ totalJobCount }) => totalJobCount === undefined || Int32.is(totalJobCount),
  brings: '`totalJobCount`, from 0; may be left out',
  does: "The upload is complete, and `totalJobCount` jobs will process it: by default the session's own total, or else one a block.",
  verb: 'commit',
  unit: 'jobs in total',
  summary: always('the client commits'),
  weakest: { totalJobCount: 0 },
  appliedIn: ['processing', 'completed'],
  source: 'published as an operation',
  rule: "after the last block; as many jobs as it says, or else the session's own total, or else one a block",
  guard: (context, event) => checkCount('commit', totalJobsOf(context, event), 0, maxInt32),
  remaining: totalJobsOf,
  evolve: (context, event) => {
    const now = recordedAt(context, event.at)
    const total = totalJobsOf(context, event)
    const timeline = total === 0 ? withProcessingCompleted(context.timeline, now) : context.timeline
    return contextWith(context, now, timeline, context.blocks, { total, remaining: total })
  },
})
