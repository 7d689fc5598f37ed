// The project's own service as a system: its use cases over any store, its clock told by each call.
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
import { type Answer, done, refused, type SessionSystem, unknownOutcome } from '../../src/testing/index.js'

const datastoreId = 'conformance'

const errorAnswer = (error: ServiceError): Answer => {
  if (error.code === 'unavailable') return unknownOutcome(error.message)
  return error.code === 'corrupt' || error.code === 'storeFailed'
    ? { answer: 'failed', sent: 'a use case', received: error.message }
    : refused(error.message)
}

const answerOf = E.match(errorAnswer, ({ session }: StoredSession) => done(session))

const answered = async (outcome: TE.TaskEither<ServiceError, StoredSession>): Promise<Answer> =>
  answerOf(await outcome())

/** The service over a store, as a system. */
export const serviceSystem = (store: SessionStore): SessionSystem<Promise<Answer>> => {
  let uris = 0
  const newUploadUri = ({ at }: { readonly at: DateTimeOffset }) => {
    uris += 1
    return `https://upload.example/${uris}?se=${Number(at.slice(0, 4)) + 1}-01-01&sig=x`
  }
  /** A service that has been told what time it is. */
  const serviceAt = (at: DateTimeOffset): SessionService =>
    createSessionService({ store, now: () => at, newId: randomUUID, newUploadUri })
  const stores = new Map<string, string>()
  const keyOf = (id: string) => ({ datastoreId: stores.get(id) ?? datastoreId, id })
  return {
    clock: 'told',
    create: async ({ request, at }) => {
      const to = request.datastoreId ?? datastoreId
      const created = await serviceAt(at).create({ datastoreId: to, request })()
      if (E.isRight(created)) stores.set(created.right.session.id ?? '', to)
      return answerOf(created)
    },
    start: ({ id, at }) => answered(serviceAt(at).start(keyOf(id))),
    uploadBlock: ({ id, at, blockId, content, dataUploadURI }) =>
      answered(
        serviceAt(at).acknowledgeBlock({
          ...keyOf(id),
          block: { id: blockId, digest: content },
          uploadedVia: (uri) => uri === dataUploadURI,
        }),
      ),
    commit: ({ id, at, ...jobs }) => answered(serviceAt(at).commit({ ...keyOf(id), ...jobs })),
    cancel: ({ id, at }) => answered(serviceAt(at).cancel(keyOf(id))),
    renew: ({ id, at }) => answered(serviceAt(at).renew(keyOf(id))),
    completeJobs: ({ id, at, count }) => answered(serviceAt(at).completeJobs({ ...keyOf(id), count })),
    fail: ({ id, at, error }) => answered(serviceAt(at).fail({ ...keyOf(id), error })),
    get: ({ id, at }) => answered(serviceAt(at).get(keyOf(id))),
  }
}
