// Bodies as JSON and as values of a codec. The types are closed: an undeclared property is an error.
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'
import { issuesOf } from '../../codec/index.js'
import { isSecretPath } from '../../model/index.js'
import type { RequestContext } from '../operation.js'
import { type Problem, problem } from '../problem.js'
import { invalidBody, maxDetails } from '../serviceProblem.js'
import { tooComplex } from './jsonComplexity.js'

/** JSON with any parameters that OData defines for it, in UTF-8 (RFC 8259, 8.1), which may be in quotes. */
const isJson = (contentType: string): boolean => {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';')
  return (
    type.trim() === 'application/json' &&
    parameters.every((parameter) => {
      const [name = '', charset = ''] = parameter.split('=', 2).map((part) => part.trim())
      return name !== 'charset' || charset === 'utf-8' || charset === '"utf-8"'
    })
  )
}

const decoder = new TextDecoder('utf-8', { fatal: true })

const toText = E.tryCatchK(
  (bytes: Uint8Array) => decoder.decode(bytes),
  () => problem(400, 'the body is not UTF-8'),
)

const parseJson = E.tryCatchK(
  (text: string): unknown => JSON.parse(text),
  () => problem(400, 'the body is not JSON'),
)

const checkContentType = ({ headers }: Request): E.Either<Problem, null> => {
  const encoding = headers.get('content-encoding')
  if (encoding !== null && encoding.toLowerCase() !== 'identity') {
    return E.left(
      problem(415, `the body is encoded as ${encoding}; expected no content encoding`, {
        target: 'Content-Encoding',
      }),
    )
  }
  return isJson(headers.get('content-type') ?? '')
    ? E.right(null)
    : E.left(problem(415, 'expected a body of the type application/json', { target: 'Content-Type' }))
}

/** OData's control information, `@odata.context` and the like, describes a value and is no part of it. */
const isControlInformation = (name: string): boolean => name.includes('@') && name !== '@odata.type'

const withoutControlInformation = (value: unknown): unknown =>
  t.UnknownRecord.is(value) && Object.keys(value).some(isControlInformation)
    ? Object.fromEntries(Object.entries(value).filter(([name]) => !isControlInformation(name)))
    : value

/** The errors that are looked at: several of one place make one issue, its type's options for example. */
const maxErrors = 10 * maxDetails

const jsonOf = ({ request, body }: RequestContext): E.Either<Problem, O.Option<unknown>> => {
  if (body.length === 0) return E.right(O.none)
  const contentType = checkContentType(request)
  if (E.isLeft(contentType)) return contentType
  const complexity = tooComplex(body)
  if (complexity !== null) return E.left(problem(400, complexity))
  const text = toText(body)
  if (E.isLeft(text)) return text
  const json = parseJson(text.right)
  return E.isLeft(json) ? json : E.right(O.some(withoutControlInformation(json.right)))
}

/** Decodes the body with a codec. Left: 415, or 400 with every issue. */
export const decodeBody =
  <A, O>(codec: t.Type<A, O>) =>
  (context: RequestContext): E.Either<Problem, A> => {
    const json = jsonOf(context)
    if (E.isLeft(json)) return json
    if (O.isNone(json.right)) return E.left(problem(400, `there is no body; expected ${codec.name}`))
    const decoded = codec.decode(json.right.value)
    return E.isLeft(decoded)
      ? E.left(invalidBody(issuesOf(decoded.left.slice(0, maxErrors), { isSecret: isSecretPath })))
      : decoded
  }

/** Checks the body of an action without parameters: no body, or an empty object. */
export const expectNoParameters = (context: RequestContext): E.Either<Problem, null> => {
  const json = jsonOf(context)
  if (E.isLeft(json)) return json
  if (O.isNone(json.right)) return E.right(null)
  const parameters = json.right.value
  if (!t.UnknownRecord.is(parameters)) return E.left(problem(400, 'the body is not a JSON object'))
  const [name] = Object.keys(parameters)
  return name === undefined
    ? E.right(null)
    : E.left(problem(400, `the action has no parameter ${JSON.stringify(name)}`, { target: name }))
}
