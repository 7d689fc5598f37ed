// A store in PostgreSQL, in a server or in this process. Sessions are rows that contain the resource; blocks are rows of
// their own. A change is one transaction that locks the row of its session, and only that.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ExactMatchDataStore, ExactMatchUploadAgent } from '../../model/index.js'
import type { EntityStore, Page, PageRequest, SessionChange, SessionStore, StoredSession } from '../index.js'
import { type StoreError, storeError } from '../index.js'
import type { Database, DatabaseRow, Query } from './database.js'
import { migrate } from './migration/migration.js'
import { defaultSchema, quoteIdentifier, type SchemaOptions } from './migration/schema.js'
import { entityStatements, sessionStatements, type Table } from './statement.js'

const attempt = <A>(work: () => Promise<A>): TE.TaskEither<StoreError, A> =>
  TE.tryCatch(work, (cause) => storeError(cause))

// This store wrote the column; the service validates the resource in case that another program did.
const resourceOf = <A>(row: DatabaseRow): A => row['resource'] as A

const storedOf = (row: DatabaseRow): StoredSession => ({
  session: resourceOf(row),
  revision: Number(row['revision']),
})

/** The parameters of a page; one row more than requested shows whether another page follows. */
const pageParameters = ({ top, skip = 0, after = '0' }: PageRequest): ReadonlyArray<unknown> => [
  after,
  top + 1,
  skip,
]

/** Larger than any page. */
const noLimit = Number.MAX_SAFE_INTEGER

const cutParameters = (page: PageRequest): ReadonlyArray<unknown> => [
  page.maxBytes ?? noLimit,
  ...pageParameters(page),
]

/** How many rows there are, up to one more than requested; some may have been cut off. */
const foundIn = (rows: ReadonlyArray<DatabaseRow>): number => Number(rows[0]?.['found'] ?? rows.length)

const pageOf = <A>(
  rows: ReadonlyArray<DatabaseRow>,
  top: number,
  itemOf: (row: DatabaseRow) => A,
): Page<A> => {
  const part = rows.slice(0, top)
  const last = part.at(-1)
  return {
    items: part.map(itemOf),
    next: last === undefined || foundIn(rows) <= part.length ? null : String(last['position']),
  }
}

const countOf = (rows: ReadonlyArray<DatabaseRow>): number => Number(rows[0]?.['count'])

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

type Statements = ReturnType<typeof sessionStatements>

const digestsOf = async (
  query: Query,
  { digests }: Statements,
  position: unknown,
  blockIds: ReadonlyArray<string>,
) => {
  const rows = blockIds.length === 0 ? [] : await query(digests, [position, blockIds])
  return new Map(rows.map(({ id, digest }) => [String(id), String(digest)]))
}

/** Writes a decision on the session at a position. */
const write = async (
  query: Query,
  statements: Statements,
  position: unknown,
  before: StoredSession,
  { session, blocks }: SessionChange,
): Promise<StoredSession> => {
  if (session === null) {
    await query(statements.remove, [position])
    return before
  }
  const [row] = await query(statements.write, [
    position,
    JSON.stringify(session),
    session.state,
    blocks.map(({ id }) => id),
    blocks.map(({ digest }) => digest),
  ])
  return { session, revision: Number(row?.['revision']) }
}

const sessionStore = (database: Database, schema: string): SessionStore => {
  const { query, transaction } = database
  const statements = sessionStatements(schema)
  return {
    create: ({ key: { datastoreId, id }, session, dataStore }) =>
      attempt(async () => {
        const [row] = await query(statements.create, [
          datastoreId,
          id,
          JSON.stringify(session),
          JSON.stringify(dataStore),
          session.state,
        ])
        return row === undefined ? null : { session, revision: Number(row['revision']) }
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
            const [row] = await inside(statements.lock, [key.datastoreId, key.id])
            if (row === undefined) return E.right(null)
            const { position } = row
            const before = storedOf(row)
            const decision = decide({
              ...before,
              digests: await digestsOf(inside, statements, position, blockIds),
            })
            if (E.isLeft(decision)) return decision
            return E.right(
              decision.right === null
                ? before
                : await write(inside, statements, position, before, decision.right),
            )
          }),
        ),
        TE.flatMapEither((outcome) => outcome),
      ),
    processing: (page) =>
      attempt(async () =>
        pageOf(await query(statements.processing, pageParameters(page)), page.top, (row) => ({
          datastoreId: String(row['datastore_id']),
          id: String(row['id']),
        })),
      ),
    dataStores: entityStore<ExactMatchDataStore>(database, schema, 'data_store'),
    uploadAgents: entityStore<ExactMatchUploadAgent>(database, schema, 'upload_agent'),
  }
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
  { schema = defaultSchema }: SchemaOptions = {},
): TE.TaskEither<StoreError, SessionStore> =>
  pipe(
    migrate(database, { schema }),
    TE.map(() => sessionStore(database, quoteIdentifier(schema))),
  )
