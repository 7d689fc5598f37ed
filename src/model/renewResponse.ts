// What `POST …/renew` answers: the metadata returns the bare session, documentation drafts print it in a wrapper.
import type * as t from 'io-ts'
import { lean, unwrapped } from '../codec/index.js'
import { ExactMatchSession } from './exactMatchSession.js'

/**
 * Reads the session of a renew response, bare or inside `value`, and writes it bare.
 *
 * @example
 * import { RenewResponse } from 'exact-match-session/model'
 *
 * RenewResponse.decode({ state: 'Created' }) // right({ state: 'Created' })
 * RenewResponse.decode({ value: { state: 'Created' } }) // right({ state: 'Created' })
 */
export const RenewResponse = lean(unwrapped('RenewResponse', ExactMatchSession, 'value'))
export interface RenewResponse extends t.TypeOf<typeof RenewResponse> {}
