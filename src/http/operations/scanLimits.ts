// How much a list or a count reads.
import type { Deps } from '../deps.js'
import type { ScanLimits } from '../odata/listing/scan.js'

/** The limits of a scan; items are read at most 500 at a time. */
export const scanLimitsOf = ({ limits: { maxScan, pageBytes } }: Deps): ScanLimits => ({
  maxScan,
  chunk: Math.min(500, maxScan),
  pageBytes,
})
