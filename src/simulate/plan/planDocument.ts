// A plan as it is written: JSON or YAML. The rest is completed from the default scenario.
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'
import { type CrossFieldIssue, DateTimeOffset, dateOf, Int32, oneOfKeys, refine } from '../../codec/index.js'
import { Bandwidth } from './bandwidth.js'
import { Distribution } from './distribution.js'
import { Expectations } from './expectations.js'
import { Faults } from './fault.js'
import { Intervention } from './intervention.js'
import {
  Count,
  ElapsedSeconds,
  Fraction,
  Growth,
  handwritten,
  Natural,
  Ordinal,
  Parallelism,
  Positive,
} from './quantity.js'
import { type Scenario as CompleteScenario, defaultScenario, type Network, sizedNetwork } from './scenario.js'
import { SessionSource } from './sessionSource.js'

const partial = <P extends t.Props>(name: string, properties: P) => handwritten(t.partial(properties, name))

const Start = t.refinement(DateTimeOffset, (at) => O.isSome(dateOf(at)), 'a timestamp that a Date can hold')

const oneSpeed = ({ bandwidth, throughput }: Partial<Network>): ReadonlyArray<CrossFieldIssue> =>
  bandwidth === undefined || throughput === undefined
    ? []
    : [{ path: '/throughput', message: 'a network has a bandwidth or a throughput; found both' }]

const orNull = <C extends t.Mixed>(codec: C) => t.union([codec, t.null])

const Scenario = t.partial({
  startDateTime: Start,
  seed: Int32,
  network: refine(
    partial('Network', {
      parallelUploads: Parallelism,
      bandwidth: Bandwidth,
      throughput: Distribution,
      latency: Distribution,
    }),
    oneSpeed,
  ),
  service: partial('Service', {
    requestsPerSecond: orNull(Positive),
    expiresAfterSeconds: orNull(Positive),
  }),
  processing: partial('Processing', {
    totalJobCount: orNull(Natural),
    workers: Parallelism,
    secondsPerJob: Distribution,
  }),
  client: partial('Client', {
    timeoutSeconds: Positive,
    secondsBetweenReads: Positive,
    retry: partial('Retry', {
      initialSeconds: Positive,
      factor: Growth,
      maxSeconds: Positive,
      jitter: Fraction,
      maxAttempts: orNull(Ordinal),
    }),
  }),
  faults: Faults,
  interventions: t.readonlyArray(Intervention),
  limits: partial('Limits', { seconds: ElapsedSeconds, events: Count }),
  expect: Expectations,
})

const Sessions = t.refinement(
  t.readonlyArray(SessionSource),
  (sessions) => sessions.length > 0,
  'at least one session',
)

/**
 * A plan as it is written, with one `session` or several `sessions`. A misspelt name is an issue, as is a rate below 0,
 * rates that add up to more than 1, an empty range, an unknown fault.
 *
 * @example
 * import { PlanDocument } from 'exact-match-session/simulate'
 *
 * const session = { request: { totalBlockCount: 15 } }
 * PlanDocument.is({ session, faults: [{ fault: 'duplicate', rate: 0.1 }] }) // true
 * PlanDocument.is({ sessions: [session, { ...session, startsAtSeconds: 60 }] }) // true
 * PlanDocument.is({ session, fault: [] }) // false
 */
export const PlanDocument = handwritten(
  t.intersection(
    [
      oneOfKeys('a plan', {
        session: t.type({ session: SessionSource }),
        sessions: t.type({ sessions: Sessions }),
      }),
      Scenario,
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

/** A session of a document, and the JSON pointer to it. */
export interface SourceAt {
  readonly source: SessionSource
  readonly pointer: string
}

/** The sessions of a document, in their order. */
export const sourcesOf = (document: PlanDocument): ReadonlyArray<SourceAt> =>
  'session' in document
    ? [{ source: document.session, pointer: '/session' }]
    : document.sessions.map((source, index) => ({ source, pointer: `/sessions/${index}` }))

/** A network completed: a bandwidth that is given replaces a throughput by default, and the other way round. */
const networkOf = (network: Partial<Network>, otherwise: Network): Network => {
  const { bandwidth, throughput, ...rest } = otherwise
  const speed =
    network.bandwidth !== undefined || network.throughput !== undefined
      ? {}
      : {
          ...(bandwidth === undefined ? {} : { bandwidth }),
          ...(throughput === undefined ? {} : { throughput }),
        }
  return { ...rest, ...speed, ...network }
}

/** The scenario of a plan, completed from the default scenario; blocks whose bytes are known share a link by default. */
export const scenarioOf = (document: PlanDocument): CompleteScenario => {
  const isSized = sourcesOf(document).some(({ source }) => 'blockBytes' in source)
  const { client } = defaultScenario
  return {
    seed: document.seed ?? defaultScenario.seed,
    network: networkOf(document.network ?? {}, isSized ? sizedNetwork : defaultScenario.network),
    service: { ...defaultScenario.service, ...document.service },
    processing: { ...defaultScenario.processing, ...document.processing },
    client: { ...client, ...document.client, retry: { ...client.retry, ...document.client?.retry } },
    faults: document.faults ?? defaultScenario.faults,
    interventions: document.interventions ?? defaultScenario.interventions,
    limits: { ...defaultScenario.limits, ...document.limits },
  }
}
