// What a command knows of the process around it: its streams, signals and variables. Tests pass their own.
import { once } from 'node:events'
import { exitCodes } from './exitCodes.js'

/** A stream that a command prints to. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly writableLength: number }

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

/**
 * Runs a command until it ends, until Ctrl-C, or until the reader of stdout closes it, as `head` does. The signal
 * aborts in the last two cases; the command need not end by itself then.
 */
export const untilInterrupted = async (
  { stdout, signals }: Io,
  command: (signal: AbortSignal) => Promise<number>,
): Promise<number> => {
  const interruption = new AbortController()
  const ended = new AbortController()
  const interrupted = new Promise<number>((resolve, reject) => {
    const onInterrupt = (): void => {
      interruption.abort()
      resolve(exitCodes.interrupted)
    }
    signals.once('SIGINT', onInterrupt)
    ended.signal.addEventListener('abort', () => signals.off('SIGINT', onInterrupt))
    // This listener stays: a closed stdout may emit an error for every write.
    stdout.on('error', (error: NodeJS.ErrnoException) => {
      interruption.abort()
      if (error.code === 'EPIPE') resolve(exitCodes.ok)
      else reject(error)
    })
  })
  try {
    return await Promise.race([interrupted, command(interruption.signal)])
  } finally {
    ended.abort()
  }
}
