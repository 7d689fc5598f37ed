// A plan: sessions and the scenario in which they are simulated; from a request, from a resource, from its JSON.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import * as t from 'io-ts'
import { type CrossFieldIssue, type DateTimeOffset, transform } from '../../codec/index.js'
import { type NewSessionInput, toResource } from '../../machine/index.js'
import type { ExactMatchSession } from '../../model/index.js'
import { guidFrom } from '../random/generate.js'
import type { Expectations } from './expectations.js'
import { defaultStart, PlanDocument, scenarioOf, sourcesOf } from './planDocument.js'
import {
  type PlannedSession,
  plannedFromRequest,
  plannedFromResource,
  plannedFromSource,
  type SessionTiming,
} from './plannedSession.js'
import { defaultScenario, type Scenario } from './scenario.js'
import { defaultBlockBytes } from './sessionSource.js'

/** Sessions and the scenario in which they are simulated; the codec of the same name reads its JSON. */
export interface Plan extends Scenario {
  /** At least one; several share the link, the service's limits and its workers. Their ids differ. */
  readonly sessions: ReadonlyNonEmptyArray<PlannedSession>
  readonly startDateTime: DateTimeOffset
  /** What the outcome should be; it changes nothing in the simulation. */
  readonly expect?: Expectations
}

/** A new session, when its client begins, and the bytes of its blocks. */
export interface PlannedRequest extends NewSessionInput, Partial<SessionTiming> {}

const planWith =
  (startDateTime: DateTimeOffset, scenario: Partial<Scenario>) =>
  (session: PlannedSession): Plan => ({ ...defaultScenario, ...scenario, sessions: [session], startDateTime })

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
  input: PlannedRequest,
  scenario: Partial<Scenario> = {},
): E.Either<NonEmptyArray<CrossFieldIssue>, Plan> =>
  pipe(plannedFromRequest(input, input), E.map(planWith(input.at, scenario)))

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
 * pipe(plan, E.map(({ sessions }) => sessions.map(({ session }) => session.value))) // right(['uploading'])
 */
export const planFromResource = (
  resource: ExactMatchSession,
  at: DateTimeOffset,
  scenario: Partial<Scenario> = {},
): E.Either<NonEmptyArray<CrossFieldIssue>, Plan> =>
  pipe(
    plannedFromResource({ ...resource, id: resource.id ?? guidFrom(scenario.seed ?? defaultScenario.seed) }),
    E.map(planWith(at, scenario)),
  )

const sharedIds = (sessions: ReadonlyArray<PlannedSession>): ReadonlyArray<CrossFieldIssue> => {
  const known = new Set<string | null | undefined>()
  return sessions.flatMap(({ session }, index) => {
    const { id } = session.context.metadata
    if (known.size < known.add(id).size) return []
    return [
      { path: `/sessions/${index}`, message: `${JSON.stringify(id)} is the id of another session, too` },
    ]
  })
}

/** The plan of a document; its sessions must not come from a table, which only `readPlan` reads. */
const planOfDocument = (document: PlanDocument): E.Either<ReadonlyArray<CrossFieldIssue>, Plan> => {
  const { startDateTime = defaultStart, expect } = document
  const scenario = scenarioOf(document)
  const planned = sourcesOf(document).map((at, index) =>
    plannedFromSource(at, startDateTime, guidFrom(scenario.seed, index)),
  )
  const sessions: ReadonlyArray<PlannedSession> = planned.flatMap((each) =>
    E.isRight(each) ? [each.right] : [],
  )
  const issues = [...planned.flatMap((each) => (E.isLeft(each) ? each.left : [])), ...sharedIds(sessions)]
  return issues.length === 0 && isNonEmpty(sessions)
    ? E.right({ ...scenario, sessions, startDateTime, ...(expect === undefined ? {} : { expect }) })
    : E.left(issues)
}

const sourceOf = ({ session, startsAtSeconds, blockBytes }: PlannedSession) => ({
  resource: toResource(session),
  ...(startsAtSeconds === 0 ? {} : { startsAtSeconds }),
  ...(blockBytes === defaultBlockBytes ? {} : { blockBytes }),
})

const documentOf = ({ sessions, ...rest }: Plan): PlanDocument => {
  const sources = sessions.map(sourceOf)
  const [first, ...others] = sources
  return first !== undefined && others.length === 0
    ? { session: first, ...rest }
    : { sessions: sources, ...rest }
}

const hasRecords = t.type({
  sessions: t.array(t.type({ session: t.type({ value: t.string, context: t.UnknownRecord }) })),
})

const isPlan = (value: unknown): value is Plan =>
  hasRecords.is(value) &&
  pipe(
    // Of a value that is no plan after all, documentOf throws or gives an invalid document.
    E.tryCatch(() => documentOf(value as unknown as Plan), E.toError),
    E.exists(PlanDocument.is),
  )

/**
 * A plan from its JSON and back. Encoded, its sessions are resources, and the scenario is complete.
 *
 * @example
 * import { issuesOf } from 'exact-match-session/codec'
 * import { Plan } from 'exact-match-session/simulate'
 * import * as E from 'fp-ts/lib/Either.js'
 * import { pipe } from 'fp-ts/lib/function.js'
 *
 * Plan.decode({ session: { request: { totalBlockCount: 15 } }, seed: 7 }) // right({ sessions: […], seed: 7, … })
 * const bad = Plan.decode({ session: { resource: { totalBlockCount: 3, remainingBlockCount: 15 } } })
 * pipe(bad, E.mapLeft((errors) => issuesOf(errors).map(({ path }) => path)))
 * // left(['/session/resource/remainingBlockCount'])
 */
export const Plan: t.Type<Plan, PlanDocument, unknown> = transform('Plan', PlanDocument, {
  is: isPlan,
  decode: planOfDocument,
  encode: documentOf,
})
