// microsoft.graph.exactMatchSession and its base: one upload of a table to a data store, from creation to the end.
import * as t from 'io-ts'
import { type FastType, Int32, typeAnnotation } from '../../codec/index.js'
import { declaredBy } from './declaredBy.js'
import { ExactMatchJobBase } from './exactMatchJobBase.js'
import { withNaming } from './naming.js'

const SessionBase = t.intersection(
  [ExactMatchJobBase, declaredBy('exactMatchSessionBase')],
  'ExactMatchSessionBase',
)

/** The codec of a session under one name of the data store, for codecs that extend it. */
export const Session = t.intersection(
  [
    SessionBase,
    t.partial({ '@odata.type': typeAnnotation('microsoft.graph.exactMatchSession') }),
    declaredBy('exactMatchSession'),
  ],
  'ExactMatchSession',
)

const Request = t.intersection([Session, t.type({ totalBlockCount: Int32 })], 'CreateSessionRequest')

export interface ExactMatchSessionBase extends t.TypeOf<typeof SessionBase> {}

/**
 * What newer metadata puts between a job and a session: progress and state, without the file.
 *
 * @example
 * import { ExactMatchSessionBase } from 'exact-match-session/model'
 *
 * ExactMatchSessionBase.is({ state: 'Created', totalBlockCount: 15, remainingBlockCount: 15 }) // true
 */
export const ExactMatchSessionBase: FastType<ExactMatchSessionBase> = withNaming('v1.0')(SessionBase)

export interface ExactMatchSession extends t.TypeOf<typeof Session> {}

/**
 * An upload session. Every property may be missing or null, as published; {@link violationsOf} judges its values
 * together.
 *
 * @example
 * import { ExactMatchSession } from 'exact-match-session/model'
 *
 * ExactMatchSession.decode({ state: 'UploadInProgress', totalBlockCount: 15, remainingBlockCount: 3 }) // right(…)
 * ExactMatchSession.decode({ totalBlockCount: '15' }) // left(…)
 */
export const ExactMatchSession: FastType<ExactMatchSession> = withNaming('v1.0')(Session)

export interface CreateSessionRequest extends t.TypeOf<typeof Request> {}

/**
 * The body of a create request: a session with a number of blocks.
 *
 * @example
 * import { CreateSessionRequest } from 'exact-match-session/model'
 *
 * CreateSessionRequest.is({ fileName: 'patients.csv', totalBlockCount: 15 }) // true
 * CreateSessionRequest.is({ fileName: 'patients.csv' }) // false
 */
export const CreateSessionRequest: FastType<CreateSessionRequest> = withNaming('v1.0')(Request)
