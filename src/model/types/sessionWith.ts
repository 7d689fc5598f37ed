// Sessions with properties of a user's own.
import * as t from 'io-ts'
import type { FastType } from '../../codec/index.js'
import { Session } from './exactMatchSession.js'
import { type NamingConvention, withNaming } from './naming.js'

/**
 * A session codec with properties of your own beside those of `ExactMatchSession`, which they may also narrow: to
 * make `id` or `datastoreId` required, say. Both names of the data store's id decode; encoding writes the one of the
 * naming convention. A plain `t.intersection([ExactMatchSession, own])` does not do: io-ts merges what each member
 * makes of the raw value, so the other name of the data store's id would stay in the decoded session.
 *
 * @example
 * import { sessionWith } from 'exact-match-session/model'
 * import * as t from 'io-ts'
 *
 * const TenantSession = sessionWith(t.type({ tenantId: t.string, datastoreId: t.string }))
 * TenantSession.decode({ tenantId: 'a', dataStoreId: 'patients' }) // right({ tenantId: 'a', datastoreId: 'patients' })
 */
export const sessionWith = <A, O>(
  own: t.Type<A, O>,
  convention: NamingConvention = 'v1.0',
): FastType<t.TypeOf<typeof Session> & A, t.OutputOf<typeof Session> & O> =>
  withNaming(convention)(t.intersection([Session, own], `ExactMatchSession & ${own.name}`))
