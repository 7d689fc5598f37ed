// The upload starts.
import * as t from 'io-ts'
import { always, defineEvent, type Timed } from './defineEvent.js'
import { contextWith, recordedAt } from './evolve.js'

/** The upload starts. */
export interface Start extends Timed<'start'> {}

export const start = defineEvent<Start>('start', {
  payload: t.type({}),
  hasPayload: () => true,
  brings: '',
  does: 'The upload starts: sets `startDateTime`. Without blocks it is completed at once.',
  verb: 'start',
  summary: always('the upload starts'),
  weakest: {},
  appliedIn: ['uploading', 'uploaded', 'processing', 'completed'],
  source: 'assumed',
  rule: 'once; an upload without blocks is completed at once',
  guard: () => null,
  remaining: ({ blocks }) => blocks.remaining,
  evolve: (context, { at }) => {
    const now = recordedAt(context, at)
    return contextWith(context, now, {
      ...context.timeline,
      startDateTime: now,
      uploadCompletionDateTime: context.blocks.remaining === 0 ? now : null,
    })
  },
})
