// What a value has and its codec doesn't declare, at any depth: found by looking into the codec, kind by kind.
import * as t from 'io-ts'
import { asObject } from './inPlace.js'
import { isTagged, type Tagged } from './tagged.js'

/** A property that is not declared. */
export interface Stranger {
  readonly key: string
  readonly value: unknown
  readonly context: t.Context
}

/** The codecs of each declared property. */
type Declared = Map<string, ReadonlyArray<t.Mixed>>

const addProps = (props: t.Props, declared: Declared): boolean => {
  for (const [key, codec] of Object.entries(props)) declared.set(key, [...(declared.get(key) ?? []), codec])
  return true
}

/** Adds what a codec declares of an object; false where it takes any property, or it can't be seen which. */
const declares = (codec: t.Mixed | Tagged, value: object, declared: Declared): boolean => {
  if (!isTagged(codec)) return false
  switch (codec._tag) {
    case 'InterfaceType':
    case 'PartialType':
      return addProps(codec.props, declared)
    case 'IntersectionType':
      return codec.types.map((type) => declares(type, value, declared)).every(Boolean)
    case 'UnionType': {
      const some = codec.types.filter((type) => declares(type, value, new Map()))
      const fitting = some.length > 1 ? some.filter((type) => type.is(value)) : some
      return fitting.map((type) => declares(type, value, declared)).some(Boolean)
    }
    case 'DiscriminatedType': {
      const member = codec.memberOf(value)
      return member !== undefined && declares(member, value, declared)
    }
    case 'AliasType': {
      const known = declares(codec.type, value, declared)
      const { inside, other } = codec.spellings
      declared.set(other, declared.get(inside) ?? [])
      return known
    }
    case 'ExactType':
    case 'LeanType':
    case 'OpennessType':
    case 'ReadonlyType':
    case 'RecursiveType':
    case 'RefinementType':
      return declares(codec.type, value, declared)
    default:
      return false
  }
}

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
    case 'LeanType':
    case 'OpennessType':
    case 'ReadonlyType':
    case 'RecursiveType':
    case 'RefinementType':
      return itemsOf(codec.type)
    default:
      return []
  }
}

/** Where a value is; asked only if there is something to tell. */
type Where = () => t.Context

const within =
  (where: Where, key: string, [type = t.unknown]: ReadonlyArray<t.Mixed>, actual: unknown): Where =>
  () => [...where(), asObject({ key, type, actual })]

/** The value without strangers, which are gathered; the very value where there are none. */
const pruned = (
  codecs: ReadonlyArray<t.Mixed>,
  value: unknown,
  where: Where,
  strangers: Array<Stranger>,
): unknown => {
  if (Array.isArray(value)) {
    const codec = codecs.flatMap(itemsOf)
    if (codec.length === 0) return value
    const items = value.map((item, index) =>
      pruned(codec, item, within(where, String(index), codec, item), strangers),
    )
    return items.every((item, index) => item === value[index]) ? value : items
  }
  if (typeof value !== 'object' || value === null) return value
  const declared: Declared = new Map()
  if (!codecs.map((codec) => declares(codec, value, declared)).every(Boolean)) return value
  const before: ReadonlyArray<readonly [string, unknown]> = Object.entries(value)
  let here: t.Context | undefined
  const after = before.flatMap(([key, property]) => {
    const own = declared.get(key)
    if (own !== undefined) {
      return [[key, pruned(own, property, within(where, key, own, property), strangers)] as const]
    }
    here ??= where()
    strangers.push({ key, value: property, context: t.appendContext(here, key, t.unknown, property) })
    return []
  })
  return after.length === before.length &&
    after.every(([, property], index) => property === before[index]?.[1])
    ? value
    : Object.fromEntries(after)
}

/** A value without its strangers, and those. */
export interface Pruned {
  readonly value: unknown
  readonly strangers: ReadonlyArray<Stranger>
}

/** Prunes a value; null where it can't be read, because a getter throws or it is nested too deeply. */
export const prune = (codec: t.Mixed, value: unknown, context: t.Context): Pruned | null => {
  const strangers: Array<Stranger> = []
  const where = () => context.map((entry, depth) => (depth === context.length - 1 ? asObject(entry) : entry))
  try {
    return { value: pruned([codec], value, where, strangers), strangers }
  } catch {
    return null
  }
}
