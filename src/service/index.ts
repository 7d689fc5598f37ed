export {
  createSessionService,
  type SessionServiceOptions,
  type UploadUriRequest,
} from './createSessionService.js'
export type { Entities } from './entities.js'
export {
  createMemoryIdempotencyKeys,
  type IdempotencyKey,
  type IdempotencyKeys,
  type MemoryIdempotencyKeysOptions,
  type Reservation,
} from './idempotencyKeys.js'
export { type Processor, type ProcessorOptions, startProcessor } from './processing/processor.js'
export { createTimerQueue } from './processing/timerQueue.js'
export { openWorkerQueue, type WorkerQueueOptions } from './processing/workerQueue.js'
export type { Work, WorkQueue } from './processing/workQueue.js'
export type {
  BlockContentDiffers,
  Corrupt,
  EntityKind,
  IdempotencyKeyReused,
  IdTaken,
  Invalid,
  NotFound,
  PreconditionFailed,
  PropertyIssue,
  ReadOnly,
  Rejected,
  ServiceError,
  UploadUriReplaced,
} from './serviceError.js'
export type { BlockUpload, NewSessionRequest, SessionRef, SessionService } from './sessionService.js'
export type {
  Block,
  Decider,
  EntityStore,
  LockedSession,
  NewSession,
  Page,
  PageRequest,
  SessionChange,
  SessionKey,
  SessionStore,
  StoredSession,
} from './sessionStore.js'
export type { Database, DatabaseRow, OpenDatabase, Query } from './store/database.js'
export { createMemoryStore } from './store/memoryStore.js'
export { openPg, type PgClientLike, type PgPoolLike, pgDatabase } from './store/pgDatabase.js'
export { openPglite, type PGliteLike, type PgliteOptions, pgliteDatabase } from './store/pgliteDatabase.js'
export type { PgOptions } from './store/pgOptions.js'
export { createPostgresStore } from './store/postgresStore.js'
export type { Cause, StoreError, StoreFailed, Unavailable } from './storeError.js'
export { systemClock } from './systemClock.js'
export type { UseCase } from './useCase.js'
