// Create, get, list and count of what has an id and no life of its own: data stores and upload agents.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pageOf } from './paging.js'
import { conflict, type Invalid, notFound, type ServiceError, type Thing } from './serviceError.js'
import type { EntityStore, Page, PageRequest } from './sessionStore.js'
import type { UseCase } from './useCase.js'

/** The use cases of things that are created once and read ever after. */
export interface Entities<A> {
  /** Adds one; what it leaves out is filled in, its id too. */
  readonly create: UseCase<A, A>
  readonly get: UseCase<{ readonly id: string }, A>
  /** In the order of their creation. */
  readonly list: UseCase<PageRequest, Page<A>>
  readonly count: UseCase<void, number>
}

/** The use cases over a store of them; `filled` makes a whole one of what a create request says. */
export const entitiesOf = <A>(
  thing: Thing,
  store: EntityStore<A>,
  filled: (request: A) => E.Either<Invalid, A & { readonly id: string }>,
): Entities<A> => ({
  create: (request) =>
    pipe(
      TE.Do,
      TE.flatMapEither((): E.Either<ServiceError, A & { readonly id: string }> => filled(request)),
      TE.flatMap((entity) =>
        pipe(
          store.create(entity.id, entity),
          TE.filterOrElse<ServiceError, boolean>(
            (added) => added,
            () => conflict({ reason: 'idTaken', thing, id: entity.id }),
          ),
          TE.map((): A => entity),
        ),
      ),
    ),
  get: ({ id }) => pipe(store.get(id), TE.flatMapEither(E.fromNullable<ServiceError>(notFound(thing, id)))),
  list: (page) => pipe(TE.fromEither<ServiceError, PageRequest>(pageOf(page)), TE.flatMap(store.list)),
  count: store.count,
})
