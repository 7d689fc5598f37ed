// A new database in the PostgreSQL server, and sessions in it.
import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import pg from 'pg'
import {
  createSessionService,
  type SessionKey,
  type SessionService,
  systemClock,
} from '../../src/service/index.js'
import { createPostgresStore, openPg } from '../../src/service/postgres/index.js'

const server = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test'

export const right = async <A>(task: TaskEither<unknown, A>): Promise<A> => {
  const outcome = await task()
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

const administer = async (statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}

export interface Bench {
  readonly service: SessionService
  /** Connections without the service. */
  readonly pool: pg.Pool
  readonly close: () => Promise<void>
}

export const openBench = async (): Promise<Bench> => {
  const name = `bench_${randomUUID().replaceAll('-', '')}`
  await administer(`create database ${name}`)
  const url = new URL(server)
  url.pathname = name
  const database = await right(openPg({ connectionString: url.href, timeout: 600_000 }))
  const pool = new pg.Pool({ connectionString: url.href })
  const service = createSessionService({
    store: await right(createPostgresStore(database)),
    now: systemClock,
    newId: randomUUID,
    newUploadUri: ({ id, nonce }) => `https://upload.example/${id}?nonce=${nonce}`,
  })
  return {
    service,
    pool,
    close: async () => {
      await database.close()
      await pool.end()
      await administer(`drop database ${name} with (force)`)
    },
  }
}

export const datastoreId = 'patients'

const request = {
  totalBlockCount: 2_000_000_000,
  fileName: 'patients.csv',
  fields: ['PatientId', 'Surname', 'BirthDate', 'Policy'],
  checksum: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  salt: 'a1'.repeat(32),
  rowsPerBlock: 10_000,
}

export const begun = async ({ service }: Bench): Promise<SessionKey> => {
  const { session } = await right(service.create({ datastoreId, request }))
  return { datastoreId, id: session.id ?? '' }
}

/** Fills the data store up to so many sessions, copies of the one that is there. */
export const fill = async ({ pool }: Bench, { id }: SessionKey, count: number): Promise<void> => {
  await pool.query(
    `insert into exact_match.session (datastore_id, id, state, resource)
     select datastore_id, 'session-' || number, state, replace(resource::text, $1, 'session-' || number)::json
     from exact_match.session, generate_series(1, $2::int - 1) as number where id = $1`,
    [id, count],
  )
  await pool.query('vacuum analyze exact_match.session')
}
