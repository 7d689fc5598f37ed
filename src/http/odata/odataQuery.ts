// OData's system query options. One that isn't supported fails, by its name: to ignore it would be to answer another
// question. facts: "Protocol (OData and Graph)".
import { separate } from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import { flow, pipe } from 'fp-ts/lib/function.js'
import { type Problem, type ProblemDetail, problem } from '../problem.js'
import type { Test } from './comparison.js'
import { filterOf } from './filter.js'
import { type Order, orderOf } from './ordering.js'
import { propertyNamed, type QueryableProperty } from './sessionProperty.js'

/** What the query options of a request ask for; null and 0 where they don't say. */
export interface ODataQuery {
  readonly select: ReadonlyArray<QueryableProperty> | null
  readonly filter: Test | null
  readonly order: Order | null
  /** The most items on a page. */
  readonly top: number | null
  readonly skip: number
  /** Whether the number of all items goes with the page. */
  readonly count: boolean
  /** Where the page before ended. */
  readonly skipToken: string | null
}

const nothing: ODataQuery = {
  select: null,
  filter: null,
  order: null,
  top: null,
  skip: 0,
  count: false,
  skipToken: null,
}

const natural = (text: string): E.Either<string, number> =>
  /^\d{1,9}$/.test(text) ? E.right(Number(text)) : E.left(`${JSON.stringify(text)} is not a natural number`)

const selection = (text: string): E.Either<string, ODataQuery['select']> =>
  text.trim() === '*'
    ? E.right(null)
    : pipe(
        text.split(','),
        E.traverseArray((name) =>
          E.fromNullable(`a session has no property ${JSON.stringify(name.trim())}`)(
            propertyNamed(name.trim()),
          ),
        ),
      )

const truth = (text: string): E.Either<string, boolean> =>
  text === 'true' || text === 'false'
    ? E.right(text === 'true')
    : E.left(`${JSON.stringify(text)} is neither true nor false`)

const token = (text: string): E.Either<string, string> =>
  /^\d{1,19}$/.test(text) ? E.right(text) : E.left('it is not one that a nextLink has given')

type Reader = (text: string) => E.Either<string, Partial<ODataQuery>>

const options = {
  $select: flow(selection, E.bindTo('select')),
  $filter: flow(filterOf, E.bindTo('filter')),
  $orderby: flow(orderOf, E.bindTo('order')),
  $top: flow(natural, E.bindTo('top')),
  $skip: flow(natural, E.bindTo('skip')),
  $count: flow(truth, E.bindTo('count')),
  $skiptoken: flow(token, E.bindTo('skipToken')),
} as const satisfies Readonly<Record<string, Reader>>

/** The name of an option that is supported somewhere. */
export type OptionName = keyof typeof options

const read = (
  supported: ReadonlyArray<OptionName>,
  name: string,
  [text = '', ...others]: ReadonlyArray<string>,
): E.Either<ProblemDetail, Partial<ODataQuery>> => {
  const option = supported.find((known) => known === name)
  const reader: Reader = option === undefined ? () => E.left('it is not supported here') : options[option]
  const value = others.length > 0 ? E.left('it stands there twice') : reader(text)
  return E.mapLeft((fault: string) => ({ message: `${name}: ${fault}`, target: name }))(value)
}

/**
 * The query options of a request; an option that doesn't begin with `$` or `@` is nobody's and is left alone. Left:
 * everything that is wrong with them, and every one that isn't supported.
 */
export const odataQueryOf = (
  parameters: URLSearchParams,
  supported: ReadonlyArray<OptionName>,
): E.Either<Problem, ODataQuery> => {
  if (parameters.size === 0) return E.right(nothing)
  const names = [...new Set(parameters.keys())].filter((name) => /^[$@]/.test(name))
  const { left: details, right: values } = separate(
    names.map((name) => read(supported, name, parameters.getAll(name))),
  )
  const [first, ...others] = details
  if (first === undefined) return E.right(Object.assign({}, nothing, ...values))
  return E.left(problem(400, first.message, others.length === 0 ? first : { ...first, details }))
}
