// Runs the built program as a process of its own, for what only a process has: signals, pipes, a terminal.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { type Result, root } from './run.js'

export const main = join(root, 'dist/cli/main.js')

export interface SpawnOptions {
  /** Called with everything that has been printed on stderr so far. */
  readonly onStderr?: (err: string, child: ChildProcess) => void
  readonly env?: Readonly<Record<string, string>>
  /** Closes stdout after the first output, as `head` does. */
  readonly closeStdout?: true
}

/** What the program prints, and its exit code. */
export const spawnMain = (
  args: ReadonlyArray<string>,
  { onStderr, closeStdout, env = {} }: SpawnOptions = {},
): Promise<Result> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      if (closeStdout) child.stdout.destroy()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
      onStderr?.(err, child)
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })

/** Whether this machine has util-linux's `script`, which gives a command a terminal. */
export const hasTerminal = /util-linux/.test(
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '',
)

/** What the program shows in a terminal of 24 rows, after its process id; `onOutput` gets all of it so far. */
const runInTerminal = (
  args: ReadonlyArray<string>,
  onOutput: (out: string, child: ChildProcess) => void,
): Promise<Result> =>
  new Promise((resolve, reject) => {
    const words = [process.execPath, main, ...args].map((arg) => `'${arg}'`).join(' ')
    const line = `stty rows 24 cols 80; echo $$; exec ${words}`
    const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'])
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      onOutput(out, child)
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err: '' }))
  })

/** What the program shows until it ends by itself. */
export const watchInTerminal = (args: ReadonlyArray<string>): Promise<Result> =>
  runInTerminal(args, () => undefined)

/** The same until it is interrupted, by Ctrl-C or SIGTERM, as soon as `until` is on the screen. */
export const interruptInTerminal = (
  args: ReadonlyArray<string>,
  until: string,
  by: 'Ctrl-C' | 'SIGTERM' = 'Ctrl-C',
): Promise<Result> => {
  let isInterrupted = false
  return runInTerminal(args, (out, child) => {
    if (isInterrupted || !out.includes(until)) return
    isInterrupted = true
    if (by === 'Ctrl-C') child.stdin?.write('\u0003')
    else process.kill(Number.parseInt(out, 10), by)
  })
}

/** The exit code of a line of bash in which `$program` is the program, and what is printed. */
export const runInShell = (line: string): Result => {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', `program="${process.execPath} ${main}"; ${line}`],
    {
      encoding: 'utf8',
      timeout: 60_000,
    },
  )
  return { code: status, out: stdout, err: stderr }
}
