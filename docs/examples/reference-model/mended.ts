// Counts each block once, even if it is sent again.
import { uploads } from './uploads.js'

export const mended = () =>
  uploads(({ blocks }, { blockId, content }) => {
    const before = blocks.get(blockId)
    if (before === undefined) return 'new'
    return before === content ? 'again' : 'other'
  })
