// What lean knows of each kind of codec: which values decode to themselves and, of the others, which errors io-ts
// tells. Every answer is that of io-ts; a context is made only on the way to a fault.
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

/** A codec, read. Values are judged as io-ts judges them, without its contexts and copies. */
export interface LeanNode {
  /** Which values decode to themselves, the very same. */
  readonly verdict: Verdict
  /** Adds the errors that io-ts tells of the value; none where it decodes. */
  readonly collect: (value: unknown, context: t.Context, errors: Array<t.ValidationError>) => void
  /** Whether everything is encoded as it is. */
  readonly asIs: boolean
  /** What is asked of the properties, if that is all that is asked. */
  readonly properties?: ReadonlyArray<Property>
}

/** A property, an alternative or a part of another codec, under the key that contexts give it. */
export interface LeanMember {
  readonly key: string
  readonly codec: t.Mixed
  readonly node: LeanNode
}

interface Property {
  readonly key: string
  readonly required: boolean
  readonly verdict: Verdict
}

// Kinds of value, as bits of a set.
const STRING = 1
const NUMBER = 2
const NULL = 4
const OBJECT = 8
const UNDEFINED = 16
const BOOLEAN = 32
const OTHER = 64
const NAN = 128
const ALL = 255

/** NaN is not equal to itself, so io-ts copies whatever holds one: no codec takes it for itself. */
const kindOf = (value: unknown): number => {
  if (typeof value === 'string') return STRING
  if (typeof value === 'object') return value === null ? NULL : OBJECT
  if (typeof value === 'number') return Number.isNaN(value) ? NAN : NUMBER
  if (value === undefined) return UNDEFINED
  return typeof value === 'boolean' ? BOOLEAN : OTHER
}

/**
 * Which values decode to themselves: all of the kinds `yes`, and of the kinds `ask` those that pass the test. Most
 * properties are settled by kind alone. A value of any other kind does not decode at all, unless it is NaN.
 */
class Verdict {
  constructor(
    readonly yes: number,
    readonly ask: number,
    readonly test: (value: unknown) => boolean,
  ) {}

  get claims(): number {
    return this.yes | this.ask
  }

  fits(value: unknown): boolean {
    const kind = kindOf(value)
    return (this.yes & kind) !== 0 || ((this.ask & kind) !== 0 && this.test(value))
  }
}

const allOf = (kinds: number): Verdict => new Verdict(kinds, 0, () => false)

/** As t.UnknownRecord.is, which serves all of io-ts and so is never inlined. */
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const toldBy =
  (codec: t.Mixed): LeanNode['collect'] =>
  (value, context, errors) => {
    const result = codec.validate(value, context)
    if (E.isLeft(result)) for (const error of result.left) errors.push(error)
  }

const areAsIs = (members: ReadonlyArray<LeanMember>): boolean => members.every(({ node }) => node.asIs)

const leaf = (codec: t.Mixed, verdict: Verdict): LeanNode => ({
  verdict,
  collect: toldBy(codec),
  asIs: codec.encode === t.identity,
})

const all =
  (kinds: number) =>
  (codec: t.Mixed): LeanNode =>
    leaf(codec, allOf(kinds))

const those =
  (kinds: number) =>
  (codec: t.Mixed): LeanNode =>
    leaf(codec, new Verdict(0, kinds, codec.is))

export const string = all(STRING)
export const number = all(NUMBER)
export const boolean = all(BOOLEAN)
export const nullNode = all(NULL)
export const undefinedNode = all(UNDEFINED)
export const anything = all(ALL & ~NAN)
export const bigint = those(OTHER)
export const keyof = those(STRING)
export const container = those(OBJECT)

/** 0 stands for -0 too, which then decodes to 0. */
export const literal = (codec: t.LiteralType<string | number | boolean>): LeanNode =>
  leaf(codec, new Verdict(0, kindOf(codec.value), (value) => Object.is(value, codec.value)))

/** A codec some part of which is unknown: it never answers, so io-ts does. */
export const opaque: LeanNode = { verdict: allOf(0), collect: () => undefined, asIs: false }

const every = (verdicts: ReadonlyArray<Verdict>): Verdict => {
  const yes = verdicts.reduce((kinds, verdict) => kinds & verdict.yes, ALL)
  const claimed = verdicts.reduce((kinds, verdict) => kinds & verdict.claims, ALL)
  return new Verdict(yes, claimed & ~yes, (value) => verdicts.every((verdict) => verdict.fits(value)))
}

