// A plan as it is written: JSON or YAML. The rest is completed from the default scenario.
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'
import { DateTimeOffset, dateOf, Int32, oneOfKeys } from '../../codec/index.js'
import { CreateSessionRequest, ExactMatchSession } from '../../model/index.js'
import { Distribution } from './distribution.js'
import { Faults } from './fault.js'
import { Intervention } from './intervention.js'
import { handwritten, Natural, Parallelism, Positive } from './quantity.js'
import { defaultScenario, type Scenario } from './scenario.js'
import { AllowedBadLines, Delimiter } from './tableOptions.js'

const partial = <P extends t.Props>(name: string, properties: P) => handwritten(t.partial(properties, name))

const Rows = t.refinement(Natural, (rows) => rows > 0, 'a whole number from 1 to 2147483647')

const OptionalId = t.partial({ id: t.string })

/** How a table is read. */
const Reading = t.partial({ delimiter: Delimiter, allowBadLines: AllowedBadLines })

/** The bytes of each block, in order; a table has its own. */
const BlockBytes = t.partial({ blockBytes: t.readonlyArray(Natural) })

/** Where the session of a plan comes from. */
const Source = oneOfKeys('session', {
  /** A create request; an id that is missing is generated from the seed. */
  request: handwritten(
    t.intersection([t.type({ request: CreateSessionRequest }), OptionalId, BlockBytes], 'session'),
  ),
  /** A session to continue. */
  resource: handwritten(t.type({ resource: ExactMatchSession }, 'session')),
  /** A table, by its path relative to the plan. */
  csv: handwritten(
    t.intersection([t.type({ csv: t.string, rowsPerBlock: Rows }), OptionalId, Reading], 'session'),
  ),
})

const Start = t.refinement(DateTimeOffset, (at) => O.isSome(dateOf(at)), 'a timestamp that a Date can hold')

/**
 * A plan as it is written. A misspelt name is an issue, as is a rate below 0, rates that add up to more than 1, an
 * empty range, an unknown fault.
 *
 * @example
 * import { PlanDocument } from 'exact-match-session/simulate'
 *
 * const session = { request: { totalBlockCount: 15 } }
 * PlanDocument.is({ session, faults: [{ fault: 'duplicate', rate: 0.1 }] }) // true
 * PlanDocument.is({ session, fault: [] }) // false
 */
export const PlanDocument = handwritten(
  t.intersection(
    [
      t.type({ session: Source }),
      t.partial({
        startDateTime: Start,
        seed: Int32,
        network: partial('Network', {
          parallelUploads: Parallelism,
          throughput: Distribution,
          latency: Distribution,
        }),
        processing: partial('Processing', {
          totalJobCount: t.union([Natural, t.null]),
          workers: Parallelism,
          secondsPerJob: Distribution,
        }),
        client: partial('Client', { timeoutSeconds: Positive, secondsBetweenReads: Positive }),
        faults: Faults,
        interventions: t.readonlyArray(Intervention),
      }),
    ],
    'PlanDocument',
  ),
)
export type PlanDocument = t.TypeOf<typeof PlanDocument>

/**
 * The start of a plan without a `startDateTime`.
 *
 * @example
 * import { defaultStart } from 'exact-match-session/simulate'
 *
 * defaultStart // '2026-01-01T00:00:00Z'
 */
export const defaultStart: DateTimeOffset = DateTimeOffset.of('2026-01-01T00:00:00Z')

/** The scenario of a plan, completed from the default scenario. */
export const scenarioOf = (document: PlanDocument): Scenario => ({
  seed: document.seed ?? defaultScenario.seed,
  network: { ...defaultScenario.network, ...document.network },
  processing: { ...defaultScenario.processing, ...document.processing },
  client: { ...defaultScenario.client, ...document.client },
  faults: document.faults ?? defaultScenario.faults,
  interventions: document.interventions ?? defaultScenario.interventions,
})
