// Jobs of either kind, told apart by what they say they are.
import * as t from 'io-ts'
import { discriminated, lean, odataType } from '../codec/index.js'
import { ExactMatchLookupJob } from './exactMatchLookupJob.js'
import { ExactMatchSession } from './exactMatchSession.js'

const session = 'microsoft.graph.exactMatchSession'
const lookupJob = 'microsoft.graph.exactMatchLookupJob'

const SessionByName = t.intersection(
  [ExactMatchSession, t.type({ '@odata.type': odataType(session) })],
  'ExactMatchSession',
)

const LookupJobByName = t.intersection(
  [ExactMatchLookupJob, t.type({ '@odata.type': odataType(lookupJob) })],
  'ExactMatchLookupJob',
)

/**
 * A session or a lookup job, whichever its `@odata.type` names; one that names neither, or nothing, is refused.
 *
 * @example
 * import { ExactMatchJob } from 'exact-match-session/model'
 *
 * ExactMatchJob.decode({ '@odata.type': '#microsoft.graph.exactMatchLookupJob', matchingRows: [] }) // right(…)
 * ExactMatchJob.decode({ matchingRows: [] }) // left: /@odata.type is missing
 */
export const ExactMatchJob = lean(
  discriminated('ExactMatchJob', '@odata.type', {
    [`#${session}`]: SessionByName,
    [session]: SessionByName,
    [`#${lookupJob}`]: LookupJobByName,
    [lookupJob]: LookupJobByName,
  }),
)
export type ExactMatchJob = t.TypeOf<typeof ExactMatchJob>
