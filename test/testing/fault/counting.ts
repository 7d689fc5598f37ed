// Faults in what is counted.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { right } from '../implementation.js'
import { afterwards, changed, type Faults, instead, rewritten } from './planted.js'

export const counting: Faults = {
  'a duplicate of a block counts twice': changed({
    upload: (kept, block, at, move) => right.upload({ ...kept, blocks: new Map() }, block, at, move),
  }),
  'the upload is complete one block too early': afterwards((after, event) =>
    event.type === 'block.uploaded' && after.record.context.blocks.remaining === 1
      ? rewritten(after, {}, 'uploaded')
      : after,
  ),
  'the last block leaves the session uploading': afterwards((after, event) =>
    event.type === 'block.uploaded' ? rewritten(after, {}, 'uploading') : after,
  ),
  'a block counts as two where two remain': afterwards((after, event) => {
    const { total, remaining } = after.record.context.blocks
    return event.type === 'block.uploaded' && remaining === 1
      ? rewritten(after, { blocks: { total, remaining: 0 } })
      : after
  }),
  'one block too many is taken, and remaining falls below zero': instead((before, event) => {
    const { blocks } = before.record.context
    return event.type === 'block.uploaded' && before.record.value === 'uploaded'
      ? E.right(rewritten(before, { blocks: { ...blocks, remaining: blocks.remaining - 1 } }))
      : null
  }),
  'more jobs are done than there are, and remaining falls below zero': instead((before, event) => {
    const { jobs } = before.record.context
    return event.type === 'job.completed' &&
      before.record.value === 'processing' &&
      jobs !== null &&
      event.count > jobs.remaining
      ? E.right(rewritten(before, { jobs: { ...jobs, remaining: jobs.remaining - event.count } }))
      : null
  }),
  'no jobs at all are taken for done': instead((before, event) =>
    event.type === 'job.completed' && event.count === 0 && before.record.value === 'processing'
      ? E.right(before)
      : null,
  ),
  'jobs count one by one, however many are done': instead((before, event) =>
    event.type === 'job.completed' && event.count > 1 ? right.move(before, { ...event, count: 1 }) : null,
  ),
  'jobs are counted from the number of blocks, not from the session’s own total': instead((before, event) =>
    event.type === 'commit' && event.totalJobCount === undefined
      ? right.move(before, { ...event, totalJobCount: before.record.context.blocks.total })
      : null,
  ),
  'the number of jobs that a commit tells is overlooked': instead((before, event) =>
    event.type === 'commit' ? right.move(before, { type: 'commit', at: event.at }) : null,
  ),
  'a commit without jobs waits for them for ever': afterwards((after, event, before) =>
    event.type === 'commit' && before.record.value === 'uploaded' && after.record.value === 'completed'
      ? rewritten(after, { timeline: before.record.context.timeline }, 'processing')
      : after,
  ),
  'a session without blocks waits for them for ever': afterwards((after, event, before) =>
    event.type === 'start' && before.record.value === 'created' && after.record.value === 'uploaded'
      ? rewritten(after, {}, 'uploading')
      : after,
  ),
  'cancelling forgets what remained': afterwards((after, event) =>
    event.type === 'cancel'
      ? rewritten(after, { blocks: { ...after.record.context.blocks, remaining: 0 } })
      : after,
  ),
  'the total falls with what remains': afterwards((after, event) => {
    const { remaining } = after.record.context.blocks
    return event.type === 'block.uploaded'
      ? rewritten(after, { blocks: { total: remaining, remaining } })
      : after
  }),
  'a session may begin with more remaining than there is': changed({
    begin: (id, at, request) =>
      pipe(
        right.begin(id, at, { ...request, remainingBlockCount: request.totalBlockCount }),
        E.map((kept) =>
          rewritten(kept, {
            blocks: {
              total: request.totalBlockCount,
              remaining: request.remainingBlockCount ?? request.totalBlockCount,
            },
          }),
        ),
      ),
  }),
}
