// Where a session of a plan comes from, when it begins, and how many bytes its blocks have.
import * as t from 'io-ts'
import { oneOfKeys } from '../../codec/index.js'
import { CreateSessionRequest, ExactMatchSession } from '../../model/index.js'
import { Bytes, ElapsedSeconds, handwritten, Ordinal } from './quantity.js'
import { AllowedBadLines, Delimiter } from './table/tableOptions.js'

/** The bytes of every block, or of each block in its order. */
export type BlockBytes = number | ReadonlyArray<number>

const blockBytes = t.union([Bytes, t.readonlyArray(Bytes)], 'BlockBytes')

/** The bytes of a block of which nothing is known. */
export const defaultBlockBytes = 1_000_000

const source = <P extends t.Props, O extends t.Props>(properties: P, optional: O) =>
  handwritten(
    t.intersection(
      [t.type(properties), t.partial({ startsAtSeconds: ElapsedSeconds, ...optional })],
      'session',
    ),
  )

/**
 * A session of a plan: a create request, a session to continue, or a table; the second after the start at which its
 * client begins, 0 by default; and the bytes of its blocks, of which a table has its own.
 *
 * @example
 * import { SessionSource } from 'exact-match-session/simulate'
 *
 * SessionSource.is({ request: { totalBlockCount: 15 }, blockBytes: 4_000_000 }) // true
 * SessionSource.is({ csv: 'patients.csv', rowsPerBlock: 100, startsAtSeconds: 60 }) // true
 */
export const SessionSource = oneOfKeys('session', {
  /** A create request; an id that is missing is generated from the seed. */
  request: source({ request: CreateSessionRequest }, { id: t.string, blockBytes }),
  /** A session to continue. */
  resource: source({ resource: ExactMatchSession }, { blockBytes }),
  /** A table, by its path relative to the plan. */
  csv: source(
    { csv: t.string, rowsPerBlock: Ordinal },
    { id: t.string, delimiter: Delimiter, allowBadLines: AllowedBadLines },
  ),
})
export type SessionSource = t.TypeOf<typeof SessionSource>
