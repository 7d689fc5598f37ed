// The state of a session without one, inferred from its counts and timestamps.
import { isPresent } from '../../codec/index.js'
import { type ExactMatchSession, hasDetails, type SessionStateName } from '../../model/index.js'

const ended = (session: ExactMatchSession): SessionStateName | null => {
  const { remainingBlockCount, remainingJobCount, totalJobCount, processingCompletionDateTime } = session
  if (isPresent(processingCompletionDateTime)) return 'completed'
  if (isPresent(remainingBlockCount) && remainingBlockCount > 0) return 'cancelled'
  if (!isPresent(remainingJobCount) || !isPresent(totalJobCount) || totalJobCount === 0) return null
  return remainingJobCount === 0 ? 'completed' : 'cancelled'
}

const afterUpload = ({ totalJobCount, remainingJobCount }: ExactMatchSession): SessionStateName | null => {
  if (!isPresent(totalJobCount)) return isPresent(remainingJobCount) ? null : 'uploaded'
  if (!isPresent(remainingJobCount) || remainingJobCount >= totalJobCount) return null
  return remainingJobCount === 0 ? 'completed' : 'processing'
}

/**
 * The state that counts and timestamps imply; null where they fit more than one. After the upload of a session whose
 * number of jobs was known from the start, for example, they do not show whether it has been committed.
 *
 * @example
 * import { inferredState } from 'exact-match-session/machine'
 *
 * inferredState({ totalBlockCount: 15, remainingBlockCount: 3 }) // 'uploading'
 */
export const inferredState = (session: ExactMatchSession): SessionStateName | null => {
  const { error, startDateTime, uploadCompletionDateTime, remainingBlockCount, totalBlockCount } = session
  if (isPresent(error) && hasDetails(error)) return 'failed'
  if (isPresent(session.completionDateTime) || isPresent(session.processingCompletionDateTime))
    return ended(session)
  if (isPresent(uploadCompletionDateTime)) return afterUpload(session)
  if (!isPresent(remainingBlockCount)) return isPresent(startDateTime) ? null : 'created'
  if (isPresent(startDateTime)) return remainingBlockCount > 0 ? 'uploading' : afterUpload(session)
  if (!isPresent(totalBlockCount) || remainingBlockCount === totalBlockCount) return 'created'
  return remainingBlockCount > 0 ? 'uploading' : afterUpload(session)
}
