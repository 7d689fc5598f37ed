// The body of an upload as it arrives, up to a size, and as long as something arrives.
import { type Problem, problem } from '../problem.js'
import type { Limited } from '../timeLimit.js'

/** Why a body is refused while it is read. */
export class BodyRefused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message)
  }
}

/** What a body may be. */
export interface BodyLimits {
  readonly maxBytes: number
  /** How long the next bytes may take, in milliseconds. */
  readonly patience: number
  readonly waitFor: Limited['waitFor']
}

const incomplete = problem(400, 'the body is incomplete')

const stalled = problem(408, 'the body did not arrive in time')

const tooLarge = (maxBytes: number): Problem =>
  problem(413, `the body is larger than the ${maxBytes} bytes that are allowed`)

/** A body of this length is read at once, which is faster than chunk by chunk. */
const smallBody = 262_144

async function* whole(request: Request): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(await request.arrayBuffer())
}

/** The bytes of a request. The server ensures that a Content-Length is true. */
const bytesOf = (request: Request): AsyncIterator<Uint8Array> => {
  const length = Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY)
  return length <= smallBody || request.body === null ? whole(request) : request.body[Symbol.asyncIterator]()
}

/** The next bytes, unless they take too long. */
const within = async <A>(patience: number, next: Promise<A>): Promise<A> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BodyRefused(stalled)), patience)
  })
  return Promise.race([next, late]).finally(() => clearTimeout(timer))
}

/** The chunks of a body, to be read once; reading rejects with `BodyRefused`. */
export async function* arrivingBody(
  request: Request,
  { maxBytes, patience, waitFor }: BodyLimits,
): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get('content-length')) > maxBytes) throw new BodyRefused(tooLarge(maxBytes))
  const body = bytesOf(request)
  let size = 0
  try {
    for (;;) {
      const next = await waitFor(within(patience, body.next()))
      if (next.done === true) break
      size += next.value.length
      if (size > maxBytes) throw new BodyRefused(tooLarge(maxBytes))
      yield next.value
    }
  } catch (error) {
    throw error instanceof BodyRefused ? error : new BodyRefused(incomplete)
  } finally {
    // Not awaited: it ends only with the connection where the client sends nothing more.
    void body.return?.()?.catch(() => undefined)
  }
}
