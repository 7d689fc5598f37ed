// microsoft.graph.exactMatchDataStore and its base: the table that sessions fill, with its columns.
import * as t from 'io-ts'
import { DateTimeOffset, type FastType, fast, nullable, typeAnnotation } from '../../codec/index.js'
import { Entity } from './entity.js'
import { ExactMatchSession } from './exactMatchSession.js'

const StoreColumn = t.partial(
  {
    name: nullable(t.string),
    isSearchable: nullable(t.boolean),
    isCaseInsensitive: nullable(t.boolean),
    ignoredDelimiters: nullable(t.array(t.string)),
  },
  'ExactDataMatchStoreColumn',
)

export interface ExactDataMatchStoreColumn extends t.TypeOf<typeof StoreColumn> {}

/**
 * A column of a data store: whether it is searchable, and what a search ignores.
 *
 * @example
 * import { ExactDataMatchStoreColumn } from 'exact-match-session/model'
 *
 * ExactDataMatchStoreColumn.is({ name: 'PatientId', isSearchable: true, ignoredDelimiters: ['-'] }) // true
 */
export const ExactDataMatchStoreColumn: FastType<ExactDataMatchStoreColumn> = fast(StoreColumn)

const DataStoreBase = t.intersection(
  [
    Entity,
    t.partial({
      columns: nullable(t.array(ExactDataMatchStoreColumn)),
      dataLastUpdatedDateTime: nullable(DateTimeOffset),
      description: nullable(t.string),
      displayName: nullable(t.string),
    }),
  ],
  'ExactMatchDataStoreBase',
)

export interface ExactMatchDataStoreBase extends t.TypeOf<typeof DataStoreBase> {}

/**
 * A data store without its sessions.
 *
 * @example
 * import { ExactMatchDataStoreBase } from 'exact-match-session/model'
 *
 * ExactMatchDataStoreBase.is({ id: 'patients', columns: [{ name: 'PatientId' }] }) // true
 */
export const ExactMatchDataStoreBase: FastType<ExactMatchDataStoreBase> = fast(DataStoreBase)

const DataStore = t.intersection(
  [
    ExactMatchDataStoreBase,
    t.partial({
      '@odata.type': typeAnnotation('microsoft.graph.exactMatchDataStore'),
      sessions: nullable(t.array(ExactMatchSession)),
    }),
  ],
  'ExactMatchDataStore',
)

export interface ExactMatchDataStore extends t.TypeOf<typeof DataStore> {}

/**
 * A data store.
 *
 * @example
 * import { ExactMatchDataStore } from 'exact-match-session/model'
 *
 * ExactMatchDataStore.is({ id: 'patients', sessions: [{ state: 'Completed' }] }) // true
 * ExactMatchDataStore.is({ id: 'patients', sessions: [{ state: 1 }] }) // false
 */
export const ExactMatchDataStore: FastType<ExactMatchDataStore> = fast(DataStore)
