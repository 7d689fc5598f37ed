// Faults in what may follow what.
import * as E from 'fp-ts/lib/Either.js'
import { sessionStates } from '../../../src/model/index.js'
import { right } from '../implementation.js'
import { changed, type Faults, instead, rewritten } from './planted.js'

export const order: Faults = {
  'a commit is taken with blocks remaining': instead((before, event) =>
    event.type === 'commit' && before.record.value === 'uploading'
      ? right.move(rewritten(before, {}, 'uploaded'), event)
      : null,
  ),
  'a commit is taken before the upload has started': instead((before, event) =>
    event.type === 'commit' && before.record.value === 'created'
      ? right.move(rewritten(before, {}, 'uploaded'), event)
      : null,
  ),
  'a completed session can be cancelled': instead((before, event) =>
    event.type === 'cancel' && before.record.value === 'completed'
      ? E.right(rewritten(before, {}, 'cancelled'))
      : null,
  ),
  'a failed session can be cancelled': instead((before, event) =>
    event.type === 'cancel' && before.record.value === 'failed'
      ? E.right(rewritten(before, { error: null }, 'cancelled'))
      : null,
  ),
  'a processing session can’t be cancelled': instead((before, event) =>
    event.type === 'cancel' && before.record.value === 'processing' ? E.left('too late') : null,
  ),
  'an error is written on a completed session': instead((before, event) =>
    event.type === 'fail' && before.record.value === 'completed'
      ? E.right(rewritten(before, { error: event.error }))
      : null,
  ),
  'an error that says nothing fails a session': instead((before, event) =>
    event.type === 'fail' &&
    !sessionStates[before.record.value].final &&
    Object.keys(event.error).length === 0
      ? E.right(rewritten(before, {}, 'failed'))
      : null,
  ),
  'a failed session doesn’t tell its error': changed({
    tell: ({ record, blocks }) =>
      right.tell({ record: rewritten({ record, blocks }, { error: null }).record, blocks }),
  }),
  'a cancelled session can be started again': instead((before, event) =>
    event.type === 'start' && before.record.value === 'cancelled'
      ? E.right(rewritten(before, {}, 'uploading'))
      : null,
  ),
  'a cancelled session goes on taking blocks': instead((before, event) =>
    event.type === 'block.uploaded' && before.record.value === 'cancelled' ? E.right(before) : null,
  ),
  'a session is renewed while it is processed': instead((before, event) =>
    event.type === 'renew' && before.record.value === 'processing'
      ? E.map((kept: typeof before) => rewritten(kept, {}, 'processing'))(
          right.move(rewritten(before, {}, 'uploaded'), event),
        )
      : null,
  ),
  'a session can’t be renewed before it has started': instead((before, event) =>
    event.type === 'renew' && before.record.value === 'created' ? E.left('nothing to renew') : null,
  ),
  'the first block does not start the session': changed({
    upload: (kept, block, at, move) =>
      kept.record.value === 'created' ? E.left('start first') : right.upload(kept, block, at, move),
  }),
  'jobs are done before the commit': instead((before, event) =>
    event.type === 'job.completed' && before.record.value === 'uploaded' ? E.right(before) : null,
  ),
}
