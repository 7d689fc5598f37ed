// Calls as arbitraries: with small numbers, so that few calls reach every state, and with invalid values now and then.
import * as fc from 'fast-check'
import type { CreateSessionRequest } from '../../model/index.js'
import type { Call, SessionCall } from '../call.js'
import type { SessionSystem } from '../system.js'
import { constrainedProperties, invalidValuesOf } from './propertyValue.js'

/** Which calls are generated. */
export interface CallConstraints {
  /** Operations to leave out, such as those that a system doesn't have; see {@link constraintsFor}. */
  readonly without?: ReadonlyArray<SessionCall['call']>
  /** The maximal number of sessions in a history, 2 by default. */
  readonly maxSessions?: number
  /** The maximal number of blocks and of jobs in a session, 3 by default. */
  readonly maxCount?: number
  /** Whether calls have different times, in any order; by default they do. */
  readonly times?: boolean
  /** Whether a commit may have a `totalJobCount`; by default it may. */
  readonly jobsWithCommit?: boolean
}

/**
 * The constraints under which a system has the operations for all generated calls.
 *
 * @example
 * import { constraintsFor, sessionCall, type SessionSystem } from 'exact-match-session/testing'
 *
 * const callsOf = (system: SessionSystem) => sessionCall(constraintsFor(system))
 */
export const constraintsFor = (system: SessionSystem): CallConstraints => ({
  without: (['start', 'completeJobs', 'fail'] as const).filter((name) => system[name] === undefined),
  times: system.clock === 'injected',
  jobsWithCommit: system.processing !== 'autonomous',
})

const day = 86_400

/** Mostly within minutes of each other, in any order; sometimes after the expiry of an upload URI. */
const seconds = fc.oneof(
  { weight: 24, arbitrary: fc.nat(600) },
  { weight: 1, arbitrary: fc.integer({ min: day, max: 3 * day }) },
)

const expiringUri = fc
  .tuple(fc.nat(99), fc.constantFrom('', '&se=2026-01-05T12:00:00Z'))
  .map(([file, expiry]) => `https://upload.example/${file}?sig=x${expiry}`)

/** The properties of a request beside its counts. */
const metadata = fc.record(
  {
    datastoreId: fc.constantFrom('patients', 'Prüfung 1'),
    fields: fc.uniqueArray(fc.constantFrom('a', 'b', 'ß'), { maxLength: 3 }),
    fileName: fc.constantFrom('patients.csv', ''),
    rowsPerBlock: fc.integer({ min: 1, max: 1000 }),
  },
  { requiredKeys: [] },
)

/** Requests that violate an invariant, each in one way. */
const invalid: fc.Arbitrary<CreateSessionRequest> = fc.constantFrom<CreateSessionRequest>(
  { totalBlockCount: 1, remainingBlockCount: 2 },
  ...constrainedProperties.flatMap((name) =>
    invalidValuesOf(name).map((value) => ({ totalBlockCount: 1, [name]: value })),
  ),
)

const requests = ({ maxCount = 3, times = true }: CallConstraints): fc.Arbitrary<CreateSessionRequest> => {
  const valid: fc.Arbitrary<CreateSessionRequest> = fc
    .tuple(
      fc.nat(maxCount),
      fc.option(fc.nat(maxCount), { nil: undefined }),
      fc.option(metadata, { nil: undefined, freq: 2 }),
      times ? fc.option(expiringUri, { nil: undefined, freq: 2 }) : fc.constant(undefined),
    )
    .map(([totalBlockCount, totalJobCount, others, dataUploadURI]) => ({
      totalBlockCount,
      ...(totalJobCount === undefined ? {} : { totalJobCount }),
      ...others,
      ...(dataUploadURI === undefined ? {} : { dataUploadURI }),
    }))
  return fc.oneof({ weight: 15, arbitrary: valid }, { weight: 1, arbitrary: invalid })
}

const timeAt = (at: number): { readonly at?: number } => (at === 0 ? {} : { at })

interface Weighted {
  readonly weight: number
  readonly arbitrary: fc.Arbitrary<SessionCall>
}

const weightedCalls = ({
  maxSessions = 2,
  maxCount = 3,
  times = true,
  jobsWithCommit = true,
}: CallConstraints): { readonly [C in SessionCall['call']]: Weighted } => {
  const session = fc.nat(maxSessions - 1)
  const at = times ? seconds : fc.constant(0)
  const sessionOnly = (weight: number, call: 'start' | 'cancel' | 'renew' | 'get'): Weighted => ({
    weight,
    arbitrary: fc.tuple(session, at).map(([session, at]) => ({ call, session, ...timeAt(at) })),
  })
  const jobs = jobsWithCommit
    ? fc.oneof(
        { weight: 12, arbitrary: fc.constant(undefined) },
        { weight: 6, arbitrary: fc.nat(maxCount) },
        { weight: 1, arbitrary: fc.constant(-1) },
      )
    : fc.constant(undefined)
  const done = fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 1, max: Math.max(1, maxCount) }) },
    { weight: 1, arbitrary: fc.constantFrom(0, -1, maxCount + 1) },
  )
  return {
    start: sessionOnly(3, 'start'),
    uploadBlock: {
      weight: 9,
      arbitrary: fc
        .tuple(session, at, fc.nat(maxCount), fc.nat(9), fc.nat(9))
        .map(([session, at, block, other, former]) => ({
          call: 'uploadBlock',
          session,
          ...timeAt(at),
          block,
          content: other === 9 ? 'b' : 'a',
          ...(former === 9 ? { toUri: 'former' } : {}),
        })),
    },
    commit: {
      weight: 4,
      arbitrary: fc.tuple(session, at, jobs).map(([session, at, totalJobCount]) => ({
        call: 'commit',
        session,
        ...timeAt(at),
        ...(totalJobCount === undefined ? {} : { totalJobCount }),
      })),
    },
    cancel: sessionOnly(1, 'cancel'),
    renew: sessionOnly(2, 'renew'),
    completeJobs: {
      weight: 6,
      arbitrary: fc
        .tuple(session, at, done)
        .map(([session, at, count]) => ({ call: 'completeJobs', session, ...timeAt(at), count })),
    },
    fail: {
      weight: 1,
      arbitrary: fc
        .tuple(session, at, fc.constantFrom({ code: 'dataCorrupted' }, { message: 'no disk' }, {}))
        .map(([session, at, error]) => ({ call: 'fail', session, ...timeAt(at), error })),
    },
    get: sessionOnly(3, 'get'),
  }
}

/** Calls to existing sessions. */
export const callToSession = (constraints: CallConstraints = {}): fc.Arbitrary<SessionCall> => {
  const { without = [] } = constraints
  const available = Object.entries(weightedCalls(constraints)).filter(
    ([name]) => !without.some((other) => other === name),
  )
  return fc.oneof(...available.map(([, weighted]) => weighted))
}

/** Calls that create a session; some requests are invalid. */
export const createCall = (constraints: CallConstraints): fc.Arbitrary<Call> =>
  fc
    .tuple(requests(constraints), constraints.times === false ? fc.constant(0) : seconds)
    .map(([request, at]) => ({ call: 'create', request, ...timeAt(at) }))

/**
 * Calls of clients, some of which a session must refuse.
 *
 * @example
 * import { sessionCall } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(sessionCall({ without: ['fail'] }), ({ call }) => call !== 'fail'))
 */
export const sessionCall = (constraints: CallConstraints = {}): fc.Arbitrary<Call> =>
  fc.oneof(
    { weight: 5, arbitrary: createCall(constraints) },
    { weight: 29, arbitrary: callToSession(constraints) },
  )
