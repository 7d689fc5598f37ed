// What a value has and its codec doesn't declare, at any depth: found by looking into the codec, kind by kind.
import * as t from 'io-ts'
import { withOpaqueType } from './context.js'
import { isTagged, type KeyNames, type Tagged } from './tagged.js'

/** A property that is not declared. */
export interface UndeclaredProperty {
  readonly key: string
  readonly value: unknown
  readonly context: t.Context
}

/** The same function, which looks at each thing once: a codec doesn't change. */
const once = <A extends object, B>(look: (thing: A) => B): ((thing: A) => B) => {
  const seen = new WeakMap<A, B>()
  return (thing) => {
    const known = seen.get(thing)
    if (known !== undefined) return known
    const found = look(thing)
    seen.set(thing, found)
    return found
  }
}

/** The codecs of each declared property; null where any property is taken, or it can't be seen which. */
type Declared = ReadonlyMap<string, ReadonlyArray<t.Mixed>> | null

/** What a codec declares of an object: nearly always the same, whatever the object. */
type Declaration = Declared | ((value: object) => Declared)

const declaredOf = (declaration: Declaration, value: object): Declared =>
  typeof declaration === 'function' ? declaration(value) : declaration

const merged = (all: ReadonlyArray<Declared>): Declared => {
  const codecs = new Map<string, ReadonlyArray<t.Mixed>>()
  for (const declared of all) {
    if (declared === null) return null
    for (const [key, own] of declared) codecs.set(key, [...(codecs.get(key) ?? []), ...own])
  }
  return codecs
}

/** What several codecs declare of one object together. */
const together = (declarations: ReadonlyArray<Declaration>): Declaration => {
  const fixed = declarations.filter((declaration) => typeof declaration !== 'function')
  return fixed.length === declarations.length
    ? merged(fixed)
    : (value) => merged(declarations.map((declaration) => declaredOf(declaration, value)))
}

/** What one of several codecs declares: of those that declare anything, the ones that the object fits. */
const either = (types: ReadonlyArray<t.Mixed>): Declaration => {
  const some = types.filter((type) => declarationOf(type) !== null)
  const [first, ...others] = some
  if (first === undefined) return null
  if (others.length === 0) return declarationOf(first)
  return (value) => {
    const seen = some.filter((type) => declaredOf(declarationOf(type), value) !== null)
    const fitting = seen.length > 1 ? seen.filter((type) => type.is(value)) : seen
    return fitting.length === 0 ? null : merged(fitting.map((type) => declaredOf(declarationOf(type), value)))
  }
}

/** The same under another name, too. */
const aliased = ({ canonical, alternate }: KeyNames, declared: Declared): Declared =>
  declared && new Map([...declared, [alternate, declared.get(canonical) ?? []]])

const declarationOf: (codec: t.Mixed | Tagged) => Declaration = once((codec) => {
  if (!isTagged(codec)) return null
  switch (codec._tag) {
    case 'InterfaceType':
    case 'PartialType':
      return new Map(Object.entries(codec.props).map(([key, own]: [string, t.Mixed]) => [key, [own]]))
    case 'IntersectionType':
      return together(codec.types.map(declarationOf))
    case 'UnionType':
      return either(codec.types)
    case 'DiscriminatedType':
      return (value) => {
        const member = codec.memberOf(value)
        return member === undefined ? null : declaredOf(declarationOf(member), value)
      }
    case 'RenamedKeyType': {
      const declaration = declarationOf(codec.type)
      return typeof declaration === 'function'
        ? (value) => aliased(codec.names, declaration(value))
        : aliased(codec.names, declaration)
    }
    case 'ExactType':
    case 'FastType':
    case 'UnknownPropertiesType':
    case 'ReadonlyType':
    case 'RecursiveType':
    case 'RefinementType':
      return declarationOf(codec.type)
    default:
      return null
  }
})

/** The codecs of an array's items. */
const itemsOf = (codec: t.Mixed | Tagged): ReadonlyArray<t.Mixed> => {
  if (!isTagged(codec)) return []
  switch (codec._tag) {
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return [codec.type]
    case 'IntersectionType':
    case 'UnionType':
      return codec.types.flatMap(itemsOf)
    case 'FastType':
    case 'UnknownPropertiesType':
    case 'ReadonlyType':
    case 'RecursiveType':
    case 'RefinementType':
      return itemsOf(codec.type)
    default:
      return []
  }
}

/** What can be seen of the codecs of one place, as an object and as an array. */
const objectOf = once((codecs: ReadonlyArray<t.Mixed>) => together(codecs.map(declarationOf)))
const arrayOf = once((codecs: ReadonlyArray<t.Mixed>) => codecs.flatMap(itemsOf))

/** Where a value is; asked only if there is something to tell. */
type Where = () => t.Context

const within =
  (where: Where, key: string, [type = t.unknown]: ReadonlyArray<t.Mixed>, actual: unknown): Where =>
  () => [...where(), withOpaqueType({ key, type, actual })]

const isComposite = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The value without strangers, which are gathered; the very value where there are none. */
const pruned = (
  codecs: ReadonlyArray<t.Mixed>,
  value: object,
  where: Where,
  undeclared: Array<UndeclaredProperty>,
): unknown => {
  const part = (own: ReadonlyArray<t.Mixed>, key: string, actual: unknown): unknown =>
    isComposite(actual) ? pruned(own, actual, within(where, key, own, actual), undeclared) : actual
  if (Array.isArray(value)) {
    const codec = arrayOf(codecs)
    if (codec.length === 0) return value
    const items = value.map((item, index) => part(codec, String(index), item))
    return items.every((item, index) => item === value[index]) ? value : items
  }
  const declared = declaredOf(objectOf(codecs), value)
  if (declared === null) return value
  const after: Array<readonly [string, unknown]> = []
  let here: t.Context | undefined
  let changed = false
  for (const [key, before] of Object.entries(value)) {
    const own = declared.get(key)
    if (own === undefined) {
      here ??= where()
      undeclared.push({ key, value: before, context: t.appendContext(here, key, t.unknown, before) })
      changed = true
    } else {
      const property = part(own, key, before)
      after.push([key, property])
      changed ||= property !== before
    }
  }
  return changed ? Object.fromEntries(after) : value
}

/** The one codec of a whole value. */
const whole = once((codec: t.Mixed): ReadonlyArray<t.Mixed> => [codec])

/** A value without its strangers, and those. */
export interface Pruned {
  readonly value: unknown
  readonly undeclared: ReadonlyArray<UndeclaredProperty>
}

/** Prunes a value; null where it can't be read, because a getter throws or it is nested too deeply. */
export const prune = (codec: t.Mixed, value: unknown, context: t.Context): Pruned | null => {
  const undeclared: Array<UndeclaredProperty> = []
  const where = () =>
    context.map((entry, depth) => (depth === context.length - 1 ? withOpaqueType(entry) : entry))
  try {
    return { value: isComposite(value) ? pruned(whole(codec), value, where, undeclared) : value, undeclared }
  } catch {
    return null
  }
}
