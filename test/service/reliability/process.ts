// Runs worker.ts, or another program beside it, as a process and reads what it prints.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '../../..')

/** A bundled program, the worker unless named, below node_modules so that Node finds its packages. */
export const bundled = async (name: string, program = 'worker.ts'): Promise<string> => {
  const outfile = join(root, 'node_modules/.reliability', `${name}.mjs`)
  await build({
    entryPoints: [join(import.meta.dirname, program)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  })
  return outfile
}

/** Ignores an incomplete last line. */
const lineOf = <L>(text: string): L | null => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export interface Running {
  readonly child: ChildProcess
  /** Resolves when the process ends, with its stderr if it failed by itself. */
  readonly done: Promise<string | null>
}

export const run = <T, L>(worker: string, task: T, hear: (line: L) => void): Running => {
  const child = spawn(process.execPath, [worker, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'pipe'] })
  const errors: Array<string> = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
  createInterface({ input: child.stdout }).on('line', (text) => {
    // The program prints nothing else.
    const line = lineOf<L>(text)
    if (line !== null) hear(line)
  })
  const done = new Promise<string | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code === 0 || signal === 'SIGKILL' ? null : errors.join('')))
  })
  return { child, done }
}

/** Prints the counts of a test, also of one that succeeds. */
export const printFigure = (figure: string): void => {
  process.stdout.write(`${figure}\n`)
}
