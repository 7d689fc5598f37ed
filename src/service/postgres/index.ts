export type { Database, DatabaseRow, OpenDatabase, Query } from './database.js'
export { type Migrated, migrate, migrationSql } from './migration/migration.js'
export type { SchemaOptions } from './migration/schema.js'
export {
  migrateWorkerQueue,
  type WorkerQueueLocation,
  workerQueueSql,
} from './migration/workerQueueMigration.js'
export { type DeliverChangesOptions, deliverChanges } from './outbox/deliverChanges.js'
export type { DeliverChange, DeliveryContext } from './outbox/deliverSession.js'
export type { ChangeDelivery } from './outbox/delivery.js'
export {
  discardChanges,
  type RetryChangesOptions,
  retryChanges,
  type SetAsideChange,
  type SetAsideOptions,
  setAsideChanges,
} from './outbox/setAside.js'
export type { ColumnTypes } from './pg/columnTypes.js'
export { openPg, type PgClientLike, type PgPoolLike, type PgQueryLike, pgDatabase } from './pg/pgDatabase.js'
export type { PgOptions } from './pg/pgOptions.js'
export { openPglite, type PGliteLike, type PgliteOptions, pgliteDatabase } from './pglite/pgliteDatabase.js'
export { createPostgresStore, type PostgresStoreOptions } from './postgresStore.js'
export { openWorkerQueue, type WorkerQueueOptions } from './workerQueue.js'
