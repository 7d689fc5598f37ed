// Two things at once to one session: whatever comes of it, one of them was first.
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { CreateSessionRequest } from '../../../src/model/index.js'
import {
  createMemoryStore,
  type ServiceError,
  type SessionKey,
  type SessionService,
  type StoredSession,
} from '../../../src/service/index.js'
import { right } from '../outcome.js'
import { secondsPastNine, serviceOver } from '../service.js'
import { type OpenStore, stores } from '../stores.js'
import { tell } from './process.js'

const times = inject('full') ? 10_000 : 40

/** So many races at once: one must not wait for the other. */
const atOnce = 5

type Act = (
  service: SessionService,
  key: SessionKey,
  revision: number,
) => TaskEither<ServiceError, StoredSession>

interface Race {
  readonly request: CreateSessionRequest
  readonly acts: readonly [Act, Act]
}

const uploaded: CreateSessionRequest = {
  totalBlockCount: 2,
  remainingBlockCount: 0,
  state: 'UploadCompleted',
  startDateTime: secondsPastNine(1),
  uploadCompletionDateTime: secondsPastNine(1),
  dataUploadURI: 'first',
}

const races: Readonly<Record<string, Race>> = {
  'two commits': {
    request: uploaded,
    acts: [
      (service, key) => service.commit({ ...key, totalJobCount: 2 }),
      (service, key) => service.commit({ ...key, totalJobCount: 3 }),
    ],
  },
  'cancel against commit': {
    request: uploaded,
    acts: [
      (service, key) => service.cancel(key),
      (service, key) => service.commit({ ...key, totalJobCount: 0 }),
    ],
  },
  'renew against a block': {
    request: { totalBlockCount: 2, dataUploadURI: 'first' },
    acts: [
      (service, key) => service.renew(key),
      (service, key) =>
        service.acknowledgeBlock({
          ...key,
          block: { id: 'a', digest: 'a' },
          uploadedVia: (uri) => uri === 'first',
        }),
    ],
  },
  'update against update': {
    request: { totalBlockCount: 2, fileName: 'none' },
    acts: [
      (service, key, revision) =>
        service.update({ ...key, revisions: [revision], patch: { fileName: 'a', checksum: 'a' } }),
      (service, key, revision) =>
        service.update({ ...key, revisions: [revision], patch: { fileName: 'b', fields: ['b'] } }),
    ],
  },
}

type Outcome = E.Either<ServiceError, StoredSession>

/** What differs from one run to the next says only that it is there. */
const leveled = (name: string, value: unknown): unknown => {
  if (value === null) return null
  if (name === 'dataUploadURI') return value === 'first' ? 'first' : 'fresh'
  return /^(?:id|.*DateTime)$/.test(name) ? 'there' : value
}

/** The outcomes of both acts, and what is left. */
const told = (outcomes: ReadonlyArray<Outcome>, { session }: StoredSession): string => {
  const each = outcomes.map((outcome) => (E.isLeft(outcome) ? outcome.left.code : outcome.right.session))
  return JSON.stringify([...each, session], leveled)
}

const orders = [
  [0, 1],
  [1, 0],
] as const

type Order = (typeof orders)[number]

const create = async (service: SessionService, request: CreateSessionRequest) => {
  const { session, revision } = await right(service.create({ datastoreId: 'races', request }))
  return { key: { datastoreId: 'races', id: session.id ?? '' }, revision }
}

/** What comes of a race whose acts are started in an order. */
const raced = async (service: SessionService, { request, acts }: Race, order: Order): Promise<string> => {
  const { key, revision } = await create(service, request)
  const underWay: Array<Promise<Outcome>> = []
  for (const index of order) underWay[index] = acts[index](service, key, revision)()
  return told(await Promise.all(underWay), await right(service.get(key)))
}

/** What comes of it where the second act waits for the first. */
const inOrder = async ({ request, acts }: Race, order: Order): Promise<string> => {
  const service = serviceOver(createMemoryStore())
  const { key, revision } = await create(service, request)
  const outcomes: Array<Outcome> = []
  for (const index of order) outcomes[index] = await acts[index](service, key, revision)()
  return told(outcomes, await right(service.get(key)))
}

describe.each(Object.entries(stores))('one order explains what comes of a race in %s:', (place, open) => {
  let opened: OpenStore
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  it.each(Object.entries(races))('%s', async (name, race) => {
    const service = serviceOver(opened.store)
    const seen = new Map(
      (await Promise.all(orders.map((order) => inOrder(race, order)))).map((told) => [told, 0]),
    )
    const lane = async () => {
      for (let time = 0; time < times / atOnce; time += 1) {
        const outcome = await raced(service, race, time % 2 === 0 ? orders[0] : orders[1])
        expect([...seen.keys()]).toContain(outcome)
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
    expect(seen.size).toBe(2)
    expect([...seen.values()]).not.toContain(0)
    tell(
      `${name}, ${times} times in ${place}: ${[...seen.values()].join(' and ')} times in the one and the other order`,
    )
  })
})
