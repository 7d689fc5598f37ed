// What a $filter asks of one session. OData's logic has three values: what is null can't contain anything, nor can it
// be said not to, so a test of it is neither true nor false, and the session isn't found.
import { type DateTimeOffset, dateTimeOffsetOrd } from '../../codec/index.js'
import type { ExactMatchSession } from '../../model/index.js'

/** True, false, or null where it can't be known. */
export type Test = (session: ExactMatchSession) => boolean | null

/** A value that can be compared, or null. */
type Value = string | number | null

/** A property or a literal: of what kind it is, and its value in a session. */
export interface Operand {
  readonly kind: 'text' | 'number' | 'time' | 'null'
  readonly valueIn: (session: ExactMatchSession) => Value
}

/** The order of two values of one kind; times stand in the order of their instants. */
export const compare = (kind: Operand['kind'], first: string | number, second: string | number): number => {
  // Operands of the kind `time` are properties whose codec, or literals whose reader, has asked for timestamps.
  if (kind === 'time') return dateTimeOffsetOrd.compare(first as DateTimeOffset, second as DateTimeOffset)
  return first < second ? -1 : first > second ? 1 : 0
}

/** OData's comparisons, as questions to an order. */
export const comparisons = {
  eq: (order: number) => order === 0,
  ne: (order: number) => order !== 0,
  gt: (order: number) => order > 0,
  ge: (order: number) => order >= 0,
  lt: (order: number) => order < 0,
  le: (order: number) => order <= 0,
} as const

/** With null, only `eq` and `ne` have something to say. */
export const compared = (operator: keyof typeof comparisons, left: Operand, right: Operand): Test => {
  const kind = left.kind === 'null' ? right.kind : left.kind
  return (session) => {
    const [first, second] = [left.valueIn(session), right.valueIn(session)]
    if (first !== null && second !== null) return comparisons[operator](compare(kind, first, second))
    return (operator === 'eq' || operator === 'ne') && (first === second) === (operator === 'eq')
  }
}

/** OData's questions to a text. */
export const textTests = {
  contains: (text: string, part: string) => text.includes(part),
  startswith: (text: string, part: string) => text.startsWith(part),
  endswith: (text: string, part: string) => text.endsWith(part),
} as const

export const tested =
  (test: keyof typeof textTests, text: Operand, part: Operand): Test =>
  (session) => {
    const [whole, piece] = [text.valueIn(session), part.valueIn(session)]
    return typeof whole === 'string' && typeof piece === 'string' ? textTests[test](whole, piece) : null
  }

/** Holds where every one, or where any one of the tests gives `decisive`; else null if one of them does. */
const joined =
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

export const and = joined(false)
export const or = joined(true)

export const not =
  (test: Test): Test =>
  (session) => {
    const holds = test(session)
    return holds === null ? null : !holds
  }
