// A store in PostgreSQL, in a server or in this process. Sessions are rows that contain the resource; blocks are rows of
// their own. A change is one transaction that locks the row of its session, and only that.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ExactMatchDataStore, ExactMatchUploadAgent } from '../../model/index.js'
import type { EntityStore, SessionSteps, SessionStore, StoredSession } from '../index.js'
import { type StoreError, storeError, updatedAtOf } from '../index.js'
import type { Database } from './database.js'
import { migrate } from './migration/migration.js'
import { defaultSchema, quoteIdentifier, type SchemaOptions } from './migration/schema.js'
import { outboxEntryOf } from './outbox/outboxEntry.js'
import {
  blockOf,
  countOf,
  cutParameters,
  keyOf,
  pageOf,
  pageParameters,
  resourceOf,
  storedOf,
} from './rows.js'
import { blocksAmong, write } from './sessionRows.js'
import { entityStatements, sessionStatements, type Table } from './statement.js'

const attempt = <A>(work: () => Promise<A>): TE.TaskEither<StoreError, A> =>
  TE.tryCatch(work, (cause) => storeError(cause))

const entityStore = <A>({ query }: Database, schema: string, table: Table): EntityStore<A> => {
  const { create, get, list, count } = entityStatements(schema, table)
  return {
    create: (id, entity) =>
      attempt(async () => (await query(create, [id, JSON.stringify(entity)])).length > 0),
    get: (id) =>
      attempt(async () => {
        const [row] = await query(get, [id])
        return row === undefined ? null : resourceOf(row)
      }),
    list: (page) =>
      attempt(async () => pageOf(await query(list, cutParameters(page)), page.top, resourceOf<A>)),
    count: () => attempt(async () => countOf(await query(count, []))),
  }
}

const sessionStore = (database: Database, schema: string, outbox: boolean): SessionStore => {
  const { query, transaction } = database
  const statements = sessionStatements(schema, outbox)
  /** The parameters of the outbox, where there is one. */
  const entry = (steps: SessionSteps): ReadonlyArray<string> =>
    outbox ? [JSON.stringify(outboxEntryOf(steps))] : []
  return {
    create: ({ key, uid, session, trigger, dataStore }) =>
      attempt(async () => {
        const { datastoreId, id } = key
        const steps = [{ trigger, session }]
        const [row] = await query(statements.create, [
          datastoreId,
          id,
          JSON.stringify(session),
          JSON.stringify(dataStore),
          session.state,
          uid,
          updatedAtOf(session),
          ...entry({ key, uid, before: null, steps }),
        ])
        return row === undefined ? null : { session, revision: Number(row['revision']), uid }
      }),
    get: ({ datastoreId, id }) =>
      attempt(async () => {
        const [row] = await query(statements.get, [datastoreId, id])
        return row === undefined ? null : storedOf(row)
      }),
    list: (datastoreId, page) =>
      attempt(async () =>
        pageOf(await query(statements.list, [...cutParameters(page), datastoreId]), page.top, storedOf),
      ),
    count: (datastoreId) => attempt(async () => countOf(await query(statements.count, [datastoreId]))),
    change: (key, blockIds, decide) =>
      pipe(
        attempt(() =>
          transaction(async (inside) => {
            // Sent together: the second runs once the first has the lock.
            const [[row], among] = await Promise.all([
              inside(statements.lock, [key.datastoreId, key.id]),
              blocksAmong(inside, statements, key, blockIds),
            ])
            if (row === undefined) return E.right(null)
            const { position } = row
            const before = storedOf(row)
            const decision = decide({ ...before, ...among })
            if (E.isLeft(decision)) return decision
            if (decision.right === null) {
              return E.right<never, RNEA.ReadonlyNonEmptyArray<StoredSession>>([before])
            }
            const { uid, session } = before
            const { steps } = decision.right
            const announced = outbox ? [uid, ...entry({ key, uid, before: session, steps })] : []
            return E.right(await write(inside, statements, position, before, decision.right, announced))
          }),
        ),
        TE.flatMapEither((outcome) => outcome),
      ),
    blocks: ({ datastoreId, id }) =>
      attempt(async () => {
        const rows = await query(statements.blocks, [datastoreId, id])
        return rows.length === 0 ? null : rows.filter((row) => row['id'] !== null).map(blockOf)
      }),
    locate: (uids) =>
      attempt(
        async () =>
          new Map((await query(statements.locate, [uids])).map((row) => [String(row['uid']), keyOf(row)])),
      ),
    staleSince: (at, page) =>
      attempt(async () =>
        pageOf(
          await query(statements.staleSince, [
            ...pageParameters(page),
            updatedAtOf({ lastUpdatedDateTime: at }),
          ]),
          page.top,
          keyOf,
        ),
      ),
    processing: (page) =>
      attempt(async () => pageOf(await query(statements.processing, pageParameters(page)), page.top, keyOf)),
    dataStores: entityStore<ExactMatchDataStore>(database, schema, 'data_store'),
    uploadAgents: entityStore<ExactMatchUploadAgent>(database, schema, 'upload_agent'),
  }
}

/** Where the tables of a store are, and what it writes. */
export interface PostgresStoreOptions extends SchemaOptions {
  /**
   * Whether each change is written into the outbox too, in its own transaction, for `deliverChanges`. All processes of a
   * service need the same value: where it is false, changes are not told. Without a deliverer the outbox grows.
   * @defaultValue false
   */
  readonly outbox?: boolean
}

/**
 * A store in a PostgreSQL database. Several processes may use one database, and several stores, each in a schema of its
 * own. Migrates its tables first, unless they are up to date: then a role needs no right but to read and write rows.
 *
 * @example
 * import { createPostgresStore, type Database } from 'exact-match-session/service/postgres'
 *
 * const open = (database: Database) => createPostgresStore(database)
 */
export const createPostgresStore = (
  database: Database,
  { schema = defaultSchema, outbox = false }: PostgresStoreOptions = {},
): TE.TaskEither<StoreError, SessionStore> =>
  pipe(
    migrate(database, { schema }),
    TE.map(() => sessionStore(database, quoteIdentifier(schema), outbox)),
  )