/** Where a value stands after some of its keys. The steps of all values make a tree of the orders of keys. */
interface Step {
  readonly key: string
  readonly verdict: Verdict
  /** What is declared and hasn't come yet. */
  readonly missing: ReadonlyArray<Property>
  readonly followers: Array<Step>
  next: Step | undefined
}

/** So that no number of orders or of unknown keys takes more than a little memory. */
const mostSteps = 512

const stepAfter = (before: ReadonlyArray<Property>, key: string): Step => {
  const property = before.find((declared) => declared.key === key)
  const missing = before.filter((declared) => declared !== property)
  return { key, verdict: property?.verdict ?? allOf(ALL), missing, followers: [], next: undefined }
}

/**
 * Whether all properties fit. Each declared one is read, as io-ts reads it, own or inherited, plain or a getter.
 * To read by name is slow, so keys are followed as they come: the next is guessed to be the one that came next last
 * time. What no key has led to must not be there by name either.
 */
const allFit = (properties: ReadonlyArray<Property>): Verdict['test'] => {
  const start: Step = { key: '', verdict: allOf(ALL), missing: properties, followers: [], next: undefined }
  let steps = 0
  const follow = (step: Step, key: string): Step | undefined => {
    const known = step.followers.find((follower) => follower.key === key)
    if (known === undefined && steps === mostSteps) return undefined
    const next = known ?? stepAfter(step.missing, key)
    if (known === undefined) {
      steps++
      step.followers.push(next)
    }
    step.next = next
    return next
  }
  const fitByName = (value: Readonly<Record<string, unknown>>): boolean =>
    properties.every(({ key, verdict }) => verdict.fits(value[key]))
  return (value) => {
    if (!isRecord(value)) return false
    let step = start
    for (const key in value) {
      const guess = step.next
      const next = guess !== undefined && guess.key === key ? guess : follow(step, key)
      if (next === undefined) return fitByName(value)
      if (!next.verdict.fits(value[key])) return false
      step = next
    }
    for (const { key, required } of step.missing) if (required || value[key] !== undefined) return false
    return true
  }
}

const ofProperties = (properties: ReadonlyArray<Property>) => ({
  verdict: new Verdict(0, OBJECT, allFit(properties)),
  properties,
})

/**
 * Undefined is no fault of an optional property. A required one that is missing is none where its codec takes
 * undefined, but io-ts adds it to a copy: so where it is undefined, io-ts decides.
 */
const propertyOf =
  (required: boolean) =>
  ({ key, node: { verdict } }: LeanMember): Property => {
    const yes = required ? verdict.yes & ~UNDEFINED : verdict.yes | UNDEFINED
    return { key, required, verdict: new Verdict(yes, verdict.ask & ~UNDEFINED, verdict.test) }
  }

/**
 * A property without a fault that doesn't fit decodes to another value, and io-ts goes on with a copy, which lacks
 * what the value inherits or hides: then io-ts itself tells of the whole.
 */
export const struct =
  (struct: t.Mixed, required: boolean) =>
  (members: ReadonlyArray<LeanMember>): LeanNode => {
    const properties = members.map(propertyOf(required))
    return {
      ...ofProperties(properties),
      collect: (value, context, errors) => {
        if (!t.UnknownRecord.is(value)) return toldBy(t.UnknownRecord)(value, context, errors)
        const before = errors.length
        for (const [index, { key, codec, node }] of members.entries()) {
          const property = value[key]
          if (properties[index]?.verdict.fits(property)) continue
          const told = errors.length
          node.collect(property, t.appendContext(context, key, codec, property), errors)
          if (errors.length === told) {
            errors.length = before
            return toldBy(struct)(value, context, errors)
          }
        }
      },
      // io-ts encodes what every object inherits, if it is declared, as the object's own.
      asIs: areAsIs(members) && members.every(({ key }) => !(key in Object.prototype)),
    }
  }

export const array =
  (codec: t.Mixed) =>
  (item: LeanNode): LeanNode => ({
    verdict: new Verdict(0, OBJECT, (value) => {
      if (!Array.isArray(value)) return false
      for (let index = 0; index < value.length; index++) if (!item.verdict.fits(value[index])) return false
      return true
    }),
    collect: (value, context, errors) => {
      if (!t.UnknownArray.is(value)) return toldBy(t.UnknownArray)(value, context, errors)
      for (let index = 0; index < value.length; index++) {
        const element = value[index]
        if (item.verdict.fits(element)) continue
        item.collect(element, t.appendContext(context, String(index), codec, element), errors)
      }
    },
    asIs: item.asIs,
  })

