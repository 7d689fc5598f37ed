// The operations on sessions. facts: "Operations".
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { strict } from '../codec/index.js'
import { CreateSessionRequest, ExactMatchSession, withNaming } from '../model/index.js'
import type { SessionKey, SessionRef, StoredSession, UseCase } from '../service/index.js'
import type { Answer, Call, Operation } from './exchange.js'
import { entityTagOf, namedBy, names } from './odata/entityTag.js'
import { countOf, listingOf, type ReadPage } from './odata/listing.js'
import { type ODataQuery, type OptionName, odataQueryOf } from './odata/odataQuery.js'
import { countAnswer, pageAnswer, parametersOf } from './odata/page.js'
import { preferencesOf } from './odata/preference.js'
import type { Parts } from './parts.js'
import { isAddressable, sessionUrl } from './path.js'
import { type Problem, problem } from './problem.js'
import { bodyOf, noParameters } from './requestBody.js'
import { invalidBody, serviceProblem } from './serviceProblem.js'

/** Every operation on sessions. */
export interface SessionOperations {
  readonly list: Operation
  readonly count: Operation
  readonly create: Operation
  readonly get: Operation
  readonly update: Operation
  readonly remove: Operation
  readonly commit: Operation
  readonly cancel: Operation
  readonly renew: Operation
}

const keyOf = ({ parameter }: Call): SessionKey => ({
  datastoreId: parameter('datastoreId'),
  id: parameter('id'),
})

/** Which session a request would change, and in which of its revisions. */
const targetOf = (call: Call): E.Either<Problem, SessionRef> => {
  const { headers } = call.request
  if (headers.has('if-none-match')) {
    return E.left(problem(400, 'If-None-Match goes with GET alone', { target: 'If-None-Match' }))
  }
  return pipe(
    namedBy('If-Match', headers.get('if-match')),
    E.map((named) => ({
      ...keyOf(call),
      ...(named === null || named === 'any' ? {} : { revisions: named }),
    })),
  )
}

const queryOf = (call: Call, supported: ReadonlyArray<OptionName>): E.Either<Problem, ODataQuery> =>
  odataQueryOf(parametersOf(call), supported)

const picked = (session: ExactMatchSession, select: ODataQuery['select']): ExactMatchSession =>
  select === null
    ? session
    : Object.fromEntries(
        Object.entries(session).filter(
          ([name]) => name === '@odata.type' || select.some((property) => property === name),
        ),
      )

const badId = invalidBody([{ path: '/id', message: 'id cannot stand in a URL' }])

const listOptions: ReadonlyArray<OptionName> = [
  '$select',
  '$filter',
  '$orderby',
  '$top',
  '$skip',
  '$count',
  '$skiptoken',
]

