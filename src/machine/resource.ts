// The record as the resource and back. The resource is what is stored: any other implementation can read it.
import { sequenceS } from 'fp-ts/lib/Apply.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as NEA from 'fp-ts/lib/NonEmptyArray.js'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, known, laterOf } from '../codec/index.js'
import {
  type BrokenLaw,
  brokenLaws,
  type ExactMatchSession,
  type Remaining,
  type SessionStateName,
  sessionStateOf,
  sessionStates,
} from '../model/index.js'
import { uploadTargetOf } from './expiry.js'
import { inferredState } from './inference.js'
import {
  moving,
  type SessionContext,
  type SessionFacts,
  type SessionRecord,
  type Tally,
  type Timeline,
} from './record.js'

/** Why a resource is no session the machine can hold: a law it breaks, or something it does not tell. */
export type ResourceFault = BrokenLaw | Unknown

/** Something that must be known and isn't. */
export interface Unknown {
  readonly law: null
  /** JSON pointer to the property that would tell. */
  readonly path: string
  readonly message: string
}

const unknown = (property: keyof ExactMatchSession, message: string): Unknown => ({
  law: null,
  path: `/${property}`,
  message,
})

/**
 * The session as the resource: all 21 properties, null where there is nothing, and whatever else it came with.
 *
 * @example
 * import { type SessionRecord, toResource } from 'exact-match-session/machine'
 *
 * const state = (record: SessionRecord) => toResource(record).state
 */
export const toResource = ({ value, context }: SessionRecord): ExactMatchSession => {
  const { facts, upload, blocks, jobs, timeline, error, lastUpdatedDateTime } = context
  // A spread copy is slow to add to: this costs a fifteenth of `{ ...facts, creationDateTime, … }`.
  return Object.assign({}, facts, {
    creationDateTime: timeline.creationDateTime,
    startDateTime: timeline.startDateTime,
    lastUpdatedDateTime,
    completionDateTime: timeline.completionDateTime,
    error,
    dataUploadURI: upload.dataUploadURI,
    remainingBlockCount: blocks.remaining,
    totalBlockCount: blocks.total,
    state: sessionStates[value].wire,
    uploadCompletionDateTime: timeline.uploadCompletionDateTime,
    processingCompletionDateTime: timeline.processingCompletionDateTime,
    totalJobCount: jobs?.total ?? null,
    remainingJobCount: jobs?.remaining ?? null,
  })
}

/** The facts that a resource always tells, and what it says where it has none. */
const blank = {
  '@odata.type': '#microsoft.graph.exactMatchSession',
  datastoreId: null,
  uploadAgentId: null,
  fields: null,
  fileName: null,
  checksum: null,
  rowsPerBlock: null,
  salt: null,
} as const satisfies SessionFacts

const isMoving = (property: string): boolean => moving.some((name) => name === property)

/** Undefined, as a spread may leave it, is as good as missing. */
const factsOf = (session: ExactMatchSession): SessionFacts =>
  Object.fromEntries([
    ...(known(session.id) ? [['id', session.id]] : []),
    ...Object.entries(blank),
    ...Object.entries(session).filter(([property, value]) => value !== undefined && !isMoving(property)),
  ])

const timelineOf = (session: ExactMatchSession): Timeline => ({
  creationDateTime: session.creationDateTime ?? null,
  startDateTime: session.startDateTime ?? null,
  uploadCompletionDateTime: session.uploadCompletionDateTime ?? null,
  processingCompletionDateTime: session.processingCompletionDateTime ?? null,
  completionDateTime: session.completionDateTime ?? null,
})

/** The last time that is there: where nobody says when a session was last updated, it was not before that. */
const lastOf = (timeline: Timeline): DateTimeOffset | null =>
  Object.values(timeline).reduce<DateTimeOffset | null>(
    (last, at: DateTimeOffset | null) => (last === null || at === null ? (last ?? at) : laterOf(last, at)),
    null,
  )

const stateOf = (session: ExactMatchSession): E.Either<ResourceFault, SessionStateName> => {
  if (!known(session.state)) {
    return E.fromNullable(unknown('state', 'state is not told, and counts and times fit more than one'))(
      inferredState(session),
    )
  }
  const message = `state is ${JSON.stringify(session.state)}; this model knows ${Object.values(sessionStates)
    .map(({ wire }) => wire)
    .join(', ')}`
  return E.fromNullable(unknown('state', message))(sessionStateOf(session.state))
}

