// What the service costs beside its database, and whether that grows with what is stored.
import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import pg from 'pg'
import { createSessionService, systemClock } from '../src/service/index.js'
import { createPostgresStore, openPg } from '../src/service/postgres/index.js'
import { race } from './runner/race.js'
import type { Subject } from './runner/subject.js'

const server = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test'
const datastoreId = 'patients'

const right = async <A>(task: TaskEither<unknown, A>): Promise<A> => {
  const outcome = await task()
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

const admin = new pg.Pool({ connectionString: server })

/** A service on a database of its own with so many sessions, all but one of them copies in the table. */
const serviceWith = async (count: number) => {
  process.stderr.write(`Service: storing ${count} sessions\n`)
  const name = `bench_${randomUUID().replaceAll('-', '')}`
  await admin.query(`create database ${name}`)
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
  const request = { totalBlockCount: 2_000_000_000 }
  const id = (await right(service.create({ datastoreId, request }))).session.id ?? ''
  await pool.query(
    `insert into exact_match.session (datastore_id, id, uid, state, updated_at, resource)
     select datastore_id, 'session-' || number, 'uid-' || number, state, updated_at,
       replace(resource::text, $1, 'session-' || number)::json
     from exact_match.session, generate_series(1, $2::int - 1) as number where id = $1`,
    [id, count],
  )
  await pool.query('create table bare (id text primary key, digest text)')
  await pool.query('vacuum analyze')
  let asked = 0
  return {
    service,
    pool,
    key: { datastoreId, id },
    /** Another session each time, all over the table. */
    anyKey: () => {
      asked = (asked + 7_919) % (count - 1)
      return { datastoreId, id: `session-${asked + 1}` }
    },
    close: async () => {
      await database.close()
      await pool.end()
      await admin.query(`drop database ${name} with (force)`)
    },
  }
}

type Stored = Awaited<ReturnType<typeof serviceWith>>

const [few, many] = ['10,000 sessions', '1,000,000 sessions']
const [small, large] = [await serviceWith(10_000), await serviceWith(1_000_000)]
const { service, pool, key } = small

const digest = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const block = () => ({ id: randomUUID(), digest })

const operations: Readonly<Record<string, (stored: Stored) => Promise<unknown>>> = {
  create: ({ service }) => right(service.create({ datastoreId, request: { totalBlockCount: 1 } })),
  get: ({ service, anyKey }) => right(service.get(anyKey())),
  'list of 50': ({ service }) => right(service.list({ datastoreId, top: 50 })),
  'acknowledge a block': ({ service, anyKey }) =>
    right(service.acknowledgeBlock({ ...anyKey(), block: block() })),
}

/** A request takes about a millisecond: turns of a few of them. */
const rounds = { rounds: 60, turn: 12 }
const [acknowledged, alone, batched] = ['a block', 'acknowledged alone', 'in a batch of 100']

export const subject: Subject = {
  title: 'Service',
  description: 'The time for one request on PostgreSQL; in a batch, for one of its blocks.',
  measures: [
    race(
      acknowledged,
      {
        [alone]: () => right(service.acknowledgeBlock({ ...key, block: block() })),
        [batched]: {
          units: 100,
          run: () => right(service.acknowledgeBlocks({ ...key, blocks: Array.from({ length: 100 }, block) })),
        },
        'a row committed by bare pg': () =>
          pool.query('insert into bare values ($1, $2)', [randomUUID(), digest]),
      },
      rounds,
    ),
    ...Object.entries(operations).map(([name, ask]) =>
      race(name, { [few]: () => ask(small), [many]: () => ask(large) }, rounds),
    ),
  ],
  goals: [
    { measure: acknowledged, contender: alone, against: batched, atLeast: 20 },
    ...Object.keys(operations).map((measure) => ({ measure, contender: many, against: few, atMost: 1.3 })),
  ],
  close: async () => {
    await small.close()
    await large.close()
    await admin.end()
  },
}
