// A plan and its JSON: a codec, so that a plan can be stored, sent and read with the same readable errors as a session.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { type ResourceIssue, toResource } from '../../machine/index.js'
import { guidFrom } from '../mint.js'
import { type Plan as PlanValue, planFromRequest, planFromResource } from './plan.js'
import { circumstancesOf, defaultStart, PlanDocument } from './planDocument.js'
import { failuresOf, inPlace, type Mismatch } from './together.js'

const mismatchesUnder =
  (...keys: ReadonlyArray<string>) =>
  (faults: ReadonlyArray<ResourceIssue>): ReadonlyArray<Mismatch> =>
    faults.map(({ path, message }) => ({ keys: [...keys, ...path.split('/').slice(1)], message }))

/** The plan of a document, unless its session is one that must be read from a table first. */
const planOf = (document: PlanDocument): E.Either<ReadonlyArray<Mismatch>, PlanValue> => {
  const { session, startDateTime: at = defaultStart } = document
  const circumstances = circumstancesOf(document)
  if ('request' in session) {
    const id = session.id ?? guidFrom(circumstances.seed)
    return pipe(
      planFromRequest({ id, at, request: session.request }, circumstances),
      E.mapLeft(mismatchesUnder('session', 'request')),
    )
  }
  if ('resource' in session) {
    return pipe(
      planFromResource(session.resource, at, circumstances),
      E.mapLeft(mismatchesUnder('session', 'resource')),
    )
  }
  return E.left([{ keys: ['session', 'csv'], message: 'a table must be read first: readPlan does it' }])
}

const encode = ({ session, ...rest }: PlanValue): PlanDocument => ({
  session: { resource: toResource(session) },
  ...rest,
})

const looksLikePlan = t.type({ session: t.type({ value: t.string, context: t.UnknownRecord }) })

/** What has a record for a session may be a plan; whether it is one, its document shows. */
const isPlan = (value: unknown): value is PlanValue =>
  looksLikePlan.is(value) &&
  pipe(
    // Where it is no plan after all, encoding it fails, or gives what is no document.
    E.tryCatch(() => encode(value as unknown as PlanValue), E.toError),
    E.exists(PlanDocument.is),
  )

/**
 * A plan from its JSON and back. Encoded, its session is a resource, and nothing is left out.
 *
 * @example
 * import { Plan } from 'exact-match-session/simulate'
 *
 * Plan.decode({ session: { request: { totalBlockCount: 15 } }, seed: 7 }) // right({ session, seed: 7, … })
 * Plan.decode({ session: { resource: { totalBlockCount: 3, remainingBlockCount: 15 } } })
 * // left: /session/resource/remainingBlockCount is more than there are
 */
export const Plan: t.Type<PlanValue, PlanDocument, unknown> = new t.Type(
  'Plan',
  isPlan,
  (value, context) =>
    pipe(
      PlanDocument.validate(value, inPlace(context, PlanDocument)),
      E.flatMap((document) =>
        pipe(
          planOf(document),
          E.orElse((mismatches) => failuresOf(value, context, mismatches)),
        ),
      ),
    ),
  encode,
)
export type Plan = PlanValue