/** How many remain: what the session says, else what its state implies. */
const remainingOf = (told: number | null | undefined, implied: Remaining, total: number): number | null => {
  if (known(told)) return told
  if (implied === 'all') return total
  return implied === 'none' ? 0 : null
}

const noTotal = unknown('totalBlockCount', 'totalBlockCount is not told')

const blocksOf = (session: ExactMatchSession, state: SessionStateName): E.Either<ResourceFault, Tally> => {
  const { totalBlockCount: total } = session
  if (!known(total)) return E.left(noTotal)
  const remaining = remainingOf(session.remainingBlockCount, sessionStates[state].blocks, total)
  return remaining === null
    ? E.left(
        unknown(
          'remainingBlockCount',
          `remainingBlockCount is not told, and the state ${sessionStates[state].wire} does not imply it`,
        ),
      )
    : E.right({ total, remaining })
}

const jobsOf = (
  session: ExactMatchSession,
  state: SessionStateName,
): E.Either<ResourceFault, Tally | null> => {
  const { totalJobCount: total, remainingJobCount } = session
  if (!known(total)) {
    return known(remainingJobCount) || state === 'processing'
      ? E.left(
          unknown('totalJobCount', 'totalJobCount is not told, though jobs remain or have been processed'),
        )
      : E.right(null)
  }
  const remaining = remainingOf(remainingJobCount, sessionStates[state].jobs, total)
  return remaining === null
    ? E.left(
        unknown(
          'remainingJobCount',
          `remainingJobCount is not told, and the state ${sessionStates[state].wire} does not imply it`,
        ),
      )
    : E.right({ total, remaining })
}

const lawful = (session: ExactMatchSession): E.Either<NEA.NonEmptyArray<ResourceFault>, ExactMatchSession> =>
  pipe(
    NEA.fromArray<ResourceFault>([...brokenLaws(session)]),
    O.match(() => E.right(session), E.left),
  )

const everyFault = sequenceS(E.getApplicativeValidation(NEA.getSemigroup<ResourceFault>()))

const oneFault: <A>(told: E.Either<ResourceFault, A>) => E.Either<NEA.NonEmptyArray<ResourceFault>, A> =
  E.mapLeft(NEA.of)

const contextOf = (session: ExactMatchSession, blocks: Tally, jobs: Tally | null): SessionContext => {
  const timeline = timelineOf(session)
  return {
    facts: factsOf(session),
    upload: uploadTargetOf(session.dataUploadURI ?? null),
    blocks,
    jobs,
    timeline,
    error: session.error ?? null,
    lastUpdatedDateTime: session.lastUpdatedDateTime ?? lastOf(timeline),
  }
}

/**
 * The record of a resource, of either metadata generation and in any state; a state that is not told is inferred.
 * Left: every law the resource breaks, and what the machine must know and can't.
 *
 * @example
 * import { fromResource } from 'exact-match-session/machine'
 *
 * fromResource({ state: 'UploadInProgress', totalBlockCount: 15, remainingBlockCount: 3 }) // right(…)
 * fromResource({ state: 'UploadInProgress', totalBlockCount: 15 }) // left: remainingBlockCount is not told
 */
export const fromResource = (
  session: ExactMatchSession,
): E.Either<NEA.NonEmptyArray<ResourceFault>, SessionRecord> =>
  pipe(
    stateOf(session),
    E.mapLeft(
      (fault): NEA.NonEmptyArray<ResourceFault> => [
        fault,
        ...brokenLaws(session),
        ...(known(session.totalBlockCount) ? [] : [noTotal]),
      ],
    ),
    E.flatMap((value) =>
      pipe(
        everyFault({
          lawful: lawful({ ...session, state: sessionStates[value].wire }),
          blocks: oneFault(blocksOf(session, value)),
          jobs: oneFault(jobsOf(session, value)),
        }),
        E.map(({ blocks, jobs }) => ({ value, context: contextOf(session, blocks, jobs) })),
      ),
    ),
  )
