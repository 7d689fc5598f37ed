// The rejection of a value that is no event.

import { issuesOf } from '../../codec/index.js'
import { isLeft } from '../either.js'
import { isEventType, SessionEvent } from '../events/index.js'
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
  const issues = isLeft(result) ? issuesOf(result.left) : []
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : null
  const [first = unreadable, ...others] = issues
  return {
    code: 'malformedEvent',
    event: isEventType(type) ? type : null,
    issues: [first, ...others],
  }
}
