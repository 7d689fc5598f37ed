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

/** What the program shows in a terminal, where Ctrl-C is pressed as soon as `until` is on the screen. */
export const interruptInTerminal = (args: ReadonlyArray<string>, until: string): Promise<Result> =>
  new Promise((resolve, reject) => {
    const line = [process.execPath, main, ...args].map((arg) => `'${arg}'`).join(' ')
    const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'])
    let out = ''
    let pressed = false
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      if (!pressed && out.includes(until)) {
        pressed = true
        child.stdin.write('\u0003')
      }
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err: '' }))
  })
