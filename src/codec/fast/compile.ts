// Compiles a codec, once, into the plan of its fast path. An opaque codec is asked to decode each value.
import type * as t from 'io-ts'
import { Int32 } from '../edm/int32.js'
import { fold } from '../shape/fold.js'
import type { ShapeOf } from '../shape/shape.js'
import {
  ANY,
  allOf,
  BOOLEAN,
  every,
  type FastPathPlan,
  firstOf,
  fits,
  INT32,
  kindOf,
  NULL,
  NUMBER,
  OBJECT,
  plan,
  STRING,
  type StructField,
  UNDEFINED,
} from './fastPathPlan.js'
import { matchesStruct } from './matchesStruct.js'

const rejectedBy =
  (codec: t.Mixed) =>
  (value: unknown): boolean =>
    codec.validate(value, [])._tag === 'Left'

/** Asks the codec itself. */
const byDecoding = (codec: t.Mixed): FastPathPlan =>
  plan(0, ANY, (value) => {
    const result = codec.validate(value, [])
    return result._tag === 'Right' && result.right === value
  })

/** A codec whose decoded values are exactly its values. */
const byIs = (codec: t.Mixed): FastPathPlan => plan(0, ANY, codec.is)

/**
 * A required property may be missing where its codec accepts undefined, but io-ts then adds it to a copy: where it is
 * undefined, io-ts decides.
 */
const required = (key: string, codec: t.Mixed): StructField => {
  const { accept, test, predicate } = compile(codec)
  return { key, plan: plan(accept & ~UNDEFINED, test & ~UNDEFINED, predicate) }
}

/**
 * A missing optional property is valid even if its codec rejects `undefined`; a codec with a default may still supply
 * a value.
 */
const optional = (key: string, codec: t.Mixed): StructField => {
  const { accept, test, predicate } = compile(codec)
  if ((test & UNDEFINED) === 0) return { key, plan: plan(accept | UNDEFINED, test, predicate) }
  const isRejected = rejectedBy(codec)
  return {
    key,
    plan: plan(accept, test, (value) => predicate(value) || (value === undefined && isRejected(value))),
  }
}

const ofFields = (properties: ReadonlyArray<StructField>): FastPathPlan =>
  plan(0, OBJECT, matchesStruct(properties), properties)

const ofStruct = ({ props, required: isRequired }: ShapeOf<'struct'>): FastPathPlan =>
  ofFields(Object.entries(props).map(([key, codec]) => (isRequired ? required : optional)(key, codec)))

/** Parts that are only objects with properties are one object with the properties of all. */
const ofIntersection = (parts: ReadonlyArray<FastPathPlan>): FastPathPlan => {
  const byKey = new Map<string, StructField>()
  for (const { properties } of parts) {
    if (properties === undefined) return every(parts)
    for (const property of properties) {
      const { key } = property
      const other = byKey.get(key)
      byKey.set(key, other === undefined ? property : { key, plan: every([other.plan, property.plan]) })
    }
  }
  return ofFields([...byKey.values()])
}

const ofArray = (item: FastPathPlan): FastPathPlan =>
  plan(0, OBJECT, (value) => {
    if (!Array.isArray(value)) return false
    for (let index = 0; index < value.length; index++) if (!fits(item, value[index])) return false
    return true
  })

/** The values of a plan that pass a test, too; without a detour where either test is enough by itself. */
const narrow = (inner: FastPathPlan, passes: FastPathPlan['predicate']): FastPathPlan => {
  const { accept, test, predicate } = inner
  if (test === 0) return plan(0, accept, passes)
  if (accept === 0) return plan(0, test, (value) => predicate(value) && passes(value))
  return plan(
    0,
    accept | test,
    (value) => ((accept & kindOf(value)) !== 0 || predicate(value)) && passes(value),
  )
}

const hasOnly = (props: t.Props) => (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  Object.getOwnPropertyNames(value).every((key) => Object.hasOwn(props, key))

/** A value that has the property under its alternate name decodes to a copy. */
const ofRenamedKey = ({ inner, renaming }: ShapeOf<'renamedKey'>): FastPathPlan => {
  const innerPlan = compile(inner)
  return innerPlan.properties === undefined || renaming.isDeep
    ? narrow(innerPlan, renaming.isCanonical)
    : plan(0, OBJECT, matchesStruct(innerPlan.properties, renaming.names.alternate))
}

/** 0 stands for -0 too, which then decodes to 0. */
const ofLiteral = ({ codec, values: [value, ...others] }: ShapeOf<'literal'>): FastPathPlan =>
  value === undefined || others.length > 0
    ? byIs(codec)
    : plan(0, kindOf(value), (other) => Object.is(other, value))

const planOf = fold<FastPathPlan>({
  string: () => allOf(STRING),
  number: () => allOf(NUMBER),
  boolean: () => allOf(BOOLEAN),
  null: () => allOf(NULL),
  undefined: () => allOf(UNDEFINED),
  unknown: () => allOf(ANY),
  bigint: ({ codec }) => byIs(codec),
  anyArray: ({ codec }) => byIs(codec),
  anyRecord: ({ codec }) => byIs(codec),
  literal: ofLiteral,
  struct: ofStruct,
  intersection: ({ parts }) => ofIntersection(parts.map(compile)),
  union: ({ options }) =>
    firstOf(options.map((type) => ({ plan: compile(type), rejects: rejectedBy(type) }))),
  array: ({ item }) => ofArray(compile(item)),
  wrapper: ({ inner }) => compile(inner),
  refinement: ({ inner, predicate }) => narrow(compile(inner), predicate),
  // An object with further properties decodes to a copy without them.
  exact: ({ inner, props }) => narrow(compile(inner), hasOnly(props)),
  renamedKey: ofRenamedKey,
  // A definition may be declared later and may contain itself: it is compiled with the first value.
  recursion: ({ inner }) => plan(0, ANY, (value) => fits(compile(inner()), value)),
  otherwise: ({ codec }) => byDecoding(codec),
})

/** The plans made so far; that of Int32 is shorter than its shape would make it. */
const plans = new WeakMap<t.Mixed, FastPathPlan>([[Int32, allOf(INT32)]])

/** Gives a codec the plan of another, whose values it decodes alike. */
export const reusePlan = (codec: t.Mixed, plan: FastPathPlan): void => {
  plans.set(codec, plan)
}

/** Which values of a codec decode to themselves. */
export const compile = (codec: t.Mixed): FastPathPlan => {
  const known = plans.get(codec) ?? planOf(codec)
  plans.set(codec, known)
  return known
}
