// The resource of a record. It is what is stored: any other implementation can read it.
import { type ExactMatchSession, sessionStates } from '../../model/index.js'
import type { SessionRecord } from '../record.js'
import { shallowMerge } from './shallowMerge.js'

/**
 * The session as the resource: all 21 properties, null where there is nothing, and whatever else it came with.
 *
 * @example
 * import { type SessionRecord, toResource } from 'exact-match-session/machine'
 *
 * const state = (record: SessionRecord) => toResource(record).state
 */
export const toResource = ({ value, context }: SessionRecord): ExactMatchSession => {
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
