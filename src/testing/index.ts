export {
  type CallConstraints,
  callsFor,
  sessionCall,
} from './arbitrary/callArbitrary.js'
export { type DateTimeOffsetConstraints, dateTimeOffset } from './arbitrary/dateTimeOffset.js'
export { callHistory, type HistoryConstraints, overlappingHistory } from './arbitrary/historyArbitrary.js'
export { type NearMiss, nearMiss } from './arbitrary/nearMiss.js'
export {
  classificationError,
  createSessionRequest,
  type SessionConstraints,
  uploadUri,
} from './arbitrary/session.js'
export { type EventConstraints, sessionEvent } from './arbitrary/sessionEvent.js'
export {
  historyWithRefusals,
  lawfulHistory,
  lawfulSession,
  type SessionHistory,
  type SessionHistoryConstraints,
  type SessionMoment,
} from './arbitrary/sessionHistory.js'
export { Vector, type VectorOptions, vectors } from './arbitrary/vector.js'
export { type WellFormedConstraints, wellFormed } from './arbitrary/wellFormed.js'
export { type Patience, platformTimer, type Timer } from './ask.js'
export { type Call, type CallName, type Calls, type History, historyText, type SessionCall } from './call.js'
export {
  type ConformanceOptions,
  checkConformance,
  checkHistory,
  type Systems,
} from './check/conformance.js'
export type { Coverage, TableCell } from './check/coverage.js'
export type { Difference } from './check/difference.js'
export { explained } from './check/finding.js'
export type { Exchange, Expected, Mismatch } from './check/judge.js'
export { type Finding, type SessionModel, sessionModel } from './check/model.js'
export type { ConformanceReport, Counterexample, Verdict } from './check/report.js'
export {
  type AsyncSessionCommand,
  asyncSessionCommands,
  type CommandConstraints,
  type SessionCommand,
  sessionCommands,
} from './command.js'
export { type HttpSystemOptions, httpSystem } from './http/httpSystem.js'
export type { StoreCase } from './storeContract/storeCase.js'
export { storeContract } from './storeContract/storeContract.js'
export {
  type Answer,
  type Answered,
  type BlockUpload,
  done,
  refused,
  type SessionSystem,
  type Target,
  unknownOutcome,
} from './system.js'
