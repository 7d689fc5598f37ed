// The tests that a $filter consists of. OData's logic has three values: a text function of null is null, neither true
// nor false, and a filter that is null does not select the session (OData 4.01, URL Conventions, 5.1.1.1).
import { type DateTimeOffset, dateTimeOffsetOrd } from '../../codec/index.js'
import type { ExactMatchSession } from '../../model/index.js'

/** A test of a session, in three-valued logic. */
export type Test = (session: ExactMatchSession) => boolean | null

/** A value that can be compared, or null. */
type Value = string | number | null

/** A property or a literal, with its kind and its value in a session. */
export interface Operand {
  readonly kind: 'text' | 'number' | 'time' | 'null'
  readonly valueIn: (session: ExactMatchSession) => Value
}

/** Moves surrogates after the other UTF-16 units, as their characters come after all others. */
const rank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit)

/**
 * The order of two texts by their code points, which is that of their bytes in UTF-8, of PostgreSQL's collation "C" and of
 * other languages. JavaScript's own order, by UTF-16 units, has the characters after U+FFFF before those from U+E000 on.
 */
const compareText = (first: string, second: string): number => {
  const length = Math.min(first.length, second.length)
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [first.charCodeAt(index), second.charCodeAt(index)]
    if (one !== other) return rank(one) - rank(other)
  }
  return first.length - second.length
}

/** The order of two values of one kind; times are ordered by instant. */
export const compare = (kind: Operand['kind'], first: string | number, second: string | number): number => {
  // Operands of the kind `time` have been validated: properties by their codec, literals by the parser.
  if (kind === 'time') return dateTimeOffsetOrd.compare(first as DateTimeOffset, second as DateTimeOffset)
  return typeof first === 'string' && typeof second === 'string'
    ? compareText(first, second)
    : Number(first) - Number(second)
}

/** OData's comparison operators, applied to an order. */
export const comparisons = {
  eq: (order: number) => order === 0,
  ne: (order: number) => order !== 0,
  gt: (order: number) => order > 0,
  ge: (order: number) => order >= 0,
  lt: (order: number) => order < 0,
  le: (order: number) => order <= 0,
} as const

/** A comparison. With null, `eq` and `ne` compare; every other operator is false. */
export const comparison = (operator: keyof typeof comparisons, left: Operand, right: Operand): Test => {
  const kind = left.kind === 'null' ? right.kind : left.kind
  return (session) => {
    const [first, second] = [left.valueIn(session), right.valueIn(session)]
    if (first !== null && second !== null) return comparisons[operator](compare(kind, first, second))
    return (operator === 'eq' || operator === 'ne') && (first === second) === (operator === 'eq')
  }
}

/** OData's functions of text. */
export const textFunctions = {
  contains: (text: string, part: string) => text.includes(part),
  startswith: (text: string, part: string) => text.startsWith(part),
  endswith: (text: string, part: string) => text.endsWith(part),
} as const

/** A function of text; null where an operand is null. */
export const textPredicate =
  (name: keyof typeof textFunctions, text: Operand, part: Operand): Test =>
  (session) => {
    const [whole, piece] = [text.valueIn(session), part.valueIn(session)]
    return typeof whole === 'string' && typeof piece === 'string' ? textFunctions[name](whole, piece) : null
  }

/** `decisive` where any of the tests gives that; otherwise null where any gives null. */
const combine =
  (decisive: boolean) =>
  (tests: ReadonlyArray<Test>): Test =>
  (session) => {
    let unknown = false
    for (const test of tests) {
      const holds = test(session)
      if (holds === decisive) return decisive
      if (holds === null) unknown = true
    }
    return unknown ? null : !decisive
  }

export const and = combine(false)
export const or = combine(true)

export const not =
  (test: Test): Test =>
  (session) => {
    const holds = test(session)
    return holds === null ? null : !holds
  }
