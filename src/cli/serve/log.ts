// The server's log: a line of JSON for each request and each unexpected error. It has the path of a request but not the
// query, which may hold a signature, no header and no body; errors are masked.
import { type Logger, pino } from 'pino'
import { maskSecrets } from '../../model/index.js'
import type { Output } from '../io.js'

/** The values of these keys are left out. */
const secrets = ['salt', 'dataUploadURI', 'authorization', 'token', 'sig', 'connectionString', 'password']

/** Masks signatures, as the model does in a URI, bearer tokens, and passwords in URLs of databases. */
const mask = (text: string): string =>
  (maskSecrets({ dataUploadURI: text }).dataUploadURI ?? '')
    .replace(/\bBearer\s+\S+/gi, 'Bearer ***')
    .replace(/\b(postgres(?:ql)?:\/\/[^\s:@/]*):[^\s@]*@/gi, '$1:***@')

/** How much waits for a slow reader, in bytes. */
const maxWaiting = 1_000_000

/**
 * The output of the log. Its reader may stop reading or go away, which must not stop the server: lines that can't be
 * kept for it are dropped, and counted once it reads again.
 */
const lossy = (output: Output): { readonly write: (line: string) => void } => {
  let dropped = 0
  output.on('error', () => undefined)
  return {
    write: (line) => {
      if (output.writableLength > maxWaiting) {
        dropped += 1
        return
      }
      if (dropped > 0) output.write(`${JSON.stringify({ level: 40, msg: 'lines were dropped', dropped })}\n`)
      dropped = 0
      output.write(line)
    },
  }
}

/** A logger that writes to a stream. */
export const newLog = (output: Output): Logger =>
  pino(
    {
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '***' },
    },
    lossy(output),
  )

const isDescribed = (error: unknown): error is { readonly code?: unknown; readonly message: string } =>
  typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'

const describe = (error: unknown): string => {
  if (error instanceof Error) return `${error.name}: ${error.message}`
  if (!isDescribed(error)) return String(error)
  const { code, message } = error
  return typeof code === 'string' ? `${code}: ${message}` : message
}

/** An error without secrets: its name or code with its message, those of its cause, and its stack. */
export const loggable = (error: unknown): Readonly<Record<string, string>> => ({
  error: mask(describe(error)),
  ...(isDescribed(error) && 'cause' in error && isDescribed(error.cause)
    ? { cause: mask(describe(error.cause)) }
    : {}),
  ...(error instanceof Error ? { stack: mask(error.stack ?? '') } : {}),
})
