// Plans as arbitraries: any scenario, for sessions in any state.
import * as fc from 'fast-check'
import {
  type Distribution,
  defaultScenario,
  type Fault,
  type Intervention,
  type JobFault,
  type Plan,
  planFromRequest,
  type RequestFault,
  type RetryPolicy,
  type Scenario,
  simulate,
} from '../../src/simulate/index.js'
import { classificationError, createSessionRequest, uploadUri } from '../../src/testing/index.js'
import { minute, right } from '../machine/records.js'

const positive = fc.double({ min: 0.01, max: 20, noNaN: true })
const aSecond = fc.double({ min: 0.5, max: 20, noNaN: true })
const aboveOne = fc.double({ min: 1.01, max: 20, noNaN: true })

const distribution = (): fc.Arbitrary<Distribution> =>
  fc.oneof(
    positive.map((value) => ({ distribution: 'constant' as const, value })),
    fc
      .tuple(positive, positive)
      .map(([least, more]) => ({ distribution: 'uniform' as const, least, most: least + more })),
    positive.map((mean) => ({ distribution: 'exponential' as const, mean })),
    fc
      .tuple(positive, aboveOne)
      .map(([median, spread]) => ({ distribution: 'logNormal' as const, median, spread })),
    fc.tuple(positive, aboveOne).map(([least, shape]) => ({ distribution: 'pareto' as const, least, shape })),
  )

type AnyTrigger =
  | { readonly rate: number }
  | { readonly atSeconds: number }
  | { readonly every: number; readonly atSeconds?: number }

/** A rate or a time; `withinOne` limits the sum of rates. */
const once = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }).map((rate) => ({ rate })),
  fc.integer({ min: 0, max: 60 }).map((atSeconds) => ({ atSeconds })),
)

const trigger = fc.oneof(
  once,
  fc.integer({ min: 300, max: 900 }).map((every) => ({ every })),
  fc
    .tuple(fc.integer({ min: 300, max: 900 }), fc.integer({ min: 0, max: 60 }))
    .map(([every, atSeconds]) => ({ every, atSeconds })),
)

const requestFault: fc.Arbitrary<RequestFault> = fc
  .tuple(trigger, distribution(), aboveOne)
  .chain(([when, seconds, factor]) =>
    fc.constantFrom<RequestFault>(
      { fault: 'lostRequest', ...when },
      { fault: 'serverError', ...when },
      { fault: 'lostAcknowledgement', ...when },
      { fault: 'duplicate', ...when },
      { fault: 'reordered', ...when, seconds },
      { fault: 'slow', ...when, factor },
      { fault: 'expiredUri', ...when },
    ),
  )

/** Faults that last, by rate or once; or again and again, but shorter than they stay away. */
const condition: fc.Arbitrary<RequestFault> = fc
  .tuple(
    fc.oneof(
      fc.tuple(once, distribution()),
      fc.tuple(
        fc.integer({ min: 200, max: 900 }).map((every) => ({ every })),
        fc
          .double({ min: 0.01, max: 10, noNaN: true })
          .map((value) => ({ distribution: 'constant' as const, value })),
      ),
    ),
  )
  .chain(([[when, seconds]]) =>
    fc.constantFrom<RequestFault>(
      { fault: 'outage', ...when, seconds },
      { fault: 'crash', ...when, seconds, memory: true },
      { fault: 'stalled', ...when, seconds },
    ),
  )

const failedJob: fc.Arbitrary<JobFault> = fc
  .tuple(trigger, distribution())
  .map(([when, seconds]) => ({ fault: 'failedJob' as const, ...when, seconds }))

const endingFault: fc.Arbitrary<Fault> = fc.oneof(
  trigger.map((when: AnyTrigger) => ({ fault: 'cancelled' as const, ...when })),
  fc
    .tuple(trigger, classificationError())
    .map(([when, error]) => ({ fault: 'fatal' as const, ...when, error })),
)

/** The same faults, with lower rates if they add up to more than 1. */
const withinOne = (faults: ReadonlyArray<Fault>): ReadonlyArray<Fault> => {
  const sum = faults.reduce((rates, { rate = 0 }) => rates + rate, 0)
  return sum <= 1
    ? faults
    : faults.map((fault) => (fault.rate === undefined ? fault : { ...fault, rate: fault.rate / sum }))
}

