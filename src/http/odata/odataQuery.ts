// OData's system query options. "A service MUST fail any request that contains actions or functions, or query options
// it doesn't understand or support" (OData 4.01, Protocol, 11.2.1).
import { separate } from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import { flow, pipe } from 'fp-ts/lib/function.js'
import type { RequestContext } from '../operation.js'
import { type Problem, type ProblemDetail, problem } from '../problem.js'
import { queryParametersOf } from '../request/queryParameters.js'
import { maxDetails } from '../serviceProblem.js'
import type { Test } from './comparison.js'
import { filterOf } from './filter.js'
import { type Order, orderOf } from './ordering.js'
import { propertyNamed, type QueryableProperty } from './sessionProperty.js'
import { optionNameOf } from './systemOption.js'

/** The query options of a request; null, 0 or false where it has none. */
export interface ODataQuery {
  readonly select: ReadonlyArray<QueryableProperty> | null
  readonly filter: Test | null
  readonly order: Order | null
  /** The largest number of items on a page. */
  readonly top: number | null
  readonly skip: number
  /** Whether the page includes the number of all items. */
  readonly count: boolean
  /** Where the previous page ended. */
  readonly skipToken: string | null
}

const emptyQuery: ODataQuery = {
  select: null,
  filter: null,
  order: null,
  top: null,
  skip: 0,
  count: false,
  skipToken: null,
}

const parseNumber = (text: string): E.Either<string, number> =>
  /^\d{1,9}$/.test(text)
    ? E.right(Number(text))
    : E.left(`${JSON.stringify(text)} is not a non-negative integer`)

const parseSelect = (text: string): E.Either<string, ODataQuery['select']> =>
  text.trim() === '*'
    ? E.right(null)
    : pipe(
        text.split(','),
        E.traverseArray((name) =>
          E.fromNullable(`a session has no property ${JSON.stringify(name.trim())}`)(
            propertyNamed(name.trim()),
          ),
        ),
        // Named twice, a property is selected once.
        E.map((names) => [...new Set(names)]),
      )

const parseBoolean = (text: string): E.Either<string, boolean> =>
  text === 'true' || text === 'false'
    ? E.right(text === 'true')
    : E.left(`${JSON.stringify(text)} is neither true nor false`)

const parseToken = (text: string): E.Either<string, string> =>
  /^\d{1,19}$/.test(text) ? E.right(text) : E.left('it is not that of a nextLink')

/** The only format. OData's parameters of it, metadata=minimal and the like, are understood as `Accept` has them. */
const parseFormat = (text: string): E.Either<string, string> =>
  /^(?:json|application\/json(?:;.*)?)$/i.test(text)
    ? E.right(text)
    : E.left(`${JSON.stringify(text)} is not a format of this service; json is`)

/** What no operation of this service does. "501 Not Implemented" (OData 4.01, Protocol, 9.3.1). */
const notImplemented: ReadonlySet<string> = new Set([
  '$expand',
  '$search',
  '$compute',
  '$apply',
  '$index',
  '$schemaversion',
  '$deltatoken',
])

type Parser = (text: string) => E.Either<string, Partial<ODataQuery>>

const parsers = {
  $select: flow(parseSelect, E.bindTo('select')),
  $filter: flow(filterOf, E.bindTo('filter')),
  $orderby: flow(orderOf, E.bindTo('order')),
  $top: flow(parseNumber, E.bindTo('top')),
  $skip: flow(parseNumber, E.bindTo('skip')),
  $count: flow(parseBoolean, E.bindTo('count')),
  $skiptoken: flow(parseToken, E.bindTo('skipToken')),
  $format: flow(
    parseFormat,
    E.map(() => ({})),
  ),
} as const satisfies Readonly<Record<string, Parser>>

/** The name of a query option that some operation supports. */
export type OptionName = keyof typeof parsers

const parseOption = (
  supported: ReadonlyArray<OptionName>,
  name: string,
  [text = '', ...others]: ReadonlyArray<string>,
): E.Either<ProblemDetail, Partial<ODataQuery>> => {
  const option = [...supported, '$format' as const].find((each) => each === name)
  const parse: Parser = option === undefined ? () => E.left('it is not supported here') : parsers[option]
  const value = others.length > 0 ? E.left('there is more than one') : parse(text)
  return E.mapLeft((reason: string) => ({ message: `${name}: ${reason}`, target: name }))(value)
}

/** The values of each query option, by its name. */
const optionsIn = (parameters: URLSearchParams): ReadonlyMap<string, ReadonlyArray<string>> => {
  const options = new Map<string, Array<string>>()
  for (const [written, text] of parameters) {
    const name = optionNameOf(written)
    if (name === null) continue
    const texts = options.get(name)
    if (texts === undefined) options.set(name, [text])
    else texts.push(text)
  }
  return options
}

/** 501, for what the service never does; null where the options name nothing of that. */
const unsupported = (names: Iterable<string>): Problem | null => {
  const details = [...names]
    .filter((name) => notImplemented.has(name))
    .map((name) => ({ message: `${name} is not supported by this service`, target: name }))
  const [first] = details
  if (first === undefined) return null
  return problem(501, first.message, details.length === 1 ? first : { ...first, details })
}

/** The query options of a request. Ignores custom options, which OData knows nothing of. Left: 400 or 501. */
export const queryOf = (
  { request }: RequestContext,
  supported: ReadonlyArray<OptionName>,
): E.Either<Problem, ODataQuery> => {
  const options = optionsIn(queryParametersOf(request))
  if (options.size === 0) return E.right(emptyQuery)
  const refused = unsupported(options.keys())
  if (refused !== null) return E.left(refused)
  const { left: details, right: values } = separate(
    [...options].map(([name, texts]) => parseOption(supported, name, texts)),
  )
  const [first, ...others] = details
  if (first === undefined) return E.right(Object.assign({}, emptyQuery, ...values))
  const reported = details.slice(0, maxDetails)
  return E.left(problem(400, first.message, others.length === 0 ? first : { ...first, details: reported }))
}
