// Jobs of either kind, discriminated by their `@odata.type`.
import { discriminated, type FastType, fast } from '../../codec/index.js'
import { ExactMatchLookupJob } from './exactMatchLookupJob.js'
import { ExactMatchSession } from './exactMatchSession.js'

/** A job that says its type, as published or as an absolute fragment. */
type Typed<J, T extends string> =
  | (J & { readonly '@odata.type': T })
  | (J & { readonly '@odata.type': `#${T}` })

export type ExactMatchJob =
  | Typed<ExactMatchSession, 'microsoft.graph.exactMatchSession'>
  | Typed<ExactMatchLookupJob, 'microsoft.graph.exactMatchLookupJob'>

/**
 * A session or a lookup job, as its `@odata.type` says. A value without one, or with another type, is refused.
 *
 * @example
 * import { ExactMatchJob } from 'exact-match-session/model'
 *
 * ExactMatchJob.decode({ '@odata.type': '#microsoft.graph.exactMatchLookupJob', matchingRows: [] }) // right(…)
 * ExactMatchJob.decode({ matchingRows: [] }) // left: /@odata.type is missing
 */
export const ExactMatchJob: FastType<ExactMatchJob, unknown> = fast(
  discriminated('ExactMatchJob', '@odata.type', {
    '#microsoft.graph.exactMatchSession': ExactMatchSession,
    'microsoft.graph.exactMatchSession': ExactMatchSession,
    '#microsoft.graph.exactMatchLookupJob': ExactMatchLookupJob,
    'microsoft.graph.exactMatchLookupJob': ExactMatchLookupJob,
  }),
)
