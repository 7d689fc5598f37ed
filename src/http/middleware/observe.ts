// Reports every response, for metrics, and the error behind every 5xx, for a log.
import type { IO } from 'fp-ts/lib/IO.js'
import { matchedRoutes } from 'hono/route'
import { type DateTimeOffset, epochMillisOf } from '../../codec/index.js'
import type { OperationName } from '../operation.js'
import type { RequestIds } from '../request/requestIds.js'
import type { ApiContext, ApiMiddleware } from './apiEnv.js'

/** A request that failed, as a log names it. */
export interface ErrorContext extends RequestIds {
  /** Null where the request is for no operation. */
  readonly operation: OperationName | null
}

/** A response, for metrics. */
export interface ResponseEvent {
  /** Null where the request is for no operation: its path or method does not exist. */
  readonly operation: OperationName | null
  readonly status: number
  /** From the request to the response, by the clock of the API. */
  readonly milliseconds: number
  readonly ids: RequestIds
}

/** What is reported, and to whom. */
interface Observers {
  readonly onError?: ((error: unknown, context: ErrorContext) => void) | undefined
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined
}

/** The names of the operations by their handlers. */
type OperationNames = ReadonlyMap<unknown, OperationName>

const operationOf = (context: ApiContext, names: OperationNames): OperationName | null => {
  for (const { handler } of matchedRoutes(context)) {
    const name = names.get(handler)
    if (name !== undefined) return name
  }
  return null
}

/** An observer that throws must not change the response. */
const attempt = (tell: () => void): void => {
  try {
    tell()
  } catch {}
}

/** The milliseconds between two readings of the clock; most requests begin and end in the same one. */
const between = (begun: DateTimeOffset, ended: DateTimeOffset): number =>
  begun === ended ? 0 : epochMillisOf(ended) - epochMillisOf(begun)

/** The first middleware, where somebody observes: it sees the response of every other. */
export const observe =
  (now: IO<DateTimeOffset>, names: OperationNames, { onError, onResponse }: Observers): ApiMiddleware =>
  async (context, next) => {
    const begun = now()
    await next()
    const { status } = context.res
    if (status < 500 && onResponse === undefined) return
    const { ids } = context.get('request')
    const operation = operationOf(context, names)
    if (status >= 500) {
      const problem = context.get('problem')
      const error = context.error ?? problem?.cause ?? problem
      attempt(() => onError?.(error, { ...ids, operation }))
    }
    if (onResponse !== undefined) {
      const milliseconds = between(begun, now())
      attempt(() => onResponse({ operation, status, milliseconds, ids }))
    }
  }
