// What a body holds, decoded as what it is to be: a property that nobody knows is refused, since the types are closed.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { issuesOf } from '../codec/index.js'
import { isSecretPath } from '../model/index.js'
import { jsonOf } from './body.js'
import { type Problem, problem } from './problem.js'
import { invalidBody } from './serviceProblem.js'

/** OData's annotations, `@odata.context` and the like, say something about a value and are no part of it. */
const isAnnotation = (name: string): boolean => name.includes('@') && name !== '@odata.type'

const withoutAnnotations = (value: unknown): unknown =>
  t.UnknownRecord.is(value) && Object.keys(value).some(isAnnotation)
    ? Object.fromEntries(Object.entries(value).filter(([name]) => !isAnnotation(name)))
    : value

/** The body of a request as a value of a codec. Left: 413, 415, or 400 with every property that is at fault. */
export const bodyOf =
  <A, O>(codec: t.Type<A, O>, limit: number) =>
  (request: Request): TE.TaskEither<Problem, A> =>
  async () => {
    const json = await jsonOf(request, limit)()
    if (E.isLeft(json)) return json
    if (O.isNone(json.right)) return E.left(problem(400, `there is no body; ${codec.name} was expected`))
    return pipe(
      codec.decode(withoutAnnotations(json.right.value)),
      E.mapLeft((errors) => invalidBody(issuesOf(errors, { isSecret: isSecretPath }))),
    )
  }

/** Reads the body of an action that takes no parameters: nothing, or an object without properties. */
export const noParameters = (request: Request, limit: number): TE.TaskEither<Problem, void> =>
  pipe(
    jsonOf(request, limit),
    TE.flatMapEither(
      O.match(
        () => E.right(undefined),
        (json) => {
          const parameters = withoutAnnotations(json)
          if (!t.UnknownRecord.is(parameters)) return E.left(problem(400, 'the body is to be a JSON object'))
          const [name] = Object.keys(parameters)
          return name === undefined
            ? E.right(undefined)
            : E.left(problem(400, `the action has no parameter ${JSON.stringify(name)}`, { target: name }))
        },
      ),
    ),
  )
