// Faults in counts.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { correct } from '../implementation.js'
import { afterMove, type Faults, replacingMove, withContext, withParts } from './planted.js'

export const counting: Faults = {
  'a duplicate of a block counts twice': withParts({
    upload: (stored, block, at, move) => correct.upload({ ...stored, blocks: new Map() }, block, at, move),
  }),
  'the upload is complete one block too early': afterMove((after, event) =>
    event.type === 'block.uploaded' && after.record.context.blocks.remaining === 1
      ? withContext(after, {}, 'uploaded')
      : after,
  ),
  'the last block leaves the session uploading': afterMove((after, event) =>
    event.type === 'block.uploaded' ? withContext(after, {}, 'uploading') : after,
  ),
  'a block counts as two if two remain': afterMove((after, event) => {
    const { total, remaining } = after.record.context.blocks
    return event.type === 'block.uploaded' && remaining === 1
      ? withContext(after, { blocks: { total, remaining: 0 } })
      : after
  }),
  'an excess block is accepted, and remaining falls below zero': replacingMove((before, event) => {
    const { blocks } = before.record.context
    return event.type === 'block.uploaded' && before.record.value === 'uploaded'
      ? E.right(withContext(before, { blocks: { ...blocks, remaining: blocks.remaining - 1 } }))
      : null
  }),
  'more jobs than remain are completed, and remaining falls below zero': replacingMove((before, event) => {
    const { jobs } = before.record.context
    return event.type === 'job.completed' &&
      before.record.value === 'processing' &&
      jobs !== null &&
      event.count > jobs.remaining
      ? E.right(withContext(before, { jobs: { ...jobs, remaining: jobs.remaining - event.count } }))
      : null
  }),
  'a count of zero jobs is accepted': replacingMove((before, event) =>
    event.type === 'job.completed' && event.count === 0 && before.record.value === 'processing'
      ? E.right(before)
      : null,
  ),
  'completed jobs count as one, whatever their count': replacingMove((before, event) =>
    event.type === 'job.completed' && event.count > 1 ? correct.move(before, { ...event, count: 1 }) : null,
  ),
  'a commit without a number of jobs takes the number of blocks in place of the session’s total':
    replacingMove((before, event) =>
      event.type === 'commit' && event.totalJobCount === undefined
        ? correct.move(before, { ...event, totalJobCount: before.record.context.blocks.total })
        : null,
    ),
  'the number of jobs in a commit is ignored': replacingMove((before, event) =>
    event.type === 'commit' ? correct.move(before, { type: 'commit', at: event.at }) : null,
  ),
  'a commit of a session without jobs does not complete it': afterMove((after, event, before) =>
    event.type === 'commit' && before.record.value === 'uploaded' && after.record.value === 'completed'
      ? withContext(after, { timeline: before.record.context.timeline }, 'processing')
      : after,
  ),
  'a session without blocks stays in uploading': afterMove((after, event, before) =>
    event.type === 'start' && before.record.value === 'created' && after.record.value === 'uploaded'
      ? withContext(after, {}, 'uploading')
      : after,
  ),
  'a cancellation sets the remaining blocks to zero': afterMove((after, event) =>
    event.type === 'cancel'
      ? withContext(after, { blocks: { ...after.record.context.blocks, remaining: 0 } })
      : after,
  ),
  'the total falls with the remaining blocks': afterMove((after, event) => {
    const { remaining } = after.record.context.blocks
    return event.type === 'block.uploaded'
      ? withContext(after, { blocks: { total: remaining, remaining } })
      : after
  }),
  'a session may be created with more remaining blocks than its total': withParts({
    begin: (id, at, request) =>
      pipe(
        correct.begin(id, at, { ...request, remainingBlockCount: request.totalBlockCount }),
        E.map((stored) =>
          withContext(stored, {
            blocks: {
              total: request.totalBlockCount,
              remaining: request.remainingBlockCount ?? request.totalBlockCount,
            },
          }),
        ),
      ),
  }),
}
