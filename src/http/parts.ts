// What the operations of the API are made of, settled once.
import type { NamingConvention } from '../model/index.js'
import type { SessionService } from '../service/index.js'

/** How much one request may ask for. */
export interface Limits {
  /** Bytes of a JSON body. */
  readonly bodyBytes: number
  /** Bytes of a block, which is read whole, digested and let go. */
  readonly blockBytes: number
  /** Items on a page where the client doesn't say how many. */
  readonly pageSize: number
  /** The most items on a page, whatever the client says. */
  readonly maxPageSize: number
  /** Sessions that are read at most for one `$filter`, `$orderby` or `$count`. */
  readonly maxScan: number
}

/** The limits where nobody sets others. */
export const usualLimits: Limits = {
  bodyBytes: 1_048_576,
  blockBytes: 67_108_864,
  pageSize: 100,
  maxPageSize: 1000,
  maxScan: 10_000,
}

/** What every operation may need. */
export interface Parts {
  readonly service: SessionService
  readonly naming: NamingConvention
  readonly limits: Limits
  /** Where clients reach the API, without a slash at the end. */
  readonly publicUrl: string
}
