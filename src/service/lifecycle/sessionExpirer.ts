// Ends sessions that their clients have abandoned. The bytes of their blocks are removed by the next sweep.
import * as E from 'fp-ts/lib/Either.js'
import type { IO } from 'fp-ts/lib/IO.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { DateTimeOffset, epochMillisOf } from '../../codec/index.js'
import type { ClassificationError } from '../../model/index.js'
import type { ServiceError } from '../serviceError.js'
import type { SessionService } from '../sessionService.js'
import type { SessionKey } from '../store/sessionStore.js'
import { updatedAtOf } from '../store/updatedAt.js'

/** What expires, and when. */
export interface ExpirerOptions {
  readonly service: Pick<SessionService, 'staleSince' | 'get' | 'fail'>
  /** The time; that of the service. */
  readonly now: IO<DateTimeOffset>
  /** How long a session may wait for its client, in seconds. */
  readonly lifetime: number
}

/** The code of the error with which an expired session ends. */
export const expiredCode = 'sessionExpired'

const errorOf = (lifetime: number): ClassificationError => ({
  code: expiredCode,
  message: `the session expired: nothing arrived for ${lifetime} s`,
})

/** How many sessions are read at once. */
const pageSize = 100

/** What another request was faster with: it has changed, ended or removed the session. */
const isOvertaken = ({ code }: ServiceError): boolean =>
  code === 'preconditionFailed' || code === 'notFound' || code === 'finished'

/**
 * A function that ends, as `Failed` with the code `sessionExpired`, every session that has waited for its client longer
 * than its lifetime. Gives how many; left with the first error.
 *
 * @example
 * import { createSessionExpirer, type SessionService, systemClock } from 'exact-match-session/service'
 *
 * const expirerOf = (service: SessionService) =>
 *   createSessionExpirer({ service, now: systemClock, lifetime: 7 * 86_400 })
 */
export const createSessionExpirer = ({
  service,
  now,
  lifetime,
}: ExpirerOptions): TE.TaskEither<ServiceError, number> => {
  /** Ends a session, unless it has changed since; gives whether it did. */
  const expire = async (key: SessionKey, before: number): Promise<E.Either<ServiceError, boolean>> => {
    const found = await service.get(key)()
    if (E.isLeft(found)) return isOvertaken(found.left) ? E.right(false) : found
    const { session, revision } = found.right
    if (updatedAtOf(session) >= before) return E.right(false)
    const failed = await service.fail({ ...key, revisions: [revision], error: errorOf(lifetime) })()
    if (E.isRight(failed)) return E.right(true)
    return isOvertaken(failed.left) ? E.right(false) : failed
  }

  return async () => {
    const before = epochMillisOf(now()) - lifetime * 1000
    const at = DateTimeOffset.of(new Date(before).toISOString())
    let count = 0
    for (let after: string | null | undefined; after !== null; ) {
      const page = await service.staleSince({
        at,
        top: pageSize,
        ...(after === undefined ? {} : { after }),
      })()
      if (E.isLeft(page)) return page
      for (const key of page.right.items) {
        const expired = await expire(key, before)
        if (E.isLeft(expired)) return expired
        if (expired.right) count += 1
      }
      after = page.right.next
    }
    return E.right(count)
  }
}
