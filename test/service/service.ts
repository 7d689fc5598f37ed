// A service to test, on a clock that advances a second with every reading, and sessions in it.
import { randomUUID } from 'node:crypto'
import { DateTimeOffset } from '../../src/codec/index.js'
import type { CreateSessionRequest } from '../../src/model/index.js'
import {
  type Block,
  createMemoryStore,
  createSessionService,
  type SessionKey,
  type SessionService,
  type SessionServiceOptions,
  type SessionStore,
  type StoredSession,
} from '../../src/service/index.js'
import { right } from './outcome.js'

const start = Date.UTC(2026, 10, 24, 9)

/** A number of seconds past nine. */
export const secondsPastNine = (count: number): DateTimeOffset =>
  DateTimeOffset.of(new Date(start + count * 1000).toISOString())

export const uriOf = (id: string, nonce: string): string => `https://upload.example/${id}?nonce=${nonce}`

export const serviceOver = (
  store: SessionStore,
  newId: () => string = randomUUID,
  more: Partial<SessionServiceOptions> = {},
): SessionService => {
  let readings = 0
  return createSessionService({
    store,
    now: () => {
      readings += 1
      return secondsPastNine(readings)
    },
    newId,
    newUploadUri: ({ id, nonce }) => uriOf(id, nonce),
    ...more,
  })
}

/** Gives id-1, id-2 and so on. */
export const sequentialIds = (): (() => string) => {
  let last = 0
  return () => {
    last += 1
    return `id-${last}`
  }
}

export const datastoreId = 'patients'

export const block = (id: string, digest = `digest of ${id}`): Block => ({ id, digest })

/** A service with one session. */
export interface ServiceWithSession {
  readonly service: SessionService
  readonly key: SessionKey
  readonly first: StoredSession
}

export const createSession = async (
  request: CreateSessionRequest = { totalBlockCount: 3 },
): Promise<ServiceWithSession> => {
  const service = serviceOver(createMemoryStore(), sequentialIds())
  const first = await right(service.create({ datastoreId, request }))
  return { service, key: { datastoreId, id: first.session.id ?? '' }, first }
}

/** A session whose three blocks `a`, `b` and `c` have been uploaded. */
export const createUploadedSession = async (): Promise<ServiceWithSession> => {
  const created = await createSession()
  const blocks = ['a', 'b', 'c'].map((id) => block(id))
  await right(created.service.acknowledgeBlocks({ ...created.key, blocks }))
  return created
}
