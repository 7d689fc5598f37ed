// What the service costs beside its database, and whether that grows with what is stored.
import { sessionStatements } from '../../src/service/postgres/statement.js'
import { type Contender, race } from '../runner/race.js'
import { type Goal, ratio, type Subject } from '../runner/subject.js'
import { type Bench, begun, datastoreId, fill, openBench, right } from './database.js'

/** One request takes a millisecond or so: turns of a few of them. */
const rounds = { rounds: 60, turn: 12 }

const [few, many] = [10_000, 1_000_000]

const small = await openBench()
const large = await openBench()

const session = await begun(small)
const { service, pool } = small

const statements = sessionStatements('exact_match')

let last = 0
/** A block that has not been sent before. */
const block = () => {
  last += 1
  return { id: `block-${last}`, digest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' }
}

/** What the service sends to acknowledge a block, with values of the same size. */
const bare = async () => {
  const client = await pool.connect()
  const { id, digest } = block()
  await client.query('begin')
  const { rows } = await client.query(statements.lock, [session.datastoreId, session.id])
  const [{ position, resource }] = rows
  await client.query(statements.digests, [position, [id]])
  await client.query(statements.write, [
    position,
    JSON.stringify(resource),
    'UploadInProgress',
    [id],
    [digest],
  ])
  await client.query('commit')
  client.release()
}

const single = () => right(service.acknowledgeBlock({ ...session, block: block() }))
const batch = () =>
  right(service.acknowledgeBlocks({ ...session, blocks: Array.from({ length: 100 }, block) }))

/** A session among so many, another one each time, all over the table. */
const among = (count: number) => {
  let step = 0
  return () => {
    step = (step + 7_919) % (count - 1)
    return { datastoreId, id: `session-${step + 1}` }
  }
}

type Ask = (bench: Bench, key: () => ReturnType<ReturnType<typeof among>>) => Promise<unknown>

const requests: Readonly<Record<string, Ask>> = {
  create: ({ service }) => right(service.create({ datastoreId, request: { totalBlockCount: 1 } })),
  get: ({ service }, key) => right(service.get(key())),
  'list of 50': ({ service }) => right(service.list({ datastoreId, top: 50 })),
  'acknowledge a block': ({ service }, key) => right(service.acknowledgeBlock({ ...key(), block: block() })),
}

const [smallName, largeName] = [
  `${few.toLocaleString('en')} sessions`,
  `${many.toLocaleString('en')} sessions`,
]
const [keyOfSmall, keyOfLarge] = [among(few), among(many)]

const contenders = (ask: Ask): ReadonlyArray<Contender> => [
  { name: smallName, run: () => ask(small, keyOfSmall) },
  { name: largeName, run: () => ask(large, keyOfLarge) },
]

process.stderr.write(`Service: storing ${largeName}\n`)
await fill(small, session, few)
await fill(large, await begun(large), many)

const blocks = 'a block, by what is sent to PostgreSQL'
const batches = 'a block, alone and in a batch'

export const subject: Subject = {
  title: 'Service',
  says: 'The time for one request on PostgreSQL; for a batch, the time for one of its blocks.',
  measures: [
    race(
      blocks,
      [
        { name: 'the service', run: single },
        { name: 'its SQL by bare pg', run: bare },
      ],
      rounds,
    ),
    race(
      batches,
      [
        { name: 'alone', run: single },
        { name: 'in a batch of 100', run: batch, units: 100 },
      ],
      rounds,
    ),
    ...Object.entries(requests).map(([name, ask]) => race(name, contenders(ask), rounds)),
  ],
  goals: [
    {
      says: 'acknowledgements, as a multiple of what bare pg does of the same SQL',
      figure: ratio(blocks, 'its SQL by bare pg', 'the service'),
      as: '×',
      atLeast: 0.6,
    },
    {
      says: 'blocks in batches of 100, as a multiple of single ones',
      figure: ratio(batches, 'alone', 'in a batch of 100'),
      as: '×',
      atLeast: 20,
    },
    ...Object.keys(requests).map(
      (name): Goal => ({
        says: `${name}: ${largeName} against ${smallName}`,
        figure: ratio(name, largeName, smallName),
        as: '×',
        atMost: 1.3,
      }),
    ),
  ],
  close: async () => {
    await small.close()
    await large.close()
  },
}
