// When a session last changed, as a number.
import { epochMillisOf } from '../../codec/index.js'
import type { ExactMatchSession } from '../../model/index.js'

/**
 * When a session last changed, in milliseconds since 1970; 0 where it does not say so. For stores that look for sessions
 * that did not change.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { updatedAtOf } from 'exact-match-session/service'
 *
 * updatedAtOf({ lastUpdatedDateTime: DateTimeOffset.of('1970-01-01T00:00:02Z') }) // 2000
 */
export const updatedAtOf = ({ lastUpdatedDateTime, creationDateTime }: ExactMatchSession): number => {
  const at = lastUpdatedDateTime ?? creationDateTime ?? null
  return at === null ? 0 : epochMillisOf(at)
}
