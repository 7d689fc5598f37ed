// A plan: a session and the scenario in which it is simulated; from a request, from a resource, from its JSON.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import * as t from 'io-ts'
import { type CrossFieldIssue, type DateTimeOffset, transform } from '../../codec/index.js'
import {
  fromResource,
  initialSession,
  type NewSessionInput,
  type ResourceIssue,
  type SessionRecord,
  toResource,
} from '../../machine/index.js'
import type { ExactMatchSession } from '../../model/index.js'
import { guidFrom } from '../generate.js'
import { defaultStart, PlanDocument, scenarioOf } from './planDocument.js'
import { defaultScenario, type Scenario } from './scenario.js'

/** A session and the scenario in which it is simulated; the codec of the same name reads its JSON. */
export interface Plan extends Scenario {
  /** The session at the start of the simulation: new, or in any other state. */
  readonly session: SessionRecord
  readonly startDateTime: DateTimeOffset
}

const planWith =
  (
    startDateTime: DateTimeOffset,
    {
      seed = defaultScenario.seed,
      network = defaultScenario.network,
      processing = defaultScenario.processing,
      client = defaultScenario.client,
      faults = defaultScenario.faults,
      interventions = defaultScenario.interventions,
    }: Partial<Scenario>,
  ) =>
  (session: SessionRecord): Plan => ({
    session,
    startDateTime,
    seed,
    network,
    processing,
    client,
    faults,
    interventions,
  })

/**
 * A plan for the session of a create request; the scenario is completed from {@link defaultScenario}.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { planFromRequest } from 'exact-match-session/simulate'
 * import * as E from 'fp-ts/lib/Either.js'
 * import { pipe } from 'fp-ts/lib/function.js'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * const plan = planFromRequest({ id: 'a', at, request: { totalBlockCount: 15 } }, { seed: 7 })
 * pipe(plan, E.map(({ seed }) => seed)) // right(7)
 */
export const planFromRequest = (
  input: NewSessionInput,
  scenario: Partial<Scenario> = {},
): E.Either<NonEmptyArray<ResourceIssue>, Plan> =>
  pipe(initialSession(input), E.map(planWith(input.at, scenario)))

/**
 * A plan that continues a session as a service returned it, in any state; an id that is missing is generated from the
 * seed.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { planFromResource } from 'exact-match-session/simulate'
 * import * as E from 'fp-ts/lib/Either.js'
 * import { pipe } from 'fp-ts/lib/function.js'
 *
 * const resource = { totalBlockCount: 15, remainingBlockCount: 3, state: 'UploadInProgress' }
 * const plan = planFromResource(resource, DateTimeOffset.of('2026-11-24T09:00:00Z'))
 * pipe(plan, E.map(({ session }) => session.value)) // right('uploading')
 */
export const planFromResource = (
  resource: ExactMatchSession,
  at: DateTimeOffset,
  scenario: Partial<Scenario> = {},
): E.Either<NonEmptyArray<ResourceIssue>, Plan> =>
  pipe(
    fromResource({ ...resource, id: resource.id ?? guidFrom(scenario.seed ?? defaultScenario.seed) }),
    E.map(planWith(at, scenario)),
  )

const issuesUnder =
  (pointer: string) =>
  (issues: ReadonlyArray<ResourceIssue>): ReadonlyArray<CrossFieldIssue> =>
    issues.map(({ path, message }) => ({ path: pointer + path, message }))

/** The plan of a document; its session must not come from a table, which only `readPlan` reads. */
const planOfDocument = (document: PlanDocument): E.Either<ReadonlyArray<CrossFieldIssue>, Plan> => {
  const { session, startDateTime: at = defaultStart } = document
  const scenario = scenarioOf(document)
  if ('request' in session) {
    const id = session.id ?? guidFrom(scenario.seed)
    return pipe(
      planFromRequest({ id, at, request: session.request }, scenario),
      E.mapLeft(issuesUnder('/session/request')),
    )
  }
  if ('resource' in session) {
    return pipe(planFromResource(session.resource, at, scenario), E.mapLeft(issuesUnder('/session/resource')))
  }
  return E.left([{ path: '/session/csv', message: 'a plan with a table is read by readPlan' }])
}

const documentOf = ({ session, ...rest }: Plan): PlanDocument => ({
  session: { resource: toResource(session) },
  ...rest,
})

const hasRecord = t.type({ session: t.type({ value: t.string, context: t.UnknownRecord }) })

const isPlan = (value: unknown): value is Plan =>
  hasRecord.is(value) &&
  pipe(
    // Of a value that is no plan after all, documentOf throws or gives an invalid document.
    E.tryCatch(() => documentOf(value as unknown as Plan), E.toError),
    E.exists(PlanDocument.is),
  )

/**
 * A plan from its JSON and back. Encoded, its session is a resource, and the scenario is complete.
 *
 * @example
 * import { issuesOf } from 'exact-match-session/codec'
 * import { Plan } from 'exact-match-session/simulate'
 * import * as E from 'fp-ts/lib/Either.js'
 * import { pipe } from 'fp-ts/lib/function.js'
 *
 * Plan.decode({ session: { request: { totalBlockCount: 15 } }, seed: 7 }) // right({ session, seed: 7, … })
 * const bad = Plan.decode({ session: { resource: { totalBlockCount: 3, remainingBlockCount: 15 } } })
 * pipe(bad, E.mapLeft((errors) => issuesOf(errors).map(({ path }) => path)))
 * // left(['/session/resource/remainingBlockCount'])
 */
export const Plan: t.Type<Plan, PlanDocument, unknown> = transform('Plan', PlanDocument, {
  is: isPlan,
  decode: planOfDocument,
  encode: documentOf,
})
