// The state of a session that does not tell it, inferred from its counts and times.
import { known } from '../../codec/index.js'
import { type ExactMatchSession, type SessionStateName, saysSomething } from '../../model/index.js'

const ended = (session: ExactMatchSession): SessionStateName | null => {
  const { remainingBlockCount, remainingJobCount, totalJobCount, processingCompletionDateTime } = session
  if (known(processingCompletionDateTime)) return 'completed'
  if (known(remainingBlockCount) && remainingBlockCount > 0) return 'cancelled'
  if (!known(remainingJobCount) || !known(totalJobCount) || totalJobCount === 0) return null
  return remainingJobCount === 0 ? 'completed' : 'cancelled'
}

const afterUpload = ({ totalJobCount, remainingJobCount }: ExactMatchSession): SessionStateName | null => {
  if (!known(totalJobCount)) return known(remainingJobCount) ? null : 'uploaded'
  if (!known(remainingJobCount) || remainingJobCount >= totalJobCount) return null
  return remainingJobCount === 0 ? 'completed' : 'processing'
}

/**
 * The state that counts and times show; null where they fit more than one, as after the upload of a session whose
 * number of jobs was known from the start: whether it has been committed, nothing tells.
 *
 * @example
 * import { inferredState } from 'exact-match-session/machine'
 *
 * inferredState({ totalBlockCount: 15, remainingBlockCount: 3 }) // 'uploading'
 */
export const inferredState = (session: ExactMatchSession): SessionStateName | null => {
  const { error, startDateTime, uploadCompletionDateTime, remainingBlockCount, totalBlockCount } = session
  if (known(error) && saysSomething(error)) return 'failed'
  if (known(session.completionDateTime) || known(session.processingCompletionDateTime)) return ended(session)
  if (known(uploadCompletionDateTime)) return afterUpload(session)
  if (!known(remainingBlockCount)) return known(startDateTime) ? null : 'created'
  if (known(startDateTime)) return remainingBlockCount > 0 ? 'uploading' : afterUpload(session)
  if (!known(totalBlockCount) || remainingBlockCount === totalBlockCount) return 'created'
  return remainingBlockCount > 0 ? 'uploading' : afterUpload(session)
}
