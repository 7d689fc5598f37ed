// Plans of every kind, for property tests: any weather, any faults, any interventions, new sessions and begun ones.
import * as fc from 'fast-check'
import {
  type Circumstances,
  type Distribution,
  type Fault,
  fairWeather,
  type Intervention,
  type JobFault,
  type Plan,
  planFromRequest,
  type RequestFault,
  simulate,
} from '../../src/simulate/index.js'
import { classificationError, createSessionRequest, uploadUri } from '../../src/testing/index.js'
import { minute, right } from '../machine/records.js'

const positive = fc.double({ min: 0.01, max: 20, noNaN: true })
const above1 = fc.double({ min: 1.01, max: 20, noNaN: true })

const distribution = (): fc.Arbitrary<Distribution> =>
  fc.oneof(
    positive.map((value) => ({ distribution: 'constant' as const, value })),
    fc
      .tuple(positive, positive)
      .map(([least, more]) => ({ distribution: 'uniform' as const, least, most: least + more })),
    positive.map((mean) => ({ distribution: 'exponential' as const, mean })),
    fc
      .tuple(positive, above1)
      .map(([median, spread]) => ({ distribution: 'logNormal' as const, median, spread })),
    fc.tuple(positive, above1).map(([least, shape]) => ({ distribution: 'pareto' as const, least, shape })),
  )

type Strike = { readonly rate: number } | { readonly atSeconds: number }

/** A share of the faults, or a time; shares are made to add to no more than 1 below. */
const strike = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }).map((rate) => ({ rate })),
  fc.integer({ min: 0, max: 60 }).map((atSeconds) => ({ atSeconds })),
)

const requestFault: fc.Arbitrary<RequestFault> = fc
  .tuple(strike, distribution(), above1)
  .chain(([when, seconds, factor]) =>
    fc.constantFrom<RequestFault>(
      { fault: 'lostAcknowledgement', ...when },
      { fault: 'duplicate', ...when },
      { fault: 'reordered', ...when, seconds },
      { fault: 'stalled', ...when, seconds },
      { fault: 'slow', ...when, factor },
      { fault: 'expiredUri', ...when },
    ),
  )

const failedJob: fc.Arbitrary<JobFault> = fc
  .tuple(strike, distribution())
  .map(([when, seconds]) => ({ fault: 'failedJob' as const, ...when, seconds }))

const ending: fc.Arbitrary<Fault> = fc.oneof(
  strike.map((when: Strike) => ({ fault: 'cancelled' as const, ...when })),
  fc
    .tuple(strike, classificationError())
    .map(([when, error]) => ({ fault: 'fatal' as const, ...when, error })),
)

/** The same faults, their rates made smaller where they would add to more than 1. */
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

const finishing: fc.Arbitrary<Intervention> = fc
  .tuple(occasion, classificationError(), fc.boolean())
  .map(([when, error, cancels]) => ({
    ...when,
    act: cancels ? { type: 'cancel' as const } : { type: 'fail' as const, error },
  }))

const circumstances = (
  faults: fc.Arbitrary<ReadonlyArray<Fault>>,
  interventions: fc.Arbitrary<ReadonlyArray<Intervention>>,
): fc.Arbitrary<Circumstances> =>
  fc.record({
    seed: fc.integer(),
    network: fc.record({
      parallelUploads: fc.integer({ min: 1, max: 6 }),
      throughput: distribution(),
      latency: distribution(),
    }),
    processing: fc.record({
      totalJobCount: fc.option(fc.nat(12)),
      workers: fc.integer({ min: 1, max: 5 }),
      secondsPerJob: distribution(),
    }),
    client: fc.record({ patienceSeconds: positive, secondsBetweenReads: positive }),
    faults: faults.map(withinOne),
    interventions,
  })

const new12 = createSessionRequest({ maxCount: 12 })

const planned = (circumstances: fc.Arbitrary<Circumstances>): fc.Arbitrary<Plan> =>
  fc
    .tuple(new12, circumstances, fc.option(fc.double({ min: 0, max: 0.95, noNaN: true })))
    .map(([request, circumstances, progress]) => {
      const plan = right(planFromRequest({ id: 'a', at: minute(0), request }, circumstances))
      if (progress === null) return plan
      // A session on its way: one that another simulation has come to.
      const moments = [...simulate({ ...plan, ...fairWeather })]
      const moment = moments[Math.floor(progress * moments.length)]
      return moment === undefined ? plan : { ...plan, session: moment.session, startDateTime: moment.at }
    })

/** Plans in which nothing ends the session but its completion, whatever else goes wrong. */
export const harmlessPlan = (): fc.Arbitrary<Plan> =>
  planned(
    circumstances(
      fc
        .tuple(fc.array(requestFault, { maxLength: 5 }), fc.array(failedJob, { maxLength: 2 }))
        .map(([requests, jobs]) => [...withinOne(requests), ...withinOne(jobs)]),
      fc.array(renewal, { maxLength: 2 }),
    ),
  )

/** Plans of every kind. */
export const anyPlan = (): fc.Arbitrary<Plan> =>
  fc.oneof(
    harmlessPlan(),
    planned(
      circumstances(
        fc.array(fc.oneof(requestFault, failedJob, ending), { maxLength: 7 }),
        fc.array(fc.oneof(renewal, finishing), { maxLength: 3 }),
      ),
    ),
  )
