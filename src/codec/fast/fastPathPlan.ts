// Whether a value decodes to itself: settled for most by what kind of value it is, for the others by a test.
import { isInt32 } from '../int32.js'

/**
 * Which values decode to themselves, the very same: all of the kinds `yes`, and of the kinds `ask` those that pass
 * the test. A value of any other kind does not decode at all, unless it is NaN. Where the answer is no, io-ts
 * decides: the value may be at fault, or decode to another.
 */
export interface FastPathPlan {
  readonly accept: number
  readonly test: number
  readonly predicate: (value: unknown) => boolean
  /** What is asked of the properties of an object, if that is all that is asked. */
  readonly properties: ReadonlyArray<StructField> | undefined
}

/** A declared property, and which values of it leave the object as it is. */
export interface StructField {
  readonly key: string
  readonly plan: FastPathPlan
}

// Kinds of value, as bits of a set.
export const STRING = 1
/** A whole number of 32 bits: to tell them from other numbers here costs less than a test of each. */
export const INT32 = 2
export const NULL = 4
export const OBJECT = 8
export const UNDEFINED = 16
export const BOOLEAN = 32
const OTHER = 64
const OTHER_NUMBER = 128
/** NaN is not equal to itself, so io-ts copies whatever holds one: no codec takes it for itself. */
export const NAN = 256
export const NUMBER = INT32 | OTHER_NUMBER
/** All kinds that may be taken for themselves. */
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

/** Every verdict is made here, so that the engine sees one layout of them. */
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

/** What fits all of them. */
export const every = (verdicts: ReadonlyArray<FastPathPlan>): FastPathPlan => {
  const accept = verdicts.reduce((kinds, { accept }) => kinds & accept, ANY)
  const claimed = verdicts.reduce((kinds, each) => kinds & claims(each), ANY)
  return plan(accept, claimed & ~accept, (value) => verdicts.every((each) => fits(each, value)))
}

/** An alternative, and whether it has nothing at all to give for a value that doesn't fit it. */
export interface Alternative {
  readonly plan: FastPathPlan
  readonly refuses: (value: unknown) => boolean
}

/** The first that decodes is taken, so a value is itself only if those before the one it fits refuse it. */
export const firstOf = (alternatives: ReadonlyArray<Alternative>): FastPathPlan => {
  const askedBefore = alternatives.map((_, index) =>
    alternatives.slice(0, index).reduce((kinds, before) => kinds | before.plan.test, 0),
  )
  const accept = alternatives.reduce(
    (kinds, { plan }, index) => kinds | (plan.accept & ~(askedBefore[index] ?? 0)),
    0,
  )
  const test = alternatives.reduce((kinds, { plan }) => kinds | claims(plan), 0) & ~accept
  const claimants = alternatives.filter(({ plan }) => (claims(plan) & test) !== 0)
  const [only] = claimants
  // No detour where one alternative alone has anything to test, as in most unions with null.
  if (only !== undefined && claimants.length === 1) return plan(accept, test, only.plan.predicate)
  return plan(accept, test, (value) => {
    for (const { plan, refuses } of claimants) {
      if (fits(plan, value)) return true
      if (!refuses(value)) return false
    }
    return false
  })
}
