// Reads a codec, once, into the verdict on its values. io-ts names each kind of codec by a tag; of a codec that has
// none, or whose tag says too little, only the codec itself can tell what it does with a value.
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { Int32 } from '../int32.js'
import { hasEnumerable } from '../renamedKey.js'
import { isTagged, type RenamedKeyType, type Tagged } from '../tagged.js'
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

/**
 * io-ts binds `decode` to each codec it makes. A copy that was given another `validate`, as withFallback of
 * io-ts-types gives it, has another `decode`, and its tag says nothing of what it does.
 */
const isOriginal = (codec: t.Mixed | Tagged): codec is Tagged =>
  isTagged(codec) && codec.decode.name.startsWith('bound ')

const refusedBy =
  (codec: t.Mixed) =>
  (value: unknown): boolean =>
    E.isLeft(codec.validate(value, []))

/** Asks the codec itself. */
const asking = (codec: t.Mixed): FastPathPlan =>
  plan(0, ANY, (value) => {
    const result = codec.validate(value, [])
    return E.isRight(result) && result.right === value
  })

/** A codec that takes whatever it is, and as it is. */
const being = (kinds: number, codec: t.Mixed): FastPathPlan => plan(0, kinds, codec.is)

/**
 * A required property that is missing is no fault where its codec takes undefined, but io-ts then adds it to a copy:
 * where it is undefined, io-ts decides.
 */
const required = (key: string, codec: t.Mixed): StructField => {
  const { accept, test, predicate } = compile(codec)
  return { key, plan: plan(accept & ~UNDEFINED, test & ~UNDEFINED, predicate) }
}

/** Undefined is no fault of an optional property, whatever its codec says; but the codec may give it a value. */
const optional = (key: string, codec: t.Mixed): StructField => {
  const { accept, test, predicate } = compile(codec)
  if ((test & UNDEFINED) === 0) return { key, plan: plan(accept | UNDEFINED, test, predicate) }
  const isRefused = refusedBy(codec)
  return {
    key,
    plan: plan(accept, test, (value) => predicate(value) || (value === undefined && isRefused(value))),
  }
}

const ofProperties = (properties: ReadonlyArray<StructField>): FastPathPlan =>
  plan(0, OBJECT, matchesStruct(properties), properties)

const struct = (props: t.Props, property: typeof required): FastPathPlan =>
  ofProperties(Object.entries(props).map(([key, codec]) => property(key, codec)))

/** Parts that ask for properties alone are one object with the properties of all. */
const intersection = (parts: ReadonlyArray<FastPathPlan>): FastPathPlan => {
  const byKey = new Map<string, StructField>()
  for (const { properties } of parts) {
    if (properties === undefined) return every(parts)
    for (const property of properties) {
      const { key } = property
      const other = byKey.get(key)
      byKey.set(key, other === undefined ? property : { key, plan: every([other.plan, property.plan]) })
    }
  }
  return ofProperties([...byKey.values()])
}

const array = (item: FastPathPlan): FastPathPlan =>
  plan(0, OBJECT, (value) => {
    if (!Array.isArray(value)) return false
    for (let index = 0; index < value.length; index++) if (!fits(item, value[index])) return false
    return true
  })

/** The values of a verdict that pass a test, too; asked without a detour where either test is enough by itself. */
const narrowed = (inner: FastPathPlan, passes: FastPathPlan['predicate']): FastPathPlan => {
  const { accept, test, predicate } = inner
  if (test === 0) return plan(0, accept, passes)
  if (accept === 0) return plan(0, test, (value) => predicate(value) && passes(value))
  return plan(
    0,
    accept | test,
    (value) => ((accept & kindOf(value)) !== 0 || predicate(value)) && passes(value),
  )
}

/** The properties that an exact codec keeps, gathered as io-ts gathers them. */
const propsOf = (codec: t.HasProps): t.Props => {
  switch (codec._tag) {
    case 'RefinementType':
    case 'ReadonlyType':
      return propsOf(codec.type)
    case 'InterfaceType':
    case 'StrictType':
    case 'PartialType':
      return codec.props
    case 'IntersectionType':
      return Object.assign({}, ...codec.types.map(propsOf))
  }
}

const hasOnly = (props: t.Props) => (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  Object.getOwnPropertyNames(value).every((key) => Object.hasOwn(props, key))

/** An object that has the property under its other name decodes to a copy. */
const spelledInside = (
  { names: { alternate } }: RenamedKeyType<unknown>,
  inner: FastPathPlan,
): FastPathPlan =>
  inner.properties === undefined
    ? narrowed(
        inner,
        (value) => typeof value !== 'object' || value === null || !hasEnumerable(value, alternate),
      )
    : plan(0, OBJECT, matchesStruct(inner.properties, alternate))

const read = (codec: t.Mixed | Tagged): FastPathPlan => {
  if (!isOriginal(codec)) return asking(codec)
  switch (codec._tag) {
    case 'StringType':
      return allOf(STRING)
    case 'NumberType':
      return allOf(NUMBER)
    case 'BooleanType':
      return allOf(BOOLEAN)
    case 'NullType':
      return allOf(NULL)
    case 'UndefinedType':
    case 'VoidType':
      return allOf(UNDEFINED)
    case 'AnyType':
    case 'UnknownType':
      return allOf(ANY)
    case 'AnyArrayType':
    case 'AnyDictionaryType':
    case 'BigIntType':
    case 'KeyofType':
      return being(ANY, codec)
    case 'LiteralType':
      // 0 stands for -0 too, which then decodes to 0.
      return plan(0, kindOf(codec.value), (value) => Object.is(value, codec.value))
    case 'InterfaceType':
      return struct(codec.props, required)
    case 'PartialType':
      return struct(codec.props, optional)
    case 'IntersectionType':
      return intersection(codec.types.map(compile))
    case 'UnionType':
      return firstOf(codec.types.map((type) => ({ plan: compile(type), refuses: refusedBy(type) })))
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return array(compile(codec.type))
    case 'ReadonlyType':
      return compile(codec.type)
    case 'RefinementType':
      return narrowed(compile(codec.type), codec.predicate)
    case 'ExactType':
      // An object with further properties decodes to a copy without them.
      return narrowed(compile(codec.type), hasOnly(propsOf(codec.type)))
    case 'RenamedKeyType':
      return spelledInside(codec, compile(codec.type))
    case 'RecursiveType':
      // What it is may be declared further down, and may contain itself: it is read with the first value.
      return plan(0, ANY, (value) => fits(compile(codec.type), value))
    default:
      return asking(codec)
  }
}

/** What has been read; and what the kinds of values say more shortly than the codec would. */
const verdicts = new WeakMap<t.Mixed, FastPathPlan>([[Int32, allOf(INT32)]])

/** Lets a codec stand for another: the verdict on its values is the same. */
export const reusePlan = (codec: t.Mixed, verdict: FastPathPlan): void => {
  verdicts.set(codec, verdict)
}

/** Which values of a codec decode to themselves. */
export const compile = (codec: t.Mixed): FastPathPlan => {
  const known = verdicts.get(codec) ?? read(codec)
  verdicts.set(codec, known)
  return known
}
