// Histories of use cases: calls on one session, as arbitraries.
import * as fc from 'fast-check'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { CreateSessionRequest, ExactMatchSession } from '../../src/model/index.js'
import type {
  Block,
  ServiceError,
  SessionKey,
  SessionService,
  StoredSession,
} from '../../src/service/index.js'
import { classificationError } from '../../src/testing/index.js'
import { right } from './outcome.js'
import { datastoreId } from './service.js'

type Send = (service: SessionService, key: SessionKey) => TaskEither<ServiceError, StoredSession>

export interface UseCaseCall {
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
): fc.Arbitrary<UseCaseCall> =>
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

/** Calls one after the other. */
export const useCaseCalls = fc.array(
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

/** A session of a request, in the data store of the tests. */
export const createIn = async (service: SessionService, request: CreateSessionRequest) => {
  const { datastoreId: _, ...rest } = request
  const created = await right(service.create({ datastoreId, request: rest }))
  return { created, key: { datastoreId, id: created.session.id ?? '' } }
}
