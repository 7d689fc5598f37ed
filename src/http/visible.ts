// What lists and counts show a caller.
import type { Principal, SessionKey } from '../service/index.js'

/**
 * What a caller sees in lists and counts: of each kind all items, unless there is a function for it. Requests for one item
 * are up to `authorize`.
 *
 * A list with such a function reads on until its page is full; it may be shorter where few items are visible, with a link
 * to the next. A count reads every item, as one with `$filter` does: past `limits.maxScan` of them it is 400.
 *
 * @example
 * import type { CanRead } from 'exact-match-session/http'
 *
 * interface Tenant {
 *   readonly id: string
 *   readonly dataStores: ReadonlySet<string>
 * }
 *
 * const canRead: CanRead<Tenant> = {
 *   dataStore: ({ dataStores }, id) => dataStores.has(id),
 *   uploadAgent: () => false,
 * }
 */
export interface CanRead<P extends Principal = Principal> {
  readonly dataStore?: (principal: P, id: string) => boolean
  readonly uploadAgent?: (principal: P, id: string) => boolean
  readonly session?: (principal: P, key: SessionKey) => boolean
}

/** What one caller sees; null where it is all of a kind. */
export interface Visible {
  readonly dataStore: ((id: string) => boolean) | null
  readonly uploadAgent: ((id: string) => boolean) | null
  readonly session: ((key: SessionKey) => boolean) | null
}

/** Who makes a request, and what they see. */
export interface Caller {
  readonly principal: Principal
  readonly visible: Visible
}

/** What a principal sees. */
export const visibleTo = <P extends Principal>(
  principal: P,
  { dataStore, uploadAgent, session }: CanRead<P>,
): Visible => ({
  dataStore: dataStore === undefined ? null : (id) => dataStore(principal, id),
  uploadAgent: uploadAgent === undefined ? null : (id) => uploadAgent(principal, id),
  session: session === undefined ? null : (key) => session(principal, key),
})
