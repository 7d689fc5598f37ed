// Runs the command line in this process: a command's two outputs and its exit code.
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { run as runCommand } from '../../src/cli/run.js'

export const root = join(import.meta.dirname, '../..')

export interface Result {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A stream that keeps what is written to it. */
export interface Capture extends Writable {
  readonly text: () => string
}

/** Keeps what is written; calls `onWrite` with all of it after each write. */
export const capture = (onWrite: (text: string) => void = () => undefined): Capture => {
  let text = ''
  const stream = new Writable({
    write(chunk, _, done) {
      text += String(chunk)
      onWrite(text)
      done()
    },
  })
  return Object.assign(stream, { text: () => text })
}

/** A process around a command, without its outputs: nobody sends it signals, and a test ends by itself. */
export const ioOf = (env: Readonly<Record<string, string>> = {}, input: string | Uint8Array = '') => ({
  stdin: Readable.from([Buffer.from(input)], { objectMode: false }),
  signals: new EventEmitter(),
  env,
  endAfter: () => undefined,
})

/** What a command prints, and its exit code. */
export const run = async (
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
  input: string | Uint8Array = '',
): Promise<Result> => {
  const [stdout, stderr] = [capture(), capture()]
  const code = await runCommand(args, { ...ioOf(env, input), stdout, stderr })
  return { code, out: stdout.text(), err: stderr.text() }
}
