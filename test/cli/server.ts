// Servers that `exact-match-session serve` starts, in this process or in one of their own.
import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { run } from '../../src/cli/run.js'
import { main } from './process.js'
import { capture } from './run.js'

/** A running server, and what it has printed. */
export interface RunningServer {
  readonly url: string
  readonly token: string
  readonly curl: string
  readonly log: () => string
  /** Sends a signal; resolves with the exit code. */
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>
}

/** The URL, the token and the curl command in the output, once all of them are printed. */
const welcomeIn = (out: string): Pick<RunningServer, 'url' | 'token' | 'curl'> | null => {
  const [, url = '', token = '', curl = ''] = /^(\S+)\ntoken: (\S+)\n\n(curl .*)\n/.exec(out) ?? []
  return curl === '' ? null : { url, token, curl }
}

const serveArgs = (args: ReadonlyArray<string>): ReadonlyArray<string> => ['serve', '--port', '0', ...args]

/** Serves on a free port in this process; rejects with its log if it ends by itself. */
export const startServer = (args: ReadonlyArray<string> = []): Promise<RunningServer> =>
  new Promise((resolve, reject) => {
    const signals = new EventEmitter()
    const stderr = capture()
    const stdout = capture((out) => {
      const welcome = welcomeIn(out)
      if (welcome === null) return
      const stop = (signal: NodeJS.Signals) => {
        signals.emit(signal)
        return ended
      }
      resolve({ ...welcome, log: stderr.text, stop })
    })
    const ended = run(serveArgs(args), { stdout, stderr, signals })
    ended.then((code) => reject(new Error(`it ended with ${code}: ${stderr.text()}`)), reject)
  })

/** Serves on a free port in a process of its own; rejects with its log if it ends by itself. */
export const spawnServer = (args: ReadonlyArray<string> = []): Promise<RunningServer> =>
  new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(process.execPath, [main, ...serveArgs(args)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)))
    const [stdout, stderr] = [
      capture((out) => {
        const welcome = welcomeIn(out)
        if (welcome === null) return
        const stop = (signal: NodeJS.Signals) => {
          child.kill(signal)
          return ended
        }
        resolve({ ...welcome, log: stderr.text, stop })
      }),
      capture(),
    ]
    child.stdout?.pipe(stdout)
    child.stderr?.pipe(stderr)
    ended.then((code) => reject(new Error(`it ended with ${code}: ${stderr.text()}`)))
  })
