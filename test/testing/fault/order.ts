// Faults in the order of events.
import * as E from 'fp-ts/lib/Either.js'
import { sessionStates } from '../../../src/model/index.js'
import { correct } from '../implementation.js'
import { type Faults, replacingMove, withContext, withParts } from './planted.js'

export const order: Faults = {
  'a commit is accepted while blocks remain': replacingMove((before, event) =>
    event.type === 'commit' && before.record.value === 'uploading'
      ? correct.move(withContext(before, {}, 'uploaded'), event)
      : null,
  ),
  'a commit is accepted before the upload has started': replacingMove((before, event) =>
    event.type === 'commit' && before.record.value === 'created'
      ? correct.move(withContext(before, {}, 'uploaded'), event)
      : null,
  ),
  'a completed session can be cancelled': replacingMove((before, event) =>
    event.type === 'cancel' && before.record.value === 'completed'
      ? E.right(withContext(before, {}, 'cancelled'))
      : null,
  ),
  'a failed session can be cancelled': replacingMove((before, event) =>
    event.type === 'cancel' && before.record.value === 'failed'
      ? E.right(withContext(before, { error: null }, 'cancelled'))
      : null,
  ),
  'a processing session can’t be cancelled': replacingMove((before, event) =>
    event.type === 'cancel' && before.record.value === 'processing' ? E.left('too late') : null,
  ),
  'an error is written on a completed session': replacingMove((before, event) =>
    event.type === 'fail' && before.record.value === 'completed'
      ? E.right(withContext(before, { error: event.error }))
      : null,
  ),
  'an error without details fails a session': replacingMove((before, event) =>
    event.type === 'fail' &&
    !sessionStates[before.record.value].final &&
    Object.keys(event.error).length === 0
      ? E.right(withContext(before, {}, 'failed'))
      : null,
  ),
  'a failed session has no error': withParts({
    toJson: ({ record, blocks }) =>
      correct.toJson({ record: withContext({ record, blocks }, { error: null }).record, blocks }),
  }),
  'a cancelled session can be started again': replacingMove((before, event) =>
    event.type === 'start' && before.record.value === 'cancelled'
      ? E.right(withContext(before, {}, 'uploading'))
      : null,
  ),
  'a cancelled session accepts blocks': replacingMove((before, event) =>
    event.type === 'block.uploaded' && before.record.value === 'cancelled' ? E.right(before) : null,
  ),
  'a session is renewed while it is processed': replacingMove((before, event) =>
    event.type === 'renew' && before.record.value === 'processing'
      ? E.map((stored: typeof before) => withContext(stored, {}, 'processing'))(
          correct.move(withContext(before, {}, 'uploaded'), event),
        )
      : null,
  ),
  'a session can’t be renewed before it has started': replacingMove((before, event) =>
    event.type === 'renew' && before.record.value === 'created' ? E.left('nothing to renew') : null,
  ),
  'the first block does not start the session': withParts({
    upload: (stored, block, at, move) =>
      stored.record.value === 'created' ? E.left('start first') : correct.upload(stored, block, at, move),
  }),
  'jobs are completed before the commit': replacingMove((before, event) =>
    event.type === 'job.completed' && before.record.value === 'uploaded' ? E.right(before) : null,
  ),
}
