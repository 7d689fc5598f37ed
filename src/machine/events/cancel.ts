// The client cancels the session.
import * as t from 'io-ts'
import { always, defineEvent, type Timed } from './defineEvent.js'
import { withCompletion } from './evolve.js'

/** The client cancels the session. */
export interface Cancel extends Timed<'cancel'> {}

export const cancel = defineEvent<Cancel>('cancel', {
  payload: t.type({}),
  hasPayload: () => true,
  brings: '',
  does: 'The client cancels the session.',
  verb: 'cancel',
  summary: always('the session is cancelled'),
  weakest: {},
  appliedIn: ['cancelled'],
  source: 'published as an operation',
  rule: 'before the end, even after the commit',
  guard: () => null,
  evolve: (context, { at }) => withCompletion(context, at),
})
