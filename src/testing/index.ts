export {
  classificationError,
  createSessionRequest,
  type DateTimeOffsetConstraints,
  dateTimeOffset,
  type EventConstraints,
  type SessionConstraints,
  sessionEvent,
  uploadUri,
} from './arbitrary.js'
export { type Patience, platformTimer, type Timer } from './ask.js'
export { type Call, type CallName, type Calls, type History, historyText, type SessionCall } from './call.js'
export {
  type CallConstraints,
  callsFor,
  sessionCall,
} from './callArbitrary.js'
export {
  type AsyncSessionCommand,
  asyncSessionCommands,
  type CommandConstraints,
  type SessionCommand,
  sessionCommands,
} from './command.js'
export {
  type ConformanceOptions,
  checkConformance,
  checkHistory,
  type Systems,
} from './conformance.js'
export type { Coverage, TableCell } from './coverage.js'
export type { Difference } from './difference.js'
export { explained } from './finding.js'
export { callHistory, type HistoryConstraints, overlappingHistory } from './historyArbitrary.js'
export { type HttpSystemOptions, httpSystem } from './httpSystem.js'
export type { Exchange, Expected, Mismatch } from './judge.js'
export { type Finding, type SessionModel, sessionModel } from './model.js'
export { type NearMiss, nearMiss } from './nearMiss.js'
export type { ConformanceReport, Counterexample, Verdict } from './report.js'
export {
  historyWithRefusals,
  lawfulHistory,
  lawfulSession,
  type SessionHistory,
  type SessionHistoryConstraints,
  type SessionMoment,
} from './sessionHistory.js'
export { type StoreCase, storeContract } from './storeContract.js'
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
export { Vector, type VectorOptions, vectors } from './vector.js'
export { type WellFormedConstraints, wellFormed } from './wellFormed.js'
