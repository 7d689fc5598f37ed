// The server's log: a line of JSON for each request and each unexpected error. It has the path of a request but not the
// query, which may hold a signature, no header and no body; errors are masked.
import { type Logger, pino } from 'pino'
import { maskSecrets } from '../../model/index.js'
import type { Output } from '../io.js'

/** The values of these keys are left out. */
const secrets = ['salt', 'dataUploadURI', 'authorization', 'token', 'sig', 'connectionString', 'password']

/** Masks signatures, as the model does in a URI, and bearer tokens. */
const mask = (text: string): string =>
  (maskSecrets({ dataUploadURI: text }).dataUploadURI ?? '').replace(/\bBearer\s+\S+/gi, 'Bearer ***')

/** A logger that writes to a stream. */
export const newLog = (output: Output): Logger =>
  pino(
    {
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '***' },
    },
    output,
  )

/** An error without secrets: its name, its message and its stack. */
export const loggable = (error: unknown): Readonly<Record<string, string>> =>
  error instanceof Error
    ? { error: mask(`${error.name}: ${error.message}`), stack: mask(error.stack ?? '') }
    : { error: mask(String(error)) }
