// A process that does jobs, and prints each that it begins. process.ts bundles it; its argument is a JobTask as JSON.
import type { SessionKey } from '../../../src/service/index.js'
import { startProcessor } from '../../../src/service/index.js'
import { createPostgresStore, openPg, openWorkerQueue } from '../../../src/service/postgres/index.js'
import { right } from '../outcome.js'
import { serviceOver } from '../service.js'

export interface JobTask {
  readonly url: string
  /** How long each job takes, in milliseconds; null for never to end. */
  readonly duration: number | null
  readonly lockDuration?: number
}

export type JobLine =
  | { readonly type: 'ready' }
  | { readonly type: 'begun'; readonly key: SessionKey; readonly job: number; readonly attempt: number }

const say = (line: JobLine): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const { url, duration, lockDuration }: JobTask = JSON.parse(process.argv[2] ?? '{}')
const database = await right(openPg({ connectionString: url }))
const store = await right(createPostgresStore(database))
const options = lockDuration === undefined ? {} : { lockDuration }
const queue = await right(openWorkerQueue({ database, connectionString: url, ...options }))
await right(
  startProcessor({
    service: serviceOver(store),
    store,
    queue,
    work: ({ key, number: job, attempt }) => {
      say({ type: 'begun', key, job, attempt })
      return new Promise<void>((resolve) => {
        if (duration !== null) setTimeout(resolve, duration)
      })
    },
  }),
)
say({ type: 'ready' })
