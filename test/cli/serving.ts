// `exact-match-session serve` in a process of its own, from the moment it tells where it is until it is told to stop.
import { type ChildProcess, spawn } from 'node:child_process'
import { main } from './run.js'

/** A server at work, and what it has printed. */
export interface Serving {
  readonly url: string
  readonly token: string
  readonly curl: string
  readonly log: () => string
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>
}

const gathered = (stream: NodeJS.ReadableStream | null, heard: () => void): (() => string) => {
  let text = ''
  stream?.setEncoding('utf8').on('data', (part: string) => {
    text += part
    heard()
  })
  return () => text
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('close', (code) => resolve(code)))

/** Serves on a free port, in a process of its own; rejects, with its log, where that ends by itself. */
export const serve = (args: ReadonlyArray<string> = []): Promise<Serving> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, 'serve', '--port', '0', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const end = ended(child)
    const log = gathered(child.stderr, () => undefined)
    const out = gathered(child.stdout, () => {
      const [, url = '', token = '', curl = ''] = /^(\S+)\ntoken: (\S+)\n\n(curl .*)\n/.exec(out()) ?? []
      if (curl === '') return
      resolve({
        url,
        token,
        curl,
        log,
        stop: (signal) => {
          child.kill(signal)
          return end
        },
      })
    })
    end.then((code) => reject(new Error(`it ended with ${code}: ${log()}`)))
  })
