// A folder has one owner at a time, however its owners end and however many start together.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { initializedFolder } from '../initializedFolder.js'
import { bundled, printFigure } from './process.js'

const rounds = inject('full') ? 200 : 3

interface Starter {
  readonly child: ChildProcess
  /** "owner", or why it can't open the folder. */
  readonly outcome: string
}

let opener = ''
let data: Awaited<ReturnType<typeof initializedFolder>>
beforeAll(async () => {
  opener = await bundled('opener', 'opener.ts')
  data = await initializedFolder()
})
afterAll(() => data.remove())

const refusal = () =>
  `the database cannot be opened: ${data.folder} is in use; only one process at a time can open it`

/** Starts a process that opens the folder, as an argument of other programs if there are some. */
const start = async (...before: ReadonlyArray<string>): Promise<Starter> => {
  const [program = '', ...args] = [...before, process.execPath, opener, data.folder]
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  const [outcome] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, outcome: String(outcome) }
}

/** Kills a process; resolves once it has ended, and what it started has, which prints to the same pipe. */
const kill = async ({ child }: Starter): Promise<void> => {
  const ended = once(child, 'close')
  child.kill('SIGKILL')
  await ended
}

/** A container's main process has the id 1 each time. */
const inContainer = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child']
const hasContainers = spawnSync('unshare', [...inContainer.slice(1), 'true']).status === 0
if (!hasContainers) process.stdout.write('Skipped: processes with the id 1 (only root can start them)\n')

const ways: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
  ['three that start together', []],
  ...(hasContainers ? [['three with the id 1 that start together', inContainer] as const] : []),
]

describe('a folder whose owner was killed', () => {
  it.each(ways)('gets one owner of %s; the others are refused by its name', async (name, before) => {
    await kill(await start(...before))
    for (let round = 0; round < rounds; round += 1) {
      const starters = await Promise.all([start(...before), start(...before), start(...before)])
      expect(starters.map(({ outcome }) => outcome).sort()).toEqual(['owner', refusal(), refusal()])
      for (const starter of starters) if (starter.outcome === 'owner') await kill(starter)
    }
    printFigure(`${rounds} races of ${name} after a kill: one owner each time`)
  })

  it('opens although files in it name processes that are alive', async () => {
    for (const name of ['process', 'lock']) await writeFile(join(data.folder, name), `${process.pid}\n`)
    const owner = await start()
    expect(owner.outcome).toBe('owner')
    expect((await start()).outcome).toBe(refusal())
    await kill(owner)
  })
})
