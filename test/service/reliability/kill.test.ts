// Processes are killed at random times: every acknowledged block is kept to its last byte and counted once, no invariant is violated, and
// every change is told, in order.
import { EventEmitter, once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { fromResource } from '../../../src/machine/index.js'
import { type ExactMatchSession, violationsOf } from '../../../src/model/index.js'
import type { ChangeNotification, SessionKey } from '../../../src/service/index.js'
import { newDatabase, server } from '../database.js'
import { bundled, printFigure, run } from './process.js'
import type { Line, Task } from './task.js'
import { toldInAll } from './told.js'

const cycles = inject('full') ? 200 : 3

const total = 24

const nameOf = ({ datastoreId, id }: SessionKey): string => `${datastoreId} ${id}`

/** What a process has acknowledged of one session. */
interface Account {
  readonly key: SessionKey
  readonly ids: Set<string>
  reached: 'created' | 'committed' | 'completed'
}

const accountOf = (accounts: Map<string, Account>, key: SessionKey): Account => {
  const account = accounts.get(nameOf(key)) ?? { key, ids: new Set<string>(), reached: 'created' }
  accounts.set(nameOf(key), account)
  return account
}

/** The states in which an acknowledged change can be found. */
const shows: Readonly<Record<Account['reached'], ReadonlyArray<string>>> = {
  created: ['Created', 'UploadInProgress', 'UploadCompleted', 'ProcessingInProgress', 'Completed'],
  committed: ['ProcessingInProgress', 'Completed'],
  completed: ['Completed'],
}

/** The differences between a session and what was acknowledged. */
const faultsOf = (
  { ids, reached }: Account,
  session: ExactMatchSession | null,
  found: ReadonlyArray<string>,
): ReadonlyArray<string> =>
  session === null
    ? ['it is lost']
    : [
        ...[...ids].filter((id) => !found.includes(id)).map((id) => `${id} is lost`),
        ...(session.remainingBlockCount === total - found.length
          ? []
          : [`${session.remainingBlockCount} of ${total} remain, but ${found.length} are there`]),
        ...(shows[reached].includes(session.state ?? '') ? [] : [`${reached}, but ${session.state}`]),
        ...violationsOf(session).map(({ message }) => message),
        ...(fromResource(session)._tag === 'Left' ? ['it can not be read'] : []),
      ]

/** When to kill a process: some time after its start, after it is ready, or after its first block. */
type KillTime = (ready: Promise<unknown>, atWork: Promise<unknown>) => Promise<unknown>

/** While it creates its database. */
const atFirst: KillTime = () => wait(Math.random() * 3_000)

/** One in five before its first block. */
const atRandom: KillTime = async (ready) =>
  Math.random() < 0.2 ? wait(Math.random() * 1_000) : ready.then(() => wait(Math.random() * 500))

const onceReady: KillTime = (ready) => ready

/** The last process is killed after it has acknowledged something, so that there is something to check. */
const onceAtWork: KillTime = (_, atWork) => atWork

const momentOf = (cycle: number): KillTime => {
  if (cycle === 0) return atFirst
  if (cycle < cycles - 1) return atRandom
  return cycle < cycles ? onceAtWork : onceReady
}

/** Runs a process until it is killed; gives the lines that it printed. */
const live = async (worker: string, task: Task, moment: KillTime): Promise<ReadonlyArray<Line>> => {
  const heard: Array<Line> = []
  const coming = new EventEmitter()
  const ready = once(coming, 'ready')
  const atWork = once(coming, 'blocks')
  const { child, done } = run(worker, task, (line: Line) => {
    heard.push(line)
    coming.emit(line.type)
  })
  await moment(Promise.race([ready, done]), Promise.race([atWork, done]))
  child.kill('SIGKILL')
  // It must not have failed before it was killed.
  expect(await done).toBe(null)
  return heard
}

/** Kills one process after the other; each checks first what those before it acknowledged. */
const kill = async (name: string, place: Pick<Task, 'url' | 'folder' | 'blocks'>): Promise<string> => {
  const worker = await bundled(name)
  const accounts = new Map<string, Account>()
  const keys = new Map<string, SessionKey>()
  const told: Array<ReadonlyArray<ChangeNotification>> = []
  let [sessions, blocks] = [0, 0]
  for (let cycle = 0; cycle <= cycles; cycle += 1) {
    const look = [...accounts.values()].map(({ key }) => key)
    const heard = await live(worker, { ...place, total, look, tells: true }, momentOf(cycle))
    told.push(heard.flatMap((line) => (line.type === 'told' ? [line.notification] : [])))
    for (const line of heard) {
      if (line.type === 'ready' || line.type === 'told') continue
      keys.set(nameOf(line.key), line.key)
      const account = accountOf(accounts, line.key)
      if (line.type === 'blocks') for (const id of line.ids) account.ids.add(id)
      else if (line.type !== 'found') account.reached = line.type
      else {
        expect(faultsOf(account, line.session, line.ids)).toEqual([])
        accounts.delete(nameOf(line.key))
        sessions += 1
        blocks += line.ids.length
      }
    }
  }
  expect(sessions).toBeGreaterThan(0)
  const changes = await toldInAll(place, told, [...keys.values()])
  return `${cycles} kills, ${sessions} sessions with ${blocks} blocks looked at afterwards: none lost, none counted twice; ${changes} changes told, none left out`
}

describe('a process that is killed', () => {
  it('loses nothing that it acknowledged in a folder', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'sessions-'))
    printFigure(await kill('folder', { folder: join(parent, 'data'), blocks: join(parent, 'blocks') }))
    await rm(parent, { recursive: true })
  })

  if (server !== null) {
    it('loses nothing that it acknowledged in a server', async () => {
      const { url, drop } = await newDatabase()
      const blocks = await mkdtemp(join(tmpdir(), 'blocks-'))
      onTestFinished(async () => {
        await drop()
        await rm(blocks, { recursive: true })
      })
      printFigure(await kill('server', { url, blocks }))
    })
  }
})