/** The properties of all parts, each once; none if a part asks for something else. */
const joined = (parts: ReadonlyArray<LeanNode>): ReadonlyArray<Property> | undefined => {
  const byKey = new Map<string, Property>()
  for (const { properties } of parts) {
    if (properties === undefined) return undefined
    for (const property of properties) {
      const { key } = property
      const other = byKey.get(key) ?? property
      const required = property.required || other.required
      byKey.set(
        key,
        other === property ? property : { key, required, verdict: every([other.verdict, property.verdict]) },
      )
    }
  }
  return [...byKey.values()]
}

export const intersection = (members: ReadonlyArray<LeanMember>): LeanNode => {
  const parts = members.map(({ node }) => node)
  const properties = joined(parts)
  return {
    ...(properties === undefined
      ? { verdict: every(parts.map(({ verdict }) => verdict)) }
      : ofProperties(properties)),
    collect: (value, context, errors) => {
      for (const { key, codec, node } of members) {
        node.collect(value, t.appendContext(context, key, codec, value), errors)
      }
    },
    asIs: areAsIs(members),
  }
}

/** Kinds of which a codec may take a value and give another: an object without some properties, 0 for -0. */
const CHANGEABLE = OBJECT | NUMBER

const refuses = (node: LeanNode, value: unknown): boolean => {
  const errors: Array<t.ValidationError> = []
  node.collect(value, [], errors)
  return errors.length > 0
}

/** The first that decodes is taken, so a value is itself only if those before the one it fits refuse it. */
const firstOf = (alternatives: ReadonlyArray<LeanNode>): Verdict => {
  let yes = 0
  let asked = 0
  for (const { verdict } of alternatives) {
    yes |= verdict.yes & ~(asked & CHANGEABLE)
    asked |= verdict.ask
  }
  const ask = alternatives.reduce((kinds, { verdict }) => kinds | verdict.claims, 0) & ~yes
  const claimants = alternatives.filter(({ verdict }) => (verdict.claims & ask) !== 0)
  const [only] = claimants
  if (only !== undefined && claimants.length === 1) return new Verdict(yes, ask, only.verdict.test)
  return new Verdict(yes, ask, (value) => {
    for (const claimant of claimants) {
      if (claimant.verdict.fits(value)) return true
      if ((kindOf(value) & CHANGEABLE) !== 0 && !refuses(claimant, value)) return false
    }
    return false
  })
}

export const union =
  (union: t.Mixed) =>
  (members: ReadonlyArray<LeanMember>): LeanNode => ({
    verdict: firstOf(members.map(({ node }) => node)),
    collect: (value, context, errors) => {
      // Told apart by a tag, only one alternative has a say.
      if (union instanceof t.TaggedUnionType) return toldBy(union)(value, context, errors)
      const before = errors.length
      for (const { key, codec, node } of members) {
        const told = errors.length
        node.collect(value, t.appendContext(context, key, codec, value), errors)
        if (errors.length === told) {
          errors.length = before
          return
        }
      }
    },
    asIs: areAsIs(members),
  })

/** The values of `inner` that a predicate lets through; `codec` itself tells of the others. */
export const refinement =
  (codec: t.Mixed, predicate: Verdict['test'], asIs: boolean) =>
  ({ verdict, ...inner }: LeanNode): LeanNode => ({
    // A predicate on whole kinds, as those of numbers and strings are, is asked without a detour.
    verdict: new Verdict(
      0,
      verdict.claims,
      verdict.ask === 0 ? predicate : (value) => verdict.fits(value) && predicate(value),
    ),
    collect: toldBy(codec),
    asIs: asIs && inner.asIs,
  })

/** Leaves some values to `inner`, as if they were its own; `codec` itself decodes the others, or tells of them. */
export const partly =
  (codec: t.Mixed, leaves: Verdict['test'], asIs: boolean) =>
  (inner: LeanNode): LeanNode => ({
    verdict: new Verdict(0, inner.verdict.claims, (value) => leaves(value) && inner.verdict.fits(value)),
    collect: (value, context, errors) =>
      leaves(value) ? inner.collect(value, context, errors) : toldBy(codec)(value, context, errors),
    asIs: asIs && inner.asIs,
  })

/** A codec that may contain itself: what it stands for is known once `tie` has been called. */
export const knot = (): { readonly node: LeanNode; readonly tie: (inner: LeanNode) => void } => {
  let tied = opaque
  return {
    node: {
      verdict: new Verdict(0, ALL & ~NAN, (value) => tied.verdict.fits(value)),
      collect: (value, context, errors) => tied.collect(value, context, errors),
      asIs: false,
    },
    tie: (inner) => {
      tied = inner
    },
  }
}
