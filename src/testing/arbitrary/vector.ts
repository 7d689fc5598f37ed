// Test vectors: histories with the session expected after each event, as JSON, for implementations in any language.
// docs/vectors.md describes the format; this is version 2.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { DateTimeOffset, Int32 } from '../../codec/index.js'
import { explain, SessionEvent, type SessionRecord, toResource } from '../../machine/index.js'
import { CreateSessionRequest, ExactMatchSession } from '../../model/index.js'
import { type HistoryStep, historyWithRefusals, type SessionHistory } from './sessionHistory.js'

const VectorStep = t.type(
  {
    event: SessionEvent,
    /** Null where the event is accepted; else the code of the rejection and a sentence. */
    refused: t.union([t.type({ code: t.string, message: t.string }), t.null]),
    /** The session after the event; after a rejected one the same as before. */
    session: ExactMatchSession,
  },
  'VectorStep',
)

/**
 * One history as a test vector: a session on creation, then event by event the expected result.
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
    /** The number of the vector, from 1. */
    number: Int32,
    id: t.string,
    at: DateTimeOffset,
    request: CreateSessionRequest,
    /** The session that the request creates. */
    session: ExactMatchSession,
    steps: t.readonlyArray(VectorStep),
  },
  'Vector',
)
export interface Vector extends t.TypeOf<typeof Vector> {}

interface Progress {
  readonly record: SessionRecord
  readonly steps: ReadonlyArray<Vector['steps'][number]>
}

const stepAfter = ({ record, steps }: Progress, { event, outcome }: HistoryStep): Progress => {
  const after = E.getOrElse(() => record)(outcome)
  const refused = E.isLeft(outcome) ? { code: outcome.left.code, message: explain(outcome.left) } : null
  return { record: after, steps: [...steps, { event, refused, session: toResource(after) }] }
}

const vectorOf = ({ input, record, steps }: SessionHistory, number: number): Vector => ({
  version: 2,
  number,
  ...input,
  session: toResource(record),
  steps: steps.reduce(stepAfter, { record, steps: [] }).steps,
})

/** The seed and the number of vectors. */
export interface VectorOptions {
  /** An integer; the same seed gives the same vectors with the same versions of this package and of fast-check. */
  readonly seed: number
  readonly count: number
}

/** Vectors are generated in batches, so that memory doesn't grow with their number. */
const batchSize = 200

/**
 * Test vectors, generated as they are iterated.
 *
 * @example
 * import { vectors } from 'exact-match-session/testing'
 *
 * Array.from(vectors({ seed: 1, count: 3 }), ({ number }) => number) // [1, 2, 3]
 */
export function* vectors({ seed, count }: VectorOptions): Generator<Vector, void> {
  for (let from = 0; from < count; from += batchSize) {
    const numRuns = Math.min(batchSize, count - from)
    const histories = fc.sample(historyWithRefusals(), { seed: (seed + from) | 0, numRuns })
    for (const [index, history] of histories.entries()) yield vectorOf(history, from + index + 1)
  }
}
