// A plan as it is written down: JSON or YAML. What may be left out is fair weather.
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'
import { DateTimeOffset, dateOf, Int32 } from '../../codec/index.js'
import { CreateSessionRequest, ExactMatchSession } from '../../model/index.js'
import { Distribution } from './distribution.js'
import { Faults } from './fault.js'
import { Intervention } from './intervention.js'
import { keyed } from './keyed.js'
import { type Circumstances, fairWeather } from './plan.js'
import { Natural, Positive, Width } from './quantity.js'
import { closed } from './together.js'

const partial = <P extends t.Props>(name: string, properties: P) =>
  closed(t.partial(properties, name), Object.keys(properties))

const circumstances = {
  seed: Int32,
  network: partial('Network', { parallelUploads: Width, throughput: Distribution, latency: Distribution }),
  processing: partial('Processing', {
    totalJobCount: t.union([Natural, t.null]),
    workers: Width,
    secondsPerJob: Distribution,
  }),
  client: partial('Client', { patienceSeconds: Positive, secondsBetweenReads: Positive }),
  faults: Faults,
  interventions: t.readonlyArray(Intervention),
}

const Rows = t.refinement(Natural, (rows) => rows > 0, 'a whole number from 1 to 2147483647')

/** What a plan's session comes from. */
const Origin = keyed('session', {
  /** A create request; the id is drawn from the seed where neither tells one. */
  request: closed(t.intersection([t.type({ request: CreateSessionRequest }), t.partial({ id: t.string })]), [
    'request',
    'id',
  ]),
  /** A session to go on with. */
  resource: closed(t.type({ resource: ExactMatchSession }), ['resource']),
  /** A table, as a path from where the plan is. */
  csv: closed(t.intersection([t.type({ csv: t.string, rowsPerBlock: Rows }), t.partial({ id: t.string })]), [
    'csv',
    'rowsPerBlock',
    'id',
  ]),
})

const Start = t.refinement(DateTimeOffset, (at) => O.isSome(dateOf(at)), 'a timestamp that a Date can hold')

const optional = { startDateTime: Start, ...circumstances }

/**
 * A plan as it is written down. A misspelt name is an issue, as is a rate below 0, rates that add to more than 1, a
 * distribution without length, an unknown fault.
 *
 * @example
 * import { PlanDocument } from 'exact-match-session/simulate'
 *
 * PlanDocument.is({ session: { request: { totalBlockCount: 15 } }, faults: [{ fault: 'duplicate', rate: 0.1 }] })
 */
export const PlanDocument = closed(
  t.intersection([t.type({ session: Origin }), t.partial(optional)], 'PlanDocument'),
  ['session', ...Object.keys(optional)],
)
export type PlanDocument = t.TypeOf<typeof PlanDocument>

/**
 * When a plan begins that doesn't say when: the same each time.
 *
 * @example
 * import { defaultStart } from 'exact-match-session/simulate'
 *
 * defaultStart.length > 0 // true
 */
export const defaultStart: DateTimeOffset = pipe(
  '2026-01-01T00:00:00Z',
  O.fromPredicate(DateTimeOffset.is),
  O.getOrElse((): DateTimeOffset => {
    throw new Error('the default start is no timestamp')
  }),
)

/** The circumstances of a plan, with fair weather wherever it says nothing. */
export const circumstancesOf = (document: PlanDocument): Circumstances => ({
  seed: document.seed ?? fairWeather.seed,
  network: { ...fairWeather.network, ...document.network },
  processing: { ...fairWeather.processing, ...document.processing },
  client: { ...fairWeather.client, ...document.client },
  faults: document.faults ?? fairWeather.faults,
  interventions: document.interventions ?? fairWeather.interventions,
})
