// How a session that a system gives differs from the expected one. Null and missing are the same, and properties that
// the model doesn't declare are ignored.
import * as E from 'fp-ts/lib/Either.js'
import { DateTimeOffset, dateTimeOffsetOrd, isPresent, issuesOf } from '../../codec/index.js'
import { toResource } from '../../machine/index.js'
import {
  ClassificationError,
  ExactMatchSession,
  historyViolationsOf,
  isSecretPath,
  type PropertyName,
  propertiesWhere,
  propertyOf,
  violationsOf,
} from '../../model/index.js'
import type { ClockMode } from '../model/candidates.js'
import type { ModelState } from '../model/state.js'

/** One difference. */
export interface Difference {
  /** JSON pointer to the property. */
  readonly path: string
  readonly message: string
}

type Json = Readonly<Record<string, unknown>>

type Equality = (expected: unknown, actual: unknown) => boolean

const isEqual: Equality = (expected, actual) =>
  expected === actual || (!isPresent(expected) && !isPresent(actual))

/** Arrays are compared item by item; an object may have more properties than expected. */
const isCovered: Equality = (expected, actual) => {
  if (isEqual(expected, actual)) return true
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => isCovered(item, actual[index]))
    )
  }
  if (!isJson(expected) || !isJson(actual)) return false
  return Object.entries(expected).every(([name, value]) => isCovered(value, actual[name]))
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The same instant; by the system's own clock, any time where one must be present. */
const timeEquality: Readonly<Record<ClockMode, Equality>> = {
  injected: (expected, actual) =>
    isEqual(expected, actual) ||
    (DateTimeOffset.is(expected) && DateTimeOffset.is(actual) && dateTimeOffsetOrd.equals(expected, actual)),
  system: (expected, actual) => (isPresent(expected) ? DateTimeOffset.is(actual) : !isPresent(actual)),
}

/** Any value is accepted while the expected one is unknown. */
const isCoveredIfKnown: Equality = (expected, actual) => expected === undefined || isCovered(expected, actual)

interface ComparedProperty {
  readonly name: keyof ExactMatchSession
  readonly expected: (state: ModelState, resource: ExactMatchSession) => unknown
  readonly equality: Equality | 'time'
}

/** How a property is compared: metadata with the value on creation, all others with the model's resource. */
const comparedProperty = (name: PropertyName): ComparedProperty => {
  const { role, codec } = propertyOf(name)
  if (name === 'dataUploadURI') return { name, expected: ({ uri }) => uri, equality: isCoveredIfKnown }
  if (role === 'metadata') {
    return { name, expected: ({ metadata }) => metadata[name], equality: isCoveredIfKnown }
  }
  const equality = codec === DateTimeOffset ? 'time' : codec === ClassificationError ? isCovered : isEqual
  return { name, expected: (_, resource) => resource[name], equality }
}

const properties: ReadonlyArray<ComparedProperty> = propertiesWhere(({ role }) => role !== 'navigation').map(
  comparedProperty,
)

const equalityOf = ({ equality }: ComparedProperty, clock: ClockMode): Equality =>
  equality === 'time' ? timeEquality[clock] : equality

const displayValue = (property: string, value: unknown): string => {
  if (!isPresent(value)) return 'nothing'
  return isSecretPath(`/${property}`) ? 'another value' : JSON.stringify(value)
}

const propertyDifferences = (
  state: ModelState,
  actual: ExactMatchSession,
  clock: ClockMode,
): ReadonlyArray<Difference> => {
  const resource = toResource(state.record)
  return properties.flatMap((property) => {
    const { name } = property
    const expected = property.expected(state, resource)
    if (equalityOf(property, clock)(expected, actual[name])) return []
    const isAnyTime = property.equality === 'time' && clock === 'system' && isPresent(expected)
    const expectedText = isAnyTime ? 'a time' : displayValue(name, expected)
    const message = `${name} is ${displayValue(name, actual[name])}; expected ${expectedText}`
    return [{ path: `/${name}`, message }]
  })
}

/** A URI from before a renewal must not come back. */
const uriDifferences = (
  { uri, formerUris }: ModelState,
  { dataUploadURI }: ExactMatchSession,
): ReadonlyArray<Difference> =>
  uri === undefined && formerUris.includes(dataUploadURI ?? '')
    ? [{ path: '/dataUploadURI', message: 'dataUploadURI is one that the session had before it was renewed' }]
    : []

/** The violations of a session with times of its own: by itself, and after the last observation. */
const violationDifferences = (
  { observed }: ModelState,
  actual: ExactMatchSession,
  clock: ClockMode,
): ReadonlyArray<Difference> =>
  clock === 'injected'
    ? []
    : [...violationsOf(actual), ...(observed === null ? [] : historyViolationsOf(observed, actual))]

/** Whether JSON equals the expected session, so that it needs no decoding. */
const isExpected = (state: ModelState, actual: unknown): actual is ExactMatchSession => {
  if (!isJson(actual) || (state.uri === undefined && state.formerUris.length > 0)) return false
  const resource = toResource(state.record)
  return properties.every((property) => {
    const expected = property.expected(state, resource)
    const value = actual[property.name]
    return expected === value || equalityOf(property, 'injected')(expected, value)
  })
}

/** The session that a system gives; left: it is not a session, or differs from the expected one. */
export const compareSession = (
  state: ModelState,
  actual: unknown,
  clock: ClockMode,
): E.Either<ReadonlyArray<Difference>, ExactMatchSession> => {
  if (clock === 'injected' && isExpected(state, actual)) return E.right(actual)
  const decoded = ExactMatchSession.decode(actual)
  if (E.isLeft(decoded)) return E.left(issuesOf(decoded.left, { isSecret: isSecretPath }))
  const session = decoded.right
  const differences = [
    ...propertyDifferences(state, session, clock),
    ...uriDifferences(state, session),
    ...violationDifferences(state, session, clock),
  ]
  return differences.length > 0 ? E.left(differences) : E.right(session)
}
