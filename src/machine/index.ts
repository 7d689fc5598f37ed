export { type SessionTag, sessionMachine } from './actor/sessionMachine.js'
export { trySend } from './actor/trySend.js'
export { allowedEvents } from './allowed.js'
export { alreadyApplied } from './alreadyApplied.js'
export { type DiagramFormat, diagramOf } from './diagram.js'
export {
  type BlockUploaded,
  type Cancel,
  type Commit,
  type EventDefinition,
  events,
  type Fail,
  type JobCompleted,
  type Renew,
  type Rule,
  SessionEvent,
  type SessionEventOf,
  type SessionEventType,
  type Start,
  sessionEventTypes,
} from './events/index.js'
export { initialSession, type NewSessionInput } from './initialSession.js'
export type { Duration } from './progress/duration.js'
export { type Durations, durationsOf } from './progress/durations.js'
export { type Forecast, type ForecastOptions, forecastOf, type Observation } from './progress/forecast.js'
export { type Progress, progressOf } from './progress/progress.js'
export type {
  Count,
  SessionContext,
  SessionMetadata,
  SessionRecord,
  Timeline,
  UploadTarget,
} from './record.js'
export { type Described, explain } from './rejection/explain.js'
export type {
  CountOutOfRange,
  ErrorWithoutDetails,
  GuardFailure,
  UploadUriExpired,
} from './rejection/guardFailure.js'
export type { ActorStopped, MalformedEvent, NotAllowedInState, Rejection } from './rejection/rejection.js'
export { fromResource, type ResourceIssue } from './resource/fromResource.js'
export { inferredState } from './resource/inference.js'
export type { MissingProperty } from './resource/required.js'
export { toResource } from './resource/toResource.js'
export { step } from './step.js'
export { type Transition, type TransitionsOfState, transitions } from './transitions.js'
