// The largest lengths of the properties of a session: what a store keeps, and a page contains, has a limit.
import * as t from 'io-ts'
import { isPresent } from '../codec/index.js'
import type { SessionEvent } from '../machine/index.js'
import { type ExactMatchSession, type PropertyName, propertiesWhere, propertyOf } from '../model/index.js'
import type { PropertyIssue } from './serviceError.js'

/** `idIssues` checks the ids, which have an alphabet too. */
const limited = propertiesWhere(({ maxLength }) => maxLength !== undefined).filter(
  (name) => name !== 'id' && name !== 'datastoreId',
)

/** In characters, as JSON Schema counts them. */
const textLengthOf = (text: string): number => {
  let length = 0
  for (const _ of text) length += 1
  return length
}

const lengthOf = (value: unknown): number => {
  if (typeof value === 'string') return textLengthOf(value)
  return t.array(t.string).is(value)
    ? value.reduce((sum, item) => sum + textLengthOf(item), 0)
    : textLengthOf(JSON.stringify(value))
}

const issueOf = (name: PropertyName, value: unknown): ReadonlyArray<PropertyIssue> => {
  const { maxLength = Number.POSITIVE_INFINITY } = propertyOf(name)
  const length = isPresent(value) ? lengthOf(value) : 0
  return length <= maxLength
    ? []
    : [{ path: `/${name}`, message: `${name} has ${length} characters; expected at most ${maxLength}` }]
}

/** An issue for each property that is too long. */
export const lengthIssues = (session: ExactMatchSession): ReadonlyArray<PropertyIssue> =>
  limited.flatMap((name) => issueOf(name, session[name]))

/** The properties that an event brings, other than counts and times. */
const broughtBy = (event: SessionEvent): ExactMatchSession => {
  if (event.type === 'renew') return { dataUploadURI: event.dataUploadURI }
  return event.type === 'fail' ? { error: event.error } : {}
}

/** An issue for each property that would become too long by an event. */
export const eventLengthIssues = (event: SessionEvent): ReadonlyArray<PropertyIssue> =>
  lengthIssues(broughtBy(event))
