// Runs the built command line as a person would: another process, its two streams, its exit code.
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')
export const main = join(root, 'dist/cli/main.js')

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface RunOptions {
  /** Called with everything that has come on stderr so far. */
  readonly watch?: (err: string, kill: (signal: NodeJS.Signals) => void) => void
  readonly env?: Readonly<Record<string, string>>
}

/** What a command line prints, and how it ends. */
export const run = (args: ReadonlyArray<string>, { watch, env = {} }: RunOptions = {}): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
      watch?.(err, (signal) => child.kill(signal))
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })

/** Whether this machine has util-linux's script, which gives a command a terminal; elsewhere those tests are skipped. */
export const hasTerminal = /util-linux/.test(
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '',
)

/** What a command line shows in a terminal, where Ctrl-C is pressed as soon as `until` is on the screen. */
export const interruptedInTerminal = (args: ReadonlyArray<string>, until: string): Promise<Ran> =>
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
