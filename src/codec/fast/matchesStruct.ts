// Whether all properties of an object fit. To read a property by name is slow, to read it as the loop over the keys
// comes by it is fast; so keys are followed as they come, along the orders in which they came before.
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

/** Where an object stands after some of its keys. The steps of all objects make a tree of the orders of keys. */
interface Step {
  /** The one that came next last time, and so is guessed to come next. */
  next: Step | undefined
  readonly key: string | undefined
  readonly yes: number
  readonly ask: number
  readonly test: FastPathPlan['predicate']
  /** What is declared and hasn't come yet. */
  readonly missing: ReadonlyArray<StructField>
  /** Whether an object that has none of those fits. */
  readonly mayEnd: boolean
  /** All that came next so far; made with the first, for most steps of most orders have one. */
  followers: Map<string, Step> | undefined
}

/** As t.UnknownRecord.is, which serves all of io-ts and so is never inlined. */
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const undeclared = allOf(ANY | NAN)
const nothing = allOf(0)

const stepTo = (
  key: string | undefined,
  verdict: FastPathPlan,
  missing: ReadonlyArray<StructField>,
): Step => ({
  next: undefined,
  key,
  yes: verdict.accept,
  ask: verdict.test,
  test: verdict.predicate,
  missing,
  mayEnd: missing.every(({ key, plan }) => (plan.accept & UNDEFINED) !== 0 && !(key in Object.prototype)),
  followers: undefined,
})

/** So that no number of orders or of unknown keys takes more than a little memory. */
const mostSteps = 512

/** To ask for all names of an object costs as much as to look for so many that aren't there. */
const fewMissing = 3

/** Whether an object of the plainest sort has nothing but what a loop over its keys has come by. */
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
 * Each declared property is judged as io-ts would read it, own or inherited, plain or a getter: what no key has led
 * to is looked for by name, unless there can be no more. An object with a key called `foreign` does not fit.
 */
export const matchesStruct = (
  properties: ReadonlyArray<StructField>,
  foreign?: string,
): FastPathPlan['predicate'] => {
  const start = stepTo(undefined, undeclared, properties)
  let steps = 0

  const follow = (step: Step, key: string): Step | undefined => {
    let next = step.followers?.get(key)
    if (next === undefined) {
      if (steps === mostSteps) return undefined
      steps++
      const property = step.missing.find((declared) => declared.key === key)
      const missing = step.missing.filter((declared) => declared !== property)
      next = stepTo(key, key === foreign ? nothing : (property?.plan ?? undeclared), missing)
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
        return !(foreign !== undefined && foreign in value) && allFitByName(value, properties)
      }
      const property = value[key]
      const kind = kindOf(property)
      if ((next.yes & kind) === 0 && ((next.ask & kind) === 0 || !next.test(property))) return false
      step = next
      seen++
    }
    const { missing, mayEnd } = step
    return (
      (missing.length > fewMissing && mayEnd && hidesNothing(value, seen)) || allFitByName(value, missing)
    )
  }
}
