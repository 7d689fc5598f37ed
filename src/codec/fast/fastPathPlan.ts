// Whether a value decodes to itself: decided for most by the kind of value, for the others by a test.
import { isInt32 } from '../edm/int32.js'

/**
 * Which values decode to themselves: all of the kinds `accept`, and of the kinds `test` those that satisfy the
 * predicate. A value of any other kind does not decode at all, unless it is NaN. Where the answer is no, io-ts decides:
 * the value may be invalid, or decode to another.
 */
export interface FastPathPlan {
  readonly accept: number
  readonly test: number
  readonly predicate: (value: unknown) => boolean
  /** The plans of the properties of an object, if the predicate tests nothing else. */
  readonly properties: ReadonlyArray<StructField> | undefined
}

/** A declared property, and which values of it leave the object as it is. */
export interface StructField {
  readonly key: string
  readonly plan: FastPathPlan
}

// Kinds of value, as bits of a set.
export const STRING = 1
/** A whole number of 32 bits: a kind of its own costs less than a predicate. */
export const INT32 = 2
export const NULL = 4
export const OBJECT = 8
export const UNDEFINED = 16
export const BOOLEAN = 32
const OTHER = 64
const OTHER_NUMBER = 128
/** NaN is not equal to itself, so io-ts copies objects that hold one: it never decodes to itself. */
export const NAN = 256
export const NUMBER = INT32 | OTHER_NUMBER
/** All kinds that may decode to themselves. */
export const ANY = 255

const kindOfNumber = (value: number): number =>
  isInt32(value) ? INT32 : Number.isNaN(value) ? NAN : OTHER_NUMBER

export const kindOf = (value: unknown): number => {
  if (typeof value === 'string') return STRING
  if (typeof value === 'object') return value === null ? NULL : OBJECT
  if (typeof value === 'number') return kindOfNumber(value)
  if (value === undefined) return UNDEFINED
  return typeof value === 'boolean' ? BOOLEAN : OTHER
}

/** The only constructor of plans, so that the engine sees one layout of them. */
export const plan = (
  accept: number,
  test: number,
  predicate: FastPathPlan['predicate'],
  properties?: ReadonlyArray<StructField>,
): FastPathPlan => ({ accept, test, predicate, properties })

export const allOf = (kinds: number): FastPathPlan => plan(kinds, 0, () => false)

export const fits = ({ accept, test, predicate }: FastPathPlan, value: unknown): boolean => {
  const kind = kindOf(value)
  return (accept & kind) !== 0 || ((test & kind) !== 0 && predicate(value))
}

const claims = ({ accept, test }: FastPathPlan): number => accept | test

/** Which values fit all plans. */
export const every = (plans: ReadonlyArray<FastPathPlan>): FastPathPlan => {
  const accept = plans.reduce((kinds, { accept }) => kinds & accept, ANY)
  const claimed = plans.reduce((kinds, each) => kinds & claims(each), ANY)
  return plan(accept, claimed & ~accept, (value) => plans.every((each) => fits(each, value)))
}

/** An option of a union, and whether it rejects a value that doesn't fit its plan, rather than decode it to another. */
export interface UnionOption {
  readonly plan: FastPathPlan
  readonly rejects: (value: unknown) => boolean
}

/** The first option that decodes wins, so a value is itself only if the options before the one it fits reject it. */
export const firstOf = (options: ReadonlyArray<UnionOption>): FastPathPlan => {
  const askedBefore = options.map((_, index) =>
    options.slice(0, index).reduce((kinds, before) => kinds | before.plan.test, 0),
  )
  const accept = options.reduce(
    (kinds, { plan }, index) => kinds | (plan.accept & ~(askedBefore[index] ?? 0)),
    0,
  )
  const test = options.reduce((kinds, { plan }) => kinds | claims(plan), 0) & ~accept
  const claimants = options.filter(({ plan }) => (claims(plan) & test) !== 0)
  const [only] = claimants
  // No detour where only one option has anything to test, as in most unions with null.
  if (only !== undefined && claimants.length === 1) return plan(accept, test, only.plan.predicate)
  return plan(accept, test, (value) => {
    for (const { plan, rejects } of claimants) {
      if (fits(plan, value)) return true
      if (!rejects(value)) return false
    }
    return false
  })
}
