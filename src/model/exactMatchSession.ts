// microsoft.graph.exactMatchSession and its base: one upload of a table to a data store, from creation to the end.
import * as t from 'io-ts'
import { DateTimeOffset, Int32, nullable, odataType } from '../codec/index.js'
import { ExactMatchJobBase } from './exactMatchJobBase.js'
import { ExactMatchUploadAgent } from './exactMatchUploadAgent.js'
import { spelled } from './spelling.js'

const SessionBase = t.intersection(
  [
    ExactMatchJobBase,
    t.partial({
      datastoreId: nullable(t.string),
      processingCompletionDateTime: nullable(DateTimeOffset),
      remainingBlockCount: nullable(Int32),
      remainingJobCount: nullable(Int32),
      state: nullable(t.string),
      totalBlockCount: nullable(Int32),
      totalJobCount: nullable(Int32),
      uploadCompletionDateTime: nullable(DateTimeOffset),
    }),
  ],
  'ExactMatchSessionBase',
)

const Session = t.intersection(
  [
    SessionBase,
    t.partial({
      '@odata.type': odataType('microsoft.graph.exactMatchSession'),
      checksum: nullable(t.string),
      dataUploadURI: nullable(t.string),
      fields: nullable(t.array(t.string)),
      fileName: nullable(t.string),
      rowsPerBlock: nullable(Int32),
      salt: nullable(t.string),
      uploadAgentId: nullable(t.string),
      uploadAgent: nullable(ExactMatchUploadAgent),
    }),
  ],
  'ExactMatchSession',
)

/**
 * What the newer metadata puts between a job and a session: progress and state, without the file.
 *
 * @example
 * import { ExactMatchSessionBase } from 'exact-match-session/model'
 *
 * ExactMatchSessionBase.is({ state: 'Created', totalBlockCount: 15, remainingBlockCount: 15 }) // true
 */
export const ExactMatchSessionBase = spelled('documented')(SessionBase)
export interface ExactMatchSessionBase extends t.TypeOf<typeof SessionBase> {}

/**
 * An upload session. Every property may be missing or null, as published; what the values must fulfil together
 * is another question, which {@link brokenLaws} answers.
 *
 * @example
 * import { ExactMatchSession } from 'exact-match-session/model'
 *
 * ExactMatchSession.decode({ state: 'UploadInProgress', totalBlockCount: 15, remainingBlockCount: 3 }) // right(…)
 * ExactMatchSession.decode({ totalBlockCount: '15' }) // left(…)
 */
export const ExactMatchSession = spelled('documented')(Session)
export interface ExactMatchSession extends t.TypeOf<typeof Session> {}

/**
 * The body of a create request: a session that says how many blocks it will have.
 *
 * @example
 * import { CreateSessionRequest } from 'exact-match-session/model'
 *
 * CreateSessionRequest.is({ fileName: 'patients.csv', totalBlockCount: 15 }) // true
 * CreateSessionRequest.is({ fileName: 'patients.csv' }) // false
 */
export const CreateSessionRequest = spelled('documented')(
  t.intersection([Session, t.type({ totalBlockCount: Int32 })], 'CreateSessionRequest'),
)
export interface CreateSessionRequest extends t.TypeOf<typeof CreateSessionRequest> {}
