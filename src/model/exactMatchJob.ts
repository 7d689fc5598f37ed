// Jobs of either kind, told apart by what they say they are.
import type * as t from 'io-ts'
import { discriminated, fast } from '../codec/index.js'
import { ExactMatchLookupJob } from './exactMatchLookupJob.js'
import { ExactMatchSession } from './exactMatchSession.js'

/**
 * A session or a lookup job, whichever its `@odata.type` names; one that names neither, or nothing, is refused.
 *
 * @example
 * import { ExactMatchJob } from 'exact-match-session/model'
 *
 * ExactMatchJob.decode({ '@odata.type': '#microsoft.graph.exactMatchLookupJob', matchingRows: [] }) // right(…)
 * ExactMatchJob.decode({ matchingRows: [] }) // left: /@odata.type is missing
 */
export const ExactMatchJob = fast(
  discriminated('ExactMatchJob', '@odata.type', {
    '#microsoft.graph.exactMatchSession': ExactMatchSession,
    'microsoft.graph.exactMatchSession': ExactMatchSession,
    '#microsoft.graph.exactMatchLookupJob': ExactMatchLookupJob,
    'microsoft.graph.exactMatchLookupJob': ExactMatchLookupJob,
  }),
)
export type ExactMatchJob = t.TypeOf<typeof ExactMatchJob>
