// The body of an upload as it arrives, up to a size, and as long as something arrives.
import { type Problem, problem } from '../problem.js'
import { ClientStalled, type Limited } from '../timeLimit.js'

/** Why a body is refused while it is read. */
export class BodyRefused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message)
  }
}

/** A request as Node has it: its body is read without the streams of the web, which cost several times as much. */
export interface NodeIncoming {
  readonly iterator: (options: { readonly destroyOnReturn: boolean }) => AsyncIterator<Uint8Array>
}

/** What a body may be, and how it is waited for. */
export interface BodyLimits extends Pick<Limited, 'waitFor'> {
  readonly maxBytes: number
  /** Undefined where the server is not Node's. */
  readonly incoming: NodeIncoming | undefined
}

const incomplete = problem(400, 'the body is incomplete')

const stalled = problem(408, 'the body did not arrive in time')

const tooLarge = (maxBytes: number): Problem =>
  problem(413, `the body is larger than the ${maxBytes} bytes that are allowed`)

/** A body of this length is read at once, which is faster than chunk by chunk. */
const smallBody = 262_144

const end: IteratorReturnResult<undefined> = { done: true, value: undefined }

/** A body in one chunk. */
const whole = (request: Request): AsyncIterator<Uint8Array> => {
  let isRead = false
  return {
    next: async () => {
      if (isRead) return end
      isRead = true
      return { done: false, value: new Uint8Array(await request.arrayBuffer()) }
    },
  }
}

/** The bytes of a request. The server ensures that a Content-Length is true. */
const bytesOf = (request: Request, incoming: NodeIncoming | undefined): AsyncIterator<Uint8Array> => {
  const length = Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY)
  if (length <= smallBody) return whole(request)
  if (incoming !== undefined) return incoming.iterator({ destroyOnReturn: false })
  return request.body === null ? whole(request) : request.body[Symbol.asyncIterator]()
}

/** Why a body can't be read on. */
const refusalOf = (error: unknown): BodyRefused => {
  if (error instanceof BodyRefused) return error
  return new BodyRefused(error instanceof ClientStalled ? stalled : incomplete)
}

/** The chunks of a body, to be read once; reading rejects with `BodyRefused`. */
export const arrivingBody = (
  request: Request,
  { maxBytes, incoming, waitFor }: BodyLimits,
): AsyncIterableIterator<Uint8Array> => {
  const isTooLong = Number(request.headers.get('content-length')) > maxBytes
  const body = isTooLong ? null : bytesOf(request, incoming)
  let size = 0
  const close = (): void => {
    // Not awaited: it ends only with the connection where the client sends nothing more.
    void body?.return?.()?.catch(() => undefined)
  }
  const chunks: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => chunks,
    next: async () => {
      try {
        if (body === null) throw new BodyRefused(tooLarge(maxBytes))
        const next = await waitFor(body.next())
        if (next.done === true) return end
        size += next.value.length
        if (size > maxBytes) throw new BodyRefused(tooLarge(maxBytes))
        return next
      } catch (error) {
        close()
        throw refusalOf(error)
      }
    },
    return: async () => {
      close()
      return end
    },
  }
  return chunks
}
