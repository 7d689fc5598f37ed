// The dependencies of the operations.
import type { IO } from 'fp-ts/lib/IO.js'
import type { DateTimeOffset } from '../codec/index.js'
import type { NamingConvention } from '../model/index.js'
import type { SessionService } from '../service/index.js'
import type { PublicUrlOf } from './routing/publicUrl.js'
import type { UploadUris } from './upload/uploadUri.js'

/** The limits of one request. */
export interface Limits {
  /** The length of a URL in characters. */
  readonly urlLength: number
  /** The size of a JSON body in bytes. */
  readonly bodyBytes: number
  /** The size of a block in bytes. No block is held in memory, but by a store that keeps it there. */
  readonly blockBytes: number
  /** The number of items on a page, unless the client sets one. */
  readonly pageSize: number
  /** The largest number of items on a page. */
  readonly maxPageSize: number
  /** The size of a page in bytes: one that reaches it ends, though it has fewer items than requested. */
  readonly pageBytes: number
  /** The largest number of sessions to read for one `$filter`, `$orderby` or `$count`. */
  readonly maxScan: number
  /**
   * How long a request may take, in milliseconds, the time for its body not included; after that it is answered by 503.
   * Also how long a block may send no byte; after that it is answered by 408.
   */
  readonly duration: number
}

/** The limits unless set. */
export const defaultLimits: Limits = {
  urlLength: 8_192,
  bodyBytes: 1_048_576,
  blockBytes: 4_194_304_000,
  pageSize: 100,
  maxPageSize: 1000,
  pageBytes: 2_097_152,
  maxScan: 10_000,
  duration: 30_000,
}

/** What operations depend on. */
export interface Deps {
  readonly service: SessionService
  /** That of the path, unless set. */
  readonly naming: NamingConvention | undefined
  readonly limits: Limits
  readonly now: IO<DateTimeOffset>
  readonly publicUrlOf: PublicUrlOf
  readonly uploadUris: UploadUris
}
