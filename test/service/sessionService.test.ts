import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import {
  type CreateSessionRequest,
  type ExactMatchSession,
  historyViolationsOf,
  violationsOf,
} from '../../src/model/index.js'
import {
  type Block,
  createMemoryStore,
  type ServiceError,
  type SessionKey,
  type SessionService,
  type StoredSession,
} from '../../src/service/index.js'
import { classificationError, createSessionRequest } from '../../src/testing/index.js'
import { right } from './outcome.js'
import { datastoreId, serviceOver } from './service.js'

type Send = (service: SessionService, key: SessionKey) => TaskEither<ServiceError, StoredSession>

interface Call {
  readonly name: string
  /** Whether a repetition has the same result. */
  readonly isIdempotent: boolean
  readonly blocks: ReadonlyArray<Block>
  readonly send: Send
}

const call = <A>(
  name: string,
  argument: fc.Arbitrary<A>,
  send: (service: SessionService, key: SessionKey, argument: A) => TaskEither<ServiceError, StoredSession>,
  { isIdempotent = true, blocksOf = (_: A): ReadonlyArray<Block> => [] } = {},
): fc.Arbitrary<Call> =>
  argument.map((value) => ({
    name: `${name} ${JSON.stringify(value)}`,
    isIdempotent,
    blocks: blocksOf(value),
    send: (service, key) => send(service, key, value),
  }))

const blocks = fc.array(
  fc.record({ id: fc.constantFrom(...'abcdefgh'), digest: fc.constantFrom('x', 'x', 'x', 'y') }),
  { minLength: 1, maxLength: 4 },
)

const uploadBlocks = call(
  'blocks',
  blocks,
  (service, key, uploaded) => service.acknowledgeBlocks({ ...key, blocks: uploaded }),
  { blocksOf: (uploaded) => uploaded },
)

const patch: fc.Arbitrary<ExactMatchSession> = fc.record(
  {
    fileName: fc.option(fc.string()),
    fields: fc.option(fc.array(fc.constantFrom('name', 'ssn', ''))),
    totalJobCount: fc.nat(5),
    remainingBlockCount: fc.nat(5),
    state: fc.constantFrom('Created', 'Completed', 'Nowhere'),
  },
  { requiredKeys: [] },
)

const calls = fc.array(
  fc.oneof(
    call('start', fc.constant(null), (service, key) => service.start(key)),
    uploadBlocks,
    uploadBlocks,
    call('commit', fc.record({ totalJobCount: fc.nat(5) }, { requiredKeys: [] }), (service, key, jobs) =>
      service.commit({ ...key, ...jobs }),
    ),
    call('renew', fc.constant(null), (service, key) => service.renew(key), { isIdempotent: false }),
    call(
      'jobs',
      fc.integer({ min: -1, max: 6 }),
      (service, key, count) => service.completeJobs({ ...key, count }),
      { isIdempotent: false },
    ),
    call('update', patch, (service, key, changes) => service.update({ ...key, patch: changes })),
    call('cancel', fc.constant(null), (service, key) => service.cancel(key)),
    call('fail', classificationError(), (service, key, error) => service.fail({ ...key, error })),
  ),
  { maxLength: 12 },
)

const createIn = async (service: SessionService, request: CreateSessionRequest) => {
  const { datastoreId: _, ...rest } = request
  const created = await right(service.create({ datastoreId, request: rest }))
  return { created, key: { datastoreId, id: created.session.id ?? '' } }
}

describe('any sequence of use cases', () => {
  it('violates no invariant, counts each block once, and returns the session as it is stored', async () => {
    await fc.assert(
      fc.asyncProperty(createSessionRequest({ maxCount: 8 }), calls, async (request, sequence) => {
        const service = serviceOver(createMemoryStore())
        const { created, key } = await createIn(service, request)
        let before = created
        const uploaded = new Set<string>()
        for (const { blocks: sent, send } of sequence) {
          const outcome = await send(service, key)()
          const after = await right(service.get(key))
          if (E.isLeft(outcome)) expect(after).toEqual(before)
          else expect(after).toEqual(outcome.right)
          expect(after.revision > before.revision).toBe(
            JSON.stringify(after.session) !== JSON.stringify(before.session),
          )
          if (E.isRight(outcome)) for (const { id } of sent) uploaded.add(id)
          expect(violationsOf(after.session)).toEqual([])
          expect(historyViolationsOf(before.session, after.session)).toEqual([])
          expect(after.session.remainingBlockCount).toBe(request.totalBlockCount - uploaded.size)
          before = after
        }
      }),
      { numRuns: 500 },
    )
  })

  it('has the same result when each idempotent call is repeated, also where it is refused', async () => {
    await fc.assert(
      fc.asyncProperty(createSessionRequest({ maxCount: 8 }), calls, async (request, sequence) => {
        const service = serviceOver(createMemoryStore())
        const { key } = await createIn(service, request)
        for (const { isIdempotent, send } of sequence) {
          const first = await send(service, key)()
          if (!isIdempotent) continue
          const second = await send(service, key)()
          if (E.isRight(first)) expect(second).toEqual(first)
          else expect(second).toMatchObject({ left: { code: first.left.code } })
        }
      }),
      { numRuns: 500 },
    )
  })
})
