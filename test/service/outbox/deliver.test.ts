// deliverChanges: each change at least once, in the order of its session, and trimmed afterwards.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { ChangeNotification } from '../../../src/service/index.js'
import { createPostgresStore, type Database } from '../../../src/service/postgres/index.js'
import { createSessionRequest } from '../../../src/testing/index.js'
import { right } from '../outcome.js'
import { replayFaults, secret } from '../replay.js'
import { block, serviceOver } from '../service.js'
import { databases, type OpenedDatabase } from '../stores.js'
import { createIn, useCaseCalls } from '../useCaseCalls.js'
import { announcingService, bySession, deliver, delivered, endLeases, outboxSize } from './outbox.js'

const request = { totalBlockCount: 2 }

describe.each(Object.entries(databases))('the outbox of a store in %s', (place, open) => {
  let opened: OpenedDatabase
  let database: Database
  beforeAll(async () => {
    opened = await open()
    database = opened.database
    await right(createPostgresStore(database))
  })
  afterAll(() => opened.close())

  it('has the changes of any histories, which replay to the states of their sessions', async () => {
    const told: Array<ChangeNotification> = []
    const service = await announcingService(database)
    // Two processes deliver; what one of them does is not done by the other.
    for (const _ of [1, 2]) await deliver(database, (notification) => void told.push(notification))
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            request: createSessionRequest({ maxCount: 6 }),
            calls: useCaseCalls,
            isRemoved: fc.boolean(),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        async (histories) => {
          told.length = 0
          const sessions = await Promise.all(
            histories.map(async ({ request: requested, calls, isRemoved }) => {
              const { created, key } = await createIn(service, { ...requested, salt: secret })
              await Promise.all(calls.map(({ send }) => send(service, key)()))
              const { session } = await right(service.get(key))
              if (isRemoved) await right(service.remove(key))
              return { uid: created.uid, session: isRemoved ? null : session }
            }),
          )
          await delivered(database)
          const announced = bySession(told)
          for (const { uid, session } of sessions) {
            expect(replayFaults(announced.get(uid) ?? [], session)).toEqual([])
          }
          expect(announced.size).toBe(sessions.length)
        },
      ),
      { numRuns: inject('thorough') ? 60 : 8 },
    )
  })

  it('keeps a change until it has been delivered', async () => {
    const service = await announcingService(database)
    await createIn(service, request)
    expect(await outboxSize(database)).toEqual([1, 0])
    const sizes: Array<number> = []
    await deliver(database, async () => {
      const [entries] = await outboxSize(database)
      sizes.push(entries)
    })
    await delivered(database)
    expect(sizes).toEqual([1])
  })

  it('has no change whose transaction was not committed, and none without the option', async () => {
    const cut: Database = {
      query: database.query,
      transaction: (work) =>
        database.transaction(async (query) => {
          await work(query)
          throw new Error('the connection was lost before the commit')
        }),
    }
    const service = await announcingService(database)
    const { key } = await createIn(service, request)
    const [before] = await outboxSize(database)
    expect(E.isLeft(await (await announcingService(cut)).cancel(key)())).toBe(true)
    const quiet = serviceOver(await right(createPostgresStore(database)))
    await right(quiet.cancel(key))
    expect(await outboxSize(database)).toEqual([before, 0])
    const { session } = await right(service.get(key))
    expect(session.state).toBe('Cancelled')
    await deliver(database, () => {})
    await delivered(database)
  })

  it('goes on where a process died, with the change that it may have delivered', async () => {
    const service = await announcingService(database)
    const { key } = await createIn(service, request)
    await right(service.start(key))
    const dead: Array<string> = []
    /** A process that dies with its second change: nothing that it does reaches the database. */
    const dying: Database = {
      ...database,
      query: (text, values) => (dead.length < 2 ? database.query(text, values) : new Promise(() => {})),
    }
    let died = (): void => {}
    const death = new Promise<void>((resolve) => {
      died = resolve
    })
    await deliver(
      dying,
      ({ type }) => {
        dead.push(type)
        if (dead.length === 2) died()
      },
      { drainTimeout: 0 },
    )
    await death
    await endLeases(database)
    const told: Array<string> = []
    await deliver(database, ({ type }) => void told.push(type))
    await delivered(database)
    expect([dead, told]).toEqual([['create', 'start'], ['start']])
  })

  it('is stopped within a bounded time, and the next one delivers what was not', async () => {
    const service = await announcingService(database)
    const { key } = await createIn(service, request)
    await right(service.acknowledgeBlock({ ...key, block: block('a') }))
    let begun = (): void => {}
    const beginning = new Promise<void>((resolve) => {
      begun = resolve
    })
    let isAborted = false
    const hanging = await deliver(
      database,
      ({ type }, signal) => {
        if (type !== 'block.uploaded') return undefined
        begun()
        signal.addEventListener('abort', () => {
          isAborted = true
        })
        return new Promise(() => {})
      },
      { drainTimeout: 1 },
    )
    await beginning
    await hanging.stop()
    expect(isAborted).toBe(true)
    const told: Array<string> = []
    await deliver(database, ({ type }) => void told.push(type))
    await delivered(database)
    // The start before it, of the same change, is not repeated.
    expect(told).toEqual(['block.uploaded'])
  })

  it('ends an attempt that takes too long, aborts its signal and tries again', async () => {
    const service = await announcingService(database)
    await createIn(service, request)
    const errors: Array<string> = []
    let attempts = 0
    await deliver(
      database,
      () => {
        attempts += 1
        return attempts === 1 ? new Promise(() => {}) : undefined
      },
      { timeout: 1, onError: (error) => void errors.push(String(error)) },
    )
    await delivered(database)
    expect([attempts, errors]).toEqual([2, ['Error: onChange took longer than 1 ms']])
  })

  it('delivers what is committed late, however many later changes were committed before', async () => {
    let commit = (): void => {}
    const gate = new Promise<void>((resolve) => {
      commit = resolve
    })
    let drawn = (): void => {}
    const isDrawn = new Promise<void>((resolve) => {
      drawn = resolve
    })
    const service = await announcingService(database)
    const { created: slow, key } = await createIn(service, request)
    const { created: quick, key: other } = await createIn(service, request)
    const late: Database = {
      query: database.query,
      transaction: (work) =>
        database.transaction(async (query) => {
          const outcome = await work(query)
          drawn()
          await gate
          return outcome
        }),
    }
    const lateService = await announcingService(late)
    const cancelling = lateService.cancel(key)()
    await isDrawn
    // In one process transactions take turns; in a server they overlap.
    const canOverlap = place === 'PostgreSQL in a server'
    if (!canOverlap) commit()
    await right(service.cancel(other))
    const told: Array<ChangeNotification> = []
    await deliver(database, (notification) => void told.push(notification))
    if (canOverlap) {
      await delivered(database)
      expect(
        bySession(told)
          .get(quick.uid)
          ?.map(({ type }) => type),
      ).toEqual(['create', 'cancel'])
      expect(
        bySession(told)
          .get(slow.uid)
          ?.map(({ type }) => type),
      ).toEqual(['create'])
      commit()
    }
    await cancelling
    await delivered(database)
    const last = bySession(told).get(slow.uid)
    expect(last?.map(({ type }) => type)).toEqual(['create', 'cancel'])
  })
})
