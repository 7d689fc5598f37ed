// The sessions on a page. As in Graph, $top is the size of a page, and every page but the last links to the next.
import type { StoredSession } from '../../../service/index.js'
import type { ODataQuery } from '../odataQuery.js'
import { type Listed, listByCreation, type ToJson } from './creationOrder.js'
import { listOrdered } from './orderedListing.js'
import type { ScanLimits, SessionReader } from './scan.js'

/** The page that a query selects. */
export const listingOf = (
  read: SessionReader,
  query: ODataQuery,
  top: number,
  limits: ScanLimits,
  toJson: ToJson<StoredSession>,
): Listed => {
  const { order, filter } = query
  if (order !== null) return listOrdered(read, order, query, top, limits, toJson)
  const passes = filter && (({ session }: StoredSession) => filter(session) === true)
  return listByCreation(read.page, passes, query, top, limits, toJson)
}
