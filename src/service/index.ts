export type { Entities } from './entities.js'
export { createMemoryStore } from './memoryStore.js'
export type {
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
export {
  type Arrival,
  createSessionService,
  type SessionService,
  type SessionServiceOptions,
  type Target,
  type UploadUriRequest,
} from './sessionService.js'
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
export type { UseCase } from './useCase.js'
