// Calls as arbitraries: small numbers, so that a few calls go a long way, and now and then a wrong one.
import * as fc from 'fast-check'
import type { CreateSessionRequest } from '../../model/index.js'
import type { Call, SessionCall } from '../call.js'
import type { SessionSystem } from '../system.js'
import { constrainedProperties, invalidValuesOf } from './propertyValue.js'

/** Which calls there are. */
export interface CallConstraints {
  /** The operations left out, as a rule those that a system doesn't have; see {@link callsFor}. None by default. */
  readonly without?: ReadonlyArray<SessionCall['call']>
  /** At most so many sessions in a history; 2 by default. */
  readonly maxSessions?: number
  /** At most so many blocks, and so many jobs, in a session; 3 by default. */
  readonly maxCount?: number
  /** Whether calls tell different times, early and late ones; by default they do. */
  readonly times?: boolean
  /** Whether a commit may tell how many jobs there are; by default it may. */
  readonly jobsWithCommit?: boolean
}

/**
 * The constraints under which no call asks a system for what it can't do.
 *
 * @example
 * import { callsFor, sessionCall, type SessionSystem } from 'exact-match-session/testing'
 *
 * const callsOf = (system: SessionSystem) => sessionCall(callsFor(system))
 */
export const callsFor = (system: SessionSystem): CallConstraints => ({
  without: (['start', 'completeJobs', 'fail'] as const).filter((name) => system[name] === undefined),
  times: system.clock === 'told',
  jobsWithCommit: system.processing !== 'own',
})

const aDay = 86_400

/** Mostly within minutes of each other, in any order; now and then past the expiry of an upload URI. */
const seconds = fc.oneof(
  { weight: 24, arbitrary: fc.nat(600) },
  { weight: 1, arbitrary: fc.integer({ min: aDay, max: 3 * aDay }) },
)

const expiringUri = fc
  .tuple(fc.nat(99), fc.constantFrom('', '&se=2026-01-05T12:00:00Z'))
  .map(([file, expiry]) => `https://upload.example/${file}?sig=x${expiry}`)

/** What a request says beside its counts. */
const facts = fc.record(
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
      fc.option(facts, { nil: undefined, freq: 2 }),
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

type When = { readonly at?: number }

const when = (at: number): When => (at === 0 ? {} : { at })

interface Weighted {
  readonly weight: number
  readonly arbitrary: fc.Arbitrary<SessionCall>
}

const tables = ({
  maxSessions = 2,
  maxCount = 3,
  times = true,
  jobsWithCommit = true,
}: CallConstraints): { readonly [C in SessionCall['call']]: Weighted } => {
  const session = fc.nat(maxSessions - 1)
  const at = times ? seconds : fc.constant(0)
  const plain = (weight: number, call: 'start' | 'cancel' | 'renew' | 'get'): Weighted => ({
    weight,
    arbitrary: fc.tuple(session, at).map(([session, at]) => ({ call, session, ...when(at) })),
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
    start: plain(3, 'start'),
    uploadBlock: {
      weight: 9,
      arbitrary: fc
        .tuple(session, at, fc.nat(maxCount), fc.nat(9), fc.nat(9))
        .map(([session, at, block, other, former]) => ({
          call: 'uploadBlock',
          session,
          ...when(at),
          block,
          content: other === 9 ? 'b' : 'a',
          ...(former === 9 ? { through: 'former' } : {}),
        })),
    },
    commit: {
      weight: 4,
      arbitrary: fc.tuple(session, at, jobs).map(([session, at, totalJobCount]) => ({
        call: 'commit',
        session,
        ...when(at),
        ...(totalJobCount === undefined ? {} : { totalJobCount }),
      })),
    },
    cancel: plain(1, 'cancel'),
    renew: plain(2, 'renew'),
    completeJobs: {
      weight: 6,
      arbitrary: fc
        .tuple(session, at, done)
        .map(([session, at, count]) => ({ call: 'completeJobs', session, ...when(at), count })),
    },
    fail: {
      weight: 1,
      arbitrary: fc
        .tuple(session, at, fc.constantFrom({ code: 'dataCorrupted' }, { message: 'no disk' }, {}))
        .map(([session, at, error]) => ({ call: 'fail', session, ...when(at), error })),
    },
    get: plain(3, 'get'),
  }
}

/** Calls to sessions that are there. */
export const callToSession = (constraints: CallConstraints = {}): fc.Arbitrary<SessionCall> => {
  const { without = [] } = constraints
  const left = Object.entries(tables(constraints)).filter(
    ([name]) => !without.some((other) => other === name),
  )
  return fc.oneof(...left.map(([, weighted]) => weighted))
}

/** Calls that create a session, or try to. */
export const createCall = (constraints: CallConstraints): fc.Arbitrary<Call> =>
  fc
    .tuple(requests(constraints), constraints.times === false ? fc.constant(0) : seconds)
    .map(([request, at]) => ({ call: 'create', request, ...when(at) }))

/**
 * Calls of clients, of which a session takes some and refuses others.
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
