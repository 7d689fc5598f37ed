// Faults in timestamps.
import { correct } from '../implementation.js'
import { afterMove, type Faults, withContext, withLastUpdate, withParts, withTimeline } from './planted.js'

export const time: Faults = {
  'a cancelled session has no completionDateTime': afterMove((after, event) =>
    event.type === 'cancel' ? withTimeline(after, { completionDateTime: null }) : after,
  ),
  'a completed session has no completionDateTime': afterMove((after, event) =>
    event.type === 'job.completed' ? withTimeline(after, { completionDateTime: null }) : after,
  ),
  'processingCompletionDateTime is not set': afterMove((after, event) =>
    event.type === 'job.completed' ? withTimeline(after, { processingCompletionDateTime: null }) : after,
  ),
  'uploadCompletionDateTime is not set': afterMove((after, event) =>
    event.type === 'block.uploaded' ? withTimeline(after, { uploadCompletionDateTime: null }) : after,
  ),
  'a second cancel changes completionDateTime': afterMove((after, event) =>
    event.type === 'cancel'
      ? withLastUpdate(withTimeline(after, { completionDateTime: event.at }), event.at)
      : after,
  ),
  'every block changes startDateTime': afterMove((after, event) =>
    event.type === 'block.uploaded' ? withTimeline(after, { startDateTime: event.at }) : after,
  ),
  'startDateTime is the time of creation': afterMove((after, event) =>
    event.type === 'start'
      ? withTimeline(after, { startDateTime: after.record.context.timeline.creationDateTime })
      : after,
  ),
  'the start changes creationDateTime': afterMove((after, event) =>
    event.type === 'start' ? withTimeline(after, { creationDateTime: event.at }) : after,
  ),
  'timestamps run backwards with the caller’s clock': afterMove((after, event, before) =>
    after === before ? after : withLastUpdate(after, event.at),
  ),
  'a block does not count as an update': afterMove((after, event, before) =>
    event.type === 'block.uploaded'
      ? withLastUpdate(after, before.record.context.lastUpdatedDateTime)
      : after,
  ),
  'a refused retry counts as an update': afterMove((after, event, before) =>
    after === before ? withLastUpdate(after, event.at) : after,
  ),
  'an upload URI never expires': withParts({
    upload: (stored, block, at, move) =>
      correct.upload(
        withContext(stored, { upload: { ...stored.record.context.upload, expiry: null } }),
        block,
        at,
        move,
      ),
  }),
}
