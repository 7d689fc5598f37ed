// Compares a plain codec with its fast one: results, errors, `is` and `encode`.
import { inspect, isDeepStrictEqual } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

type Outcome<T> = { readonly threw: true } | { readonly threw: false; readonly result: T }

const outcome = <T>(run: () => T): Outcome<T> => {
  try {
    return { threw: false, result: run() }
  } catch {
    return { threw: true }
  }
}

/** Whether io-ts can encode a value without loss: a copy loses properties that are inherited or hidden. */
const isPlain = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return true
  if (Object.getPrototypeOf(value) !== (Array.isArray(value) ? Array.prototype : Object.prototype))
    return false
  if (Array.isArray(value) && Object.keys(value).length !== value.length) return false
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(value))
  return descriptors.every(
    ([name, { value: own, enumerable }]) =>
      name === 'length' || (name !== '__proto__' && enumerable === true && isPlain(own)),
  )
}

const shown = (value: unknown): string => inspect(value, { depth: 5, getters: true, showHidden: true })

/** Equal copies are the same here; where a codec makes a prototype, two of them only look the same. */
const same = (first: unknown, second: unknown): boolean =>
  Object.is(first, second) || isDeepStrictEqual(first, second) || shown(first) === shown(second)

const sameErrors = (first: t.Errors, second: t.Errors): boolean =>
  first.length === second.length &&
  first.every((error, index) => {
    const other = second[index]
    return (
      other !== undefined &&
      same(error.value, other.value) &&
      error.message === other.message &&
      error.context.length === other.context.length &&
      error.context.every((entry, depth) => {
        const { key, type, actual } = other.context[depth] ?? {}
        return entry.key === key && entry.type.name === type?.name && same(entry.actual, actual)
      })
    )
  })

const sameResult = (value: unknown, first: t.Validation<unknown>, second: t.Validation<unknown>): boolean => {
  if (E.isLeft(first)) return E.isLeft(second) && sameErrors(first.left, second.left)
  if (E.isLeft(second)) return false
  return Object.is(first.right, value)
    ? Object.is(second.right, value)
    : !Object.is(second.right, value) && same(first.right, second.right)
}

let compared = 0

/** How many values have been compared. */
export const comparisons = (): number => compared

/** What differs between the plain codec and the fast one; undefined if nothing does. */
export const difference = (plain: t.Mixed, fast: t.Mixed, value: unknown): string | undefined => {
  compared++
  const context = [{ key: 'outer', type: t.unknown, actual: value }]
  for (const decode of [
    (codec: t.Mixed) => codec.decode(value),
    (codec: t.Mixed) => codec.validate(value, context),
  ]) {
    const expected = outcome(() => decode(plain))
    const actual = decode(fast)
    // Where the plain codec throws, the fast one only has to return.
    if (expected.threw) continue
    if (!sameResult(value, expected.result, actual)) return 'the result'
    if (E.isLeft(expected.result)) continue
    const { right } = expected.result
    // A copy without inherited properties may not be a value of its codec any more, and can't be encoded then.
    if (!isPlain(right) || !plain.is(right)) continue
    const encoded = outcome(() => plain.encode(right))
    if (!encoded.threw && !same(encoded.result, fast.encode(right))) return 'encode'
  }
  const is = outcome(() => plain.is(value))
  const fastIs = fast.is(value)
  return is.threw || fastIs === is.result ? undefined : 'is'
}

/** Throws where the two codecs differ for a value. */
export const agree = (plain: t.Mixed, fast: t.Mixed, values: ReadonlyArray<unknown>): void => {
  for (const value of values) {
    const found = difference(plain, fast, value)
    if (found !== undefined) throw new Error(`${plain.name}: ${found} differs for ${shown(value)}`)
  }
}
