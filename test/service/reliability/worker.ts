// The process of the reliability tests: uploads blocks and prints what has been acknowledged. process.ts bundles it; its
// argument is a Task as JSON.
import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import type {
  ChangeNotification,
  SessionKey,
  SessionService,
  SessionStore,
} from '../../../src/service/index.js'
import {
  createPostgresStore,
  deliverChanges,
  type OpenDatabase,
  openPg,
  openPglite,
} from '../../../src/service/postgres/index.js'
import { right } from '../outcome.js'
import { serviceOver } from '../service.js'
import { blockIds, type Line, type Task } from './task.js'

const say = (line: Line): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const open = ({ url, folder }: Task): Promise<OpenDatabase> =>
  right(
    url === undefined
      ? openPglite(folder === undefined ? {} : { folder })
      : openPg({ connectionString: url }),
  )

const block = (id: string) => ({ id, digest: `digest of ${id}` })

/** Sends the blocks of one session one after the other. */
const send = async (service: SessionService, key: SessionKey, sent: ReadonlyArray<string>): Promise<void> => {
  for (const id of sent) {
    await right(service.acknowledgeBlock({ ...key, block: block(id) }))
    say({ type: 'blocks', key, ids: [id] })
  }
}

/** Uploads one session after the other: single blocks in parallel, then a batch that repeats some of them. */
const uploadForEver = async (service: SessionService, datastoreId: string, total: number): Promise<never> => {
  for (;;) {
    const { session } = await right(service.create({ datastoreId, request: { totalBlockCount: total } }))
    const key = { datastoreId, id: session.id ?? '' }
    say({ type: 'created', key })
    const ids = blockIds(total)
    const half = ids.slice(0, total / 2)
    await Promise.all(
      [0, 1, 2].map((client) =>
        send(
          service,
          key,
          half.filter((_, index) => index % 3 <= client),
        ),
      ),
    )
    await right(service.acknowledgeBlocks({ ...key, blocks: ids.slice(total / 4).map(block) }))
    say({ type: 'blocks', key, ids: ids.slice(total / 4) })
    await right(service.commit(key))
    say({ type: 'committed', key })
    await right(service.completeJobs({ ...key, count: total }))
    say({ type: 'completed', key })
  }
}

const printDigests = async (
  store: SessionStore,
  key: SessionKey,
  ids: ReadonlyArray<string>,
): Promise<void> => {
  let digests: ReadonlyArray<string> = []
  const stored = await right(
    store.change(key, ids, (locked) => {
      digests = [...locked.blocks.keys()]
      return E.right(null)
    }),
  )
  say({ type: 'found', key, session: stored?.[0].session ?? null, ids: digests })
}

const task: Task = JSON.parse(process.argv[2] ?? '{}')
const database = await open(task)
const { tells = false } = task
const store = await right(createPostgresStore(database, { outbox: tells }))
const service = serviceOver(store)
for (const key of task.look ?? []) await printDigests(store, key, blockIds(task.total))
say({ type: 'ready' })
if (tells) {
  const onChange = (notification: ChangeNotification): void => say({ type: 'told', notification })
  await right(deliverChanges(database, { onChange, pollInterval: 20, timeout: 1_000 }))
}
if (task.send !== undefined) {
  await send(service, task.send.key, task.send.ids)
  await database.close()
} else {
  await uploadForEver(service, randomUUID(), task.total)
}
