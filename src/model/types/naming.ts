// The one property that v1.0 and beta of the API name differently.
import type * as t from 'io-ts'
import { type FastType, fast, renamedKey } from '../../codec/index.js'

/** `v1.0` writes `datastoreId`, as the documentation does; `beta` writes `dataStoreId`, as newer metadata does. */
export type NamingConvention = 'v1.0' | 'beta'

/**
 * A session codec that reads both names of the data store's id and writes the one of a naming convention. A decoded
 * session always has `datastoreId`.
 *
 * @example
 * import { ExactMatchSession, withNaming } from 'exact-match-session/model'
 *
 * withNaming('beta')(ExactMatchSession).encode({ datastoreId: 'patients' }) // { dataStoreId: 'patients' }
 */
export const withNaming =
  (convention: NamingConvention) =>
  <A, O>(codec: t.Type<A, O>): FastType<A, O> =>
    fast(
      renamedKey(
        codec,
        { canonical: 'datastoreId', alternate: 'dataStoreId' },
        convention === 'beta' ? 'alternate' : 'canonical',
      ),
    )
