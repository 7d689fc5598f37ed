export {
  createSessionService,
  type SessionServiceOptions,
  type UploadUriRequest,
} from './createSessionService.js'
export type { Database, DatabaseRow, OpenDatabase, Query } from './database.js'
export type { Entities } from './entities.js'
export type { JobQueue, Work } from './jobQueue.js'
export { createMemoryStore } from './memoryStore.js'
export { openPg, type PgClientLike, type PgOptions, type PgPoolLike, pgDatabase } from './pgDatabase.js'
export { openPglite, type PGliteLike, type PgliteOptions, pgliteDatabase } from './pgliteDatabase.js'
export { createPostgresStore } from './postgresStore.js'
export { type Processor, type ProcessorOptions, startProcessor } from './processor.js'
export type {
  Cause,
  Clash,
  Conflict,
  Damaged,
  Invalid,
  NotFound,
  PreconditionFailed,
  PropertyFault,
  ServiceError,
  Thing,
  Unavailable,
  UploadUriReplaced,
} from './serviceError.js'
export type { Arrival, SessionService, Target } from './sessionService.js'
export type {
  Block,
  Decide,
  EntityStore,
  HeldSession,
  NewSession,
  Page,
  PageRequest,
  SessionChange,
  SessionKey,
  SessionStore,
  StoredSession,
} from './sessionStore.js'
export { createTimerQueue } from './timerQueue.js'
export type { UseCase } from './useCase.js'
export { openWorkerQueue, type WorkerQueueOptions } from './workerQueue.js'
