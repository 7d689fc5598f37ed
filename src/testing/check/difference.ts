// Where a session that a system tells differs from the one it must be. Null and missing are the same; properties that
// this model doesn't know are nobody's business.
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
import type { Reference } from '../reference.js'

/** One difference. */
export interface Difference {
  /** JSON pointer to the property. */
  readonly path: string
  readonly message: string
}

/** Whose clock tells the times; see SessionSystem. */
export type Clock = 'told' | 'own'

type Json = Readonly<Record<string, unknown>>

type Same = (expected: unknown, actual: unknown) => boolean

const exactly: Same = (expected, actual) =>
  expected === actual || (!isPresent(expected) && !isPresent(actual))

/** Arrays item by item; an object may tell more than it must. */
const covers: Same = (expected, actual) => {
  if (exactly(expected, actual)) return true
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => covers(item, actual[index]))
    )
  }
  if (!isJson(expected) || !isJson(actual)) return false
  return Object.entries(expected).every(([name, value]) => covers(value, actual[name]))
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The same instant; where the clock is the system's own, a time where there must be one. */
const timesBy: Readonly<Record<Clock, Same>> = {
  told: (expected, actual) =>
    exactly(expected, actual) ||
    (DateTimeOffset.is(expected) && DateTimeOffset.is(actual) && dateTimeOffsetOrd.equals(expected, actual)),
  own: (expected, actual) => (isPresent(expected) ? DateTimeOffset.is(actual) : !isPresent(actual)),
}

/** Of what has not been told yet, anything goes. */
const ifTold: Same = (expected, actual) => expected === undefined || covers(expected, actual)

interface ComparedProperty {
  readonly name: keyof ExactMatchSession
  readonly expected: (reference: Reference, resource: ExactMatchSession) => unknown
  readonly same: Same | 'time'
}

/** How a property is compared: with the request where no event changes it, else with the model's resource. */
const comparedProperty = (name: PropertyName): ComparedProperty => {
  const { role, codec } = propertyOf(name)
  if (name === 'dataUploadURI') return { name, expected: ({ uri }) => uri, same: ifTold }
  if (role === 'metadata') return { name, expected: ({ facts }) => facts[name], same: ifTold }
  const same = codec === DateTimeOffset ? 'time' : codec === ClassificationError ? covers : exactly
  return { name, expected: (_, resource) => resource[name], same }
}

const properties: ReadonlyArray<ComparedProperty> = propertiesWhere(({ role }) => role !== 'navigation').map(
  comparedProperty,
)

const sameness = ({ same }: ComparedProperty, clock: Clock): Same => (same === 'time' ? timesBy[clock] : same)

const shown = (property: string, value: unknown): string => {
  if (!isPresent(value)) return 'nothing'
  return isSecretPath(`/${property}`) ? 'another value' : JSON.stringify(value)
}

const propertyDifferences = (
  reference: Reference,
  actual: ExactMatchSession,
  clock: Clock,
): ReadonlyArray<Difference> => {
  const resource = toResource(reference.record)
  return properties.flatMap((property) => {
    const { name } = property
    const expected = property.expected(reference, resource)
    return sameness(property, clock)(expected, actual[name])
      ? []
      : [
          {
            path: `/${name}`,
            message: `${name} is ${shown(name, actual[name])}; expected ${
              property.same === 'time' && clock === 'own' && isPresent(expected)
                ? 'a time'
                : shown(name, expected)
            }`,
          },
        ]
  })
}

/** A URI that the session had before a renewal must not come back. */
const uriDifferences = (
  { uri, formerUris }: Reference,
  { dataUploadURI }: ExactMatchSession,
): ReadonlyArray<Difference> =>
  uri === undefined && formerUris.includes(dataUploadURI ?? '')
    ? [{ path: '/dataUploadURI', message: 'dataUploadURI is one that the session had before it was renewed' }]
    : []

/** What a session with times of its own must fulfil, alone and after what was seen of it before. */
const lawDifferences = (
  { seen }: Reference,
  actual: ExactMatchSession,
  clock: Clock,
): ReadonlyArray<Difference> =>
  clock === 'told'
    ? []
    : [...violationsOf(actual), ...(seen === null ? [] : historyViolationsOf(seen, actual))]

/** Whether raw JSON is just what is expected: equal to a session, it needs no decoding. */
const fits = (reference: Reference, actual: unknown): actual is ExactMatchSession => {
  if (!isJson(actual) || (reference.uri === undefined && reference.formerUris.length > 0)) return false
  const resource = toResource(reference.record)
  return properties.every((property) => {
    const expected = property.expected(reference, resource)
    const value = actual[property.name]
    return expected === value || sameness(property, 'told')(expected, value)
  })
}

/** The session that a system told; left: it is no session, or not the one it must be. */
export const toldSession = (
  reference: Reference,
  actual: unknown,
  clock: Clock,
): E.Either<ReadonlyArray<Difference>, ExactMatchSession> => {
  if (clock === 'told' && fits(reference, actual)) return E.right(actual)
  const decoded = ExactMatchSession.decode(actual)
  if (E.isLeft(decoded)) return E.left(issuesOf(decoded.left, { isSecret: isSecretPath }))
  const session = decoded.right
  const differences = [
    ...propertyDifferences(reference, session, clock),
    ...uriDifferences(reference, session),
    ...lawDifferences(reference, session, clock),
  ]
  return differences.length > 0 ? E.left(differences) : E.right(session)
}

/** Whether JSON is a session at all, whichever. */
export const isNoSession = (actual: unknown): boolean => !ExactMatchSession.is(actual)
