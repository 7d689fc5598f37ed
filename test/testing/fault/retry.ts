// Faults in retries and in upload URIs.
import * as E from 'fp-ts/lib/Either.js'
import { correct } from '../implementation.js'
import { afterMove, type Faults, replacingMove, withContext, withParts } from './planted.js'

export const retry: Faults = {
  'a second commit is refused': replacingMove((before, event) =>
    event.type === 'commit' && before.record.value === 'processing' ? E.left('committed already') : null,
  ),
  'a second cancel is refused': replacingMove((before, event) =>
    event.type === 'cancel' && before.record.value === 'cancelled' ? E.left('cancelled already') : null,
  ),
  'a second commit restarts the processing': replacingMove((before, event) =>
    event.type === 'commit' && before.record.value === 'processing'
      ? correct.move(withContext(before, {}, 'uploaded'), event)
      : null,
  ),
  'a second commit may have another number of jobs': replacingMove((before, event) =>
    event.type === 'commit' && before.record.value === 'completed' ? E.right(before) : null,
  ),
  'a block is accepted again with different content': withParts({
    upload: (stored, block, at, move) =>
      stored.blocks.has(block.id) && block.dataUploadURI === stored.record.context.upload.dataUploadURI
        ? E.right(stored)
        : correct.upload(stored, block, at, move),
  }),
  'a retried block is refused': withParts({
    upload: (stored, block, at, move) =>
      stored.blocks.has(block.id) ? E.left('it is here already') : correct.upload(stored, block, at, move),
  }),
  'a retried block is refused after the commit': withParts({
    upload: (stored, block, at, move) =>
      stored.record.value === 'processing' ? E.left('too late') : correct.upload(stored, block, at, move),
  }),
  'the former upload URI works after a renewal': withParts({
    upload: (stored, block, at, move) =>
      correct.upload(
        stored,
        { ...block, dataUploadURI: stored.record.context.upload.dataUploadURI },
        at,
        move,
      ),
  }),
  'a renewal gives the same URI again': withParts({ newUri: () => 'https://upload.example/1' }),
  'a renewal drops the blocks that have arrived': afterMove((after, event) => {
    const { blocks } = after.record.context
    return event.type === 'renew' && after.record.value === 'uploading'
      ? { ...withContext(after, { blocks: { ...blocks, remaining: blocks.total } }), blocks: new Map() }
      : after
  }),
  'a renewal forgets which blocks have arrived': afterMove((after, event) =>
    event.type === 'renew' ? { ...after, blocks: new Map() } : after,
  ),
}
