// The session gets another upload URI.
import * as t from 'io-ts'
import { uploadTargetOf } from '../expiry.js'
import { always, defineEvent, type Timed } from './defineEvent.js'
import { recordedAt } from './evolve.js'

/** The session gets another upload URI. */
export interface Renew extends Timed<'renew'> {
  /** Where blocks are sent from now on. */
  readonly dataUploadURI: string
}

export const renew = defineEvent<Renew>('renew', {
  payload: t.type({ dataUploadURI: t.string }),
  brings: '`dataUploadURI`',
  does: 'Blocks are sent to another URI from now on; those that have arrived stay.',
  verb: 'renew',
  summary: always('the session is renewed'),
  weakest: { dataUploadURI: '' },
  source: 'published as an operation',
  rule: 'before the commit',
  guard: () => null,
  evolve: (context, { at, dataUploadURI }) => ({
    ...context,
    upload: uploadTargetOf(dataUploadURI),
    lastUpdatedDateTime: recordedAt(context, at),
  }),
})
