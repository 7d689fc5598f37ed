// The one property that two generations of the metadata spell differently.
import type * as t from 'io-ts'
import { alias, type LeanType, lean } from '../codec/index.js'

/** `documented` writes `datastoreId`, as the documentation and v1.0 do; `metadata` writes `dataStoreId`, as beta does. */
export type Spelling = 'documented' | 'metadata'

/**
 * A session codec that reads both spellings of the data store's id and writes the one it is asked for. Decoded,
 * the property is always `datastoreId`.
 *
 * @example
 * import { ExactMatchSession, spelled } from 'exact-match-session/model'
 *
 * spelled('metadata')(ExactMatchSession).encode({ datastoreId: 'patients' }) // { dataStoreId: 'patients' }
 */
export const spelled =
  (spelling: Spelling) =>
  <A, O>(codec: t.Type<A, O>): LeanType<A, O> =>
    lean(
      alias(
        codec,
        { inside: 'datastoreId', other: 'dataStoreId' },
        spelling === 'documented' ? 'inside' : 'other',
      ),
    )
