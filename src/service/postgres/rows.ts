// Rows of the tables as values of the store, and the parameters of a page.
import type { Block, Page, PageRequest, SessionKey, StoredSession } from '../index.js'
import type { DatabaseRow } from './database.js'

// This store wrote the column; the service validates the resource in case that another program did.
export const resourceOf = <A>(row: DatabaseRow): A => row['resource'] as A

export const storedOf = (row: DatabaseRow): StoredSession => ({
  session: resourceOf(row),
  revision: Number(row['revision']),
  uid: String(row['uid']),
})

/** The parameters of a page; one row more than requested shows whether another page follows. */
export const pageParameters = ({ top, skip = 0, after = '0' }: PageRequest): ReadonlyArray<unknown> => [
  after,
  top + 1,
  skip,
]

/** Larger than any page. */
const noLimit = Number.MAX_SAFE_INTEGER

export const cutParameters = (page: PageRequest): ReadonlyArray<unknown> => [
  page.maxBytes ?? noLimit,
  ...pageParameters(page),
]

/** How many rows there are, up to one more than requested; some may have been cut off. */
const foundIn = (rows: ReadonlyArray<DatabaseRow>): number => Number(rows[0]?.['found'] ?? rows.length)

export const pageOf = <A>(
  rows: ReadonlyArray<DatabaseRow>,
  top: number,
  itemOf: (row: DatabaseRow) => A,
): Page<A> => {
  const part = rows.slice(0, top)
  const last = part.at(-1)
  return {
    items: part.map(itemOf),
    next: last === undefined || foundIn(rows) <= part.length ? null : String(last['position']),
  }
}

export const countOf = (rows: ReadonlyArray<DatabaseRow>): number => Number(rows[0]?.['count'])

export const keyOf = (row: DatabaseRow): SessionKey => ({
  datastoreId: String(row['datastore_id']),
  id: String(row['id']),
})

export const blockOf = (row: DatabaseRow): Block => ({
  id: String(row['id']),
  digest: String(row['digest']),
  ...(row['size'] === null ? {} : { size: Number(row['size']) }),
})
