// Test vectors: histories with the session expected after each event, as JSON, for implementations in any language.
// docs/vectors.md says the format in full; what is written here is version 1.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { DateTimeOffset, Int32 } from '../../codec/index.js'
import { explain, SessionEvent, type SessionRecord, toResource } from '../../machine/index.js'
import { CreateSessionRequest, ExactMatchSession } from '../../model/index.js'
import { historyWithRefusals, type SessionHistory, type SessionMoment } from './sessionHistory.js'

const VectorStep = t.type(
  {
    event: SessionEvent,
    /** Null where the event is taken; else why not: the reason's name, and a sentence. */
    refused: t.union([t.type({ code: t.string, message: t.string }), t.null]),
    /** The session after the event; after a refused one, as it was before. */
    session: ExactMatchSession,
  },
  'VectorStep',
)

/**
 * One history as a test vector: a session as it is created, then event by event what must come of it.
 *
 * @example
 * import { Vector } from 'exact-match-session/testing'
 * import * as E from 'fp-ts/lib/Either.js'
 *
 * const isVector = (line: string) => E.isRight(Vector.decode(JSON.parse(line)))
 */
export const Vector = t.type(
  {
    version: t.literal(2),
    /** The vector's number, from 1 on. */
    number: Int32,
    id: t.string,
    at: DateTimeOffset,
    request: CreateSessionRequest,
    /** The session that the request begins. */
    session: ExactMatchSession,
    steps: t.readonlyArray(VectorStep),
  },
  'Vector',
)
export interface Vector extends t.TypeOf<typeof Vector> {}

interface Unfolding {
  readonly record: SessionRecord
  readonly steps: ReadonlyArray<Vector['steps'][number]>
}

const stepAfter = ({ record, steps }: Unfolding, { event, outcome }: SessionMoment): Unfolding => {
  const after = E.getOrElse(() => record)(outcome)
  const refused = E.isLeft(outcome) ? { code: outcome.left.code, message: explain(outcome.left) } : null
  return { record: after, steps: [...steps, { event, refused, session: toResource(after) }] }
}

const vectorOf = ({ beginning, record, moments }: SessionHistory, number: number): Vector => ({
  version: 2,
  number,
  ...beginning,
  session: toResource(record),
  steps: moments.reduce(stepAfter, { record, steps: [] }).steps,
})

/** Which vectors, and how many. */
export interface VectorOptions {
  /** An integer; the same seed, with the same versions of this package and of fast-check, makes the same vectors. */
  readonly seed: number
  readonly count: number
}

/** So many are made at a time, so that memory doesn't grow with their number. */
const batch = 200

/**
 * Test vectors, made as they are asked for.
 *
 * @example
 * import { vectors } from 'exact-match-session/testing'
 *
 * const lines = Array.from(vectors({ seed: 1, count: 3 }), (vector) => JSON.stringify(vector))
 */
export function* vectors({ seed, count }: VectorOptions): Generator<Vector, void> {
  for (let from = 0; from < count; from += batch) {
    const numRuns = Math.min(batch, count - from)
    const histories = fc.sample(historyWithRefusals(), { seed: (seed + from) | 0, numRuns })
    for (const [index, history] of histories.entries()) yield vectorOf(history, from + index + 1)
  }
}
