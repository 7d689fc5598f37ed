// Faults in what a second time means, and in where blocks go.
import * as E from 'fp-ts/lib/Either.js'
import { right } from '../implementation.js'
import { afterwards, changed, type Faults, instead, rewritten } from './planted.js'

export const retry: Faults = {
  'a second commit is refused': instead((before, event) =>
    event.type === 'commit' && before.record.value === 'processing' ? E.left('committed already') : null,
  ),
  'a second cancel is refused': instead((before, event) =>
    event.type === 'cancel' && before.record.value === 'cancelled' ? E.left('cancelled already') : null,
  ),
  'a second commit begins the processing again': instead((before, event) =>
    event.type === 'commit' && before.record.value === 'processing'
      ? right.move(rewritten(before, {}, 'uploaded'), event)
      : null,
  ),
  'a second commit may tell another number of jobs': instead((before, event) =>
    event.type === 'commit' && before.record.value === 'completed' ? E.right(before) : null,
  ),
  'a block comes again with other content, and nobody notices': changed({
    upload: (kept, block, at, move) =>
      kept.blocks.has(block.id) && block.dataUploadURI === kept.record.context.upload.dataUploadURI
        ? E.right(kept)
        : right.upload(kept, block, at, move),
  }),
  'a block that comes again is refused': changed({
    upload: (kept, block, at, move) =>
      kept.blocks.has(block.id) ? E.left('it is here already') : right.upload(kept, block, at, move),
  }),
  'a block that comes again after the commit is refused': changed({
    upload: (kept, block, at, move) =>
      kept.record.value === 'processing' ? E.left('too late') : right.upload(kept, block, at, move),
  }),
  'the old upload URI goes on working after a renewal': changed({
    upload: (kept, block, at, move) =>
      right.upload(kept, { ...block, dataUploadURI: kept.record.context.upload.dataUploadURI }, at, move),
  }),
  'a renewal gives the URI that the session has': changed({ newUri: () => 'https://upload.example/1' }),
  'a renewal drops the blocks that have arrived': afterwards((after, event) => {
    const { blocks } = after.record.context
    return event.type === 'renew' && after.record.value === 'uploading'
      ? { ...rewritten(after, { blocks: { ...blocks, remaining: blocks.total } }), blocks: new Map() }
      : after
  }),
  'a renewal forgets which blocks have arrived': afterwards((after, event) =>
    event.type === 'renew' ? { ...after, blocks: new Map() } : after,
  ),
}
