// Faults in what is written of time.
import { right } from '../implementation.js'
import { afterwards, changed, type Faults, retimed, rewritten, touched } from './planted.js'

export const time: Faults = {
  'a cancelled session has no time of completion': afterwards((after, event) =>
    event.type === 'cancel' ? retimed(after, { completionDateTime: null }) : after,
  ),
  'a completed session has no time of completion': afterwards((after, event) =>
    event.type === 'job.completed' ? retimed(after, { completionDateTime: null }) : after,
  ),
  'the end of the processing is not written': afterwards((after, event) =>
    event.type === 'job.completed' ? retimed(after, { processingCompletionDateTime: null }) : after,
  ),
  'the end of the upload is not written': afterwards((after, event) =>
    event.type === 'block.uploaded' ? retimed(after, { uploadCompletionDateTime: null }) : after,
  ),
  'a second cancel rewrites the time of completion': afterwards((after, event) =>
    event.type === 'cancel' ? touched(retimed(after, { completionDateTime: event.at }), event.at) : after,
  ),
  'every block rewrites the start': afterwards((after, event) =>
    event.type === 'block.uploaded' ? retimed(after, { startDateTime: event.at }) : after,
  ),
  'the start is written as the time of creation': afterwards((after, event) =>
    event.type === 'start'
      ? retimed(after, { startDateTime: after.record.context.timeline.creationDateTime })
      : after,
  ),
  'the start rewrites the time of creation': afterwards((after, event) =>
    event.type === 'start' ? retimed(after, { creationDateTime: event.at }) : after,
  ),
  'timestamps run backwards with the caller’s clock': afterwards((after, event, before) =>
    after === before ? after : touched(after, event.at),
  ),
  'a block does not count as an update': afterwards((after, event, before) =>
    event.type === 'block.uploaded' ? touched(after, before.record.context.lastUpdatedDateTime) : after,
  ),
  'a refused retry counts as an update': afterwards((after, event, before) =>
    after === before ? touched(after, event.at) : after,
  ),
  'an upload URI never expires': changed({
    upload: (kept, block, at, move) =>
      right.upload(
        rewritten(kept, { upload: { ...kept.record.context.upload, expiry: null } }),
        block,
        at,
        move,
      ),
  }),
}
