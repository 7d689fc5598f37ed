// What a codec declares of a value: the codecs of its properties and of its items.
import type * as t from 'io-ts'
import { fold } from './fold.js'
import type { ShapeOf } from './shape.js'

/** The codecs of one place in a value: several where the parts of an intersection declare the same place. */
export type Codecs = ReadonlyArray<t.Mixed>

export interface Declaration {
  /** Whether any property and item is accepted, as by `t.unknown` and opaque codecs. */
  readonly isOpen: boolean
  readonly isObject: boolean
  readonly properties: ReadonlyMap<string, Codecs>
  readonly records: ReadonlyArray<RecordDeclaration>
  /** The codecs of every item; of those that `positions` has, instead of them. */
  readonly items: Codecs
  readonly positions: ReadonlyArray<Codecs>
}

interface RecordDeclaration {
  readonly domain: t.Mixed
  readonly codecs: Codecs
}

/** How a codec is read for a value that it may still have to decode, or for one that it has decoded. */
export interface Reading {
  /** The options of a union that may stand for the value. */
  readonly choose: (options: Codecs, value: object) => Codecs
  /** Whether the property of this name is the content of an envelope. */
  readonly hasEnvelope: (value: object, wrapper: string) => boolean
}

/** A declaration, or where it depends on the value, how to find it. */
type Declared = Declaration | ((value: object, reading: Reading) => Declaration)

const none: Declaration = {
  isOpen: false,
  isObject: false,
  properties: new Map(),
  records: [],
  items: [],
  positions: [],
}
const open: Declaration = { ...none, isOpen: true }

/** The same function, which computes each result once: a codec doesn't change. */
const memoize = <A extends object, B>(compute: (input: A) => B): ((input: A) => B) => {
  const results = new WeakMap<A, B>()
  return (input) => {
    const known = results.get(input)
    if (known !== undefined) return known
    const result = compute(input)
    results.set(input, result)
    return result
  }
}

const mergeProperties = (all: ReadonlyArray<Declaration>): Declaration['properties'] => {
  const codecs = new Map<string, Codecs>()
  for (const { properties } of all) {
    for (const [key, own] of properties) codecs.set(key, [...(codecs.get(key) ?? []), ...own])
  }
  return codecs
}

const mergeDeclarations = (all: ReadonlyArray<Declaration>): Declaration => ({
  isOpen: all.some(({ isOpen }) => isOpen),
  isObject: all.some(({ isObject }) => isObject),
  properties: mergeProperties(all),
  records: all.flatMap(({ records }) => records),
  items: all.flatMap(({ items }) => items),
  positions: Array.from(
    { length: Math.max(0, ...all.map(({ positions }) => positions.length)) },
    (_, index) => all.flatMap(({ items, positions }) => positions[index] ?? items),
  ),
})

const resolve = (declared: Declared, value: object, reading: Reading): Declaration =>
  typeof declared === 'function' ? declared(value, reading) : declared

/** The properties declared by an intersection. */
const ofIntersection = (parts: Codecs): Declared => {
  const [first, ...others] = parts.map(declaredBy)
  if (first === undefined) return none
  if (others.length === 0) return first
  const all = [first, ...others]
  const fixed = all.filter((declared) => typeof declared !== 'function')
  return fixed.length === all.length
    ? mergeDeclarations(fixed)
    : (value, reading) => mergeDeclarations(all.map((declared) => resolve(declared, value, reading)))
}

/** The options of a union that declare anything: `null` in `X | null` does not. */
export const declaringOptions = (options: Codecs): Codecs =>
  options.filter((option) => declaredBy(option) !== none)

const ofUnion = (options: Codecs): Declared => {
  const declaring = declaringOptions(options)
  const [first, ...others] = declaring
  if (first === undefined) return none
  if (others.length === 0) return declaredBy(first)
  return (value, reading) => {
    const chosen = reading.choose(declaring, value)
    return chosen.length === 0
      ? open
      : mergeDeclarations(chosen.map((option) => resolve(declaredBy(option), value, reading)))
  }
}

const ofRenamedKey = ({ inner, renaming: { names } }: ShapeOf<'renamedKey'>): Declared => {
  const withAlternate = (declaration: Declaration): Declaration => ({
    ...declaration,
    properties: new Map(declaration.properties).set(
      names.alternate,
      declaration.properties.get(names.canonical) ?? [],
    ),
  })
  const declared = declaredBy(inner)
  return typeof declared === 'function'
    ? (value, reading) => withAlternate(declared(value, reading))
    : withAlternate(declared)
}

const ofEnvelope = ({ inner, wrapper }: ShapeOf<'envelope'>): Declared => {
  const envelope: Declaration = { ...none, isObject: true, properties: new Map([[wrapper, [inner]]]) }
  return (value, reading) =>
    reading.hasEnvelope(value, wrapper) ? envelope : resolve(declaredBy(inner), value, reading)
}

const ofStruct = ({ props }: ShapeOf<'struct'>): Declaration => ({
  ...none,
  isObject: true,
  properties: new Map(Object.entries(props).map(([key, codec]: [string, t.Mixed]) => [key, [codec]])),
})

const sameAsInner = ({ inner }: { readonly inner: t.Mixed }): Declared => declaredBy(inner)
const nothing = (): Declared => none
const anything = (): Declared => open

const declaredBy: (codec: t.Mixed) => Declared = memoize(
  fold<Declared>({
    string: nothing,
    number: nothing,
    bigint: nothing,
    boolean: nothing,
    null: nothing,
    undefined: nothing,
    never: nothing,
    literal: nothing,
    struct: ofStruct,
    record: ({ domain, codomain }) => ({
      ...none,
      isObject: true,
      records: [{ domain, codecs: [codomain] }],
    }),
    array: ({ item }) => ({ ...none, items: [item] }),
    tuple: ({ items }) => ({ ...none, positions: items.map((item) => [item]) }),
    union: ({ options }) => ofUnion(options),
    intersection: ({ parts }) => ofIntersection(parts),
    discriminated:
      ({ union }) =>
      (value, reading) => {
        const member = union.memberOf(value)
        return member === undefined ? open : resolve(declaredBy(member), value, reading)
      },
    renamedKey: ofRenamedKey,
    envelope: ofEnvelope,
    refinement: sameAsInner,
    exact: sameAsInner,
    policy: sameAsInner,
    wrapper: sameAsInner,
    recursion: ({ inner }) => declaredBy(inner()),
    otherwise: anything,
  }),
)

const declaredAt = memoize(ofIntersection)

/** What the codecs of a place declare of the value there. */
export const declarationOf = (codecs: Codecs, value: object, reading: Reading): Declaration =>
  resolve(declaredAt(codecs), value, reading)

/** The codecs of a property; undefined where it is not declared. */
export const codecsOf = ({ properties, records }: Declaration, key: string): Codecs | undefined => {
  const own = properties.get(key)
  if (records.length === 0) return own
  const matching = records.filter(({ domain }) => domain.is(key))
  const [first] = matching
  if (first === undefined || (own === undefined && matching.length === 1)) return own ?? first?.codecs
  return [...(own ?? []), ...matching.flatMap(({ codecs }) => codecs)]
}
