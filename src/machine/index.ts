export { trySend } from './actor.js'
export { allowedEvents } from './allowed.js'
export { type DiagramFormat, diagramOf } from './diagram.js'
export { type Durations, durationsOf } from './durations.js'
export { SessionEvent, type SessionEventOf, type SessionEventType, sessionEventTypes } from './event.js'
export { explain } from './explain.js'
export { initialSession, type NewSessionInput } from './initialSession.js'
export { type Progress, progressOf } from './progress.js'
export type {
  Count,
  SessionContext,
  SessionMetadata,
  SessionRecord,
  Timeline,
  UploadTarget,
} from './record.js'
export type { GuardFailure, NotAllowedInState, Rejection } from './rejection.js'
export { fromResource, type ResourceIssue } from './resource/fromResource.js'
export { inferredState } from './resource/inference.js'
export type { MissingProperty } from './resource/required.js'
export { toResource } from './resource/toResource.js'
export { type Rule, ruleOf, rules } from './rule.js'
export { sessionMachine } from './sessionMachine.js'
export { step } from './step.js'
export { type Cell, type Table, tabulate } from './tabulate.js'
