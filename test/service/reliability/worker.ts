// The process of the reliability tests: uploads blocks and prints what has been acknowledged. process.ts bundles it; its
// argument is a Task as JSON.
import { randomUUID } from 'node:crypto'
import {
  type ChangeNotification,
  createBlockSweeper,
  createFolderBlockStore,
  type SessionKey,
  type SessionService,
  type SessionStore,
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

/** The bytes of a block: no two of them, of whatever session, are the same. */
const contentOf = (key: SessionKey, id: string): string => `${JSON.stringify(key)} ${id}\n`.repeat(50)

async function* chunksOf(text: string): AsyncIterable<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000)
}

/** Sends the blocks of one session one after the other. */
const send = async (service: SessionService, key: SessionKey, sent: ReadonlyArray<string>): Promise<void> => {
  for (const id of sent) {
    await right(service.uploadBlock({ ...key, blockId: id, chunks: chunksOf(contentOf(key, id)) }))
    say({ type: 'blocks', key, ids: [id] })
  }
}

/** Uploads one session after the other: blocks by three clients, then many at once, some of them again. */
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
    await Promise.all(ids.slice(total / 4).map((id) => send(service, key, [id])))
    await right(service.commit(key))
    say({ type: 'committed', key })
    await right(service.completeJobs({ ...key, count: total }))
    say({ type: 'completed', key })
  }
}

/** Prints a session, and which of its blocks are counted and can be read as they were sent. */
const printBlocks = async (store: SessionStore, service: SessionService, key: SessionKey): Promise<void> => {
  const stored = await right(store.get(key))
  const ids: Array<string> = []
  for (const { id } of stored === null ? [] : await right(service.blocksOf(key))) {
    let text = ''
    const { chunks } = await right(service.readBlock({ ...key, blockId: id }))
    for await (const chunk of chunks) text += new TextDecoder().decode(chunk)
    if (text === contentOf(key, id)) ids.push(id)
  }
  say({ type: 'found', key, session: stored?.session ?? null, ids })
}

const task: Task = JSON.parse(process.argv[2] ?? '{}')
const database = await open(task)
const { tells = false } = task
const store = await right(createPostgresStore(database, { outbox: tells }))
const blocks = createFolderBlockStore(task.blocks)
const service = serviceOver(store, randomUUID, { blocks })
for (const key of task.look ?? []) await printBlocks(store, service, key)
// Beside the uploads of other processes.
await right(createBlockSweeper({ store, blocks }))
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
