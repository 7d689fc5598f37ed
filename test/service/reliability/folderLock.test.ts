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

/** Kills a process; resolves once it has ended. */
const kill = async ({ child }: Starter): Promise<void> => {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

describe('a folder whose owner was killed', () => {
  it('gets one owner of three that start together; the others are refused by its name', async () => {
    await kill(await start())
    for (let round = 0; round < rounds; round += 1) {
      const starters = await Promise.all([start(), start(), start()])
      expect(starters.map(({ outcome }) => outcome).sort()).toEqual(['owner', refusal(), refusal()])
      for (const starter of starters) if (starter.outcome === 'owner') await kill(starter)
    }
    printFigure(`${rounds} races of three after a kill: one owner each time`)
  })

  it('opens although files in it name processes that are alive', async () => {
    for (const name of ['process', 'lock']) await writeFile(join(data.folder, name), `${process.pid}\n`)
    const owner = await start()
    expect(owner.outcome).toBe('owner')
    expect((await start()).outcome).toBe(refusal())
    await kill(owner)
  })

  // A container's main process has the id 1 each time.
  const asFirst = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child']
  it.runIf(spawnSync('unshare', [...asFirst.slice(1), 'true']).status === 0)(
    'opens for a process with the id 1, as its owner had',
    async () => {
      const owner = await start(...asFirst)
      expect(owner.outcome).toBe('owner')
      expect((await start(...asFirst)).outcome).toBe(refusal())
      await kill(owner)
      await expect.poll(async () => (await start(...asFirst)).outcome, { timeout: 60_000 }).toBe('owner')
    },
  )
})
