// Create, get, list and count of entities that never change: data stores and upload agents.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { validatePage } from './paging.js'
import { type EntityKind, type Invalid, idTaken, notFound, type ServiceError } from './serviceError.js'
import type { EntityStore, Page, PageRequest } from './store/sessionStore.js'
import type { UseCase } from './useCase.js'

/** The use cases of entities that are created once and then only read. */
export interface Entities<A> {
  /** Creates an entity and fills in what the request leaves out, its id too. */
  readonly create: UseCase<A, A>
  readonly get: UseCase<{ readonly id: string }, A>
  /** Lists them in the order of their creation. */
  readonly list: UseCase<PageRequest, Page<A>>
  readonly count: UseCase<void, number>
}

/** The use cases over a store; `fillIn` makes an entity of a create request. */
export const entitiesOf = <A>(
  kind: EntityKind,
  store: EntityStore<A>,
  fillIn: (request: A) => E.Either<Invalid, A & { readonly id: string }>,
): Entities<A> => ({
  create: (request) => async () => {
    const entity = fillIn(request)
    if (E.isLeft(entity)) return entity
    const { id } = entity.right
    const created = await store.create(id, entity.right)()
    if (E.isLeft(created)) return created
    return created.right ? E.right<ServiceError, A>(entity.right) : E.left(idTaken(kind, id))
  },
  get: ({ id }) => pipe(store.get(id), TE.flatMapEither(E.fromNullable<ServiceError>(notFound(kind, id)))),
  list: (page) => pipe(TE.fromEither<ServiceError, PageRequest>(validatePage(page)), TE.flatMap(store.list)),
  count: store.count,
})
