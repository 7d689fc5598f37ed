// A worker's process is killed in the middle of a job: another process continues it within a minute. One that lives keeps
// its job for as long as it takes.
import { EventEmitter, once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest'
import type { SessionKey, SessionService } from '../../../src/service/index.js'
import { createPostgresStore, openPg } from '../../../src/service/postgres/index.js'
import { newDatabase, server } from '../database.js'
import { right } from '../outcome.js'
import { commitSession } from '../processing/handQueue.js'
import { serviceOver } from '../service.js'
import type { JobLine, JobTask } from './jobWorker.js'
import { bundled, printFigure, run } from './process.js'

const kills = inject('full') ? 20 : 2

/** A worker is killed at most so long after it has begun its job, in milliseconds. */
const longest = inject('full') ? 10_000 : 0

type Begun = JobLine & { readonly type: 'begun' }

const openDatabase = async () => {
  const { url, drop } = await newDatabase()
  const database = await right(openPg({ connectionString: url }))
  onTestFinished(() => database.close().then(drop))
  return { url, service: serviceOver(await right(createPostgresStore(database))) }
}

let program: string
beforeAll(async () => {
  program = await bundled('jobWorker', 'jobWorker.ts')
})

/** A process at work; its events are the types of its lines. */
const startWorker = (task: JobTask) => {
  const lines = new EventEmitter()
  const begun: Array<Begun> = []
  const { child, done } = run<JobTask, JobLine>(program, task, (line) => {
    if (line.type === 'begun') begun.push(line)
    lines.emit(line.type, line)
  })
  const kill = async () => {
    child.kill('SIGKILL')
    expect(await done).toBe(null)
  }
  onTestFinished(kill)
  return { begun, kill, next: (type: JobLine['type']) => once(lines, type) }
}

const untilCompleted = (service: SessionService, key: SessionKey) =>
  vi.waitFor(async () => expect((await right(service.get(key))).session.state).toBe('Completed'), {
    timeout: 60_000,
    interval: 50,
  })

/** Kills a process with a job; gives the seconds until another one has begun it again. */
const killWithJob = async (url: string, service: SessionService): Promise<number> => {
  const dying = startWorker({ url, duration: null })
  await dying.next('ready')
  const key = await commitSession(service, 3)
  await dying.next('begun')
  const heir = startWorker({ url, duration: 0 })
  await heir.next('ready')
  await wait(Math.random() * longest)
  const killed = Date.now()
  const continued = heir.next('begun')
  await dying.kill()
  await continued
  const seconds = (Date.now() - killed) / 1000
  expect(dying.begun).toEqual([{ type: 'begun', key, job: 1, attempt: 1 }])
  expect(heir.begun[0]).toEqual({ type: 'begun', key, job: 1, attempt: 2 })
  // The jobs that follow begin with their first attempt.
  await untilCompleted(service, key)
  expect(heir.begun.slice(1)).toMatchObject([
    { job: 2, attempt: 1 },
    { job: 3, attempt: 1 },
  ])
  await heir.kill()
  return seconds
}

describe.runIf(server !== null)('a job in a server', () => {
  it('is continued within a minute after its process was killed', { timeout: 3_600_000 }, async () => {
    const { url, service } = await openDatabase()
    const seconds: Array<number> = []
    for (let count = 0; count < kills; count += 1) {
      seconds.push(await killWithJob(url, service))
    }
    printFigure(
      `${kills} workers killed with a job: continued by another process after ${Math.min(...seconds)} to ${Math.max(...seconds)} s`,
    )
    expect(Math.max(...seconds)).toBeLessThan(60)
  })

  it('stays with a process that lives, for many times the duration of its lock', async () => {
    const { url, service } = await openDatabase()
    const tasks = [1, 2].map(() => ({ url, duration: 3_000, lockDuration: 600 }))
    const workers = tasks.map(startWorker)
    const key = await commitSession(service, 2)
    await vi.waitFor(async () => expect((await right(service.get(key))).session.state).toBe('Completed'), {
      timeout: 60_000,
      interval: 50,
    })
    const begun = workers.flatMap((worker) => worker.begun)
    expect(begun.map(({ job, attempt }) => [job, attempt]).toSorted()).toEqual([
      [1, 1],
      [2, 1],
    ])
  })
})
