// Blocks have arrived.
import * as t from 'io-ts'
import { Int32 } from '../../codec/index.js'
import { defineEvent, type Timed } from './defineEvent.js'
import { checkCount, checkExpiry, contextWith, recordedAt } from './evolve.js'

/** Blocks have arrived. */
export interface BlockUploaded extends Timed<'block.uploaded'> {
  /** How many have arrived since the last such event. */
  readonly count: number
}

export const blockUploaded = defineEvent<BlockUploaded>('block.uploaded', {
  payload: t.type({ count: Int32 }),
  hasPayload: ({ count }) => Int32.is(count),
  brings: '`count`, from 1 to what remains',
  does: '`count` blocks have arrived; the last one sets `uploadCompletionDateTime`.',
  verb: 'take blocks',
  unit: 'blocks',
  summary: { one: 'a block arrives', many: (count) => `${count} blocks arrive` },
  weakest: { count: 1 },
  source: 'assumed',
  rule: 'from 1 to as many as remain; only before the `se=` of the upload URI',
  guard: (context, { at, count }) =>
    checkCount('block.uploaded', count, 1, context.blocks.remaining) ?? checkExpiry(context, at),
  remaining: ({ blocks }, { count }) => blocks.remaining - count,
  evolve: (context, { at, count }) => {
    const now = recordedAt(context, at)
    const remaining = context.blocks.remaining - count
    const timeline =
      remaining === 0 ? { ...context.timeline, uploadCompletionDateTime: now } : context.timeline
    return contextWith(context, now, timeline, { total: context.blocks.total, remaining })
  },
})
