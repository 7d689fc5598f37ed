// The rejection of a value that is no event.
import * as E from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { issuesOf } from '../codec/index.js'
import { isEventType, SessionEvent } from './events/index.js'
import type { MalformedEvent } from './rejection.js'

const unreadable = {
  path: '',
  expected: 'SessionEvent',
  actual: 'unreadable',
  message: 'the event cannot be read',
}

/** What is wrong with a value that is no event. */
export const malformedEvent = (value: unknown): MalformedEvent => {
  const result = SessionEvent.decode(value)
  const issues = E.isLeft(result) ? issuesOf(result.left) : []
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : null
  return {
    code: 'malformedEvent',
    event: isEventType(type) ? type : null,
    issues: isNonEmpty(issues) ? issues : [unreadable],
  }
}