const occasion = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((atSeconds) => ({ atSeconds })),
  fc.double({ min: 0, max: 1, noNaN: true }).map((atUploaded) => ({ atUploaded })),
  fc.double({ min: 0, max: 1, noNaN: true }).map((atProcessed) => ({ atProcessed })),
)

const renewal: fc.Arbitrary<Intervention> = fc
  .tuple(occasion, uploadUri())
  .map(([when, dataUploadURI]) => ({ ...when, act: { type: 'renew' as const, dataUploadURI } }))

const endingIntervention: fc.Arbitrary<Intervention> = fc
  .tuple(occasion, classificationError(), fc.boolean())
  .map(([when, error, cancels]) => ({
    ...when,
    act: cancels ? { type: 'cancel' as const } : { type: 'fail' as const, error },
  }))

/** A client that never gives up. */
const retryPolicy: fc.Arbitrary<RetryPolicy> = fc.record({
  initialSeconds: aSecond,
  factor: fc.double({ min: 1.5, max: 4, noNaN: true }),
  maxSeconds: fc.constant(60),
  jitter: fc.double({ min: 0, max: 1, noNaN: true }),
  maxAttempts: fc.constant(null),
})

const scenarioOf = (
  faults: fc.Arbitrary<ReadonlyArray<Fault>>,
  interventions: fc.Arbitrary<ReadonlyArray<Intervention>>,
): fc.Arbitrary<Scenario> =>
  fc.record({
    seed: fc.integer(),
    network: fc.oneof(
      fc.record({
        parallelUploads: fc.integer({ min: 1, max: 6 }),
        throughput: distribution(),
        latency: distribution(),
      }),
      fc.record({
        parallelUploads: fc.integer({ min: 1, max: 6 }),
        bandwidth: fc.constantFrom('800 kbit/s', '20 Mbit/s', 1),
        latency: distribution(),
      }),
    ),
    processing: fc.record({
      totalJobCount: fc.option(fc.nat(12)),
      workers: fc.integer({ min: 1, max: 5 }),
      secondsPerJob: distribution(),
    }),
    service: fc.record({
      requestsPerSecond: fc.option(fc.double({ min: 0.2, max: 50, noNaN: true })),
      expiresAfterSeconds: fc.option(fc.double({ min: 600, max: 6000, noNaN: true })),
    }),
    // Shorter ones make thousands of entries while a job takes hours.
    client: fc.record({ timeoutSeconds: aSecond, secondsBetweenReads: aSecond, retry: retryPolicy }),
    faults: faults.map(withinOne),
    interventions,
    limits: fc.constant({ ...defaultScenario.limits, events: 200_000 }),
  })

const smallRequest = createSessionRequest({ maxCount: 12 })

const planOf = (scenarios: fc.Arbitrary<Scenario>): fc.Arbitrary<Plan> =>
  fc
    .tuple(smallRequest, scenarios, fc.option(fc.double({ min: 0, max: 0.95, noNaN: true })))
    .map(([request, scenario, progress]) => {
      const plan = right(planFromRequest({ id: 'a', at: minute(0), request }, scenario))
      if (progress === null) return plan
      // A session that another simulation has advanced.
      const trace = [...simulate({ ...plan, ...defaultScenario })]
      const entry = trace[Math.floor(progress * trace.length)]
      return entry === undefined
        ? plan
        : { ...plan, sessions: [{ ...plan.sessions[0], session: entry.session }], startDateTime: entry.at }
    })

/** Plans without a fault or an intervention that fails or cancels the session. */
export const completingPlan = (): fc.Arbitrary<Plan> =>
  planOf(
    scenarioOf(
      fc
        .tuple(
          fc.array(fc.oneof(requestFault, condition), { maxLength: 5 }),
          fc.array(failedJob, { maxLength: 2 }),
        )
        .map(([requests, jobs]) => [...withinOne(requests), ...withinOne(jobs)]),
      fc.array(renewal, { maxLength: 2 }),
    ),
  )

/** Any plan. */
export const anyPlan = (): fc.Arbitrary<Plan> =>
  fc.oneof(
    completingPlan(),
    planOf(
      scenarioOf(
        fc.array(fc.oneof(requestFault, condition, failedJob, endingFault), { maxLength: 7 }),
        fc.array(fc.oneof(renewal, endingIntervention), { maxLength: 3 }),
      ),
    ),
  )

/** The document of a plan with these faults. */
export const withFaults = (...faults: ReadonlyArray<unknown>) => ({
  session: { request: { totalBlockCount: 3 } },
  faults,
})
