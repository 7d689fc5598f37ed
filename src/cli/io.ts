// What a command knows of the process around it: its streams, signals and variables. Tests pass their own.
import { once } from 'node:events'
import { exitCodes } from './exitCodes.js'
import { programName } from './programName.js'

/** A stream that a command prints to. */
export type Output = NodeJS.WritableStream & {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly writableLength: number
}

/** The process around a command. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>
  readonly stdout: Output
  readonly stderr: Output
  /** Emits SIGINT and SIGTERM. */
  readonly signals: NodeJS.EventEmitter
  /** The environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Ends the process with a code after so many milliseconds if it still runs, whatever it waits for. */
  readonly endAfter: (milliseconds: number, code: number) => void
}

/** Writes text; resolves once the reader is ready for more. */
export const write = async (output: Output, text: string): Promise<void> => {
  if (!output.write(text)) await once(output, 'drain')
}

/** Resolves once all that was written is out; never if it can't be, for then the stream emits an error. */
const flushed = (output: Output): Promise<void> =>
  new Promise((resolve) => {
    // An empty text waits for those before it; a stream that has failed emits its error after this callback.
    output.write('', (error) => {
      if (!error) resolve()
    })
  })

const interruptions = { SIGINT: exitCodes.interrupted, SIGTERM: exitCodes.terminated } as const

/** Why an output can't be written: Node's sentence without the name of the call. */
const reasonOf = ({ message }: Error): string => message.replace(/, \w+$/, '')

/**
 * Runs a command until it ends, until Ctrl-C or SIGTERM, or until an output can't be written: because its reader has
 * closed it, as `head` does, or because a disk is full. The signal aborts in the last cases; the command need not end by
 * itself then.
 */
export const untilInterrupted = async (
  { stdout, stderr, signals }: Io,
  command: (signal: AbortSignal) => Promise<number>,
): Promise<number> => {
  const interruption = new AbortController()
  const ended = new AbortController()
  const interrupted = new Promise<number>((resolve) => {
    const end = (code: number): void => {
      interruption.abort()
      resolve(code)
    }
    for (const [name, code] of Object.entries(interruptions)) {
      const onSignal = () => end(code)
      signals.once(name, onSignal)
      ended.signal.addEventListener('abort', () => signals.off(name, onSignal))
    }
    // These listeners stay: an output that has failed may emit an error for every write.
    for (const output of [stdout, stderr]) {
      output.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EPIPE') return end(exitCodes.ok)
        if (output === stdout && !interruption.signal.aborted)
          stderr.write(`${programName}: the output can't be written: ${reasonOf(error)}\n`)
        end(exitCodes.cantWrite)
      })
    }
  })
  const completed = async (): Promise<number> => {
    const code = await command(interruption.signal)
    await Promise.all([flushed(stdout), flushed(stderr)])
    return code
  }
  try {
    return await Promise.race([interrupted, completed()])
  } finally {
    ended.abort()
  }
}