/** The operations over a service. */
export const sessionOperations = ({ service, naming, limits, publicUrl }: Parts): SessionOperations => {
  const codec = withNaming(naming)(ExactMatchSession)
  const creation = bodyOf(strict(CreateSessionRequest), limits.bodyBytes)
  const patch = bodyOf(strict(ExactMatchSession), limits.bodyBytes)
  const reading = { maxScan: limits.maxScan, chunk: Math.min(500, limits.maxScan) }

  const textOf = (session: ExactMatchSession): string => JSON.stringify(codec.encode(session))

  const empty = ({ revision }: StoredSession): Answer => ({
    status: 204,
    headers: { etag: entityTagOf(revision) },
  })

  /** The changed session, or nothing where the client prefers that. */
  const changed =
    (call: Call, status: 200 | 201) =>
    (stored: StoredSession): Answer => {
      const { session, revision } = stored
      const url = sessionUrl(publicUrl + call.prefix, {
        datastoreId: call.parameter('datastoreId'),
        id: session.id ?? '',
      })
      const preference = preferencesOf(call.request.headers.get('prefer')).return
      const minimal = preference === 'minimal'
      const headers = {
        etag: entityTagOf(revision),
        ...(minimal ? { 'odata-entityid': url } : {}),
        ...(status === 201 ? { location: url } : {}),
        ...(preference === null ? {} : { 'preference-applied': `return=${preference}` }),
      }
      return minimal ? { status: 204, headers } : { status, headers, body: textOf(session) }
    }

  /** A use case that changes one session, asked for without a body. */
  const action =
    (
      useCase: UseCase<SessionRef, StoredSession>,
      told: (call: Call) => (stored: StoredSession) => Answer,
    ): Operation =>
    (call) =>
      pipe(
        TE.fromEither(queryOf(call, [])),
        TE.flatMap(() => noParameters(call.request, limits.bodyBytes)),
        TE.flatMapEither(() => targetOf(call)),
        TE.flatMap((target) => TE.mapLeft(serviceProblem)(useCase(target))),
        TE.map(told(call)),
      )

  const readerOf =
    (call: Call): ReadPage =>
    (page) =>
      service.list({ datastoreId: call.parameter('datastoreId'), ...page })

  const counted = (call: Call, filter: ODataQuery['filter']): TE.TaskEither<Problem, number> =>
    filter === null
      ? TE.mapLeft(serviceProblem)(service.count({ datastoreId: call.parameter('datastoreId') }))
      : countOf(readerOf(call), filter, reading)

  return {
    list: (call) =>
      pipe(
        TE.fromEither(queryOf(call, listOptions)),
        TE.bindTo('query'),
        TE.bind('listing', ({ query }) => {
          const { maxPageSize } = preferencesOf(call.request.headers.get('prefer'))
          const top = Math.min(query.top ?? maxPageSize ?? limits.pageSize, limits.maxPageSize)
          return listingOf(readerOf(call), query, top, reading)
        }),
        TE.bind('count', ({ query }) => (query.count ? counted(call, query.filter) : TE.right(null))),
        TE.map(({ query, listing, count }) =>
          pageAnswer(
            {
              items: listing.sessions.map(({ session }) => codec.encode(picked(session, query.select))),
              next: listing.next,
              count,
            },
            call,
            publicUrl,
          ),
        ),
      ),
    count: (call) =>
      pipe(
        TE.fromEither(queryOf(call, ['$filter'])),
        TE.flatMap(({ filter }) => counted(call, filter)),
        TE.map(countAnswer),
      ),
    // What is asked for most awaits by itself: every link of a chain of TaskEithers is a microsecond.
    create: (call) => async () => {
      const query = queryOf(call, [])
      if (E.isLeft(query)) return query
      const body = await creation(call.request)()
      if (E.isLeft(body)) return body
      const request = body.right
      if (request.id !== undefined && !isAddressable(request.id)) return E.left(badId)
      const created = await service.create({ datastoreId: call.parameter('datastoreId'), request })()
      return E.bimap(serviceProblem, changed(call, 201))(created)
    },
    get: (call) => async () => {
      const query = queryOf(call, ['$select'])
      if (E.isLeft(query)) return query
      const unless = namedBy('If-None-Match', call.request.headers.get('if-none-match'))
      if (E.isLeft(unless)) return unless
      const stored = await service.get(keyOf(call))()
      if (E.isLeft(stored)) return E.left(serviceProblem(stored.left))
      const { session, revision } = stored.right
      const headers = { etag: entityTagOf(revision) }
      return E.right(
        unless.right !== null && names(unless.right, revision)
          ? { status: 304, headers }
          : { status: 200, headers, body: textOf(picked(session, query.right.select)) },
      )
    },
    update: (call) =>
      pipe(
        TE.fromEither(queryOf(call, [])),
        TE.flatMapEither(() => targetOf(call)),
        TE.bindTo('target'),
        TE.bind('patch', () => patch(call.request)),
        TE.flatMap(({ target, patch }) => TE.mapLeft(serviceProblem)(service.update({ ...target, patch }))),
        TE.map(changed(call, 200)),
      ),
    remove: (call) =>
      pipe(
        TE.fromEither(targetOf(call)),
        TE.flatMap((target) => TE.mapLeft(serviceProblem)(service.remove(target))),
        TE.map((): Answer => ({ status: 204 })),
      ),
    commit: action(service.commit, () => empty),
    cancel: action(service.cancel, () => empty),
    renew: action(service.renew, (call) => changed(call, 200)),
  }
}
