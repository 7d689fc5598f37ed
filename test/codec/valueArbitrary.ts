// Values to decode: what JSON has and what it hasn't, valid, nearly valid and unrelated.
import * as fc from 'fast-check'
import * as t from 'io-ts'

const keys = ['a', 'b', 'c', 'state', 'constructor', '__proto__', 'hasOwnProperty']
export const key = fc.constantFrom(...keys)
/** Of values, which may also have the alternate name of `a`. */
export const anyKey = fc.constantFrom(...keys, 'z')
export const fragment = '#microsoft.graph.entity'

const primitive = fc.oneof(
  fc.string({ maxLength: 3 }),
  fc.constantFrom(...keys, '1', '2026-11-20T10:00:00Z', '2026-02-29T10:00:00Z', fragment),
  fc.constantFrom<unknown>(
    0,
    -0,
    1,
    1.5,
    Number.NaN,
    2 ** 31,
    10n,
    null,
    undefined,
    true,
    false,
    Symbol.iterator,
  ),
)

export const objectOf = (properties: ReadonlyArray<readonly [string, unknown]>): object =>
  Object.fromEntries(properties)

export const junk: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: primitive },
  fc.array(primitive, { maxLength: 2 }),
  fc.array(fc.tuple(anyKey, primitive), { maxLength: 3 }).map(objectOf),
  fc.constantFrom<unknown>(
    new Date(0),
    new Map(),
    () => 0,
    Object.create(null),
    new (class {
      state = 1
    })(),
  ),
)

/** The same properties in ways that JSON doesn't know. */
export const disguises: ReadonlyArray<(value: object) => object> = [
  (value) => Object.create(value),
  (value) => Object.defineProperties(Object.create(null), Object.getOwnPropertyDescriptors(value)),
  (value) => {
    const hidden = Object.entries(value).map(([name, property]) => [
      name,
      { value: property, enumerable: false },
    ])
    return Object.defineProperties({}, Object.fromEntries(hidden))
  },
  (value) => {
    const getters = Object.entries(value).map(([name, property]) => [name, { get: () => property }])
    return Object.create(Object.defineProperties({}, Object.fromEntries(getters)))
  },
  (value) => new Proxy(value, {}),
  (value) => Object.defineProperties([], Object.getOwnPropertyDescriptors(value)),
]

/** The value with something else somewhere inside it. */
const replaceSomewhere = (value: unknown, place: number, other: unknown): unknown => {
  if (Array.isArray(value) && value.length > 0 && place % 4 !== 0) {
    const at = place % value.length
    return value.map((item, index) => (index === at ? replaceSomewhere(item, place >> 2, other) : item))
  }
  if (!t.UnknownRecord.is(value) || Object.keys(value).length === 0 || place % 4 === 0) return other
  const names = Object.keys(value)
  const at = names[place % names.length]
  return objectOf(
    Object.entries(value).map(([name, own]) => [
      name,
      name === at ? replaceSomewhere(own, place >> 2, other) : own,
    ]),
  )
}

/** Valid values, values with one thing replaced, and unrelated ones. */
export const valuesFor = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: valid },
    {
      weight: 4,
      arbitrary: fc
        .tuple(valid, fc.nat(), junk)
        .map(([value, place, other]) => replaceSomewhere(value, place, other)),
    },
    { weight: 1, arbitrary: junk },
  )
