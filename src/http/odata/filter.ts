// A parser of OData's $filter: comparisons, `in`, contains, startswith, endswith, and, or, not and parentheses
// (OData 4.01, URL Conventions, 5.1.1).
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { DateTimeOffset } from '../../codec/index.js'
import {
  and,
  comparison,
  comparisons,
  not,
  type Operand,
  or,
  type Test,
  textFunctions,
  textPredicate,
} from './comparison.js'
import { type Token, tokensOf } from './filterToken.js'
import { filterKindOf, propertyNamed } from './sessionProperty.js'

/** A parsed value and the index of the next token. Left: why the tokens cannot be parsed. */
type Parsed<A> = E.Either<string, readonly [A, number]>
type Parser<A> = (at: number, depth: number) => Parsed<A>

/** Limits the recursion of the parser. */
const maxDepth = 32

const mapParser =
  <A, B>(parse: Parser<A>, change: (value: A) => B): Parser<B> =>
  (at, depth) =>
    E.map(([value, next]: readonly [A, number]) => [change(value), next] as const)(parse(at, depth))

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
    return DateTimeOffset.is(text) ? literal('time', text) : E.left(`${text} is not a timestamp`)
  }
  return text === 'null' ? literal('null', null) : property(text)
}

const isComparison = (word: string): word is keyof typeof comparisons => Object.hasOwn(comparisons, word)
const isTextFunction = (word: string): word is keyof typeof textFunctions =>
  Object.hasOwn(textFunctions, word)

/** Checks that two operands are of one kind; gives the second. */
const ofSameKind = (left: Operand, right: Operand): E.Either<string, Operand> =>
  left.kind === right.kind || left.kind === 'null' || right.kind === 'null'
    ? E.right(right)
    : E.left(`a ${left.kind} can't be compared with a ${right.kind}`)

/** A recursive-descent parser over the tokens of one filter, from the highest precedence to the lowest. */
const parserOf = (tokens: ReadonlyArray<Token>): Parser<Test> => {
  const end: Token = { type: 'end', text: '' }
  const token = (at: number): Token => tokens[at] ?? end
  const is = (at: number, text: string): boolean => token(at).text === text && token(at).type !== 'text'

  const expected = (what: string, at: number): E.Either<string, never> =>
    E.left(`expected ${what}, found ${token(at) === end ? 'the end' : token(at).text}`)

  const followedBy =
    (mark: string) =>
    <A>([value, at]: readonly [A, number]): Parsed<A> =>
      is(at, mark) ? E.right([value, at + 1]) : expected(mark, at)

  /** One or more values with a separator between them. */
  const separated =
    <A>(parse: Parser<A>, separator: string): Parser<ReadonlyArray<A>> =>
    (at, depth) => {
      const items: Array<A> = []
      for (let next = at; ; next += 1) {
        const parsed = parse(next, depth)
        if (E.isLeft(parsed)) return parsed
        items.push(parsed.right[0])
        next = parsed.right[1]
        if (!is(next, separator)) return E.right([items, next])
      }
    }

  const operand: Parser<Operand> = (at) => {
    const here = token(at)
    if (here.type === 'end' || here.type === 'mark') return expected('a property or a value', at)
    if (here.type === 'word' && is(at + 1, '(')) return E.left(`the function ${here.text} is not supported`)
    return E.map((value: Operand) => [value, at + 1] as const)(valueFrom(here))
  }

  const textFunction =
    (name: keyof typeof textFunctions): Parser<Test> =>
    (at, depth) =>
      pipe(
        separated(operand, ',')(at, depth),
        E.flatMap(followedBy(')')),
        E.flatMap(([[text, part, ...others], next]) =>
          text?.kind === 'text' && part?.kind === 'text' && others.length === 0
            ? E.right([textPredicate(name, text, part), next] as const)
            : E.left(`${name} takes two texts`),
        ),
      )

  const membership =
    (left: Operand): Parser<Test> =>
    (at, depth) =>
      pipe(
        is(at, '(') ? separated(operand, ',')(at + 1, depth) : expected('(', at),
        E.flatMap(followedBy(')')),
        E.flatMap(([values, next]) =>
          pipe(
            values,
            E.traverseArray((value) => ofSameKind(left, value)),
            E.map((all) => [or(all.map((value) => comparison('eq', left, value))), next] as const),
          ),
        ),
      )

  const relation: Parser<Test> = (at, depth) =>
    pipe(
      operand(at, depth),
      E.flatMap(([left, next]) => {
        const { text } = token(next)
        if (is(next, 'in')) return membership(left)(next + 1, depth)
        if (!isComparison(text) || !is(next, text)) return expected('eq, ne, gt, ge, lt, le or in', next)
        return pipe(
          operand(next + 1, depth),
          E.flatMap(([right, after]) =>
            E.map((other: Operand) => [comparison(text, left, other), after] as const)(
              ofSameKind(left, right),
            ),
          ),
        )
      }),
    )

  const single: Parser<Test> = (at, depth) => {
    const { text } = token(at)
    if (depth > maxDepth) return E.left(`it is nested more than ${maxDepth} times`)
    if (is(at, 'not')) return mapParser(single, not)(at + 1, depth + 1)
    if (is(at, '(')) return pipe(disjunction(at + 1, depth + 1), E.flatMap(followedBy(')')))
    return isTextFunction(text) && is(at + 1, '(') ? textFunction(text)(at + 2, depth) : relation(at, depth)
  }

  const conjunction = mapParser(separated(single, 'and'), and)
  const disjunction: Parser<Test> = mapParser(separated(conjunction, 'or'), or)

  return (at, depth) =>
    pipe(
      disjunction(at, depth),
      E.flatMap(([test, next]) =>
        token(next) === end ? E.right([test, next]) : expected('"and", "or" or the end', next),
      ),
    )
}

/** The test of a $filter. Left: its first error, which is of syntax, or an unknown property or function. */
export const filterOf = (source: string): E.Either<string, Test> =>
  pipe(
    tokensOf(source),
    E.flatMap((tokens) => parserOf(tokens)(0, 0)),
    E.map(([test]) => test),
  )
