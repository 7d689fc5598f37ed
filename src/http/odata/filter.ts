// OData's $filter: comparisons, `in`, contains, startswith, endswith, joined by and, or, not and parentheses.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { DateTimeOffset } from '../../codec/index.js'
import {
  and,
  compared,
  comparisons,
  not,
  type Operand,
  or,
  type Test,
  tested,
  textTests,
} from './comparison.js'
import { type Token, tokensOf } from './filterToken.js'
import { filterKindOf, propertyNamed } from './sessionProperty.js'

/** What was read, and where the next word stands. Left: a sentence. */
type Read<A> = E.Either<string, readonly [A, number]>
type Reader<A> = (at: number, depth: number) => Read<A>

const deepest = 32

const map =
  <A, B>(reader: Reader<A>, change: (value: A) => B): Reader<B> =>
  (at, depth) =>
    E.map(([value, next]: readonly [A, number]) => [change(value), next] as const)(reader(at, depth))

const literal = (kind: Operand['kind'], value: string | number | null): E.Either<string, Operand> =>
  E.right({ kind, valueIn: () => value })

const property = (name: string): E.Either<string, Operand> => {
  const known = propertyNamed(name)
  if (known === undefined) return E.left(`a session has no property ${name}`)
  const kind = filterKindOf(known)
  if (kind === 'secret') return E.left(`${name} is a secret and can't be filtered on`)
  if (kind === 'composite') return E.left(`${name} has several parts and can't be compared`)
  return E.right({
    kind,
    valueIn: (session) => {
      const value = session[known]
      return typeof value === 'string' || typeof value === 'number' ? value : null
    },
  })
}

const valueFrom = ({ type, text }: Token): E.Either<string, Operand> => {
  if (type === 'text') return literal('text', text)
  if (type === 'number') return literal('number', Number(text))
  if (type === 'time') {
    return DateTimeOffset.is(text) ? literal('time', text) : E.left(`${text} is no timestamp`)
  }
  return text === 'null' ? literal('null', null) : property(text)
}

const isComparison = (word: string): word is keyof typeof comparisons => Object.hasOwn(comparisons, word)
const isTextTest = (word: string): word is keyof typeof textTests => Object.hasOwn(textTests, word)

/** Two operands that can be compared, the second of a kind with the first. */
const matching = (left: Operand, right: Operand): E.Either<string, Operand> =>
  left.kind === right.kind || left.kind === 'null' || right.kind === 'null'
    ? E.right(right)
    : E.left(`a ${left.kind} can't be compared with a ${right.kind}`)

/** The grammar over the words of one filter, from the tightest binding to the loosest. */
const grammarOf = (tokens: ReadonlyArray<Token>): Reader<Test> => {
  const end: Token = { type: 'end', text: '' }
  const token = (at: number): Token => tokens[at] ?? end
  const is = (at: number, text: string): boolean => token(at).text === text && token(at).type !== 'text'

  const expected = (what: string, at: number): E.Either<string, never> =>
    E.left(`${what} was expected where ${token(at) === end ? 'it ends' : `${token(at).text} stands`}`)

  const before =
    (mark: string) =>
    <A>([value, at]: readonly [A, number]): Read<A> =>
      is(at, mark) ? E.right([value, at + 1]) : expected(mark, at)

  /** One or more, with a separator between. */
  const separated =
    <A>(reader: Reader<A>, separator: string): Reader<ReadonlyArray<A>> =>
    (at, depth) => {
      const items: Array<A> = []
      for (let next = at; ; next += 1) {
        const read = reader(next, depth)
        if (E.isLeft(read)) return read
        items.push(read.right[0])
        next = read.right[1]
        if (!is(next, separator)) return E.right([items, next])
      }
    }

  const operand: Reader<Operand> = (at) => {
    const here = token(at)
    if (here.type === 'end' || here.type === 'mark') return expected('a property or a value', at)
    if (here.type === 'word' && is(at + 1, '(')) return E.left(`the function ${here.text} is not supported`)
    return E.map((value: Operand) => [value, at + 1] as const)(valueFrom(here))
  }

  const textTest =
    (test: keyof typeof textTests): Reader<Test> =>
    (at, depth) =>
      pipe(
        separated(operand, ',')(at, depth),
        E.flatMap(before(')')),
        E.flatMap(([[text, part, ...others], next]) =>
          text?.kind === 'text' && part?.kind === 'text' && others.length === 0
            ? E.right([tested(test, text, part), next] as const)
            : E.left(`${test} asks for two texts`),
        ),
      )

  const membership =
    (left: Operand): Reader<Test> =>
    (at, depth) =>
      pipe(
        is(at, '(') ? separated(operand, ',')(at + 1, depth) : expected('(', at),
        E.flatMap(before(')')),
        E.flatMap(([values, next]) =>
          pipe(
            values,
            E.traverseArray((value) => matching(left, value)),
            E.map((all) => [or(all.map((value) => compared('eq', left, value))), next] as const),
          ),
        ),
      )

  const comparison: Reader<Test> = (at, depth) =>
    pipe(
      operand(at, depth),
      E.flatMap(([left, next]) => {
        const { text } = token(next)
        if (is(next, 'in')) return membership(left)(next + 1, depth)
        if (!isComparison(text) || !is(next, text)) return expected('eq, ne, gt, ge, lt, le or in', next)
        return pipe(
          operand(next + 1, depth),
          E.flatMap(([right, after]) =>
            E.map((other: Operand) => [compared(text, left, other), after] as const)(matching(left, right)),
          ),
        )
      }),
    )

  const single: Reader<Test> = (at, depth) => {
    const { text } = token(at)
    if (depth > deepest) return E.left(`it is nested more than ${deepest} times`)
    if (is(at, 'not')) return map(single, not)(at + 1, depth + 1)
    if (is(at, '(')) return pipe(alternatives(at + 1, depth + 1), E.flatMap(before(')')))
    return isTextTest(text) && is(at + 1, '(') ? textTest(text)(at + 2, depth) : comparison(at, depth)
  }

  const conjunction = map(separated(single, 'and'), and)
  const alternatives: Reader<Test> = map(separated(conjunction, 'or'), or)

  return (at, depth) =>
    pipe(
      alternatives(at, depth),
      E.flatMap(([test, next]) =>
        token(next) === end ? E.right([test, next]) : expected('"and", "or" or the end', next),
      ),
    )
}

/**
 * The test that a $filter stands for. Left: in one sentence, the first thing in it that can't be read, isn't a
 * property of a session, or isn't supported.
 */
export const filterOf = (source: string): E.Either<string, Test> =>
  pipe(
    tokensOf(source),
    E.flatMap((tokens) => grammarOf(tokens)(0, 0)),
    E.map(([test]) => test),
  )
