// What is not delivered after several attempts is set aside: it holds up its own session, and no other.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChangeNotification, SessionKey, SessionService } from '../../../src/service/index.js'
import {
  createPostgresStore,
  type Database,
  type DeliveryContext,
  discardChanges,
  retryChanges,
  setAsideChanges,
} from '../../../src/service/postgres/index.js'
import { right } from '../outcome.js'
import { replayFaults } from '../replay.js'
import { block } from '../service.js'
import { databases, type OpenedDatabase } from '../stores.js'
import { createIn } from '../useCaseCalls.js'
import { announcingService, bySession, deliver, delivered } from './outbox.js'

const maxAttempts = 3

describe.each(Object.entries(databases))('a notification that keeps failing, over %s', (_, open) => {
  let opened: OpenedDatabase
  let database: Database
  let service: SessionService
  beforeAll(async () => {
    opened = await open()
    database = opened.database
    await right(createPostgresStore(database))
  })
  afterAll(() => opened.close())

  let failing: { readonly uid: string; readonly key: SessionKey }
  let other: { readonly uid: string; readonly key: SessionKey }
  let told: Array<ChangeNotification>
  let errors: Array<readonly [string, DeliveryContext]>
  let isMended: boolean

  const create = async () => {
    const { created, key } = await createIn(service, { totalBlockCount: 2 })
    await right(service.acknowledgeBlock({ ...key, block: block('a') }))
    await right(service.acknowledgeBlock({ ...key, block: block('b') }))
    return { uid: created.uid, key }
  }

  beforeEach(async () => {
    service = await announcingService(database)
    told = []
    errors = []
    isMended = false
    failing = await create()
    other = await create()
    await deliver(
      database,
      (notification) => {
        if (!isMended && notification.uid === failing.uid && notification.type === 'block.uploaded') {
          throw new Error('the receiver is broken\0')
        }
        told.push(notification)
      },
      {
        maxAttempts,
        concurrency: 1,
        onError: (error, context) => void errors.push([String(error), context]),
      },
    )
    await vi.waitFor(async () => expect(await right(setAsideChanges(database))).toHaveLength(1), {
      timeout: 30_000,
      interval: 5,
    })
    await vi.waitFor(() => expect(bySession(told).get(other.uid)).toHaveLength(4), {
      timeout: 30_000,
      interval: 5,
    })
  })

  const typesOf = (uid: string) =>
    bySession(told)
      .get(uid)
      ?.map(({ type }) => type)

  it('is tried so often, set aside and reported, while other sessions go on', async () => {
    expect(errors.map(([, { attempt, isSetAside }]) => [attempt, isSetAside])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ])
    expect(new Set(errors.map(([error]) => error))).toEqual(new Set(['Error: the receiver is broken\0']))
    expect(typesOf(other.uid)).toEqual(['create', 'start', 'block.uploaded', 'block.uploaded'])
    isMended = true
    await right(retryChanges(database))
    await delivered(database)
  })

  it('is listed with its error, and how much waits behind it', async () => {
    const [listed] = await right(setAsideChanges(database))
    expect(listed).toMatchObject({
      notification: errors.at(-1)?.[1].notification,
      attempts: maxAttempts,
      error: 'the receiver is broken',
      waiting: 1,
    })
    expect(await right(setAsideChanges(database, { skip: 1 }))).toEqual([])
    isMended = true
    await right(retryChanges(database))
    await delivered(database)
  })

  it('is delivered after a retry, and what waited behind it follows, without a gap', async () => {
    isMended = true
    expect(typesOf(failing.uid)).toEqual(['create', 'start'])
    expect(await right(retryChanges(database, { uids: [other.uid] }))).toBe(0)
    expect(await right(retryChanges(database, { uids: [failing.uid] }))).toBe(1)
    await delivered(database)
    const { session } = await right(service.get(failing.key))
    expect(replayFaults(bySession(told).get(failing.uid) ?? [], session)).toEqual([])
  })

  it('is left out once it is discarded, and what waited behind it follows', async () => {
    isMended = true
    expect(await right(discardChanges(database, { uids: [failing.uid] }))).toBe(1)
    await delivered(database)
    expect(typesOf(failing.uid)).toEqual(['create', 'start', 'block.uploaded'])
  })
})
