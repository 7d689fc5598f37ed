// Whether a value decodes to itself: settled for most by what kind of value it is, for the others by a test.
import { isInt32 } from '../int32.js'

/**
 * Which values decode to themselves, the very same: all of the kinds `yes`, and of the kinds `ask` those that pass
 * the test. A value of any other kind does not decode at all, unless it is NaN. Where the answer is no, io-ts
 * decides: the value may be at fault, or decode to another.
 */
export interface Verdict {
  readonly yes: number
  readonly ask: number
  readonly test: (value: unknown) => boolean
  /** What is asked of the properties of an object, if that is all that is asked. */
  readonly properties: ReadonlyArray<Property> | undefined
}

/** A declared property, and which values of it leave the object as it is. */
export interface Property {
  readonly key: string
  readonly verdict: Verdict
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
export const verdict = (
  yes: number,
  ask: number,
  test: Verdict['test'],
  properties?: ReadonlyArray<Property>,
): Verdict => ({ yes, ask, test, properties })

export const allOf = (kinds: number): Verdict => verdict(kinds, 0, () => false)

export const fits = ({ yes, ask, test }: Verdict, value: unknown): boolean => {
  const kind = kindOf(value)
  return (yes & kind) !== 0 || ((ask & kind) !== 0 && test(value))
}

const claims = ({ yes, ask }: Verdict): number => yes | ask

/** What fits all of them. */
export const every = (verdicts: ReadonlyArray<Verdict>): Verdict => {
  const yes = verdicts.reduce((kinds, { yes }) => kinds & yes, ANY)
  const claimed = verdicts.reduce((kinds, each) => kinds & claims(each), ANY)
  return verdict(yes, claimed & ~yes, (value) => verdicts.every((each) => fits(each, value)))
}

/** An alternative, and whether it has nothing at all to give for a value that doesn't fit it. */
export interface Alternative {
  readonly verdict: Verdict
  readonly refuses: (value: unknown) => boolean
}

/** The first that decodes is taken, so a value is itself only if those before the one it fits refuse it. */
export const firstOf = (alternatives: ReadonlyArray<Alternative>): Verdict => {
  const askedBefore = alternatives.map((_, index) =>
    alternatives.slice(0, index).reduce((kinds, before) => kinds | before.verdict.ask, 0),
  )
  const yes = alternatives.reduce(
    (kinds, { verdict }, index) => kinds | (verdict.yes & ~(askedBefore[index] ?? 0)),
    0,
  )
  const ask = alternatives.reduce((kinds, { verdict }) => kinds | claims(verdict), 0) & ~yes
  const claimants = alternatives.filter(({ verdict }) => (claims(verdict) & ask) !== 0)
  const [only] = claimants
  // No detour where one alternative alone has anything to test, as in most unions with null.
  if (only !== undefined && claimants.length === 1) return verdict(yes, ask, only.verdict.test)
  return verdict(yes, ask, (value) => {
    for (const { verdict, refuses } of claimants) {
      if (fits(verdict, value)) return true
      if (!refuses(value)) return false
    }
    return false
  })
}
