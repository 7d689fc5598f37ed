// What a server logs: one line of JSON on stderr for each request, with its path but never its query, where
// signatures stand; no header and no body. What is logged of a fault goes through the same sieve.
import { destination, type Logger, pino } from 'pino'
import { maskSecrets } from '../../model/index.js'

/** Wherever one of these stands, its value is left out. */
const secrets = ['salt', 'dataUploadURI', 'authorization', 'token', 'sig', 'connectionString', 'password']

/** A signature or a bearer token in a sentence; that in a URI as the model masks it. */
const masked = (text: string): string =>
  (maskSecrets({ dataUploadURI: text }).dataUploadURI ?? '').replace(/\bBearer\s+\S+/gi, 'Bearer ***')

/** A logger on stderr. */
export const newLog = (): Logger =>
  pino(
    {
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '***' },
    },
    destination({ dest: 2, sync: true }),
  )

/** A fault as it may be logged: its kind, its sentence and where it arose. */
export const loggable = (fault: unknown): Readonly<Record<string, string>> =>
  fault instanceof Error
    ? { fault: masked(`${fault.name}: ${fault.message}`), stack: masked(fault.stack ?? '') }
    : { fault: masked(String(fault)) }
