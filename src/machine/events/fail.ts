// The session fails.
import * as t from 'io-ts'
import { ClassificationError, hasDetails } from '../../model/index.js'
import { always, defineEvent, type Timed } from './defineEvent.js'
import { withCompletion } from './evolve.js'

/** The session fails. */
export interface Fail extends Timed<'fail'> {
  /** Why; with a code or a message. */
  readonly error: ClassificationError
}

export const fail = defineEvent<Fail>('fail', {
  payload: t.type({ error: ClassificationError }),
  brings: '`error`, with a code or a message',
  does: 'The session ends with an error.',
  verb: 'fail',
  summary: always('the session fails'),
  weakest: { error: { code: 'any' } },
  appliedIn: ['failed'],
  source: 'assumed',
  rule: 'with a code or a message',
  guard: (_, { error }) => (hasDetails(error) ? null : { code: 'errorWithoutDetails', event: 'fail' }),
  evolve: (context, { at, error }) => ({ ...withCompletion(context, at), error }),
})
