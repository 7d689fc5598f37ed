// onChange: what a service tells of its changes, over every store.
import { setImmediate as later } from 'node:timers/promises'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import {
  type ChangeNotification,
  createMemoryStore,
  type SessionServiceOptions,
  type SessionStore,
} from '../../src/service/index.js'
import { createSessionRequest } from '../../src/testing/index.js'
import { right } from './outcome.js'
import { replayFaults, secret, secretUri } from './replay.js'
import { block, datastoreId, serviceOver } from './service.js'
import { type OpenStore, stores } from './stores.js'
import { createIn, useCaseCalls } from './useCaseCalls.js'

/** A service that tells its changes to a list. */
const tellingService = (store: SessionStore, more: Partial<SessionServiceOptions> = {}) => {
  const told: Array<ChangeNotification> = []
  const service = serviceOver(store, undefined, {
    newUploadUri: ({ id, nonce }) => secretUri(id, nonce),
    onChange: (notification) => {
      told.push(notification)
    },
    ...more,
  })
  return { service, told }
}

describe.each(Object.entries(stores))('the notifications of any history over %s', (name, open) => {
  const runs = name === 'memory' || inject('thorough') ? 100 : 15
  let opened: OpenStore
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  it('replay to the states of the session, and none shows a secret', async () => {
    await fc.assert(
      fc.asyncProperty(
        createSessionRequest({ maxCount: 8 }),
        useCaseCalls,
        fc.boolean(),
        async (request, calls, isRemoved) => {
          const { service, told } = tellingService(opened.store)
          const { created, key } = await createIn(service, { ...request, salt: secret })
          for (const { send } of calls) await send(service, key)()
          const { session } = await right(service.get(key))
          if (isRemoved) await right(service.remove(key))
          expect(replayFaults(told, isRemoved ? null : session)).toEqual([])
          expect(new Set(told.map(({ uid }) => uid))).toEqual(new Set([created.uid]))
        },
      ),
      { numRuns: runs },
    )
  })

  it('do so too where the calls are under way at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(createSessionRequest({ maxCount: 8 }), useCaseCalls, async (request, calls) => {
        const { service, told } = tellingService(opened.store)
        const { key } = await createIn(service, { ...request, salt: secret })
        await Promise.all(calls.map(({ send }) => send(service, key)()))
        expect(replayFaults(told, (await right(service.get(key))).session)).toEqual([])
      }),
      { numRuns: runs },
    )
  })
})

describe('onChange', () => {
  const upload = async (more: Partial<SessionServiceOptions> = {}) => {
    const telling = tellingService(createMemoryStore(), more)
    const principal = { id: 'operator', tenant: 'north' }
    const { session } = await right(
      telling.service.create({ datastoreId, principal, request: { totalBlockCount: 1 } }),
    )
    const key = { datastoreId, id: session.id ?? '' }
    await right(telling.service.acknowledgeBlock({ ...key, block: block('a') }))
    return { ...telling, key, principal }
  }

  it('gets the implicit start and the block as two changes, with key, time, event and principal', async () => {
    const { told, key, principal } = await upload()
    expect(told.map(({ type }) => type)).toEqual(['create', 'start', 'block.uploaded'])
    expect(told.map((notification) => notification.principal)).toEqual([principal, null, null])
    expect(told.map(({ after }) => after?.state)).toEqual(['Created', 'UploadInProgress', 'UploadCompleted'])
    const [creation, start, uploaded] = told
    expect(creation).toMatchObject({ key, before: null, event: null })
    expect(start).toMatchObject({ key, event: { type: 'start', at: start?.at } })
    expect(uploaded).toMatchObject({ event: { type: 'block.uploaded', count: 1 } })
  })

  it('gets the upload URI of a renewal without its signature, also within the event', async () => {
    const { service, told, key } = await upload()
    await right(service.renew(key))
    expect(told.at(-1)?.event).toMatchObject({ dataUploadURI: expect.stringMatching(/sig=\*\*\*$/) })
  })

  it('is not called for a repetition, an update that changes nothing or a refusal', async () => {
    const { service, told, key } = await upload()
    const count = told.length
    await right(service.acknowledgeBlock({ ...key, block: block('a') }))
    await right(service.update({ ...key, patch: {} }))
    expect(E.isLeft(await service.completeJobs({ ...key, count: 1 })())).toBe(true)
    expect(told.length).toBe(count)
  })

  it('changes no answer, whatever it throws or rejects with, and onChangeError gets that', async () => {
    const failures: Array<readonly [unknown, string]> = []
    const onChangeError = (error: unknown, { type }: ChangeNotification): void => {
      failures.push([error, type])
      throw new Error('the log is full')
    }
    const onChange = ({ type }: ChangeNotification): Promise<void> => {
      if (type === 'create') throw new Error('thrown')
      return Promise.reject(new Error('rejected'))
    }
    await upload({ onChange, onChangeError })
    await later()
    expect(failures).toEqual([
      [new Error('thrown'), 'create'],
      [new Error('rejected'), 'start'],
      [new Error('rejected'), 'block.uploaded'],
    ])
  })

  it('is not called again for a session before its promise is settled; no answer waits for that', async () => {
    const begun: Array<string> = []
    let settle = (): void => {}
    const onChange = ({ type }: ChangeNotification): Promise<void> => {
      begun.push(type)
      return new Promise((resolve) => {
        settle = resolve
      })
    }
    await upload({ onChange })
    for (const expected of [['create'], ['create', 'start'], ['create', 'start', 'block.uploaded']]) {
      await later()
      expect(begun).toEqual(expected)
      settle()
    }
  })

  it('gets the changes of a session in their order, though the store answers them in another', async () => {
    const store = createMemoryStore()
    let answer = (): void => {}
    /** Holds the answer of the first change back. */
    let isFirst = true
    const slow: SessionStore = {
      ...store,
      change: (key, ids, decide) => async () => {
        const isHeld = isFirst
        isFirst = false
        const changed = await store.change(key, ids, decide)()
        if (isHeld) {
          await new Promise<void>((resolve) => {
            answer = resolve
          })
        }
        return changed
      },
    }
    const { service, told } = tellingService(slow)
    const { key } = await createIn(service, { totalBlockCount: 2 })
    const first = service.start(key)()
    await right(service.cancel(key))
    expect(told.map(({ type }) => type)).toEqual(['create'])
    answer()
    await first
    expect(told.map(({ type }) => type)).toEqual(['create', 'start', 'cancel'])
  })
})
