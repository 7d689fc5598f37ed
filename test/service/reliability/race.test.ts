// Two concurrent changes of one session: the outcome is that of one order or of the other.
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
import { printFigure } from './process.js'

const times = inject('full') ? 10_000 : 40

/** How many races run concurrently; one must not wait for another. */
const concurrency = 5

type Act = (
  service: SessionService,
  key: SessionKey,
  revision: number,
) => TaskEither<ServiceError, StoredSession>

interface Race {
  /** The session, as it stands when the race begins. */
  readonly session: CreateSessionRequest
  readonly changes: readonly [Act, Act]
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
    session: uploaded,
    changes: [
      (service, key) => service.commit({ ...key, totalJobCount: 2 }),
      (service, key) => service.commit({ ...key, totalJobCount: 3 }),
    ],
  },
  'cancel against commit': {
    session: uploaded,
    changes: [
      (service, key) => service.cancel(key),
      (service, key) => service.commit({ ...key, totalJobCount: 0 }),
    ],
  },
  'renew against a block': {
    session: { totalBlockCount: 2, dataUploadURI: 'first' },
    changes: [
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
    session: { totalBlockCount: 2, fileName: 'none' },
    changes: [
      (service, key, revision) =>
        service.update({ ...key, revisions: [revision], patch: { fileName: 'a', checksum: 'a' } }),
      (service, key, revision) =>
        service.update({ ...key, revisions: [revision], patch: { fileName: 'b', fields: ['b'] } }),
    ],
  },
}

type Outcome = E.Either<ServiceError, StoredSession>

/** Replaces values that differ from run to run, such as ids and times. */
const normalize = (name: string, value: unknown): unknown => {
  if (value === null) return null
  if (name === 'dataUploadURI') return value === 'first' ? 'first' : 'fresh'
  return /^(?:id|.*DateTime)$/.test(name) ? 'there' : value
}

/** The outcomes of both changes and the final session as text. */
const describeOutcome = (outcomes: ReadonlyArray<Outcome>, { session }: StoredSession): string => {
  const each = outcomes.map((outcome) => (E.isLeft(outcome) ? outcome.left.code : outcome.right.session))
  return JSON.stringify([...each, session], normalize)
}

const orders = [
  [0, 1],
  [1, 0],
] as const

type Order = (typeof orders)[number]

const add = async (service: SessionService, start: CreateSessionRequest) => {
  const { session, revision } = await right(service.import({ datastoreId: 'races', session: start }))
  return { key: { datastoreId: 'races', id: session.id ?? '' }, revision }
}

/** The outcome of two changes that are started in an order and run concurrently. */
const runConcurrently = async (
  service: SessionService,
  { session, changes }: Race,
  order: Order,
): Promise<string> => {
  const { key, revision } = await add(service, session)
  const running: Array<Promise<Outcome>> = []
  const isAhead = Math.random() < 0.5
  for (const index of order) {
    running[index] = changes[index](service, key, revision)()
    // A head start for the first, every other time: blocks wait for others of the same turn of the event loop.
    for (let turn = 0; turn < 2 && isAhead; turn += 1) await new Promise(setImmediate)
  }
  return describeOutcome(await Promise.all(running), await right(service.get(key)))
}

/** The outcome of two changes, one after the other. */
const runInOrder = async ({ session, changes }: Race, order: Order): Promise<string> => {
  const service = serviceOver(createMemoryStore())
  const { key, revision } = await add(service, session)
  const outcomes: Array<Outcome> = []
  for (const index of order) outcomes[index] = await changes[index](service, key, revision)()
  return describeOutcome(outcomes, await right(service.get(key)))
}

describe.each(Object.entries(stores))(
  'a race in %s has an outcome of one order or the other:',
  (place, open) => {
    let opened: OpenStore
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened.close())

    it.each(Object.entries(races))('%s', async (name, race) => {
      const service = serviceOver(opened.store)
      const seen = new Map(
        (await Promise.all(orders.map((order) => runInOrder(race, order)))).map((outcome) => [outcome, 0]),
      )
      const client = async () => {
        for (let time = 0; time < times / concurrency; time += 1) {
          const outcome = await runConcurrently(service, race, time % 2 === 0 ? orders[0] : orders[1])
          expect([...seen.keys()]).toContain(outcome)
          seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
        }
      }
      await Promise.all(Array.from({ length: concurrency }, client))
      expect(seen.size).toBe(2)
      expect([...seen.values()]).not.toContain(0)
      printFigure(
        `${name}, ${times} times in ${place}: ${[...seen.values()].join(' and ')} times in one and the other order`,
      )
    })
  },
)
