// The statements of a change of one session, inside its transaction.
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import {
  type LockedSession,
  type SessionChange,
  type SessionKey,
  type SessionStep,
  type StoredSession,
  updatedAtOf,
} from '../index.js'
import type { Query } from './database.js'
import { blockOf } from './rows.js'
import type { sessionStatements } from './statement.js'

type Statements = ReturnType<typeof sessionStatements>

/** The requested blocks of a session, and the id of any block. */
export const blocksAmong = async (
  query: Query,
  statements: Statements,
  { datastoreId, id }: SessionKey,
  blockIds: ReadonlyArray<string>,
): Promise<Pick<LockedSession, 'blocks' | 'someBlockId'>> => {
  // A row at least, of null where the session has none of the blocks.
  const rows = blockIds.length === 0 ? [] : await query(statements.blocksAmong, [datastoreId, id, blockIds])
  const found = rows.filter((row) => row['id'] !== null).map(blockOf)
  const someId = rows[0]?.['some_id'] ?? null
  return {
    blocks: new Map(found.map((block) => [block.id, block])),
    someBlockId: someId === null ? null : String(someId),
  }
}

/** Writes a decision on the session at a position. */
export const write = async (
  query: Query,
  statements: Statements,
  position: unknown,
  before: StoredSession,
  { steps, blocks }: SessionChange,
  announced: ReadonlyArray<unknown>,
): Promise<RNEA.ReadonlyNonEmptyArray<StoredSession>> => {
  const { session: last } = RNEA.last(steps)
  const [row] = await (last === null
    ? query(statements.remove, [position, steps.length, ...announced])
    : query(statements.write, [
        position,
        JSON.stringify(last),
        last.state,
        blocks.map(({ id }) => id),
        blocks.map(({ digest }) => digest),
        blocks.map(({ size }) => size ?? null),
        steps.length,
        updatedAtOf(last),
        ...announced,
      ]))
  // One revision a step, by the statement.
  const revisions = row?.['revisions'] as ReadonlyArray<number>
  return RNEA.mapWithIndex((index, { session }: SessionStep) => ({
    session: session ?? before.session,
    revision: revisions[index] ?? before.revision,
    uid: before.uid,
  }))(steps)
}
