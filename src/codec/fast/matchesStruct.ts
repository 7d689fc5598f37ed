// Whether all properties of an object fit. To read a property by name is slow, to read it in a loop over the keys is
// fast; so a key-order cache predicts the next key, and holds the plan of its property.
import {
  ANY,
  allOf,
  type FastPathPlan,
  fits,
  kindOf,
  NAN,
  type StructField,
  UNDEFINED,
} from './fastPathPlan.js'

/** A node of the key-order cache, a tree: where an object stands after some of its keys. */
interface Step {
  /** The step that came next last time, and so is guessed to come next. */
  next: Step | undefined
  readonly key: string | undefined
  readonly accept: number
  readonly test: number
  readonly predicate: FastPathPlan['predicate']
  /** The declared properties that haven't come yet. */
  readonly missing: ReadonlyArray<StructField>
  /** Whether an object that has none of those fits. */
  readonly mayEnd: boolean
  /** All steps that came next so far; created with the first, because most steps have only one. */
  followers: Map<string, Step> | undefined
}

/** As t.UnknownRecord.is, which all of io-ts calls, so that the engine doesn't inline it. */
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const undeclared = allOf(ANY | NAN)
const nothing = allOf(0)

const stepTo = (key: string | undefined, plan: FastPathPlan, missing: ReadonlyArray<StructField>): Step => ({
  next: undefined,
  key,
  accept: plan.accept,
  test: plan.test,
  predicate: plan.predicate,
  missing,
  mayEnd: missing.every(({ key, plan }) => (plan.accept & UNDEFINED) !== 0 && !(key in Object.prototype)),
  followers: undefined,
})

/** Bounds the memory of the cache, whatever the number of orders and unknown keys. */
const maxSteps = 512

/** Listing all names of an object costs as much as looking for this many that aren't there. */
const fewMissing = 3

/** Whether a plain object has no properties but those that a loop over its keys has seen. */
const hidesNothing = (value: object, seen: number): boolean =>
  Object.getPrototypeOf(value) === Object.prototype && Object.getOwnPropertyNames(value).length === seen

const allFitByName = (
  value: Readonly<Record<string, unknown>>,
  properties: ReadonlyArray<StructField>,
): boolean => {
  for (const { key, plan } of properties) if (!fits(plan, value[key])) return false
  return true
}

/**
 * Each declared property is read as io-ts would read it, own or inherited, plain or a getter: those that no key has
 * led to are looked for by name, unless there can be no more. An object with a key called `excluded` does not fit.
 */
export const matchesStruct = (
  properties: ReadonlyArray<StructField>,
  excluded?: string,
): FastPathPlan['predicate'] => {
  const start = stepTo(undefined, undeclared, properties)
  let steps = 0

  const follow = (step: Step, key: string): Step | undefined => {
    let next = step.followers?.get(key)
    if (next === undefined) {
      if (steps === maxSteps) return undefined
      steps++
      const property = step.missing.find((declared) => declared.key === key)
      const missing = step.missing.filter((declared) => declared !== property)
      next = stepTo(key, key === excluded ? nothing : (property?.plan ?? undeclared), missing)
      step.followers ??= new Map()
      step.followers.set(key, next)
    }
    step.next = next
    return next
  }

  return (value) => {
    if (!isRecord(value)) return false
    let step = start
    let seen = 0
    for (const key in value) {
      const guess = step.next
      const next = guess !== undefined && guess.key === key ? guess : follow(step, key)
      if (next === undefined) {
        return !(excluded !== undefined && excluded in value) && allFitByName(value, properties)
      }
      const property = value[key]
      const kind = kindOf(property)
      if ((next.accept & kind) === 0 && ((next.test & kind) === 0 || !next.predicate(property))) return false
      step = next
      seen++
    }
    const { missing, mayEnd } = step
    return (
      (missing.length > fewMissing && mayEnd && hidesNothing(value, seen)) || allFitByName(value, missing)
    )
  }
}
