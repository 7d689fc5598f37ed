// What `POST …/renew` answers: the metadata returns the bare session, documentation drafts print it in an envelope.
import { type FastType, fast, unwrapEnvelope } from '../../codec/index.js'
import { ExactMatchSession } from './exactMatchSession.js'

export interface RenewResponse extends ExactMatchSession {}

/**
 * Reads the session of a renew response, bare or inside `value`, and writes it bare.
 *
 * @example
 * import { RenewResponse } from 'exact-match-session/model'
 *
 * RenewResponse.decode({ state: 'Created' }) // right({ state: 'Created' })
 * RenewResponse.decode({ value: { state: 'Created' } }) // right({ state: 'Created' })
 */
export const RenewResponse: FastType<RenewResponse> = fast(
  unwrapEnvelope('RenewResponse', ExactMatchSession, 'value'),
)
