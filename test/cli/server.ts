// Servers that `exact-match-session serve` starts, in this process or in one of their own.
import { type ChildProcess, spawn } from 'node:child_process'
import { run } from '../../src/cli/run.js'
import { main } from './process.js'
import { capture, ioOf } from './run.js'

type Env = Readonly<Record<string, string>>

/** A running server, and what it has printed. */
export interface RunningServer {
  readonly url: string
  /** The token that it has printed, or else the one that it was given. */
  readonly token: string
  readonly curl: string
  readonly out: string
  readonly log: () => string
  /** Sends a signal; resolves with the exit code. */
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>
}

/** A server in a process of its own. */
export interface SpawnedServer extends RunningServer {
  readonly child: ChildProcess
}

type Welcome = Pick<RunningServer, 'url' | 'token' | 'curl' | 'out'>

/** What is in the output, once all of it is printed. */
const welcomeIn = (out: string, args: ReadonlyArray<string>, env: Env): Welcome | null => {
  const [, url = '', printed, curl = ''] = /^(\S+)\n(?:token: (\S+)\n)?(?:.*\n)*?(curl .*)\n/.exec(out) ?? []
  const given = args.includes('--token') ? args[args.indexOf('--token') + 1] : env['EXACT_MATCH_TOKEN']
  return curl === '' ? null : { url, token: printed ?? given ?? '', curl, out }
}

const serveArgs = (args: ReadonlyArray<string>): ReadonlyArray<string> => ['serve', '--port', '0', ...args]

/** Serves on a free port in this process; rejects with its log if it ends by itself. */
export const startServer = (args: ReadonlyArray<string> = [], env: Env = {}): Promise<RunningServer> =>
  new Promise((resolve, reject) => {
    const io = ioOf(env)
    const stderr = capture()
    const stdout = capture((out) => {
      const welcome = welcomeIn(out, args, env)
      if (welcome === null) return
      const stop = (signal: NodeJS.Signals) => {
        io.signals.emit(signal)
        return ended
      }
      resolve({ ...welcome, log: stderr.text, stop })
    })
    const ended = run(serveArgs(args), { ...io, stdout, stderr })
    ended.then((code) => reject(new Error(`it ended with ${code}: ${stderr.text()}`)), reject)
  })

/** Serves on a free port in a process of its own, as an argument of other programs if there are some. */
export const spawnServer = (
  args: ReadonlyArray<string> = [],
  env: Env = {},
  before: ReadonlyArray<string> = [],
): Promise<SpawnedServer> =>
  new Promise((resolve, reject) => {
    const [program = '', ...programArgs] = [...before, process.execPath, main, ...serveArgs(args)]
    const child = spawn(program, programArgs, {
      // The tests' own database is not the server's.
      env: { ...process.env, DATABASE_URL: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)))
    const [stdout, stderr] = [
      capture((out) => {
        const welcome = welcomeIn(out, args, env)
        if (welcome === null) return
        const stop = (signal: NodeJS.Signals) => {
          child.kill(signal)
          return ended
        }
        resolve({ ...welcome, child, log: stderr.text, stop })
      }),
      capture(),
    ]
    child.stdout?.pipe(stdout)
    child.stderr?.pipe(stderr)
    ended.then((code) => reject(new Error(`it ended with ${code}: ${stderr.text()}`)))
  })
