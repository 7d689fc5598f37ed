export type { BlockContent, BlockName, BlockStore, KeptBlock } from './blocks/blockStore.js'
export { createBlockSweeper, type SweptStores } from './blocks/blockSweeper.js'
export { createFolderBlockStore } from './blocks/folderBlockStore.js'
export { createMemoryBlockStore, type MemoryBlockStoreOptions } from './blocks/memoryBlockStore.js'
export type { Principal, Trigger } from './changes/trigger.js'
export {
  createSessionService,
  type SessionServiceOptions,
  type UploadUriRequest,
} from './createSessionService.js'
export {
  createMemoryIdempotencyKeys,
  type IdempotencyKey,
  type IdempotencyKeys,
  type MemoryIdempotencyKeysOptions,
  type Reservation,
} from './creation/idempotencyKeys.js'
export type { Entities } from './entities.js'
export {
  type ChangeNotification,
  notificationsOf,
  type SessionSteps,
} from './notifications/changeNotification.js'
export type { OnChange, OnChangeError } from './notifications/subscriber.js'
export type { ProcessingContext } from './processing/attempt.js'
export { type Processor, type ProcessorOptions, startProcessor } from './processing/processor.js'
export type { RetryOptions } from './processing/retryPolicy.js'
export { simulatedWork } from './processing/simulatedWork.js'
export { createTimerQueue, type TimerQueueOptions } from './processing/timerQueue.js'
export type { Job, JobBlock, Work } from './processing/work.js'
export type { DelayedEntry, QueueEntry, QueueHandler, WorkQueue } from './processing/workQueue.js'
export type {
  BlockContentDiffers,
  BlockIdLengthDiffers,
  ContentUnreadable,
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
export type {
  BlockReading,
  BlockRequest,
  BlockUpload,
  NewSessionRequest,
  SessionRef,
  SessionService,
} from './sessionService.js'
export { createMemoryStore } from './store/memoryStore.js'
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
  SessionStep,
  SessionStore,
  StoredSession,
} from './store/sessionStore.js'
export {
  type Cause,
  type StoreError,
  type StoreFailed,
  storeError,
  type Unavailable,
} from './store/storeError.js'
export { systemClock } from './systemClock.js'
export type { UseCase } from './useCase.js'
