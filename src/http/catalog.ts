// The operations on what surrounds sessions: the data stores they fill and the upload agents they come from.
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type * as t from 'io-ts'
import { strict } from '../codec/index.js'
import { type Entity, ExactMatchDataStore, ExactMatchUploadAgent } from '../model/index.js'
import type { Entities } from '../service/index.js'
import type { Answer, Operation } from './exchange.js'
import { type OptionName, odataQueryOf } from './odata/odataQuery.js'
import { countAnswer, pageAnswer, parametersOf } from './odata/page.js'
import { preferencesOf } from './odata/preference.js'
import type { Parts } from './parts.js'
import { dataStoreUrl, isAddressable, uploadAgentUrl } from './path.js'
import { bodyOf } from './requestBody.js'
import { invalidBody, serviceProblem } from './serviceProblem.js'

/** The operations on one kind of entity. */
interface EntityOperations {
  readonly list: Operation
  readonly count: Operation
  readonly create: Operation
  readonly get: Operation
}

/** Every operation beside those on sessions. */
export interface CatalogOperations {
  readonly dataStores: EntityOperations
  readonly uploadAgents: EntityOperations
  /** The agent that a session came from. */
  readonly uploadAgentOfSession: Operation
}

const ok = (entity: unknown): Answer => ({ status: 200, body: JSON.stringify(entity) })

const options: ReadonlyArray<OptionName> = ['$top', '$skip', '$count', '$skiptoken']

const entityOperations = <A extends Entity, O>(
  entities: Entities<A>,
  codec: t.Type<A, O>,
  parameter: string,
  urlOf: (base: string, id: string) => string,
  { limits, publicUrl }: Parts,
): EntityOperations => {
  const creation = bodyOf(strict(codec), limits.bodyBytes)
  return {
    list: (call) =>
      pipe(
        TE.fromEither(odataQueryOf(parametersOf(call), options)),
        TE.bindTo('query'),
        TE.bind('page', ({ query: { top, skip, skipToken } }) => {
          const { maxPageSize } = preferencesOf(call.request.headers.get('prefer'))
          const size = Math.min(top ?? maxPageSize ?? limits.pageSize, limits.maxPageSize)
          const after = skipToken === null ? {} : { after: skipToken }
          return TE.mapLeft(serviceProblem)(entities.list({ top: size, skip, ...after }))
        }),
        TE.bind('count', ({ query }) =>
          query.count ? TE.mapLeft(serviceProblem)(entities.count()) : TE.right(null),
        ),
        TE.map(({ query, page: { items, next }, count }) =>
          pageAnswer(
            { items, next: next === null || query.top === 0 ? null : { $skiptoken: next }, count },
            call,
            publicUrl,
          ),
        ),
      ),
    count: (call) =>
      pipe(
        TE.fromEither(odataQueryOf(parametersOf(call), [])),
        TE.flatMap(() => TE.mapLeft(serviceProblem)(entities.count())),
        TE.map(countAnswer),
      ),
    create: (call) =>
      pipe(
        TE.fromEither(odataQueryOf(parametersOf(call), [])),
        TE.flatMap(() => creation(call.request)),
        TE.filterOrElse(
          ({ id }) => id === undefined || isAddressable(id),
          () => invalidBody([{ path: '/id', message: 'id cannot stand in a URL' }]),
        ),
        TE.flatMap((entity) => TE.mapLeft(serviceProblem)(entities.create(entity))),
        TE.map(
          (entity): Answer => ({
            status: 201,
            headers: { location: urlOf(publicUrl + call.prefix, entity.id ?? '') },
            body: JSON.stringify(entity),
          }),
        ),
      ),
    get: (call) =>
      pipe(
        TE.fromEither(odataQueryOf(parametersOf(call), [])),
        TE.flatMap(() => TE.mapLeft(serviceProblem)(entities.get({ id: call.parameter(parameter) }))),
        TE.map(ok),
      ),
  }
}

/** The operations over a service. */
export const catalogOperations = (parts: Parts): CatalogOperations => {
  const { service } = parts
  return {
    dataStores: entityOperations(service.dataStores, ExactMatchDataStore, 'datastoreId', dataStoreUrl, parts),
    uploadAgents: entityOperations(service.uploadAgents, ExactMatchUploadAgent, 'id', uploadAgentUrl, parts),
    uploadAgentOfSession: (call) =>
      pipe(
        TE.fromEither(odataQueryOf(parametersOf(call), [])),
        TE.flatMap(() =>
          TE.mapLeft(serviceProblem)(
            service.uploadAgentOf({ datastoreId: call.parameter('datastoreId'), id: call.parameter('id') }),
          ),
        ),
        TE.map(ok),
      ),
  }
}
