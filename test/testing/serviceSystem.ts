// The service as a system: its use cases over any store, with the time of each call as its clock.
import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { DateTimeOffset } from '../../src/codec/index.js'
import {
  createSessionService,
  type ServiceError,
  type SessionService,
  type SessionStore,
  type StoredSession,
} from '../../src/service/index.js'
import { done, type Outcome, refused, type SessionSystem, unknownOutcome } from '../../src/testing/index.js'

const datastoreId = 'conformance'

const errorOutcome = (error: ServiceError): Outcome => {
  if (error.code === 'unavailable') return unknownOutcome(error.message)
  return error.code === 'corrupt' || error.code === 'storeFailed'
    ? { type: 'failed', sent: 'a use case', received: error.message }
    : refused(error.message)
}

const outcomeOf = E.match(errorOutcome, ({ session }: StoredSession) => done(session))

const run = async (task: TE.TaskEither<ServiceError, StoredSession>): Promise<Outcome> =>
  outcomeOf(await task())

/** The service over a store, as a system. */
export const serviceSystem = (store: SessionStore): SessionSystem<Promise<Outcome>> => {
  let uris = 0
  const newUploadUri = ({ at }: { readonly at: DateTimeOffset }) => {
    uris += 1
    return `https://upload.example/${uris}?se=${Number(at.slice(0, 4)) + 1}-01-01&sig=x`
  }
  /** A service whose clock shows one time. */
  const serviceAt = (at: DateTimeOffset): SessionService =>
    createSessionService({ store, now: () => at, newId: randomUUID, newUploadUri })
  const stores = new Map<string, string>()
  const keyOf = (id: string) => ({ datastoreId: stores.get(id) ?? datastoreId, id })
  return {
    clock: 'injected',
    create: async ({ request, at }) => {
      const to = request.datastoreId ?? datastoreId
      const created = await serviceAt(at).create({ datastoreId: to, request })()
      if (E.isRight(created)) stores.set(created.right.session.id ?? '', to)
      return outcomeOf(created)
    },
    start: ({ id, at }) => run(serviceAt(at).start(keyOf(id))),
    uploadBlock: ({ id, at, blockId, content, dataUploadURI }) =>
      run(
        serviceAt(at).acknowledgeBlock({
          ...keyOf(id),
          block: { id: blockId, digest: content },
          uploadedVia: (uri) => uri === dataUploadURI,
        }),
      ),
    commit: ({ id, at, ...jobs }) => run(serviceAt(at).commit({ ...keyOf(id), ...jobs })),
    cancel: ({ id, at }) => run(serviceAt(at).cancel(keyOf(id))),
    renew: ({ id, at }) => run(serviceAt(at).renew(keyOf(id))),
    completeJobs: ({ id, at, count }) => run(serviceAt(at).completeJobs({ ...keyOf(id), count })),
    fail: ({ id, at, error }) => run(serviceAt(at).fail({ ...keyOf(id), error })),
    get: ({ id, at }) => run(serviceAt(at).get(keyOf(id))),
  }
}
