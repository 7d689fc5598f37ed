// A session of a plan: its record, when its client begins, and the bytes of its blocks.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as NEA from 'fp-ts/lib/NonEmptyArray.js'
import type { CrossFieldIssue, DateTimeOffset } from '../../codec/index.js'
import {
  fromResource,
  initialSession,
  type NewSessionInput,
  type SessionRecord,
} from '../../machine/index.js'
import type { ExactMatchSession } from '../../model/index.js'
import { instantOf } from '../time/microseconds.js'
import { clockFrom } from '../time/virtualClock.js'
import type { SourceAt } from './planDocument.js'
import { type BlockBytes, defaultBlockBytes } from './sessionSource.js'

/** When the client of a session begins, and how much it uploads. */
export interface SessionTiming {
  /** Seconds from the start of the simulation. */
  readonly startsAtSeconds: number
  /** The bytes of every block, or of each block in its order. */
  readonly blockBytes: BlockBytes
}

/** A session of a plan. */
export interface PlannedSession extends SessionTiming {
  /** The session at the start of the simulation: new, or in any other state. */
  readonly session: SessionRecord
}

type Planned = E.Either<NEA.NonEmptyArray<CrossFieldIssue>, PlannedSession>

const plannedWith =
  ({ startsAtSeconds = 0, blockBytes = defaultBlockBytes }: Partial<SessionTiming>) =>
  (session: SessionRecord): Planned => {
    const { total } = session.context.blocks
    if (typeof blockBytes === 'number' || blockBytes.length === total)
      return E.right({ session, startsAtSeconds, blockBytes })
    const message = `blockBytes has ${blockBytes.length} values, but totalBlockCount is ${total}`
    return E.left(NEA.of({ path: '/blockBytes', message }))
  }

export const plannedFromRequest = (
  { id, at, request }: NewSessionInput,
  timing: Partial<SessionTiming>,
): Planned =>
  pipe(
    initialSession({ id, at, request }),
    E.flatMap<SessionRecord, NEA.NonEmptyArray<CrossFieldIssue>, PlannedSession>(plannedWith(timing)),
  )

export const plannedFromResource = (
  resource: ExactMatchSession,
  timing: Partial<SessionTiming> = {},
): Planned =>
  pipe(
    fromResource(resource),
    E.flatMap<SessionRecord, NEA.NonEmptyArray<CrossFieldIssue>, PlannedSession>(plannedWith(timing)),
  )

const issuesUnder =
  (pointer: string, inner: string) =>
  (issues: ReadonlyArray<CrossFieldIssue>): ReadonlyArray<CrossFieldIssue> =>
    issues.map(({ path, message }) => ({
      path: `${pointer}${path === '/blockBytes' ? '' : inner}${path}`,
      message,
    }))

/** The session of a source, created when its client begins, with an id for one that has none. */
export const plannedFromSource = (
  { source, pointer }: SourceAt,
  at: DateTimeOffset,
  otherwiseId: string,
): E.Either<ReadonlyArray<CrossFieldIssue>, PlannedSession> => {
  if ('request' in source) {
    const id = source.id ?? otherwiseId
    const { request, startsAtSeconds = 0 } = source
    // The start itself keeps its offset and its last digits.
    const created = startsAtSeconds === 0 ? at : clockFrom(at)(instantOf(startsAtSeconds))
    return pipe(
      plannedFromRequest({ id, at: created, request }, source),
      E.mapLeft(issuesUnder(pointer, '/request')),
    )
  }
  if ('resource' in source) {
    const resource = { ...source.resource, id: source.resource.id ?? otherwiseId }
    return pipe(plannedFromResource(resource, source), E.mapLeft(issuesUnder(pointer, '/resource')))
  }
  return E.left([{ path: `${pointer}/csv`, message: 'a plan with a table is read by readPlan' }])
}
