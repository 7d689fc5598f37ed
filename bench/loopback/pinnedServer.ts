// A server in a process of its own on the first core; whoever drives it has the second to itself.
import { execFileSync, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A server that listens. */
export interface PinnedServer {
  readonly port: number
  readonly stop: () => void
}

const [serverCore, driverCore] = ['0', '1']

/** Moves this process to the core of drivers. */
export const pinDriver = (): void => {
  execFileSync('taskset', ['-cp', driverCore, String(process.pid)], { stdio: 'ignore' })
}

/** Starts a script of `servers/`, or a program, that prints where it listens once it does. */
export const startServer = (script: string, args: ReadonlyArray<string> = []): Promise<PinnedServer> => {
  const path = script.startsWith('/')
    ? script
    : fileURLToPath(new URL(`./servers/${script}.js`, import.meta.url))
  const command = ['-c', serverCore, process.execPath, '--min-semi-space-size=16', path, ...args]
  const child = spawn('taskset', command, { stdio: ['ignore', 'pipe', 'inherit'] })
  // A bench that fails leaves no server behind.
  process.once('exit', () => child.kill())
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      const [, port] = /127\.0\.0\.1:([1-9]\d*)/.exec(printed) ?? []
      if (port !== undefined) resolve({ port: Number(port), stop: () => child.kill() })
    })
    child.once('exit', () => reject(new Error(`${script} ended: ${printed}`)))
  })
}
