// The resource of a record. It is what is stored, so that any other implementation can read it.
import { type SessionResource, sessionStates } from '../../model/index.js'
import type { SessionRecord } from '../record.js'
import { shallowMerge } from './shallowMerge.js'

/**
 * The session as the resource: all published properties but the expanded agent, null where there is no value, and any
 * undeclared property it came with.
 *
 * @example
 * import { fromResource, toResource } from 'exact-match-session/machine'
 * import * as E from 'fp-ts/lib/Either.js'
 *
 * const stored = { id: 'a', totalBlockCount: 15, remainingBlockCount: 15 }
 * E.map(toResource)(fromResource(stored)) // right({ id: 'a', …, state: 'Created', … })
 */
export const toResource = ({ value, context }: SessionRecord): SessionResource => {
  const { metadata, upload, blocks, jobs, timeline, error, lastUpdatedDateTime } = context
  return shallowMerge(metadata, {
    creationDateTime: timeline.creationDateTime,
    startDateTime: timeline.startDateTime,
    lastUpdatedDateTime,
    completionDateTime: timeline.completionDateTime,
    error,
    dataUploadURI: upload.dataUploadURI,
    remainingBlockCount: blocks.remaining,
    totalBlockCount: blocks.total,
    state: sessionStates[value].wire,
    uploadCompletionDateTime: timeline.uploadCompletionDateTime,
    processingCompletionDateTime: timeline.processingCompletionDateTime,
    totalJobCount: jobs?.total ?? null,
    remainingJobCount: jobs?.remaining ?? null,
  })
}
